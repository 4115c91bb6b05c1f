package sqlstore

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	calendar "suihuan/bot/petition/clock"
	"suihuan/bot/seal"
)

var _ bot.Mailbox = (*Store)(nil)

const (
	citizen  = "wechat:gh_bureau:openid-1"
	stranger = "wechat:gh_bureau:openid-2"
)

// world is a store on a fresh database with a clock that moves when told and a
// job queue that is a table of the same database.
type world struct {
	*Store
	jobs *jobTable
	time *clock
	keys int
}

// onEach runs a test on SQLite, and on PostgreSQL when there is a server.
func onEach(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, newWorld(t, Options{Dir: t.TempDir()}))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, newWorld(t, onPostgres(t)))
	})
}

func newWorld(t *testing.T, o Options) *world {
	t.Helper()
	db := open(t, o)
	if _, err := db.SQL.ExecContext(t.Context(),
		`CREATE TABLE IF NOT EXISTS jobs (kind TEXT NOT NULL, case_no TEXT NOT NULL)`); err != nil {
		t.Fatal(err)
	}
	w := &world{jobs: &jobTable{}, time: &clock{now: time.Date(2026, 11, 23, 9, 0, 0, 123456789, time.UTC)}}
	w.Store = New(db, w.jobs, terms(t), w.time.Now)
	return w
}

// terms are those of the years that the program has and of the given ones.
func terms(t *testing.T, years ...calendar.Year) petition.Terms {
	t.Helper()
	all, err := petition.NewTerms(years...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func open(t *testing.T, o Options) *DB {
	t.Helper()
	db, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
			t.Errorf("close: %v", err)
		}
	})
	return db
}

// ring returns master keys by their ids, the newest first. Of one id it is always
// the same key.
func ring(t *testing.T, ids ...string) *seal.Ring {
	t.Helper()
	var lines []string
	for _, id := range ids {
		secret := sha256.Sum256([]byte(id))
		lines = append(lines, id+":"+base64.StdEncoding.EncodeToString(secret[:]))
	}
	r, err := seal.ParseRing(strings.Join(lines, ","), seal.AES)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// onPostgres is a fresh schema with master keys.
func onPostgres(t *testing.T) Options {
	t.Helper()
	return Options{URL: freshSchema(t), Masters: ring(t, "first")}
}

// freshSchema returns the URL of an empty schema that ends with the test.
func freshSchema(t *testing.T) string {
	t.Helper()
	server := os.Getenv("SUIHUAN_TEST_POSTGRES")
	if server == "" {
		t.Skip("SUIHUAN_TEST_POSTGRES is not set")
	}
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	schema := "test_" + strings.ToLower(rand.Text())
	if _, err := admin.ExecContext(t.Context(), `CREATE SCHEMA `+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.ExecContext(context.Background(), `DROP SCHEMA `+schema+` CASCADE`); err != nil {
			t.Errorf("drop schema: %v", err)
		}
		admin.Close()
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

// clock is the time of a test.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// jobTable queues jobs as rows, so that they live and die with the transaction.
type jobTable struct {
	err   error
	about string // the case that the error is about; "" is every case
}

func (j *jobTable) Enqueue(ctx context.Context, tx *sql.Tx, kind petition.JobKind, caseNo string) error {
	if _, err := tx.ExecContext(ctx, `INSERT INTO jobs (kind, case_no) VALUES ($1, $2)`, string(kind), caseNo); err != nil {
		return err
	}
	if j.about != "" && j.about != caseNo {
		return nil
	}
	return j.err
}

// key returns a message key that was not used before.
func (w *world) key() string {
	w.keys++
	return fmt.Sprintf("key-%d", w.keys)
}

// tell is one draft step that sets what happened.
func (w *world) tell(t *testing.T, person, what string) petition.Draft {
	t.Helper()
	d, err := w.StepDraft(t.Context(), person, w.key(), func(d *petition.Draft) error {
		d.Report.What = what
		d.Step = "where"
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// filed is a petition fresh from its draft.
func (w *world) filed(t *testing.T, person, what string) petition.Petition {
	t.Helper()
	w.tell(t, person, what)
	p, err := w.File(t.Context(), person, w.key())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// change applies an event that must succeed.
func (w *world) change(t *testing.T, caseNo string, e petition.Event) petition.Petition {
	t.Helper()
	p, changed, err := w.Change(t.Context(), w.key(), caseNo, e)
	if err != nil || !changed {
		t.Fatalf("change by %s: changed %v, error %v", e.Type, changed, err)
	}
	return p
}

// routed is a petition that a unit has.
func (w *world) routed(t *testing.T, what string) petition.Petition {
	t.Helper()
	p := w.filed(t, citizen, what)
	return w.change(t, p.Case, petition.Event{
		Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "规则 r1",
	})
}

// dump shows every row of every table; two equal dumps are two equal databases.
func (w *world) dump(t *testing.T, tables ...string) string {
	t.Helper()
	if len(tables) == 0 {
		tables = []string{"message_keys", "drafts", "interviews", "petitions", "sheets", "identities", "events", "mailbox", "deliveries", "answers", "unanswered", "case_keys", "jobs", "audit", "audit_head"}
	}
	var all strings.Builder
	for _, table := range tables {
		lines, err := list(t.Context(), w.db.SQL, line, `SELECT * FROM `+table+` ORDER BY 1, 2`)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s:\n%s\n", table, strings.Join(lines, "\n"))
	}
	return all.String()
}

func line(r row) (string, error) {
	rows := r.(*sql.Rows)
	names, err := rows.Columns()
	if err != nil {
		return "", err
	}
	values, dest := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		dest[i] = &values[i]
	}
	err = rows.Scan(dest...)
	return fmt.Sprint(values...), err
}

// count answers a question for one number.
func (w *world) count(t *testing.T, query string, args ...any) int {
	t.Helper()
	var n int
	if err := w.db.SQL.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
