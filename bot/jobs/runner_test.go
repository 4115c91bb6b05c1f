package jobs

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	_ "modernc.org/sqlite" // registers the driver

	"suihuan/bot/petition"
)

// patience bounds a test that would hang; nothing is measured by it.
const patience = 30 * time.Second

// database opens a migrated database on disk.
func database(t *testing.T) Database {
	t.Helper()
	path := filepath.Join(t.TempDir(), "jobs.db")
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=busy_timeout(1500)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	db.SetMaxOpenConns(1)
	d := Database{SQL: db}
	for range 2 { // the second time there is nothing to do
		if err := d.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// enqueue puts a job into a transaction and ends that.
func enqueue(t *testing.T, d Database, kind petition.JobKind, commit bool) {
	t.Helper()
	q, err := NewQueue(d)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := d.SQL.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := q.Enqueue(t.Context(), tx, kind, caseNo); err != nil {
		t.Error(err)
	}
	end := tx.Rollback
	if commit {
		end = tx.Commit
	}
	if err := end(); err != nil {
		t.Error(err)
	}
}

// queued lists the jobs that are kept: kind, state, arguments, attempts.
func queued(t *testing.T, d Database) (rows []string) {
	t.Helper()
	found, err := d.SQL.QueryContext(t.Context(),
		`SELECT kind || ' ' || state || ' ' || json(args) || ' ' || max_attempts FROM river_job ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	for found.Next() {
		var row string
		if err := found.Scan(&row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// running starts a runner and returns what becomes of its jobs.
func running(t *testing.T, d Database, w Work) (*Runner, <-chan *river.Event) {
	t.Helper()
	w.Log = slog.New(slog.DiscardHandler)
	r, err := NewRunner(d, w)
	if err != nil {
		t.Fatal(err)
	}
	events, unsubscribe := r.client.Subscribe(river.EventKindJobCompleted, river.EventKindJobFailed)
	t.Cleanup(unsubscribe)
	if err := r.Start(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		if err := r.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	return r, events
}

func next(t *testing.T, events <-chan *river.Event) *rivertype.JobRow {
	t.Helper()
	select {
	case e := <-events:
		return e.Job
	case <-time.After(patience):
		t.Fatal("no job was worked on")
		return nil
	}
}

// TestEnqueue holds that a job is there when, and only when, the change is,
// and that it holds the case number only.
func TestEnqueue(t *testing.T) {
	t.Parallel()
	d := database(t)
	enqueue(t, d, petition.JobRoute, false)
	same(t, "rolled back", "jobs", queued(t, d), []string{})
	var want []string
	for _, kind := range []petition.JobKind{petition.JobRoute, petition.JobNotify, petition.JobCards} {
		enqueue(t, d, kind, true)
		want = append(want, string(kind)+` available {"case":"`+caseNo+`"} 25`)
	}
	same(t, "committed", "jobs", queued(t, d), want)
}

// TestEveryKindHasArguments compares the table with what events ask for.
func TestEveryKindHasArguments(t *testing.T) {
	t.Parallel()
	for _, e := range []petition.EventType{petition.EventFiled, petition.EventRouted, petition.EventTransferred, petition.EventSupplemented, petition.EventAccepted, petition.EventAnswered} {
		for _, kind := range (petition.Event{Type: e}).FollowUps() {
			argsFor, ok := argsOf[kind]
			if !ok || argsFor("x").Kind() != string(kind) {
				t.Errorf("%s asks for %s, which nobody does", e, kind)
			}
		}
	}
}

// TestRunner works on one job of each kind.
func TestRunner(t *testing.T) {
	t.Parallel()
	tests := []struct {
		kind  petition.JobKind
		state petition.Status
		done  func(*office) bool
	}{
		{petition.JobRoute, petition.Received, func(o *office) bool { return o.petitions[caseNo].Unit == "tianhe" }},
		{petition.JobNotify, petition.Routed, func(o *office) bool { return len(o.sent) == 2 }},
		{petition.JobCards, petition.Accepted, func(o *office) bool { return len(o.updates) == 1 }},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind), func(t *testing.T) {
			t.Parallel()
			d := database(t)
			unit := ""
			if tt.state != petition.Received {
				unit = "tianhe"
			}
			o := newOffice(in(unit, tt.state), petition.EventFiled, petition.EventRouted)
			o.deliveries = []petition.Delivery{{ID: "x", Officer: "old", TaskID: "old", ResponseCode: "old", Event: -1, Updated: noon}}
			enqueue(t, d, tt.kind, true)
			_, events := running(t, d, o.work())
			if job := next(t, events); job.State != rivertype.JobStateCompleted || !tt.done(o) {
				t.Errorf("job %s, sent %v, updates %v, petition unit %q", job.State, o.sent, o.updates, o.petitions[caseNo].Unit)
			}
		})
	}
}

// TestFailedJobIsKept lets a job fail: it waits for its next attempt.
func TestFailedJobIsKept(t *testing.T) {
	t.Parallel()
	d := database(t)
	o := newOffice(in("", petition.Received))
	o.loadErr = errDown
	enqueue(t, d, petition.JobRoute, true)
	_, events := running(t, d, o.work())
	if job := next(t, events); job.State != rivertype.JobStateRetryable && job.State != rivertype.JobStateAvailable {
		t.Errorf("job is %s", job.State)
	}
}

// TestStartAdopts leaves jobs running as a killed process does.
func TestStartAdopts(t *testing.T) {
	t.Parallel()
	d := database(t)
	enqueue(t, d, petition.JobRoute, true)
	_, err := d.SQL.ExecContext(t.Context(),
		`UPDATE river_job SET state = 'running', attempt = 1, attempted_at = CURRENT_TIMESTAMP, attempted_by = json_array('dead')`)
	if err != nil {
		t.Fatal(err)
	}
	o := newOffice(in("", petition.Received))
	_, events := running(t, d, o.work())
	if job := next(t, events); job.State != rivertype.JobStateCompleted || o.petitions[caseNo].Unit != "tianhe" {
		t.Errorf("job %s, petition %+v", job.State, o.petitions[caseNo].Status)
	}
}

// TestSweptJobs queues what was left lying, for one attempt each.
func TestSweptJobs(t *testing.T) {
	t.Parallel()
	d := database(t)
	o := newOffice(in("", petition.Received))
	o.lying = []string{caseNo}
	w := o.work()
	r, err := NewRunner(d, w)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.sweep(t.Context(), r.insert); err != nil {
		t.Fatal(err)
	}
	same(t, "swept", "jobs", queued(t, d), []string{`petition_route available {"case":"` + caseNo + `"} 1`})
}

// TestStartFails tells what was tried when the tables are not there.
func TestStartFails(t *testing.T) {
	t.Parallel()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(t.TempDir(), "empty.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r, err := NewRunner(Database{SQL: db}, newOffice(in("", petition.Received)).work())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(t.Context()); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("started: %v", err)
	}
}
