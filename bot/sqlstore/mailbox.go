package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"suihuan/bot"
)

// noticesAtOnce is how many notices stand before one reply, so that the reply
// still has room.
const noticesAtOnce = 3

// post puts what a citizen must be told of a petition's last event into the
// mailbox.
func (s *Store) post(ctx context.Context, tx *sql.Tx, p stored, words string) error {
	id := fmt.Sprintf("%s-%d", p.Case, p.Version)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO mailbox (id, person, case_no, event_number, words, created_at)
		VALUES ($1, $2, $3, $4, $5, $6)`,
		id, p.person, p.Case, p.Version, p.key.Seal(of("notice", id), words), s.clock().UnixMilli())
	return err
}

// Waiting returns the oldest notices that no channel has confirmed, at most 3.
func (s *Store) Waiting(ctx context.Context, person string) ([]bot.Notice, error) {
	notices, err := list(ctx, s.db.read, func(r row) (bot.Notice, error) {
		return s.scanNotice(ctx, r)
	}, `SELECT m.id, m.words, k.case_no, k.wrapped FROM mailbox m
		JOIN case_keys k ON k.case_no = COALESCE(m.case_no, $1)
		WHERE m.person = $2 AND m.delivered_at IS NULL
		ORDER BY m.created_at, m.case_no, m.event_number, m.id LIMIT $3`, noCase, s.person(person), noticesAtOnce)
	if err != nil {
		return nil, fmt.Errorf("read mailbox: %w", err)
	}
	return notices, nil
}

func (s *Store) scanNotice(ctx context.Context, r row) (n bot.Notice, err error) {
	var words, caseNo string
	var wrapped sql.NullString
	if err := r.Scan(&n.ID, &words, &caseNo, &wrapped); err != nil {
		return n, err
	}
	key, err := s.db.unwrap(ctx, caseNo, wrapped)
	if err != nil {
		return n, err
	}
	o := opener{key: key}
	o.text(of("notice", n.ID), words, &n.Text)
	return n, o.err
}

// Delivered marks notices of the person as confirmed by a channel. The rows
// stay, with the time of the first confirmation; ids that are not the person's
// are passed over. That an answer has been received goes into its history.
func (s *Store) Delivered(ctx context.Context, person string, ids []string) error {
	_, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		for _, id := range ids {
			if _, err := tx.ExecContext(ctx, `
				UPDATE mailbox SET delivered_at = $1
				WHERE id = $2 AND person = $3 AND delivered_at IS NULL`,
				s.clock().UnixMilli(), id, s.person(person)); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	if err != nil {
		return fmt.Errorf("confirm notices: %w", err)
	}
	return s.received(ctx, person, ids)
}
