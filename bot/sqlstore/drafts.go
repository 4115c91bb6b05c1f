package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"

	"suihuan/bot/petition"
)

const draftColumns = `id, person, report, contact, step, updated_at`

// Draft returns the person's open draft, or bot.ErrNotFound.
func (s *Store) Draft(ctx context.Context, person string) (petition.Draft, error) {
	d, err := s.draftOf(ctx, s.db.read, person)
	if err != nil {
		return petition.Draft{}, fmt.Errorf("load draft: %w", err)
	}
	return d, nil
}

// StepDraft changes the person's open draft by one message; without an open
// draft it begins one. When the message was applied before, apply is not called
// and the draft comes back as it stands, or bot.ErrNotFound when it has been
// filed or dropped since. An error of apply leaves everything as it was.
func (s *Store) StepDraft(ctx context.Context, person, key string, apply func(*petition.Draft) error) (petition.Draft, error) {
	d, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (petition.Draft, error) {
		first, err := s.first(ctx, tx, key, effectStep)
		if err != nil {
			return petition.Draft{}, err
		}
		if !first {
			return s.draftOf(ctx, tx, person)
		}
		return s.step(ctx, tx, person, apply)
	})
	if err != nil {
		return petition.Draft{}, fmt.Errorf("step draft: %w", err)
	}
	return d, nil
}

// step begins the draft with a statement that, on a draft that is there,
// changes nothing but locks it.
func (s *Store) step(ctx context.Context, tx *sql.Tx, person string, apply func(*petition.Draft) error) (petition.Draft, error) {
	now, id := s.clock(), rand.Text()
	text, err := s.encodeDraft(id, petition.Report{})
	if err != nil {
		return petition.Draft{}, err
	}
	d, err := s.scanDraft(person, tx.QueryRowContext(ctx, `
		INSERT INTO drafts (`+draftColumns+`) VALUES ($1, $2, $3, $4, '', $5)
		ON CONFLICT (person) DO UPDATE SET person = excluded.person
		RETURNING `+draftColumns, id, s.person(person), text, s.db.own.Seal(of("draft contact", id), ""), now.UnixMilli()))
	if err != nil {
		return petition.Draft{}, err
	}
	id = d.ID
	if err := apply(&d); err != nil {
		return petition.Draft{}, err
	}
	d.ID, d.Person, d.Updated = id, person, now
	d.Report.Contact = storable(d.Report.Contact)
	if text, err = s.encodeDraft(id, d.Report); err != nil {
		return petition.Draft{}, err
	}
	_, err = tx.ExecContext(ctx,
		`UPDATE drafts SET report = $1, contact = $2, step = $3, updated_at = $4 WHERE id = $5`,
		text, s.db.own.Seal(of("draft contact", id), d.Report.Contact), d.Step, now.UnixMilli(), d.ID)
	return d, err
}

// DropDraft throws the person's open draft away. Without one it does nothing,
// and neither does a repeat of the message.
func (s *Store) DropDraft(ctx context.Context, person, key string) error {
	_, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		first, err := s.first(ctx, tx, key, effectDrop)
		if err == nil && first {
			_, err = tx.ExecContext(ctx, `DELETE FROM drafts WHERE person = $1`, s.person(person))
		}
		return struct{}{}, err
	})
	if err != nil {
		return fmt.Errorf("drop draft: %w", err)
	}
	return nil
}

// takeDraft removes the person's open draft and returns what it told. Of two
// that take it at once, one gets bot.ErrNotFound.
func (s *Store) takeDraft(ctx context.Context, tx *sql.Tx, person string) (petition.Report, error) {
	d, err := s.scanDraft(person, tx.QueryRowContext(ctx,
		`DELETE FROM drafts WHERE person = $1 RETURNING `+draftColumns, s.person(person)))
	return d.Report, err
}

func (s *Store) draftOf(ctx context.Context, q querier, person string) (petition.Draft, error) {
	return s.scanDraft(person, q.QueryRowContext(ctx,
		`SELECT `+draftColumns+` FROM drafts WHERE person = $1`, s.person(person)))
}

func (s *Store) encodeDraft(id string, r petition.Report) (string, error) {
	return encode(s.db.own, of("draft report", id), r)
}

func (s *Store) scanDraft(person string, r row) (petition.Draft, error) {
	var d petition.Draft
	var report, contact string
	if err := r.Scan(&d.ID, &d.Person, &report, &contact, &d.Step, instant{&d.Updated}); err != nil {
		return petition.Draft{}, found(err)
	}
	d.Person = person
	o := opener{key: s.db.own}
	o.report(of("draft report", d.ID), report, &d.Report)
	o.text(of("draft contact", d.ID), contact, &d.Report.Contact)
	return d, o.err
}
