package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"

	"suihuan/bot"
)

// QueueCorrection puts the notice of a correction into a person's mailbox and
// marks the answers that it corrects, each with the digest that stands in its
// Corrected. All of them are the person's and of one entry. When every one is
// marked so already, nothing happens and queued is false. An older notice about
// the entry that still waits is taken out: it no longer tells what is true.
func (s *Store) QueueCorrection(ctx context.Context, told []bot.Answered, words string) (queued bool, err error) {
	queued, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		marked, err := markCorrected(ctx, tx, told)
		if err != nil || marked == 0 {
			return false, err
		}
		return true, s.postCorrection(ctx, tx, told[0], words)
	})
	if err != nil {
		return false, fmt.Errorf("queue correction: %w", err)
	}
	return queued, nil
}

func markCorrected(ctx context.Context, tx *sql.Tx, told []bot.Answered) (marked int64, err error) {
	for _, a := range told {
		result, err := tx.ExecContext(ctx, `
			UPDATE answers SET corrected = $1 WHERE receipt = $2 AND entry = $3 AND corrected <> $1`,
			a.Corrected, a.Receipt, a.Entry)
		if err != nil {
			return 0, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return 0, err
		}
		marked += n
	}
	return marked, nil
}

// postCorrection finds the person by the answer.
func (s *Store) postCorrection(ctx context.Context, tx *sql.Tx, a bot.Answered, words string) error {
	if _, err := tx.ExecContext(ctx, `
		DELETE FROM mailbox WHERE entry = $2 AND delivered_at IS NULL AND person =
			(SELECT person FROM answers WHERE receipt = $1 AND entry = $2)`, a.Receipt, a.Entry); err != nil {
		return err
	}
	id := rand.Text()
	_, err := tx.ExecContext(ctx, `
		INSERT INTO mailbox (id, person, entry, words, created_at)
		SELECT $1, person, entry, $2, $3 FROM answers WHERE receipt = $4 AND entry = $5`,
		id, s.db.own.Seal(of("notice", id), words), s.clock().UnixMilli(), a.Receipt, a.Entry)
	return err
}
