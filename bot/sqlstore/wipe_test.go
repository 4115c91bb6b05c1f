package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition"
)

// ended makes n cases that are closed and, with each, a sheet that is withdrawn.
// All of them are due now. It returns the closed ones.
func (w *world) ended(t *testing.T, n int) (closed []string) {
	t.Helper()
	for range n {
		closed = append(closed, w.closed(t).Case)
		w.time.pass(time.Second)
	}
	sheets, err := w.Sheets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range sheets {
		w.change(t, sheet.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen, Text: "还在吵得睡不着"})
	}
	w.reads(t, citizen)
	w.time.pass(class(t, "closed").Keep)
	return closed
}

// Stopped at any case it goes on where it was, and what was done is not done
// twice; a case that cannot be read stands in nobody's way.
func TestRetainGoesOn(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		cases := w.ended(t, 3)
		broken := cases[0]
		var wrapped string
		if err := w.db.SQL.QueryRowContext(t.Context(), `SELECT wrapped FROM case_keys WHERE case_no = $1`, broken).Scan(&wrapped); err != nil {
			t.Fatal(err)
		}
		w.must(t, `UPDATE case_keys SET wrapped = (SELECT wrapped FROM case_keys WHERE case_no = $2) WHERE case_no = $1`, broken, cases[2])
		left := func() int {
			return w.count(t, `SELECT COUNT(*) FROM petitions WHERE anonymised_at = 0 AND status IN ('closed', 'withdrawn')`)
		}
		before := left()
		for done := 1; done <= 2; done++ {
			result, err := w.Retain(t.Context(), w.clock(), 1)
			if err == nil || !strings.Contains(err.Error(), broken) || !result.More || left() != before-done {
				t.Errorf("step %d: more %v, left %d of %d, error %v", done, result.More, left(), before, err)
			}
		}
		failing := errors.New("killed")
		_, err := inTx(t.Context(), w.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
			c, err := w.forRetention(ctx, tx, cases[1])
			return struct{}{}, errors.Join(err, w.wipe(ctx, tx, c, w.clock()), failing)
		})
		if !errors.Is(err, failing) || left() != before-2 {
			t.Errorf("left %d, error %v", left(), err)
		}
		w.must(t, `UPDATE case_keys SET wrapped = $1 WHERE case_no = $2`, wrapped, broken)
		if result, err := w.retain(); err != nil || result.More || left() != 0 {
			t.Errorf("at last: more %v, left %d, error %v", result.More, left(), err)
		}
	})
}

// After it the files hold not even the sealed words of the cases, nor their keys,
// nor what stood for the person.
func TestRetainLeavesNoTraceInTheFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := newWorld(t, Options{Dir: dir})
	cases := w.ended(t, 20)
	w.must(t, `PRAGMA wal_checkpoint(TRUNCATE)`)
	traces := w.traces(t, cases)
	legible(t, dir, "before", nil, traces)
	if _, err := w.retain(); err != nil {
		t.Fatal(err)
	}
	legible(t, dir, "while it runs", slices.Concat(told, traces), cases)
	if err := w.db.Close(); err != nil {
		t.Fatal(err)
	}
	legible(t, dir, "afterwards", slices.Concat(told, traces), cases)
}

// On both databases the rows hold none of it.
func TestRetainLeavesNoTraceInTheRows(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		traces := w.traces(t, w.ended(t, 2))
		w.retains(t, w.retain)
		rows := w.dump(t)
		for _, trace := range traces {
			if strings.Contains(rows, trace) {
				t.Errorf("%q is left", trace)
			}
		}
	})
}

// traces are what stands in the database of some cases and must not stay.
func (w *world) traces(t *testing.T, cases []string) []string {
	t.Helper()
	all, err := list(t.Context(), w.db.SQL, func(r row) (text string, err error) {
		err = r.Scan(&text)
		return text, err
	}, `SELECT wrapped FROM case_keys WHERE case_no <> 'none' UNION ALL
		SELECT person FROM identities UNION ALL SELECT contact FROM identities UNION ALL
		SELECT person FROM petitions UNION ALL SELECT report FROM petitions UNION ALL
		SELECT answer FROM petitions UNION ALL SELECT route_reason FROM petitions UNION ALL
		SELECT words FROM events UNION ALL SELECT reason FROM events UNION ALL
		SELECT words FROM mailbox WHERE case_no IS NOT NULL UNION ALL SELECT body FROM deliveries UNION ALL
		SELECT description FROM sheets UNION ALL SELECT facts FROM sheets UNION ALL
		SELECT message_key FROM message_keys WHERE case_no <> ''`)
	if err != nil || len(all) < 20*len(cases) {
		t.Fatal(len(all), err)
	}
	return slices.Compact(all)
}

func (w *world) must(t *testing.T, statement string, args ...any) {
	t.Helper()
	if _, err := w.db.SQL.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}
