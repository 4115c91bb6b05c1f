package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"suihuan/bot/petition"
)

// claimLife is how long an instance has a reminder to itself. It is longer than a
// job may run.
const claimLife = time.Minute

// RemindersDue returns the case numbers of at most limit petitions whose reminders
// are to be looked at, the longest waiting first.
func (s *Store) RemindersDue(ctx context.Context, now time.Time, limit int) ([]string, error) {
	cases, err := list(ctx, s.db.read, func(r row) (caseNo string, err error) {
		err = r.Scan(&caseNo)
		return caseNo, err
	}, `SELECT p.case_no FROM petitions p JOIN case_keys k ON k.case_no = p.case_no
		WHERE p.remind_at > 0 AND p.remind_at <= $1 ORDER BY p.remind_at, p.case_no LIMIT $2`, now.UnixMilli(), limit)
	if err != nil {
		return nil, fmt.Errorf("list due reminders: %w", err)
	}
	return cases, nil
}

// RemindNext stores when the reminders of a petition are to be looked at again; the
// zero time is never. A petition that has changed since it had the version keeps
// what its change has stored.
func (s *Store) RemindNext(ctx context.Context, caseNo string, version int, next time.Time) error {
	at := int64(0)
	if !next.IsZero() {
		at = next.UnixMilli()
	}
	return s.write(ctx, "keep next reminder",
		`UPDATE petitions SET remind_at = $1 WHERE case_no = $2 AND version = $3`, at, caseNo, version)
}

// ClaimReminder takes a reminder for this instance, for a minute, unless another
// has it or it has been told.
func (s *Store) ClaimReminder(ctx context.Context, caseNo, key string) (petition.Claim, error) {
	c, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (c petition.Claim, err error) {
		now := s.clock()
		result, err := tx.ExecContext(ctx, `
			INSERT INTO reminders (case_no, key, claimed_at) VALUES ($1, $2, $3)
			ON CONFLICT (case_no, key) DO UPDATE SET claimed_at = excluded.claimed_at
			WHERE reminders.told_at = 0 AND reminders.claimed_at <= $4`,
			caseNo, key, now.UnixMilli(), now.Add(-claimLife).UnixMilli())
		if err != nil {
			return c, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return c, err
		}
		var officers string
		c.Mine = n == 1
		err = tx.QueryRowContext(ctx, `SELECT officers, told_at > 0 FROM reminders WHERE case_no = $1 AND key = $2`,
			caseNo, key).Scan(&officers, &c.Told)
		c.Officers = strings.Fields(officers)
		return c, err
	})
	if err != nil {
		return petition.Claim{}, fmt.Errorf("claim reminder: %w", err)
	}
	return c, nil
}

// Reminded stores that an officer has been told of a claimed reminder.
func (s *Store) Reminded(ctx context.Context, caseNo, key, officer string) error {
	return s.write(ctx, "keep reminded officer",
		`UPDATE reminders SET officers = officers || $1 WHERE case_no = $2 AND key = $3`, officer+" ", caseNo, key)
}

// EndReminder ends a claim: the reminder has been told, for good, or is to be
// tried again.
func (s *Store) EndReminder(ctx context.Context, caseNo, key string, told bool) error {
	at := int64(0)
	if told {
		at = s.clock().UnixMilli()
	}
	return s.write(ctx, "end reminder",
		`UPDATE reminders SET told_at = $1, claimed_at = 0 WHERE case_no = $2 AND key = $3`, at, caseNo, key)
}

func (s *Store) write(ctx context.Context, what, statement string, args ...any) error {
	_, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (sql.Result, error) {
		return tx.ExecContext(ctx, statement, args...)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
