package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/retain"
)

// Due counts what is kept no longer now. It changes nothing.
func (s *Store) Due(ctx context.Context, now time.Time) (retain.Result, error) {
	return s.lookThrough(ctx, now, count, func(ctx context.Context, caseNo string) (retain.Verdict, error) {
		c, err := s.forRetention(ctx, s.db.read, caseNo)
		if err != nil {
			return "", err
		}
		return retain.Decide(c.Case, now), nil
	})
}

// Retain does with everything what the table of retain says, each case in a
// transaction of its own: interrupted, it goes on where it was. At most limit
// cases are anonymised; then the result says More. A case that fails is passed
// over, and told in the error.
func (s *Store) Retain(ctx context.Context, now time.Time, limit int) (retain.Result, error) {
	left, more := limit, false
	result, err := s.lookThrough(ctx, now, drop, func(ctx context.Context, caseNo string) (retain.Verdict, error) {
		if left == 0 {
			more = true
			return "", errEnough
		}
		verdict, err := s.anonymise(ctx, caseNo, now)
		if verdict == retain.Due {
			left--
		}
		return verdict, err
	})
	result.More = more
	return result, errors.Join(err, s.empty(ctx))
}

// errEnough ends the looking through of cases.
var errEnough = errors.New("enough for once")

// lookThrough goes through the classes: rows says how many rows of the database
// a class has, one what is to become of a case.
func (s *Store) lookThrough(ctx context.Context, now time.Time, rows func(context.Context, *Store, keeping, time.Time) (int, error),
	one func(context.Context, string) (retain.Verdict, error)) (result retain.Result, err error) {
	var failed []error
	for _, class := range retain.Classes() {
		n := retain.Count{Class: class}
		if class.Status == "" {
			n.Due, err = rows(ctx, s, keepings[class.Name], class.Cutoff(now))
		} else {
			n.Due, n.Kept, err = s.lookThroughCases(ctx, class, now, one)
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("retain %s: %w", class.Name, err))
		}
		result.Counts = append(result.Counts, n)
	}
	return result, errors.Join(failed...)
}

func (s *Store) lookThroughCases(ctx context.Context, class retain.Class, now time.Time,
	one func(context.Context, string) (retain.Verdict, error)) (due int, kept map[retain.Verdict]int, err error) {
	cases, err := list(ctx, s.db.read, func(r row) (caseNo string, err error) {
		err = r.Scan(&caseNo)
		return caseNo, err
	}, `SELECT case_no FROM petitions WHERE status = $1 AND changed_at <= $2
		AND case_no IN (SELECT case_no FROM case_keys) ORDER BY changed_at, case_no`,
		string(class.Status), class.Cutoff(now).UnixMilli())
	kept = map[retain.Verdict]int{}
	failed := []error{err}
	for _, caseNo := range cases {
		verdict, err := one(ctx, caseNo)
		switch {
		case errors.Is(err, errEnough):
			return due, kept, errors.Join(failed...)
		case ctx.Err() != nil:
			return due, kept, ctx.Err()
		case errors.Is(err, bot.ErrNotFound): // another instance was faster
		case err != nil:
			failed = append(failed, fmt.Errorf("case %s: %w", caseNo, err))
		case verdict == retain.Due:
			due++
		default:
			kept[verdict]++
		}
	}
	return due, kept, errors.Join(failed...)
}

// anonymise decides and does it in one transaction, in which nobody else changes
// the petition.
func (s *Store) anonymise(ctx context.Context, caseNo string, now time.Time) (retain.Verdict, error) {
	return inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (retain.Verdict, error) {
		if _, err := tx.ExecContext(ctx, `UPDATE petitions SET version = version WHERE case_no = $1`, caseNo); err != nil {
			return "", err
		}
		c, err := s.forRetention(ctx, tx, caseNo)
		if err != nil {
			return "", err
		}
		verdict := retain.Decide(c.Case, now)
		if verdict == retain.Due {
			err = s.wipe(ctx, tx, c, now)
		}
		return verdict, err
	})
}

// retained is a case as retention sees it.
type retained struct {
	retain.Case
	stored stored
	log    []petition.Event
}

func (s *Store) forRetention(ctx context.Context, q querier, caseNo string) (c retained, err error) {
	if c.stored, err = s.byCase(ctx, q, caseNo); err != nil {
		return c, err
	}
	c.Petition = c.stored.Petition
	if c.log, err = history(ctx, q, c.stored.key, caseNo); err != nil {
		return c, err
	}
	c.Limits = s.terms.Limits(c.Petition, c.log)
	if err := q.QueryRowContext(ctx, `
		SELECT changed_at, held_at > 0, EXISTS (SELECT 1 FROM mailbox WHERE case_no = $1 AND delivered_at IS NULL)
		FROM petitions WHERE case_no = $1`, caseNo).Scan(instant{&c.Touched}, &c.Held, &c.Unread); err != nil {
		return c, found(err)
	}
	into, err := s.mergedInto(ctx, q)
	c.Joined = slices.Contains(into, caseNo)
	return c, err
}

// mergedInto lists the cases with which others are handled that are not over.
func (s *Store) mergedInto(ctx context.Context, q querier) ([]string, error) {
	return list(ctx, q, func(r row) (string, error) {
		d, err := scanDetails(r)
		return d.Into, err
	}, `SELECT details FROM events WHERE type = $1
		AND case_no IN (SELECT case_no FROM petitions WHERE status = $2)`,
		string(petition.EventMerged), string(petition.Merged))
}
