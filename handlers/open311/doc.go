// Package open311 is GeoReport v2 of Open311 before our petitions: other programs
// list the bureau's services, report for people, and ask how far their reports
// are. What it files is a petition like any other. What it shows is status, unit,
// dates and the street: neither what was told nor who told it.
package open311
