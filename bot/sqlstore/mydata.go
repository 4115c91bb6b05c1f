package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"suihuan/bot/petition"
)

const (
	effectContact effect = "contact"
	effectErase   effect = "erase"
)

// HoldingsOf lists what is stored about a person, the newest case first.
func (s *Store) HoldingsOf(ctx context.Context, person string) (h petition.Holdings, err error) {
	h.Cases, err = list(ctx, s.db.read, func(r row) (c petition.Holding, err error) {
		err = r.Scan(&c.Case, &c.Status, &c.Contact)
		return c, err
	}, `SELECT petitions.case_no, status, COALESCE(contact, '') FROM petitions
		LEFT JOIN identities ON identities.case_no = petitions.case_no
		WHERE person = $1 ORDER BY filed_at DESC, petitions.case_no`, person)
	for _, count := range []struct {
		into  *int
		query string
	}{
		{&h.Drafts, `SELECT COUNT(*) FROM drafts WHERE person = $1`},
		{&h.Interviews, `SELECT COUNT(*) FROM interviews WHERE person = $1`},
		{&h.Answers, `SELECT COUNT(*) FROM answers WHERE person = $1`},
	} {
		if err == nil {
			err = s.db.read.QueryRowContext(ctx, count.query, person).Scan(count.into)
		}
	}
	if err != nil {
		return petition.Holdings{}, fmt.Errorf("list what is stored: %w", err)
	}
	return h, nil
}

// CorrectContact puts another contact in the place of those that a person left
// with cases which are not over, and returns how many these are. A repeat of the
// message changes nothing and returns the same.
func (s *Store) CorrectContact(ctx context.Context, person, key, contact string) (cases int, err error) {
	return s.once(ctx, person, key, effectContact, petition.Status.KeepsContact, func(ctx context.Context, tx *sql.Tx, caseNo string) (sql.Result, error) {
		return tx.ExecContext(ctx, `UPDATE identities SET contact = $1 WHERE case_no = $2`, storable(contact), caseNo)
	})
}

// Erase drops a person's draft and interview, and the contacts left with cases
// that are over, and returns how many contacts these were.
func (s *Store) Erase(ctx context.Context, person, key string) (contacts int, err error) {
	over := func(status petition.Status) bool { return !status.KeepsContact() }
	return s.once(ctx, person, key, effectErase, over, func(ctx context.Context, tx *sql.Tx, caseNo string) (sql.Result, error) {
		return tx.ExecContext(ctx, `DELETE FROM identities WHERE case_no = $1`, caseNo)
	}, `DELETE FROM drafts WHERE person = $1`, `DELETE FROM interviews WHERE person = $1`)
}

// once does something to the contact of each of a person's cases in some
// statuses, and executes statements about the person, once for a message. It
// returns how many contacts there were to do it to.
func (s *Store) once(ctx context.Context, person, key string, e effect, in func(petition.Status) bool,
	do func(context.Context, *sql.Tx, string) (sql.Result, error), also ...string) (n int, err error) {
	n, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (n int, err error) {
		first, err := s.first(ctx, tx, key, e)
		if err != nil {
			return 0, err
		}
		cases, err := contactsOf(ctx, tx, person, in)
		if err != nil || !first {
			return len(cases), err
		}
		for _, caseNo := range cases {
			if _, err := do(ctx, tx, caseNo); err != nil {
				return 0, err
			}
		}
		for _, statement := range also {
			if _, err := tx.ExecContext(ctx, statement, person); err != nil {
				return 0, err
			}
		}
		return len(cases), nil
	})
	if err != nil {
		return 0, fmt.Errorf("%s of a person: %w", e, err)
	}
	return n, nil
}

// contactsOf lists a person's cases in some statuses that have a contact.
func contactsOf(ctx context.Context, q querier, person string, in func(petition.Status) bool) (cases []string, err error) {
	all, err := list(ctx, q, func(r row) (c petition.Holding, err error) {
		err = r.Scan(&c.Case, &c.Status)
		return c, err
	}, `SELECT petitions.case_no, status FROM petitions JOIN identities ON identities.case_no = petitions.case_no
		WHERE person = $1 ORDER BY petitions.case_no`, person)
	for _, c := range all {
		if in(c.Status) {
			cases = append(cases, c.Case)
		}
	}
	return cases, err
}
