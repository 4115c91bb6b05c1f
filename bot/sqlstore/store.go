package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// Enqueuer queues a job in the transaction of the change that asks for it. It
// must use tx alone.
type Enqueuer interface {
	Enqueue(ctx context.Context, tx *sql.Tx, kind petition.JobKind, caseNo string) error
}

// Store is the durable state. It implements bot.Mailbox. Errors that callers
// branch on (bot.ErrNotFound, petition.ErrTransition, what a draft's apply
// returned) are found with errors.Is and errors.As.
type Store struct {
	db    *DB
	jobs  Enqueuer
	terms petition.Terms
	now   func() time.Time
	// secret makes the ids of collected questions. It is nowhere else and ends
	// with the process, so that no id leads to a message.
	secret []byte
}

// New returns a store on an open database. By the terms it keeps until when each
// petition's next limit runs.
func New(db *DB, jobs Enqueuer, terms petition.Terms, now func() time.Time) *Store {
	return &Store{db: db, jobs: jobs, terms: terms, now: now, secret: []byte(rand.Text())}
}

// Ready returns nil when the database answers.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.db.SQL.PingContext(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}

// clock is the time as it can be stored, so that what is returned after a
// change equals what is loaded later.
func (s *Store) clock() time.Time { return s.now().UTC().Truncate(time.Millisecond) }

// effect is what a message may do once.
type effect string

const (
	effectStep   effect = "step"
	effectDrop   effect = "drop"
	effectFile   effect = "file"
	effectChange effect = "change"

	effectInterview    effect = "interview"
	effectEndInterview effect = "end interview"
)

var errNoKey = errors.New("the message key is empty")

// first stores that a message has an effect and reports whether it is the first
// time. A message of the same key that is in work elsewhere is waited for.
func (s *Store) first(ctx context.Context, tx *sql.Tx, key string, e effect) (bool, error) {
	if key == "" {
		return false, errNoKey
	}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO message_keys (message_key, effect, seen_at) VALUES ($1, $2, $3)
		ON CONFLICT (message_key, effect) DO NOTHING`,
		s.message(key), string(e), s.clock().UnixMilli())
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// found turns "no row" into the error that callers know.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return bot.ErrNotFound
	}
	return err
}

// hit returns bot.ErrNotFound for a statement that met no row.
func hit(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return bot.ErrNotFound
	}
	return err
}
