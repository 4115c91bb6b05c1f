package sqlstore

import (
	"context"
	"database/sql"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// noticesAtOnce is how many notices stand before one reply, so that the reply
// still has room.
const noticesAtOnce = 3

// post puts what a citizen must be told of a petition's last event into the
// mailbox.
func (s *Store) post(ctx context.Context, tx *sql.Tx, p petition.Petition, words string) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO mailbox (id, person, case_no, event_number, words, created_at)
		VALUES ($1, $2, $3, $4, $5, $6)`,
		fmt.Sprintf("%s-%d", p.Case, p.Version), p.Person, p.Case, p.Version, words, s.clock().UnixMilli())
	return err
}

// Waiting returns the oldest notices that no channel has confirmed, at most 3.
func (s *Store) Waiting(ctx context.Context, person string) ([]bot.Notice, error) {
	notices, err := list(ctx, s.db.read, func(r row) (n bot.Notice, err error) {
		err = r.Scan(&n.ID, &n.Text)
		return n, err
	}, `SELECT id, words FROM mailbox WHERE person = $1 AND delivered_at IS NULL
		ORDER BY created_at, case_no, event_number, id LIMIT $2`, person, noticesAtOnce)
	if err != nil {
		return nil, fmt.Errorf("read mailbox: %w", err)
	}
	return notices, nil
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
				s.clock().UnixMilli(), id, person); err != nil {
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
