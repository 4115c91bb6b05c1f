package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"suihuan/bot/petition"
)

const petitionColumns = `case_no, person, report, status, unit, route_reason, officer, answer,
	former, filed_at, receipt_due, version`

// File makes the person's open draft a petition, with its first event and the
// jobs that follow, and ends the draft. A repeat of the message returns the
// petition that it filed; without an open draft the error is bot.ErrNotFound.
func (s *Store) File(ctx context.Context, person, key string) (petition.Petition, error) {
	return s.file(ctx, person, key, func(ctx context.Context, tx *sql.Tx) (petition.Report, error) {
		return takeDraft(ctx, tx, person)
	})
}

// FileReport files a report that has no draft; an open draft of the person
// stays. A repeat of the message returns the petition that it filed.
func (s *Store) FileReport(ctx context.Context, person, key string, r petition.Report) (petition.Petition, error) {
	return s.file(ctx, person, key, func(context.Context, *sql.Tx) (petition.Report, error) {
		return r, nil
	})
}

// file makes a petition of what told returns. What else belongs to it is stored
// in the same transaction, by also.
func (s *Store) file(ctx context.Context, person, key string, told func(context.Context, *sql.Tx) (petition.Report, error),
	also ...func(context.Context, *sql.Tx, petition.Petition) error) (petition.Petition, error) {
	p, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (petition.Petition, error) {
		first, err := s.first(ctx, tx, key, effectFile)
		if err != nil {
			return petition.Petition{}, err
		}
		if !first {
			return filedBy(ctx, tx, person, key)
		}
		r, err := told(ctx, tx)
		if err != nil {
			return petition.Petition{}, err
		}
		p, err := s.insert(ctx, tx, key, petition.New(person, r, s.clock()))
		for _, store := range also {
			if err == nil {
				err = store(ctx, tx, p)
			}
		}
		return p, err
	})
	if err != nil {
		return petition.Petition{}, fmt.Errorf("file petition: %w", err)
	}
	return p, nil
}

// insert stores a new petition, who told it apart from it, and what follows.
func (s *Store) insert(ctx context.Context, tx *sql.Tx, key string, p petition.Petition) (petition.Petition, error) {
	contact := storable(p.Report.Contact)
	p.Report.Contact = ""
	text, err := encode(p.Report)
	if err != nil {
		return p, err
	}
	filed := p.FiledAt.UnixMilli()
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO petitions (`+petitionColumns+`, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12)`,
		p.Case, p.Person, text, string(p.Status), p.Unit, p.RouteReason, p.Officer, p.Answer,
		p.Former, filed, p.ReceiptDue.UnixMilli(), filed); err != nil {
		return p, err
	}
	if err := keepContact(ctx, tx, p.Case, contact); err != nil {
		return p, err
	}
	if _, err := tx.ExecContext(ctx,
		`UPDATE message_keys SET case_no = $1 WHERE message_key = $2 AND effect = $3`,
		p.Case, key, string(effectFile)); err != nil {
		return p, err
	}
	e := petition.Event{Type: petition.EventFiled, Actor: petition.ActorCitizen, At: p.FiledAt}
	p.Version = 1
	return p, s.follow(ctx, tx, p, e)
}

// keepContact stores a contact apart from its petition, behind one that is there
// already. "" is none.
func keepContact(ctx context.Context, tx *sql.Tx, caseNo, contact string) error {
	if contact == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO identities (case_no, contact) VALUES ($1, $2)
		ON CONFLICT (case_no) DO UPDATE SET contact = identities.contact || '，' || excluded.contact`, caseNo, contact)
	return err
}

// Petition returns the petition of a case number, or bot.ErrNotFound.
func (s *Store) Petition(ctx context.Context, caseNo string) (petition.Petition, error) {
	return loaded(byCase(ctx, s.db.read, caseNo))
}

// PetitionOf returns a person's own petition. Another person's is as unknown
// as one that does not exist: bot.ErrNotFound.
func (s *Store) PetitionOf(ctx context.Context, person, caseNo string) (petition.Petition, error) {
	return loaded(scanPetition(s.db.read.QueryRowContext(ctx,
		`SELECT `+petitionColumns+` FROM petitions WHERE case_no = $1 AND person = $2`, caseNo, person)))
}

// PetitionsOf returns at most limit petitions of a person, the newest first.
func (s *Store) PetitionsOf(ctx context.Context, person string, limit int) ([]petition.Petition, error) {
	own, err := list(ctx, s.db.read, func(r row) (petition.Petition, error) {
		return scanPetition(r)
	}, `SELECT `+petitionColumns+` FROM petitions WHERE person = $1
		ORDER BY filed_at DESC, case_no LIMIT $2`, person, limit)
	if err != nil {
		return nil, fmt.Errorf("list petitions: %w", err)
	}
	return own, nil
}

func byCase(ctx context.Context, q querier, caseNo string) (petition.Petition, error) {
	return scanPetition(q.QueryRowContext(ctx,
		`SELECT `+petitionColumns+` FROM petitions WHERE case_no = $1`, caseNo))
}

// filedBy returns the petition that a message filed. The person is asked for
// too, so that a key which a stranger could choose shows nothing of another's.
func filedBy(ctx context.Context, q querier, person, key string) (petition.Petition, error) {
	return scanPetition(q.QueryRowContext(ctx, `
		SELECT `+petitionColumns+` FROM petitions WHERE person = $1 AND case_no =
			(SELECT case_no FROM message_keys WHERE message_key = $2 AND effect = $3)`,
		person, key, string(effectFile)))
}

func scanPetition(r row) (petition.Petition, error) {
	var p petition.Petition
	err := r.Scan(&p.Case, &p.Person, report{&p.Report}, &p.Status, &p.Unit, &p.RouteReason,
		&p.Officer, &p.Answer, &p.Former, instant{&p.FiledAt}, instant{&p.ReceiptDue}, &p.Version)
	return p, found(err)
}

func loaded(p petition.Petition, err error) (petition.Petition, error) {
	if err != nil {
		return petition.Petition{}, fmt.Errorf("load petition: %w", err)
	}
	return p, nil
}
