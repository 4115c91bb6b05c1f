package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const interviewColumns = `told, contact, message_key, updated_at, expires_at`

// Interview returns the person's kept interview, or bot.ErrNotFound when there
// is none or its time is over.
func (s *Store) Interview(ctx context.Context, person string) (petition.Interview, error) {
	iv, err := s.interviewOf(ctx, s.db.read, person)
	if err != nil {
		return petition.Interview{}, fmt.Errorf("load interview: %w", err)
	}
	return iv, nil
}

// StepInterview changes the person's interview by one message; without one,
// apply gets the zero value and begins one. When the message was applied before,
// apply is not called and the interview comes back as it stands, or
// bot.ErrNotFound when it has ended since. An error of apply leaves everything
// as it was. Of what apply makes all but Message and Updated counts.
func (s *Store) StepInterview(ctx context.Context, person, key string, apply func(*petition.Interview) error) (petition.Interview, error) {
	iv, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (petition.Interview, error) {
		first, err := s.first(ctx, tx, key, effectInterview)
		if err != nil {
			return petition.Interview{}, err
		}
		if !first {
			return s.interviewOf(ctx, tx, person)
		}
		return s.stepInterview(ctx, tx, person, key, apply)
	})
	if err != nil {
		return petition.Interview{}, fmt.Errorf("step interview: %w", err)
	}
	return iv, nil
}

// stepInterview begins with a statement that, on an interview that is there,
// changes nothing but locks it.
func (s *Store) stepInterview(ctx context.Context, tx *sql.Tx, person, key string, apply func(*petition.Interview) error) (petition.Interview, error) {
	now, own, person := s.clock(), s.db.own, s.person(person)
	iv, err := s.scanInterview(person, tx.QueryRowContext(ctx, `
		INSERT INTO interviews (person, `+interviewColumns+`) VALUES ($1, $2, $3, $4, $5, 0)
		ON CONFLICT (person) DO UPDATE SET person = excluded.person
		RETURNING `+interviewColumns, person, own.Seal(of("interview", person), "{}"),
		own.Seal(of("interview contact", person), ""), own.Seal(of("interview message", person), ""), now.UnixMilli()))
	if err != nil {
		return iv, err
	}
	if !iv.Expires.After(now) {
		iv = petition.Interview{}
	}
	if err := apply(&iv); err != nil {
		return iv, err
	}
	iv.Contact, iv.Message, iv.Updated = storable(iv.Contact), key, now
	iv.Expires = iv.Expires.UTC().Truncate(time.Millisecond)
	told, err := json.Marshal(iv)
	if err != nil {
		return iv, err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE interviews SET told = $1, contact = $2, message_key = $3, updated_at = $4, expires_at = $5 WHERE person = $6`,
		own.Seal(of("interview", person), string(told)), own.Seal(of("interview contact", person), iv.Contact),
		own.Seal(of("interview message", person), key), now.UnixMilli(), iv.Expires.UnixMilli(), person)
	return iv, err
}

// DropInterview throws the person's interview away. Without one it does nothing,
// and neither does a repeat of the message.
func (s *Store) DropInterview(ctx context.Context, person, key string) error {
	_, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		first, err := s.first(ctx, tx, key, effectEndInterview)
		if err == nil && first {
			_, err = s.dropInterview(ctx, tx, person)
		}
		return struct{}{}, err
	})
	if err != nil {
		return fmt.Errorf("drop interview: %w", err)
	}
	return nil
}

func (s *Store) dropInterview(ctx context.Context, tx *sql.Tx, person string) (sql.Result, error) {
	return tx.ExecContext(ctx, `DELETE FROM interviews WHERE person = $1`, s.person(person))
}

func (s *Store) interviewOf(ctx context.Context, q querier, person string) (petition.Interview, error) {
	person = s.person(person)
	iv, err := s.scanInterview(person, q.QueryRowContext(ctx,
		`SELECT `+interviewColumns+` FROM interviews WHERE person = $1`, person))
	if err == nil && !iv.Expires.After(s.clock()) {
		return petition.Interview{}, bot.ErrNotFound
	}
	return iv, err
}

// scanInterview takes what stands for the person.
func (s *Store) scanInterview(person string, r row) (iv petition.Interview, err error) {
	var told, contact, message string
	if err := r.Scan(&told, &contact, &message, instant{&iv.Updated}, instant{&iv.Expires}); err != nil {
		return iv, found(err)
	}
	o := opener{key: s.db.own}
	o.json(of("interview", person), told, &iv)
	o.text(of("interview contact", person), contact, &iv.Contact)
	o.text(of("interview message", person), message, &iv.Message)
	return iv, o.err
}
