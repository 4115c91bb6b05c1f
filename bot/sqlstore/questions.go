package sqlstore

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"

	"suihuan/bot"
)

// CollectQuestion keeps a question that was not answered. A repeat of the
// message keeps nothing new as long as this process runs; which message it was
// can be found by nobody, because the id is made with a secret of the process.
func (s *Store) CollectQuestion(ctx context.Context, key string, q bot.Unanswered) error {
	if key == "" {
		return fmt.Errorf("collect question: %w", errNoKey)
	}
	_, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO unanswered (id, day, kind, question, near, version) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (id) DO NOTHING`,
			s.untraceable(key), q.Day, q.Kind, storable(q.Question), strings.Join(q.Near, " "), q.Version)
		return struct{}{}, err
	})
	if err != nil {
		return fmt.Errorf("collect question: %w", err)
	}
	return nil
}

func (s *Store) untraceable(key string) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(key))
	return hex.EncodeToString(mac.Sum(nil))
}

// UnansweredSince returns the questions of a day (YYYY-MM-DD) and after it, in
// the order of their words.
func (s *Store) UnansweredSince(ctx context.Context, day string) ([]bot.Unanswered, error) {
	all, err := list(ctx, s.db.read, scanUnanswered,
		`SELECT day, kind, question, near, version FROM unanswered WHERE day >= $1 ORDER BY question, day, kind, near, version`, day)
	if err != nil {
		return nil, fmt.Errorf("list unanswered questions: %w", err)
	}
	return all, nil
}

func scanUnanswered(r row) (q bot.Unanswered, err error) {
	var near string
	err = r.Scan(&q.Day, &q.Kind, &q.Question, &near, &q.Version)
	q.Near = strings.Fields(near)
	return q, err
}
