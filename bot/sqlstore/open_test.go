package sqlstore

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pressly/goose/v3/lock"

	"suihuan/bot/petition"
)

// childDir names the folder that the test binary opens when it is started as
// the second process.
const childDir = "SUIHUAN_TEST_CHILD_DIR"

// TestSecondProcess is the second process of TestFileIsOneProcess.
func TestSecondProcess(t *testing.T) {
	dir := os.Getenv(childDir)
	if dir == "" {
		t.Skip("only as a second process")
	}
	db, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatalf("locked %v: %v", errors.Is(err, ErrLocked), err)
	}
	db.Close()
}

func TestFileIsOneProcess(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	second := func() (string, error) {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestSecondProcess$", "-test.v")
		child.Env = append(os.Environ(), childDir+"="+dir)
		out, err := child.CombinedOutput()
		return string(out), err
	}
	db, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	out, err := second()
	want := "database " + filepath.Join(dir, "suihuan.db") + " is in use by another process"
	if err == nil || !strings.Contains(out, "locked true") || !strings.Contains(out, want) {
		t.Errorf("the second process said:\n%s", out)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if out, err := second(); err != nil || !strings.Contains(out, "--- PASS: TestSecondProcess") {
		t.Errorf("after the first has ended: %v\n%s", err, out)
	}
}

func TestSQLiteSettings(t *testing.T) {
	t.Parallel()
	db := open(t, Options{Dir: t.TempDir()})
	for pragma, want := range map[string]string{
		"synchronous": "2", "journal_mode": "wal", "busy_timeout": "1500", "foreign_keys": "1", "secure_delete": "1",
	} {
		var got string
		if err := db.SQL.QueryRowContext(t.Context(), `PRAGMA `+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, want %s, error %v", pragma, got, want, err)
		}
	}
	if n := db.SQL.Stats().MaxOpenConnections; n != 1 {
		t.Errorf("%d writers", n)
	}
	if _, err := db.read.ExecContext(t.Context(), `DELETE FROM petitions`); err == nil {
		t.Error("the pool to read from can write")
	}
}

// A new connection in place of a broken one has the same settings.
func TestSQLiteSettingsOfEveryConnection(t *testing.T) {
	t.Parallel()
	db := open(t, Options{Dir: t.TempDir()})
	for range 3 {
		conn, err := db.SQL.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var synchronous int
		if err := conn.QueryRowContext(t.Context(), `PRAGMA synchronous`).Scan(&synchronous); err != nil || synchronous != 2 {
			t.Errorf("synchronous is %d, error %v", synchronous, err)
		}
		broken := errors.New("broken")
		if err := conn.Raw(func(any) error { return errors.Join(broken, driver.ErrBadConn) }); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		conn.Close()
	}
}

// Names in a folder's path that mean something in a URL are only names.
func TestSQLiteFolderAndRights(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "穗 环?mode=memory#%41", "data")
	w := newWorld(t, Options{Dir: dir})
	w.filed(t, citizen, "噪音")
	for name, want := range map[string]fs.FileMode{
		"": fs.ModeDir | 0o700, "suihuan.db": 0o600, "suihuan.db-wal": 0o600, "suihuan.db.lock": 0o600, "seal.key": 0o600,
	} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode() != want {
			t.Errorf("%q: mode %v, want %v, error %v", name, info.Mode(), want, err)
		}
	}
}

// What was acknowledged is there after the process has started again.
func TestReopen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := newWorld(t, Options{Dir: dir})
	p := w.filed(t, citizen, "噪音")
	w.tell(t, stranger, "灰尘")
	if err := w.db.Close(); err != nil {
		t.Fatal(err)
	}
	again := newWorld(t, Options{Dir: dir})
	if got, err := again.Petition(t.Context(), p.Case); err != nil || got.Report.What != "噪音" {
		t.Errorf("petition %+v, error %v", got, err)
	}
	if d, err := again.Draft(t.Context(), stranger); err != nil || d.Report.What != "灰尘" {
		t.Errorf("draft %+v, error %v", d, err)
	}
}

// The file is given back only when the work on it has ended. It does not run
// beside other tests, so that a close too early has a processor.
func TestCloseWaitsForRunningWork(t *testing.T) {
	db := table(t)
	inside := make(chan struct{})
	var ended atomic.Bool
	var all sync.WaitGroup
	all.Go(func() {
		if err := db.transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
			close(inside)
			for range 2000 {
				if err := insertNumber(ctx, tx); err != nil {
					return err
				}
			}
			ended.Store(true)
			return nil
		}); err != nil {
			t.Error(err)
		}
	})
	<-inside
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if !ended.Load() {
		t.Error("closed in the middle of a transaction")
	}
	all.Wait()
}

// An instance does not migrate while another holds the migration lock.
func TestMigrationHeedsTheLock(t *testing.T) {
	t.Parallel()
	schema := freshSchema(t)
	other, err := sql.Open("pgx", schema)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(t.Context(), `SELECT pg_advisory_xact_lock($1)`, lock.DefaultLockID); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if db, err := Open(ctx, Options{URL: schema, Masters: ring(t, "first")}); err == nil {
		db.Close()
		t.Error("migrated beside another instance")
	}
}

// Instances that start together on one PostgreSQL all come up.
func TestInstancesStartTogether(t *testing.T) {
	t.Parallel()
	where := onPostgres(t)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			db, err := Open(t.Context(), where)
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"no folder":      {},
		"other database": {URL: "mysql://user:s3cret@127.0.0.1/db"},
		"no master keys": {URL: "postgres://user:s3cret@127.0.0.1/db"},
		"bad port":       {URL: "postgres://user:s3cret@127.0.0.1:port/db", Masters: ring(t, "first")},
		"nobody there":   {URL: "postgres://user:s3cret@127.0.0.1:1/db?connect_timeout=1", Masters: ring(t, "first")},
	} {
		db, err := Open(t.Context(), o)
		if err == nil {
			db.Close()
			t.Errorf("%s: opened", name)
		} else if strings.Contains(err.Error(), "s3cret") {
			t.Errorf("%s: the error shows the password", name)
		}
	}
}

func TestTooOld(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]bool{
		"3.51.3": false, "3.52.0": false, "3.54.1": false, "4.0": false, "3.51.3.1": false,
		"3.51.2": true, "3.51": true, "3.9.9": true, "3.40.1": true, "2.99.99": true, "": true, "new": true,
	} {
		if got := tooOld(version); got != want {
			t.Errorf("tooOld(%q) = %v", version, got)
		}
	}
}

func TestReady(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if err := w.Ready(t.Context()); err != nil {
			t.Error(err)
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if err := w.Ready(ended); err == nil {
			t.Error("ready after the caller's end")
		}
	})
}

// A caller whose time has ended stores nothing.
func TestEndedContextStoresNothing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := w.FileReport(ended, citizen, w.key(), petition.Report{What: "泄漏"})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	})
}

var _ Enqueuer = (*jobTable)(nil)
var _ querier = (*sql.Tx)(nil)
