package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
)

// rotatePage is how many keys are wrapped again in one transaction.
const rotatePage = 500

// wrap is a row of case_keys.
type wrap struct{ caseNo, wrapped string }

// Rotate wraps the keys of all cases under the newest master key and returns how
// many there are, and how many were wrapped under another. What the keys have
// sealed stays as it is. Begun again after an interruption it goes on. Beside a
// service that has the SQLite file it is ErrLocked: that service may not have the
// newest master key.
func (db *DB) Rotate(ctx context.Context) (all, again int, err error) {
	if !db.Postgres && db.lock == nil {
		return 0, 0, fmt.Errorf("rotate case keys: the database is %w", ErrLocked)
	}
	for last := ""; ; {
		page, err := list(ctx, db.read, func(r row) (w wrap, err error) {
			return w, r.Scan(&w.caseNo, &w.wrapped)
		}, `SELECT case_no, wrapped FROM case_keys WHERE case_no > $1 ORDER BY case_no LIMIT $2`, last, rotatePage)
		if err == nil && len(page) == 0 {
			return all, again, db.dropHouseKeys(ctx)
		}
		var changed int
		if err == nil {
			changed, err = db.rewrap(ctx, page)
		}
		if err != nil {
			return all, again, fmt.Errorf("rotate case keys: %w", err)
		}
		all, again, last = all+len(page), again+changed, page[len(page)-1].caseNo
	}
}

// dropHouseKeys forgets the master keys of the database once others are there.
func (db *DB) dropHouseKeys(ctx context.Context) error {
	if db.HouseKeys {
		return nil
	}
	_, err := inTx(ctx, db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		_, err := tx.ExecContext(ctx, `DELETE FROM house_keys`)
		return struct{}{}, err
	})
	return err
}

func (db *DB) rewrap(ctx context.Context, page []wrap) (changed int, err error) {
	return inTx(ctx, db, func(ctx context.Context, tx *sql.Tx) (changed int, err error) {
		for _, w := range page {
			newest, err := db.sealer.Rewrap(ctx, w.caseNo, w.wrapped)
			if err != nil {
				return 0, fmt.Errorf("case %s: %w", w.caseNo, err)
			}
			if newest == w.wrapped {
				continue
			}
			if _, err := tx.ExecContext(ctx,
				`UPDATE case_keys SET wrapped = $1 WHERE case_no = $2`, newest, w.caseNo); err != nil {
				return 0, err
			}
			changed++
		}
		return changed, nil
	})
}
