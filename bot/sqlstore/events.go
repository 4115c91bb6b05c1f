package sqlstore

import (
	"context"
	"errors"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/seal"
)

const eventColumns = `number, type, actor, unit, reason, words, happened_at`

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
	events, err := list(ctx, s.db.read, func(r row) (petition.Event, error) {
		e, err := scanEvent(key, r)
		return e.Event, err
	}, `SELECT `+eventColumns+` FROM events WHERE case_no = $1 ORDER BY number`, caseNo)
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return events, nil
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
	var reason, words string
	if err := r.Scan(&e.number, &e.Type, &e.Actor, &e.Unit, &reason, &words, instant{&e.At}); err != nil {
		return e, found(err)
	}
	o := opener{key: key}
	o.text(of("reason", e.number), reason, &e.Reason)
	o.text(of("words", e.number), words, &e.Text)
	return e, o.err
}
