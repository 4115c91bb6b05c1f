package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"suihuan/bot/petition"
)

// Change changes a petition by one event: it is the only way in which one
// changes. The event, what the citizen must be told and the jobs that follow
// are stored with it. An answer answers what was merged into the petition, too.
// When the message changed it before, the petition comes back as it stands and
// changed is false. The error is petition.ErrTransition (or another of the
// refusals of Apply) when the event may not happen, and then nothing is stored. A
// zero e.At means now.
func (s *Store) Change(ctx context.Context, key, caseNo string, e petition.Event) (p petition.Petition, changed bool, err error) {
	e = s.normal(e)
	p, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (petition.Petition, error) {
		var err error
		if changed, err = s.first(ctx, tx, key, effectChange); err != nil {
			return petition.Petition{}, err
		}
		if !changed {
			p, err := s.byCase(ctx, tx, caseNo)
			return p.Petition, err
		}
		return s.apply(ctx, tx, caseNo, e)
	})
	if err != nil {
		return petition.Petition{}, false, fmt.Errorf("change petition: %w", err)
	}
	return p, changed, nil
}

func (s *Store) normal(e petition.Event) petition.Event {
	if e.At.IsZero() {
		e.At = s.clock()
	}
	e.At = e.At.UTC().Truncate(time.Millisecond)
	e.Reason, e.Text = storable(e.Reason), storable(e.Text)
	e.Where, e.Contact = storable(e.Where), storable(e.Contact)
	return e
}

// apply counts the event first, which locks the row on every database: of two
// changes at once the second sees what the first has made.
func (s *Store) apply(ctx context.Context, tx *sql.Tx, caseNo string, e petition.Event) (petition.Petition, error) {
	p, err := s.scanPetition(ctx, tx.QueryRowContext(ctx,
		`UPDATE petitions SET version = version + 1 WHERE case_no = $1 RETURNING `+petitionRow, caseNo))
	if err != nil {
		return petition.Petition{}, err
	}
	log, err := history(ctx, tx, p.key, caseNo)
	if err != nil {
		return petition.Petition{}, err
	}
	if err := p.Apply(log, e); err != nil {
		return petition.Petition{}, err
	}
	text, err := encode(p.key, "report", p.Report)
	if err != nil {
		return petition.Petition{}, err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE petitions SET report = $1, status = $2, unit = $3, route_reason = $4, officer = $5,
			answer = $6, former = $7, changed_at = $8 WHERE case_no = $9`,
		text, string(p.Status), p.Unit, p.key.Seal("route reason", p.RouteReason), p.Officer,
		p.key.Seal("answer", p.Answer), p.Former, s.clock().UnixMilli(), p.Case)
	if err != nil {
		return petition.Petition{}, err
	}
	if err := addContact(ctx, tx, p, e.Contact); err != nil {
		return petition.Petition{}, err
	}
	if e.Where != "" {
		if err := s.putSite(ctx, tx, p); err != nil {
			return petition.Petition{}, err
		}
	}
	if _, err := s.keepDates(ctx, tx, p.Petition, append(log, e)); err != nil {
		return petition.Petition{}, err
	}
	if err := s.follow(ctx, tx, p, e); err != nil {
		return petition.Petition{}, err
	}
	return p.Petition, s.answerMerged(ctx, tx, p.Case, e)
}

// follow stores the event that made a petition what it is, puts the citizen's
// notice of it into the mailbox, queues its jobs and notes it in the audit.
func (s *Store) follow(ctx context.Context, tx *sql.Tx, p stored, e petition.Event) error {
	kept := e.Details
	if kept.OverruledFor != "" {
		kept.OverruledFor = p.key.Seal(of("overruled for", p.Version), kept.OverruledFor)
	}
	details, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO events (case_no, `+eventColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		p.Case, p.Version, string(e.Type), e.Actor, e.Unit, p.key.Seal(of("reason", p.Version), e.Reason),
		p.key.Seal(of("words", p.Version), e.Text), e.At.UnixMilli(), string(details)); err != nil {
		return err
	}
	if words := p.Notice(e); words != "" {
		if err := s.post(ctx, tx, p, words); err != nil {
			return err
		}
	}
	for _, kind := range e.FollowUps() {
		if err := s.jobs.Enqueue(ctx, tx, kind, p.Case); err != nil {
			return fmt.Errorf("enqueue %s: %w", kind, err)
		}
	}
	return s.noteEvent(ctx, tx, p.Petition, e)
}
