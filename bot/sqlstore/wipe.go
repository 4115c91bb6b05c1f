package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/audit"
	"suihuan/bot/petition/retain"
)

// keeping is how a class stands in the database: which rows, and how the cutoff
// is written there.
type keeping struct {
	rows string
	at   func(time.Time) any
}

func millis(t time.Time) any { return t.UnixMilli() }

// keepings are the classes of retain that are no cases.
var keepings = map[string]keeping{
	retain.Drafts:      {`drafts WHERE updated_at <= $1`, millis},
	retain.Interviews:  {`interviews WHERE expires_at <= $1`, millis},
	retain.Answers:     {`answers WHERE created_at <= $1`, millis},
	retain.Questions:   {`unanswered WHERE day < $1`, func(t time.Time) any { return t.UTC().Format(time.DateOnly) }},
	retain.Corrections: {`mailbox WHERE entry IS NOT NULL AND delivered_at <= $1`, millis},
}

// count says how many rows are due.
func count(ctx context.Context, s *Store, k keeping, cutoff time.Time) (n int, err error) {
	err = s.db.read.QueryRowContext(ctx, `SELECT COUNT(*) FROM `+k.rows, k.at(cutoff)).Scan(&n)
	return n, err
}

// drop deletes the rows that are due and says how many these were.
func drop(ctx context.Context, s *Store, k keeping, cutoff time.Time) (int, error) {
	return inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (int, error) {
		result, err := tx.ExecContext(ctx, `DELETE FROM `+k.rows, k.at(cutoff))
		if err != nil {
			return 0, err
		}
		n, err := result.RowsAffected()
		return int(n), err
	})
}

// wipes are what an anonymised case loses in the tables beside its own. Whatever
// table gets a column case_no belongs here, or is counted.
var wipes = []string{
	`DELETE FROM case_keys WHERE case_no = $1`,
	`DELETE FROM identities WHERE case_no = $1`,
	`DELETE FROM mailbox WHERE case_no = $1`,
	`DELETE FROM deliveries WHERE case_no = $1`,
	`DELETE FROM reminders WHERE case_no = $1`,
	`DELETE FROM message_keys WHERE message_key IN (SELECT message_key FROM message_keys WHERE case_no = $1 AND case_no <> '')`,
	`UPDATE sheets SET description = '', facts = '' WHERE case_no = $1`,
	`UPDATE events SET reason = '', words = '' WHERE case_no = $1`,
	`UPDATE events SET actor = 'officer' WHERE case_no = $1 AND actor NOT IN (` + quoted(ownActors) + `)`,
}

// ownActors are no people.
var ownActors = []string{petition.ActorCitizen, petition.ActorRouter, petition.ActorMailbox}

// wipe leaves of a case what is counted.
func (s *Store) wipe(ctx context.Context, tx *sql.Tx, c retained, now time.Time) error {
	caseNo := c.stored.Case
	for _, statement := range wipes {
		if _, err := tx.ExecContext(ctx, statement, caseNo); err != nil {
			return err
		}
	}
	for i, e := range c.log {
		details, err := json.Marshal(retain.ResidueOf(e.Details))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE events SET details = $1 WHERE case_no = $2 AND number = $3`,
			string(details), caseNo, i+1); err != nil {
			return err
		}
	}
	report, err := json.Marshal(retain.Residue(c.stored.Report))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE petitions SET person = '', report = $1, route_reason = '', answer = '', officer = '', former = '',
			held_at = 0, next_due = 0, remind_at = 0, anonymised_at = $2 WHERE case_no = $3`, string(report), now.UnixMilli(), caseNo)
	if err != nil {
		return err
	}
	return s.note(ctx, tx, audit.Row{Actor: petition.ActorRouter, Action: "anonymised", Case: caseNo})
}

// empty takes what was deleted out of the write-ahead log of SQLite. In the file
// itself it is overwritten when it is deleted (secure_delete), so that no VACUUM
// is needed, for which every writer would have to wait. While somebody reads, the
// log stays until the next time.
func (s *Store) empty(ctx context.Context) error {
	if s.db.Postgres {
		return nil
	}
	if _, err := s.db.SQL.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return fmt.Errorf("empty the write-ahead log: %w", err)
	}
	return nil
}
