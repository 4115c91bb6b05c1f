// Package figures counts what became of petitions, from their histories alone.
// Every petition is in exactly one group, so that the counts of the groups add
// up to those of the whole, and every figure carries its definition. It does no
// I/O and keeps nothing of a petition but counts.
package figures
