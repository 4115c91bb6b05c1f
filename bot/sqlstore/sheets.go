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

// sheetRow is what scanSheet reads.
const sheetRow = sheetColumns + `, (SELECT wrapped FROM case_keys k WHERE k.case_no = sheets.case_no)`

// standing are the petitions whose sheets count: what was taken back is left
// alone.
const standing = `status NOT IN ('withdrawn', 'merged')`

// FileSheet files the report of a fact sheet with the sheet, and ends the
// person's interview, in one transaction. A repeat of the message returns the
// petition that it filed; without an interview the error is bot.ErrNotFound.
func (s *Store) FileSheet(ctx context.Context, person, key string, r petition.Report, sheet petition.Sheet) (petition.Petition, error) {
	return s.file(ctx, person, key, func(ctx context.Context, tx *sql.Tx) (petition.Report, error) {
		return r, hit(s.dropInterview(ctx, tx, person))
	}, func(ctx context.Context, tx *sql.Tx, p stored) error {
		return insertSheet(ctx, tx, p, sheet)
	})
}

func insertSheet(ctx context.Context, tx *sql.Tx, p stored, s petition.Sheet) error {
	facts, err := json.Marshal(s.Facts)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO sheets (`+sheetColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '')`,
		p.Case, p.key.Seal("description", storable(s.Description)), s.Item, p.key.Seal("facts", string(facts)), s.Level, petition.Verdict(s.Possible), s.Catalogue, s.Version,
		s.JudgedAt.UnixMilli(), s.ConsentAt.UnixMilli())
	return err
}

// Sheets returns the sheets of all petitions that stand, in the order of their
// judging.
func (s *Store) Sheets(ctx context.Context) ([]petition.Sheet, error) {
	all, err := list(ctx, s.db.read, func(r row) (petition.Sheet, error) {
		return s.scanSheet(ctx, r)
	}, `SELECT `+sheetRow+` FROM sheets
		WHERE case_no IN (SELECT case_no FROM petitions WHERE `+standing+`)
		AND case_no IN (SELECT case_no FROM case_keys) ORDER BY judged_at, case_no`)
	if err != nil {
		return nil, fmt.Errorf("list fact sheets: %w", err)
	}
	return all, nil
}

func (s *Store) scanSheet(ctx context.Context, r row) (sheet petition.Sheet, err error) {
	var description, facts, possible string
	var wrapped sql.NullString
	if err := r.Scan(&sheet.Case, &description, &sheet.Item, &facts, &sheet.Level, &possible, &sheet.Catalogue,
		&sheet.Version, instant{&sheet.JudgedAt}, instant{&sheet.ConsentAt}, &sheet.Told, &wrapped); err != nil {
		return sheet, err
	}
	key, err := s.db.unwrap(ctx, sheet.Case, wrapped)
	if err != nil {
		return sheet, err
	}
	o := opener{key: key}
	o.text("description", description, &sheet.Description)
	o.json("facts", facts, &sheet.Facts)
	sheet.Possible = strings.Split(possible, "、")
	return sheet, o.err
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
	key, err := s.db.caseKey(ctx, tx, caseNo)
	if err != nil {
		return err
	}
	id := rand.Text()
	_, err = tx.ExecContext(ctx, `
		INSERT INTO mailbox (id, person, case_no, words, created_at)
		SELECT $1, person, case_no, $2, $3 FROM petitions WHERE case_no = $4`,
		id, key.Seal(of("notice", id), words), s.clock().UnixMilli(), caseNo)
	return err
}
