package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"suihuan/bot/petition"
)

// keepDates stores by when an office must act next and when reminders are to be
// looked at, as they follow from a petition's history; changed is false where they
// stood so or the petition has another version by now.
func (s *Store) keepDates(ctx context.Context, tx *sql.Tx, p petition.Petition, log []petition.Event) (changed bool, err error) {
	due, remind := s.dates(p, log)
	result, err := tx.ExecContext(ctx, `
		UPDATE petitions SET next_due = $1, remind_at = $2 WHERE case_no = $3 AND version = $4`,
		due, remind, p.Case, p.Version)
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// dates are the two in milliseconds. Reminders are looked at from the first on:
// which of them have been told is kept.
func (s *Store) dates(p petition.Petition, log []petition.Event) (due, remind int64) {
	if next, any := s.terms.Next(p, log); any {
		due = next.Last.End().UnixMilli()
	}
	if reminders := s.terms.Reminders(p, log); len(reminders) > 0 {
		remind = reminders[0].At.UnixMilli()
	}
	return due, remind
}

// limited are the statuses in which a limit of an office or a unit can run.
var limited = slices.Concat([]petition.Status{petition.Received, petition.Merged}, worked, reviewed)

// recomputePage is how many petitions are read at a time.
const recomputePage = 200

// dated is a petition with what is stored of its dates.
type dated struct {
	stored
	due, remind int64
}

// Recompute works out the dates of every petition whose limits can run, as after
// the notice for another year has been added, and returns those whose next limit
// was another. Begun again it changes nothing.
func (s *Store) Recompute(ctx context.Context) (moved []petition.Moved, err error) {
	for last := ""; ; {
		page, err := list(ctx, s.db.read, func(r row) (d dated, err error) {
			d.stored, err = s.scanPetition(ctx, wider{r, []any{&d.due, &d.remind}})
			return d, err
		}, `SELECT `+petitionRow+`, next_due, remind_at FROM petitions
			WHERE case_no > $1 AND status IN (`+quoted(limited)+`) AND case_no IN (SELECT case_no FROM case_keys)
			ORDER BY case_no LIMIT $2`, last, recomputePage)
		if err != nil {
			return moved, fmt.Errorf("work out the terms again: %w", err)
		}
		if len(page) == 0 {
			return moved, nil
		}
		for _, d := range page {
			m, changed, err := s.redate(ctx, d)
			if err != nil {
				return moved, fmt.Errorf("work out the terms of %s again: %w", d.Case, err)
			}
			if changed {
				moved = append(moved, m)
			}
		}
		last = page[len(page)-1].Case
	}
}

// redate stores the dates of a petition where they have moved; changed is false
// where its next limit has not.
func (s *Store) redate(ctx context.Context, d dated) (m petition.Moved, changed bool, err error) {
	log, err := history(ctx, s.db.read, d.key, d.Case)
	if err != nil {
		return m, false, err
	}
	due, _ := s.dates(d.Petition, log)
	if due == d.due && s.looksInTime(d, log) {
		return m, false, nil
	}
	m = petition.Moved{Case: d.Case, Was: moment(d.due), Now: moment(due)}
	m.Limit, _ = s.terms.Next(d.Petition, log)
	changed, err = inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		return s.keepDates(ctx, tx, d.Petition, log)
	})
	return m, changed && due != d.due, err
}

// looksInTime says that a petition's reminders are looked at when the next comes,
// or sooner.
func (s *Store) looksInTime(d dated, log []petition.Event) bool {
	now := s.clock()
	_, next := s.terms.DueBy(d.Petition, log, now)
	return next.IsZero() || d.remind > 0 && d.remind <= max(next.UnixMilli(), now.UnixMilli())
}

// wider scans more columns behind those that are asked for.
type wider struct {
	row
	more []any
}

func (w wider) Scan(dest ...any) error { return w.row.Scan(append(dest, w.more...)...) }

// moment is a time that is stored in milliseconds; 0 is none.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
