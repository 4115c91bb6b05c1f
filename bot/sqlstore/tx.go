package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
)

// work is what is done inside one transaction. It must ask tx alone, with the
// ctx that it is given: the caller's own may end in the middle of a statement.
type work func(ctx context.Context, tx *sql.Tx) error

// inTx does the work in one transaction and returns its result once it is
// committed. Without a commit nothing of the work is stored; when ctx ends
// during the commit the outcome is unknown and the error says so.
func inTx[T any](ctx context.Context, db *DB, do func(ctx context.Context, tx *sql.Tx) (T, error)) (T, error) {
	var result, none T
	err := db.transact(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		result, err = do(ctx, tx)
		return err
	})
	if err != nil {
		return none, err
	}
	return result, nil
}

func (db *DB) transact(ctx context.Context, do work) error {
	if db.group != nil {
		return db.group.do(ctx, do)
	}
	tx, err := db.SQL.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback() // after the commit it does nothing
	if err := do(ctx, tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}
