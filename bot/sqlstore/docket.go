package sqlstore

import (
	"context"
	"fmt"

	"suihuan/bot/petition"
)

// OpenCases returns the case numbers of at most limit petitions on which a unit
// is to work, the oldest first; for the common superior also those that wait
// for a decision or a review of it, whoever's they are.
func (s *Store) OpenCases(ctx context.Context, unit string, superior bool, limit int) ([]string, error) {
	cases, err := list(ctx, s.db.read, func(r row) (caseNo string, err error) {
		err = r.Scan(&caseNo)
		return caseNo, err
	}, `SELECT p.case_no FROM petitions p
		WHERE p.case_no IN (SELECT case_no FROM case_keys) AND (p.unit = $1 AND p.status IN (`+quoted(worked)+`)
			OR $2 AND (p.status IN (`+quoted(reviewed)+`) OR p.status IN (`+quoted(worked)+`) AND (
				SELECT e.type FROM events e WHERE e.case_no = p.case_no AND e.type IN (`+quoted(disputes)+`)
				ORDER BY e.number DESC LIMIT 1) = $3))
		ORDER BY p.filed_at, p.case_no LIMIT $4`,
		unit, superior, string(petition.EventDisputed), limit)
	if err != nil {
		return nil, fmt.Errorf("list open cases: %w", err)
	}
	return cases, nil
}

var (
	worked = []petition.Status{
		petition.Routed, petition.Accepted, petition.InProgress, petition.Waiting, petition.Extended, petition.Reopened,
	}
	reviewed = []petition.Status{petition.Review, petition.SecondReview}
	// disputes open and end the question of who handles a petition.
	disputes = []petition.EventType{petition.EventDisputed, petition.EventDecided, petition.EventAccepted}
)
