package sqlstore

import (
	"context"
	"fmt"
	"time"
)

// Filed returns the case numbers of the petitions that were filed from one time
// on and before another, the oldest first.
func (s *Store) Filed(ctx context.Context, from, before time.Time) ([]string, error) {
	cases, err := list(ctx, s.db.read, func(r row) (caseNo string, err error) {
		err = r.Scan(&caseNo)
		return caseNo, err
	}, `SELECT case_no FROM petitions WHERE filed_at >= $1 AND filed_at < $2 ORDER BY filed_at, case_no`,
		from.UnixMilli(), before.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("list filed petitions: %w", err)
	}
	return cases, nil
}
