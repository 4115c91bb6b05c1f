package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"suihuan/bot/petition"
)

const sheetColumns = `case_no, description, item, facts, level, possible, catalogue, version, judged_at, consent_at, told`

// standing are the petitions whose sheets count: what was taken back is left
// alone.
const standing = `status NOT IN ('withdrawn', 'merged')`

// FileSheet files the report of a fact sheet with the sheet, and ends the
// person's interview, in one transaction. A repeat of the message returns the
// petition that it filed; without an interview the error is bot.ErrNotFound.
func (s *Store) FileSheet(ctx context.Context, person, key string, r petition.Report, sheet petition.Sheet) (petition.Petition, error) {
	return s.file(ctx, person, key, func(ctx context.Context, tx *sql.Tx) (petition.Report, error) {
		return r, hit(dropInterview(ctx, tx, person))
	}, func(ctx context.Context, tx *sql.Tx, p petition.Petition) error {
		return insertSheet(ctx, tx, p.Case, sheet)
	})
}

func insertSheet(ctx context.Context, tx *sql.Tx, caseNo string, s petition.Sheet) error {
	facts, err := json.Marshal(s.Facts)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO sheets (`+sheetColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '')`,
		caseNo, storable(s.Description), s.Item, string(facts), s.Level, petition.Verdict(s.Possible), s.Catalogue, s.Version,
		s.JudgedAt.UnixMilli(), s.ConsentAt.UnixMilli())
	return err
}

// Sheets returns the sheets of all petitions that stand, in the order of their
// judging.
func (s *Store) Sheets(ctx context.Context) ([]petition.Sheet, error) {
	all, err := list(ctx, s.db.read, scanSheet, `SELECT `+sheetColumns+` FROM sheets
		WHERE case_no IN (SELECT case_no FROM petitions WHERE `+standing+`) ORDER BY judged_at, case_no`)
	if err != nil {
		return nil, fmt.Errorf("list fact sheets: %w", err)
	}
	return all, nil
}

func scanSheet(r row) (s petition.Sheet, err error) {
	var facts, possible string
	if err := r.Scan(&s.Case, &s.Description, &s.Item, &facts, &s.Level, &possible, &s.Catalogue, &s.Version,
		instant{&s.JudgedAt}, instant{&s.ConsentAt}, &s.Told); err != nil {
		return s, err
	}
	s.Possible = strings.Split(possible, "、")
	return s, json.Unmarshal([]byte(facts), &s.Facts)
}

// QueueVerdict puts the notice of a new verdict on a sheet into the mailbox of
// its owner, and notes the verdict as told. When it was told already, or the
// petition stands no more, nothing happens and queued is false. An older notice
// about the sheet that still waits is taken out: it no longer tells what is
// true.
func (s *Store) QueueVerdict(ctx context.Context, caseNo, verdict, words string) (queued bool, err error) {
	queued, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		result, err := tx.ExecContext(ctx, `
			UPDATE sheets SET told = $1 WHERE case_no = $2 AND told <> $1
			AND EXISTS (SELECT 1 FROM petitions p WHERE p.case_no = $2 AND p.`+standing+`)`, verdict, caseNo)
		if err != nil {
			return false, err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return false, err
		}
		return true, s.postVerdict(ctx, tx, caseNo, words)
	})
	if err != nil {
		return false, fmt.Errorf("queue verdict: %w", err)
	}
	return queued, nil
}

// postVerdict writes a notice that is of a case and of none of its events.
func (s *Store) postVerdict(ctx context.Context, tx *sql.Tx, caseNo, words string) error {
	if _, err := tx.ExecContext(ctx,
		`DELETE FROM mailbox WHERE case_no = $1 AND event_number IS NULL AND delivered_at IS NULL`, caseNo); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO mailbox (id, person, case_no, words, created_at)
		SELECT $1, person, case_no, $2, $3 FROM petitions WHERE case_no = $4`,
		rand.Text(), words, s.clock().UnixMilli(), caseNo)
	return err
}
