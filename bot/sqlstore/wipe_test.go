package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/audit"
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

// Statistics and audit go on to count an anonymised case: the same terms, kept or
// missed, come out of what is left.
func TestResidueCounts(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p, err := w.FileReport(t.Context(), citizen, w.key(), petition.Report{What: "申诉", Sorted: "appeal", Anonymous: true, District: "天河", Labels: []string{"soil"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range []petition.Event{
			{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe"},
			{Type: petition.EventAccepted, Actor: "wang"},
			{Type: petition.EventExtended, Actor: "wang", Reason: "现场复杂", Details: petition.Details{Days: 20, Approver: "chen"}},
			{Type: petition.EventAnswered, Actor: "wang", Text: "已整改"},
		} {
			w.time.pass(day)
			p = w.change(t, p.Case, e)
		}
		w.reads(t, citizen)
		p = w.change(t, p.Case, petition.Event{Type: petition.EventRated, Actor: petition.ActorCitizen, Details: petition.Details{Solved: "no", Content: "yes"}})
		log, err := w.Events(t.Context(), p.Case)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := w.Residue(t.Context(), p.Case); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("of a case that is there: %v", err)
		}
		w.time.pass(class(t, "answered").Keep)
		if due := w.retains(t, w.retain); due["answered"] != 1 {
			t.Fatalf("ended %v", due)
		}
		left, leftLog, err := w.Residue(t.Context(), p.Case)
		if err != nil || left.Status != p.Status || left.Unit != "tianhe" || left.Report.District != "天河" || left.Version != p.Version || len(leftLog) != len(log) {
			t.Fatalf("left %+v, %d events, error %v", left, len(leftLog), err)
		}
		before, after := w.terms.Limits(p, log), w.terms.Limits(left, leftLog)
		if !reflect.DeepEqual(before, after) || len(after) < 3 {
			t.Errorf("terms before %+v\nafter %+v", before, after)
		}
		if last := leftLog[len(leftLog)-1]; last.Solved != "no" || last.Content != "yes" {
			t.Errorf("the rating is %+v", last)
		}
		if cases, err := w.Filed(t.Context(), p.FiledAt, p.FiledAt.Add(day)); err != nil || len(cases) != 1 {
			t.Errorf("filed %v, error %v", cases, err)
		}
		rows, err := w.AuditOf(t.Context(), p.Case)
		if err != nil || len(rows) != len(log)+1 || rows[len(log)].Action != "anonymised" {
			t.Errorf("audit %+v, error %v", rows, err)
		}
		if _, err := w.VerifyAudit(t.Context(), audit.Head{}); err != nil {
			t.Error(err)
		}
	})
}
