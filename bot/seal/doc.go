// Package seal keeps what people wrote unreadable without its keys. Every case
// has a key of its own, drawn at random and kept only wrapped, under a master key
// that is not in the database. Each field is sealed by itself and bound to its
// case and its name, so that no field can stand in for another. Whoever deletes
// the key of a case makes the case unreadable.
package seal
