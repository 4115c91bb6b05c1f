// Package sqlstore keeps what must not be lost: drafts, interviews, petitions
// with their history, fact sheets, what citizens must still be told, the ledger
// of what officers were told, the ledger of what citizens were answered, and the
// questions that nothing answered. It runs on an embedded SQLite file or on PostgreSQL with one SQL
// text: $1 parameters, ON CONFLICT, RETURNING, TEXT and BIGINT; times are
// milliseconds since 1970, UTC.
//
// Every effect carries the key of the message that asked for it and is one
// transaction with that key, so a repeat changes nothing. The jobs that follow
// a change are queued in the same transaction.
//
// What people wrote is sealed with the key of its case; who they are is sealed in
// identities and is a keyed hash wherever rows are found by it.
package sqlstore
