package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"suihuan/bot/petition"
	"suihuan/bot/seal"
)

// After the ring has turned, everything opens with the newest key alone.
func TestRotate(t *testing.T) {
	rotates := func(t *testing.T, o Options) {
		o.Masters = ring(t, "first")
		db, err := Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.SQL.ExecContext(t.Context(), `CREATE TABLE jobs (kind TEXT NOT NULL, case_no TEXT NOT NULL)`); err != nil {
			t.Fatal(err)
		}
		w := &world{jobs: &jobTable{}, time: &clock{}}
		w.Store = New(db, w.jobs, terms(t), w.time.Now)
		p := wholeIntake(t, w)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			ids   []string
			again int
		}{{[]string{"first"}, 0}, {[]string{"second", "first"}, 3}, {[]string{"second", "first"}, 0}, {[]string{"second"}, 0}} {
			o.Masters = ring(t, step.ids...)
			db, err := Open(t.Context(), o)
			if err != nil {
				t.Fatal(step.ids, err)
			}
			if all, again, err := db.Rotate(t.Context()); all != 3 || again != step.again || err != nil {
				t.Errorf("%v: %d of %d, error %v", step.ids, again, all, err)
			}
			w.Store = New(db, w.jobs, terms(t), w.time.Now)
			if person, contact := w.identity(t, p.Case); person != citizen || !strings.HasPrefix(contact, phone) {
				t.Errorf("%v: %s with %s", step.ids, person, contact)
			}
			if d, err := w.Draft(t.Context(), stranger); err != nil || d.Report.What != "没写完的草稿" {
				t.Errorf("%v: draft %+v, error %v", step.ids, d.Report, err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		o.Masters = ring(t, "first")
		if _, err := Open(t.Context(), o); err == nil || !strings.Contains(err.Error(), "master key second is not on the ring") {
			t.Errorf("with the old key: %v", err)
		}
	}
	t.Parallel()
	t.Run("sqlite", func(t *testing.T) { rotates(t, Options{Dir: t.TempDir()}) })
	t.Run("postgres", func(t *testing.T) { rotates(t, Options{URL: freshSchema(t)}) })
}

// TestHouseKeys: PostgreSQL that is given no master key keeps one, the same for
// every instance; who gives one later opens what was sealed, and a rotation
// leaves none in the database.
func TestHouseKeys(t *testing.T) {
	t.Parallel()
	o := Options{URL: freshSchema(t)}
	open := func(o Options, house bool) *DB {
		t.Helper()
		db, err := Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		if db.HouseKeys != house {
			t.Errorf("house keys %v, want %v", db.HouseKeys, house)
		}
		return db
	}
	first := open(o, true)
	if _, err := first.SQL.ExecContext(t.Context(), `CREATE TABLE jobs (kind TEXT NOT NULL, case_no TEXT NOT NULL)`); err != nil {
		t.Fatal(err)
	}
	w := &world{jobs: &jobTable{}, time: &clock{}}
	w.Store = New(first, w.jobs, terms(t), w.time.Now)
	p := wholeIntake(t, w)
	given := o
	given.Masters = ring(t, "given")
	reads := func(db *DB) {
		t.Helper()
		w.Store = New(db, w.jobs, terms(t), w.time.Now)
		if person, contact := w.identity(t, p.Case); person != citizen || !strings.HasPrefix(contact, phone) {
			t.Errorf("%s with %s", person, contact)
		}
	}
	reads(open(o, true))
	named := open(given, false)
	reads(named)
	if _, again, err := named.Rotate(t.Context()); again != 3 || err != nil {
		t.Errorf("rotated %d, %v", again, err)
	}
	var left int
	if err := named.SQL.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM house_keys`).Scan(&left); left != 0 || err != nil {
		t.Errorf("%d house keys left, %v", left, err)
	}
	reads(open(given, false))
	if _, err := Open(t.Context(), o); err == nil || !strings.Contains(err.Error(), "master key given is not on the ring") {
		t.Errorf("without the given key: %v", err)
	}
}

// Pages of keys follow each other without a gap, and what was done before an
// interruption is not done twice.
func TestRotateByPages(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := newWorld(t, Options{Dir: dir, Masters: ring(t, "first")})
	_, err := inTx(t.Context(), w.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		for range 2 * rotatePage {
			if _, err := w.db.newCaseKey(ctx, tx, petition.NewCaseNumber()); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.db.sealer.Masters = ring(t, "second", "first")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := w.db.Rotate(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	for _, want := range []int{2*rotatePage + 1, 0} {
		if all, again, err := w.db.Rotate(t.Context()); all != 2*rotatePage+1 || again != want || err != nil {
			t.Errorf("%d of %d, error %v", again, all, err)
		}
	}
}

// A key file is made with the database and never for one that is there already.
func TestKeyFileBelongsToItsDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, keyFile)
	w := newWorld(t, Options{Dir: dir})
	p := w.filed(t, citizen, "噪音")
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	beside, err := OpenBeside(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := New(beside, nil, terms(t), w.time.Now).PetitionOf(t.Context(), citizen, p.Case); err != nil || got.Report.What != "噪音" {
		t.Errorf("beside: %+v, error %v", got.Report, err)
	}
	if _, _, err := beside.Rotate(t.Context()); !errors.Is(err, ErrLocked) {
		t.Errorf("rotated beside the service: %v", err)
	}
	if err := errors.Join(beside.Close(), w.db.Close(), os.Remove(file)); err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]Options{"no file": {Dir: dir}, "another ring": {Dir: dir, Masters: ring(t, "first")}} {
		want := map[string]string{"no file": "seal.key is missing", "another ring": "is not on the ring"}[name]
		if _, err := Open(t.Context(), o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a new key file stands beside the old database: %v", err)
	}
	if err := os.WriteFile(file, []byte(seal.NewMaster()+"\n"+string(first)), 0o600); err != nil {
		t.Fatal(err)
	}
	again := newWorld(t, Options{Dir: dir})
	if got, err := again.Petition(t.Context(), p.Case); err != nil || got.Report.What != "噪音" {
		t.Errorf("with a newer key in front: %+v, error %v", got.Report, err)
	}
	given := t.TempDir()
	newWorld(t, Options{Dir: given, Masters: ring(t, "first")})
	if _, err := os.Stat(filepath.Join(given, keyFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a key file stands where keys were given: %v", err)
	}
}
