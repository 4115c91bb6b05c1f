package sqlstore

import (
	"context"
	"fmt"

	"suihuan/bot/petition"
)

// FiledBy returns the petition that a message of this person has filed, or
// bot.ErrNotFound. It files nothing.
func (s *Store) FiledBy(ctx context.Context, person, key string) (petition.Petition, error) {
	p, err := s.filedBy(ctx, s.db.read, person, key)
	if err != nil {
		return petition.Petition{}, fmt.Errorf("look for what a message filed: %w", err)
	}
	return p, nil
}

// HasChanged says whether a message has changed a petition already.
func (s *Store) HasChanged(ctx context.Context, key string) (bool, error) {
	var n int
	err := s.db.read.QueryRowContext(ctx,
		`SELECT COUNT(*) FROM message_keys WHERE message_key = $1 AND effect = $2`, s.message(key), string(effectChange)).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for what a message changed: %w", err)
	}
	return n > 0, nil
}
