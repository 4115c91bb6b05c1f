package sqlstore

import (
	"context"
	"encoding/json"
	"fmt"

	"suihuan/bot/petition"
)

const eventColumns = `number, type, actor, unit, reason, words, happened_at, details`

// numbered is an event with its place in the petition's history, from 1.
type numbered struct {
	petition.Event
	number int
}

// Events returns the history of a petition, the oldest first; of an unknown
// case it is empty.
func (s *Store) Events(ctx context.Context, caseNo string) ([]petition.Event, error) {
	events, err := history(ctx, s.db.read, caseNo)
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return events, nil
}

// history is Events within a transaction.
func history(ctx context.Context, q querier, caseNo string) ([]petition.Event, error) {
	return list(ctx, q, func(r row) (petition.Event, error) {
		e, err := scanEvent(r)
		return e.Event, err
	}, `SELECT `+eventColumns+` FROM events WHERE case_no = $1 ORDER BY number`, caseNo)
}

// LastEvent returns the newest event of a petition and its number, counted from
// 1, or bot.ErrNotFound.
func (s *Store) LastEvent(ctx context.Context, caseNo string) (number int, e petition.Event, err error) {
	last, err := scanEvent(s.db.read.QueryRowContext(ctx, `
		SELECT `+eventColumns+` FROM events WHERE case_no = $1 ORDER BY number DESC LIMIT 1`, caseNo))
	if err != nil {
		return 0, petition.Event{}, fmt.Errorf("load last event: %w", err)
	}
	return last.number, last.Event, nil
}

func scanEvent(r row) (numbered, error) {
	var e numbered
	var details string
	err := r.Scan(&e.number, &e.Type, &e.Actor, &e.Unit, &e.Reason, &e.Text, instant{&e.At}, &details)
	if err == nil {
		err = json.Unmarshal([]byte(details), &e.Details)
	}
	return e, found(err)
}
