package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"suihuan/bot/petition"
	"suihuan/bot/seal"
)

// petitionRow is what scanPetition reads; the key comes with the row.
const (
	petitionColumns = `case_no, person, report, status, unit, route_reason, officer, answer,
	former, filed_at, receipt_due, version`
	petitionRow = petitionColumns + `, (SELECT wrapped FROM case_keys k WHERE k.case_no = petitions.case_no)`
)

// stored is a petition with its key and what stands for its person. The
// petition's Person and Report.Contact are always empty.
type stored struct {
	petition.Petition
	key    seal.Key
	person string
}

// File makes the person's open draft a petition, with its first event and the
// jobs that follow, and ends the draft. A repeat of the message returns the
// petition that it filed; without an open draft the error is bot.ErrNotFound.
func (s *Store) File(ctx context.Context, person, key string) (petition.Petition, error) {
	return s.file(ctx, person, key, func(ctx context.Context, tx *sql.Tx) (petition.Report, error) {
		return s.takeDraft(ctx, tx, person)
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
	also ...func(context.Context, *sql.Tx, stored) error) (petition.Petition, error) {
	p, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (petition.Petition, error) {
		first, err := s.first(ctx, tx, key, effectFile)
		if err != nil {
			return petition.Petition{}, err
		}
		if !first {
			return s.filedBy(ctx, tx, person, key)
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
		return p.Petition, err
	})
	if err != nil {
		return petition.Petition{}, fmt.Errorf("file petition: %w", err)
	}
	return p, nil
}

// insert stores a new petition under a key of its own, who told it apart from it,
// and what follows.
func (s *Store) insert(ctx context.Context, tx *sql.Tx, message string, filed petition.Petition) (stored, error) {
	key, err := s.db.newCaseKey(ctx, tx, filed.Case)
	if err != nil {
		return stored{}, err
	}
	p := stored{Petition: filed, key: key, person: s.person(filed.Person)}
	p.Person, p.Report.Contact, p.Version = "", "", 1
	text, err := encode(key, "report", p.Report)
	if err != nil {
		return p, err
	}
	at := p.FiledAt.UnixMilli()
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO petitions (`+petitionColumns+`, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		p.Case, p.person, text, string(p.Status), p.Unit, key.Seal("route reason", p.RouteReason), p.Officer,
		key.Seal("answer", p.Answer), p.Former, at, p.ReceiptDue.UnixMilli(), p.Version, at); err != nil {
		return p, err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO identities (case_no, person, contact) VALUES ($1, $2, $3)`,
		p.Case, key.Seal("person", filed.Person), key.Seal("contact", storable(filed.Report.Contact))); err != nil {
		return p, err
	}
	if _, err := tx.ExecContext(ctx,
		`UPDATE message_keys SET case_no = $1 WHERE message_key = $2 AND effect = $3`,
		p.Case, s.message(message), string(effectFile)); err != nil {
		return p, err
	}
	if err := s.putSite(ctx, tx, p); err != nil {
		return p, err
	}
	e := petition.Event{Type: petition.EventFiled, Actor: petition.ActorCitizen, At: p.FiledAt}
	if _, err := s.keepDates(ctx, tx, p.Petition, []petition.Event{e}); err != nil {
		return p, err
	}
	return p, s.follow(ctx, tx, p, e)
}

// addContact puts a contact behind the one that was told before. "" is none.
func addContact(ctx context.Context, tx *sql.Tx, p stored, contact string) error {
	if contact == "" {
		return nil
	}
	before, err := contactOf(ctx, tx, p)
	if err != nil {
		return err
	}
	if before != "" {
		contact = before + "，" + contact
	}
	return putContact(ctx, tx, p.key, p.Case, contact)
}

func contactOf(ctx context.Context, q querier, p stored) (contact string, err error) {
	var sealed string
	if err := q.QueryRowContext(ctx, `SELECT contact FROM identities WHERE case_no = $1`, p.Case).Scan(&sealed); err != nil {
		return "", found(err)
	}
	o := opener{key: p.key}
	o.text("contact", sealed, &contact)
	return contact, o.err
}

func putContact(ctx context.Context, tx *sql.Tx, key seal.Key, caseNo, contact string) error {
	_, err := tx.ExecContext(ctx, `UPDATE identities SET contact = $1 WHERE case_no = $2`, key.Seal("contact", contact), caseNo)
	return err
}

// Contact returns what a reporter left to be reached by, "" where nothing, or
// bot.ErrNotFound. Who calls it has noted why.
func (s *Store) Contact(ctx context.Context, caseNo string) (contact string, err error) {
	p, err := s.byCase(ctx, s.db.read, caseNo)
	if err == nil {
		contact, err = contactOf(ctx, s.db.read, p)
	}
	if err != nil {
		return "", fmt.Errorf("load contact: %w", err)
	}
	return contact, nil
}

// Petition returns the petition of a case number, or bot.ErrNotFound.
func (s *Store) Petition(ctx context.Context, caseNo string) (petition.Petition, error) {
	return loaded(s.byCase(ctx, s.db.read, caseNo))
}

// PetitionOf returns a person's own petition. Another person's is as unknown
// as one that does not exist: bot.ErrNotFound.
func (s *Store) PetitionOf(ctx context.Context, person, caseNo string) (petition.Petition, error) {
	return loaded(s.scanPetition(ctx, s.db.read.QueryRowContext(ctx,
		`SELECT `+petitionRow+` FROM petitions WHERE case_no = $1 AND person = $2`, caseNo, s.person(person))))
}

// PetitionsOf returns at most limit petitions of a person, the newest first.
func (s *Store) PetitionsOf(ctx context.Context, person string, limit int) ([]petition.Petition, error) {
	own, err := list(ctx, s.db.read, func(r row) (petition.Petition, error) {
		p, err := s.scanPetition(ctx, r)
		return p.Petition, err
	}, `SELECT `+petitionRow+` FROM petitions WHERE person = $1 AND case_no IN (SELECT case_no FROM case_keys)
		ORDER BY filed_at DESC, case_no LIMIT $2`, s.person(person), limit)
	if err != nil {
		return nil, fmt.Errorf("list petitions: %w", err)
	}
	return own, nil
}

func (s *Store) byCase(ctx context.Context, q querier, caseNo string) (stored, error) {
	return s.scanPetition(ctx, q.QueryRowContext(ctx,
		`SELECT `+petitionRow+` FROM petitions WHERE case_no = $1`, caseNo))
}

// filedBy returns the petition that a message filed. The person is asked for
// too, so that a key which a stranger could choose shows nothing of another's.
func (s *Store) filedBy(ctx context.Context, q querier, person, key string) (petition.Petition, error) {
	p, err := s.scanPetition(ctx, q.QueryRowContext(ctx, `
		SELECT `+petitionRow+` FROM petitions WHERE person = $1 AND case_no =
			(SELECT case_no FROM message_keys WHERE message_key = $2 AND effect = $3)`,
		s.person(person), s.message(key), string(effectFile)))
	return p.Petition, err
}

func (s *Store) scanPetition(ctx context.Context, r row) (p stored, err error) {
	var report, reason, answer string
	var wrapped sql.NullString
	if err := r.Scan(&p.Case, &p.person, &report, &p.Status, &p.Unit, &reason, &p.Officer, &answer,
		&p.Former, instant{&p.FiledAt}, instant{&p.ReceiptDue}, &p.Version, &wrapped); err != nil {
		return stored{}, found(err)
	}
	if p.key, err = s.db.unwrap(ctx, p.Case, wrapped); err != nil {
		return stored{}, err
	}
	o := opener{key: p.key}
	o.report("report", report, &p.Report)
	o.text("route reason", reason, &p.RouteReason)
	o.text("answer", answer, &p.Answer)
	return p, o.err
}

func loaded(p stored, err error) (petition.Petition, error) {
	if err != nil {
		return petition.Petition{}, fmt.Errorf("load petition: %w", err)
	}
	return p.Petition, nil
}
