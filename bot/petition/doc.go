// Package petition is what a petition is and how it may change: the report a
// citizen told, the status table, the events that are its history, its
// statutory clock, the routing rules and the case number. It does no I/O.
package petition
