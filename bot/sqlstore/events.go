package sqlstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/seal"
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
	key, err := s.db.caseKey(ctx, s.db.read, caseNo)
	if errors.Is(err, bot.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	events, err := history(ctx, s.db.read, key, caseNo)
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return events, nil
}

// history is Events for who has the key already, within a transaction or not.
func history(ctx context.Context, q querier, key seal.Key, caseNo string) ([]petition.Event, error) {
	return list(ctx, q, func(r row) (petition.Event, error) {
		e, err := scanEvent(key, r)
		return e.Event, err
	}, `SELECT `+eventColumns+` FROM events WHERE case_no = $1 ORDER BY number`, caseNo)
}

// LastEvent returns the newest event of a petition and its number, counted from
// 1, or bot.ErrNotFound.
func (s *Store) LastEvent(ctx context.Context, caseNo string) (number int, e petition.Event, err error) {
	var last numbered
	key, err := s.db.caseKey(ctx, s.db.read, caseNo)
	if err == nil {
		last, err = scanEvent(key, s.db.read.QueryRowContext(ctx, `
			SELECT `+eventColumns+` FROM events WHERE case_no = $1 ORDER BY number DESC LIMIT 1`, caseNo))
	}
	if err != nil {
		return 0, petition.Event{}, fmt.Errorf("load last event: %w", err)
	}
	return last.number, last.Event, nil
}

func scanEvent(key seal.Key, r row) (e numbered, err error) {
	var reason, words, details string
	if err := r.Scan(&e.number, &e.Type, &e.Actor, &e.Unit, &reason, &words, instant{&e.At}, &details); err != nil {
		return e, found(err)
	}
	if err := json.Unmarshal([]byte(details), &e.Details); err != nil {
		return e, err
	}
	o := opener{key: key}
	o.text(of("reason", e.number), reason, &e.Reason)
	o.text(of("words", e.number), words, &e.Text)
	if e.OverruledFor != "" {
		o.text(of("overruled for", e.number), e.OverruledFor, &e.OverruledFor)
	}
	return e, o.err
}
