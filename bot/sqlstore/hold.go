package sqlstore

import (
	"context"
	"fmt"
)

// Hold orders that a case be kept beyond its term, until Release. The error is
// bot.ErrNotFound when there is no such case, or no more.
func (s *Store) Hold(ctx context.Context, caseNo string) error {
	return s.hold(ctx, "hold case", caseNo, s.clock().UnixMilli())
}

// Release takes the order back.
func (s *Store) Release(ctx context.Context, caseNo string) error {
	return s.hold(ctx, "release case", caseNo, 0)
}

func (s *Store) hold(ctx context.Context, what, caseNo string, at int64) error {
	return s.settle(ctx, what, `UPDATE petitions SET held_at = $1
		WHERE case_no = $2 AND case_no IN (SELECT case_no FROM case_keys)`, at, caseNo)
}

// OnHold lists the cases that are held, the longest held first.
func (s *Store) OnHold(ctx context.Context) ([]string, error) {
	cases, err := list(ctx, s.db.read, func(r row) (caseNo string, err error) {
		err = r.Scan(&caseNo)
		return caseNo, err
	}, `SELECT case_no FROM petitions WHERE held_at > 0 ORDER BY held_at, case_no`)
	if err != nil {
		return nil, fmt.Errorf("list held cases: %w", err)
	}
	return cases, nil
}
