package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"suihuan/bot"
)

const answerColumns = `receipt, entry, person, channel, digest, version, as_of, rating, corrected, created_at`

// errReceiptTaken says that two messages have one receipt, of which the second
// must not be told. It happens once in many millions.
var errReceiptTaken = errors.New("the receipt is another person's")

// RecordAnswers stores what one reply tells, under the receipt of the message
// that asked, and returns the receipt. A repeat of the message stores nothing
// new. Of each answer Person, Channel, Entry, Digest, Version and AsOf count.
func (s *Store) RecordAnswers(ctx context.Context, key string, given []bot.Answered) (receipt string, err error) {
	if key == "" {
		return "", fmt.Errorf("record answers: %w", errNoKey)
	}
	receipt = bot.Receipt(key)
	_, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		for _, a := range given {
			if err := s.insertAnswer(ctx, tx, receipt, a); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	if err != nil {
		return "", fmt.Errorf("record answers: %w", err)
	}
	return receipt, nil
}

func (s *Store) insertAnswer(ctx context.Context, tx *sql.Tx, receipt string, a bot.Answered) error {
	var first string
	person := s.person(a.Person)
	err := tx.QueryRowContext(ctx, `
		INSERT INTO answers (receipt, entry, person, channel, digest, version, as_of, created_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (receipt, entry) DO UPDATE SET entry = excluded.entry
		RETURNING person`,
		receipt, a.Entry, person, a.Channel, a.Digest, a.Version, a.AsOf, s.clock().UnixMilli()).Scan(&first)
	if err == nil && first != person {
		return errReceiptTaken
	}
	return err
}

// Answers returns what a receipt stands for, or bot.ErrNotFound. The Person of an
// answer that comes back is what stands for the person in this database.
func (s *Store) Answers(ctx context.Context, receipt string) ([]bot.Answered, error) {
	return s.answers(ctx, `WHERE receipt = $1 ORDER BY created_at, entry`, receipt)
}

// AnswersOf returns what a receipt of the person stands for. Another person's
// is as unknown as one that does not exist: bot.ErrNotFound.
func (s *Store) AnswersOf(ctx context.Context, person, receipt string) ([]bot.Answered, error) {
	return s.answers(ctx, `WHERE receipt = $1 AND person = $2 ORDER BY created_at, entry`, receipt, s.person(person))
}

// LastAnswers returns what the person was told last, or bot.ErrNotFound.
func (s *Store) LastAnswers(ctx context.Context, person string) ([]bot.Answered, error) {
	return s.answers(ctx, `WHERE person = $1 AND receipt =
		(SELECT receipt FROM answers WHERE person = $1 ORDER BY created_at DESC, receipt LIMIT 1)
		ORDER BY created_at, entry`, s.person(person))
}

// AnswersFrom returns every answer of an entry, the oldest first; of an entry
// that never answered there are none.
func (s *Store) AnswersFrom(ctx context.Context, entry string) ([]bot.Answered, error) {
	told, err := s.answers(ctx, `WHERE entry = $1 ORDER BY created_at, receipt`, entry)
	if errors.Is(err, bot.ErrNotFound) {
		return nil, nil
	}
	return told, err
}

func (s *Store) answers(ctx context.Context, which string, args ...any) ([]bot.Answered, error) {
	told, err := list(ctx, s.db.read, scanAnswer, `SELECT `+answerColumns+` FROM answers `+which, args...)
	if err == nil && len(told) == 0 {
		err = bot.ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("load answers: %w", err)
	}
	return told, nil
}

func scanAnswer(r row) (a bot.Answered, err error) {
	err = r.Scan(&a.Receipt, &a.Entry, &a.Person, &a.Channel, &a.Digest, &a.Version, &a.AsOf, &a.Rating, &a.Corrected, instant{&a.At})
	return a, err
}

// Rate stores what the person says of the answers of a receipt, in place of
// what they said before; bot.ErrNotFound when the receipt is not theirs.
func (s *Store) Rate(ctx context.Context, person, receipt string, r bot.Rating) error {
	return s.settle(ctx, "rate answer",
		`UPDATE answers SET rating = $1 WHERE receipt = $2 AND person = $3`, string(r), receipt, s.person(person))
}

// Ratings counts what people said of the answers that they were given since a
// time, each entry once, in the order of the ids. An entry that nobody rated is
// not there.
func (s *Store) Ratings(ctx context.Context, since time.Time) ([]bot.EntryRating, error) {
	all, err := list(ctx, s.db.read, func(r row) (e bot.EntryRating, err error) {
		err = r.Scan(&e.Entry, &e.Useful, &e.Useless)
		return e, err
	}, `SELECT entry, COUNT(*) FILTER (WHERE rating = $1), COUNT(*) FILTER (WHERE rating = $2)
		FROM answers WHERE rating <> '' AND created_at >= $3 GROUP BY entry ORDER BY entry`,
		string(bot.RatingUseful), string(bot.RatingUseless), since.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("count ratings: %w", err)
	}
	return all, nil
}
