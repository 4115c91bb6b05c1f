package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"suihuan/bot/petition"
)

// mergedWith finds the petitions whose last merger was into a case and that are
// still handled with it.
const mergedWith = `status = $1 AND EXISTS (
	SELECT 1 FROM events e WHERE e.case_no = petitions.case_no AND e.type = $2 AND e.details LIKE $3
	AND e.number = (SELECT MAX(l.number) FROM events l WHERE l.case_no = e.case_no AND l.type = $2))`

func mergedArgs(caseNo string) []any {
	return []any{string(petition.Merged), string(petition.EventMerged), `%"into":"` + caseNo + `"%`}
}

func scanCase(r row) (caseNo string, err error) {
	err = r.Scan(&caseNo)
	return caseNo, err
}

// Merged lists the cases that an answer to a case answers too.
func (s *Store) Merged(ctx context.Context, caseNo string) ([]string, error) {
	cases, err := list(ctx, s.db.read, scanCase, `SELECT case_no FROM petitions WHERE `+mergedWith+` ORDER BY case_no`, mergedArgs(caseNo)...)
	if err != nil {
		return nil, fmt.Errorf("list merged cases: %w", err)
	}
	return cases, nil
}

// answerMerged answers the petitions that are handled with the one that was just
// answered, each under its own number, and those that are handled with them. The
// update locks their rows: what is taken back meanwhile is not found.
func (s *Store) answerMerged(ctx context.Context, tx *sql.Tx, caseNo string, e petition.Event) error {
	if e.Type != petition.EventAnswered {
		return nil
	}
	cases, err := list(ctx, tx, scanCase, `UPDATE petitions SET version = version WHERE `+mergedWith+` RETURNING case_no`, mergedArgs(caseNo)...)
	if err != nil {
		return fmt.Errorf("find merged cases: %w", err)
	}
	slices.Sort(cases)
	for _, own := range cases {
		told := petition.Event{
			Type: e.Type, Actor: e.Actor, At: e.At, Text: strings.ReplaceAll(e.Text, caseNo, own),
			Details: petition.Details{With: caseNo, Overruled: e.Overruled, OverruledFor: e.OverruledFor},
		}
		if _, err := s.apply(ctx, tx, own, told); err != nil {
			return fmt.Errorf("answer a merged case: %w", err)
		}
	}
	return nil
}
