package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"suihuan/bot/petition"
)

const (
	effectContact effect = "contact"
	effectErase   effect = "erase"
)

// HoldingsOf lists what is stored about a person, the newest case first.
func (s *Store) HoldingsOf(ctx context.Context, person string) (h petition.Holdings, err error) {
	h.Cases, err = s.contactsOf(ctx, s.db.read, person)
	for _, count := range []struct {
		into  *int
		query string
	}{
		{&h.Drafts, `SELECT COUNT(*) FROM drafts WHERE person = $1`},
		{&h.Interviews, `SELECT COUNT(*) FROM interviews WHERE person = $1`},
		{&h.Answers, `SELECT COUNT(*) FROM answers WHERE person = $1`},
	} {
		if err == nil {
			err = s.db.read.QueryRowContext(ctx, count.query, s.person(person)).Scan(count.into)
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
	return s.rewrite(ctx, person, key, effectContact, petition.Status.KeepsContact, storable(contact))
}

// Erase drops a person's draft and interview, and the contacts left with cases
// that are over, and returns how many contacts these were.
func (s *Store) Erase(ctx context.Context, person, key string) (contacts int, err error) {
	over := func(status petition.Status) bool { return !status.KeepsContact() }
	return s.rewrite(ctx, person, key, effectErase, over, "",
		`DELETE FROM drafts WHERE person = $1`, `DELETE FROM interviews WHERE person = $1`)
}

// rewrite writes another contact, or none, over that of each of a person's cases
// in some statuses, and executes statements about the person, once for a message.
// It returns how many contacts there were.
func (s *Store) rewrite(ctx context.Context, person, key string, e effect, in func(petition.Status) bool, contact string, also ...string) (n int, err error) {
	n, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (n int, err error) {
		first, err := s.first(ctx, tx, key, e)
		if err != nil {
			return 0, err
		}
		cases, err := s.contactsOf(ctx, tx, person)
		if err != nil {
			return 0, err
		}
		cases = slices.DeleteFunc(cases, func(c petition.Holding) bool { return c.Contact == "" || !in(c.Status) })
		if !first {
			return len(cases), nil
		}
		for _, c := range cases {
			key, err := s.db.caseKey(ctx, tx, c.Case)
			if err == nil {
				err = putContact(ctx, tx, key, c.Case, contact)
			}
			if err != nil {
				return 0, err
			}
		}
		for _, statement := range also {
			if _, err := tx.ExecContext(ctx, statement, s.person(person)); err != nil {
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

// contactsOf lists a person's cases with what contact was left with each, the
// newest first.
func (s *Store) contactsOf(ctx context.Context, q querier, person string) ([]petition.Holding, error) {
	return list(ctx, q, func(r row) (c petition.Holding, err error) {
		var sealed string
		var wrapped sql.NullString
		if err := r.Scan(&c.Case, &c.Status, &sealed, &wrapped); err != nil {
			return c, err
		}
		key, err := s.db.unwrap(ctx, c.Case, wrapped)
		if err != nil {
			return c, err
		}
		o := opener{key: key}
		o.text("contact", sealed, &c.Contact)
		return c, o.err
	}, `SELECT petitions.case_no, status, contact, wrapped FROM petitions
		JOIN identities ON identities.case_no = petitions.case_no JOIN case_keys ON case_keys.case_no = petitions.case_no
		WHERE petitions.person = $1 ORDER BY filed_at DESC, petitions.case_no`, s.person(person))
}
