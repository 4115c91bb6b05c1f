package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

// table is a SQLite database with one table to write numbers into.
func table(t *testing.T) *DB {
	t.Helper()
	db := open(t, Options{Dir: t.TempDir()})
	if _, err := db.SQL.ExecContext(t.Context(), `CREATE TABLE numbers (n BIGINT NOT NULL)`); err != nil {
		t.Fatal(err)
	}
	return db
}

func insertNumber(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO numbers (n) VALUES (1)`)
	return err
}

func numbers(t *testing.T, q querier) int {
	t.Helper()
	var n int
	if err := q.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM numbers`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// together holds the writer until all works are queued, so that they come into
// one group, and returns their errors.
func together(t *testing.T, db *DB, works ...work) []error {
	t.Helper()
	members := make([]*member, len(works))
	for i, do := range works {
		members[i] = newMember(t.Context(), do)
	}
	return joinTogether(t, db, members...)
}

func joinTogether(t *testing.T, db *DB, members ...*member) []error {
	t.Helper()
	inside, goOn := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		if err := db.transact(t.Context(), func(context.Context, *sql.Tx) error {
			close(inside)
			<-goOn
			return nil
		}); err != nil {
			t.Errorf("holder: %v", err)
		}
	})
	<-inside
	errs := make([]error, len(members))
	for i, m := range members {
		db.group.join(m)
		all.Go(func() { errs[i] = <-m.settled })
	}
	close(goOn)
	all.Wait()
	return errs
}

// The last of a group still sees nothing of the others on the disk: they share
// one commit. One that fails takes nothing of the others with it.
func TestGroupSharesOneCommit(t *testing.T) {
	t.Parallel()
	db := table(t)
	refused := errors.New("refused")
	committed := -1
	errs := together(t, db,
		insertNumber,
		func(ctx context.Context, tx *sql.Tx) error {
			return errors.Join(insertNumber(ctx, tx), refused)
		},
		insertNumber,
		func(ctx context.Context, tx *sql.Tx) error {
			committed = numbers(t, db.read)
			return nil
		},
	)
	for i, want := range []error{nil, refused, nil, nil} {
		if !errors.Is(errs[i], want) {
			t.Errorf("work %d: error %v, want %v", i, errs[i], want)
		}
	}
	if committed != 0 {
		t.Errorf("%d rows were committed before the group's end", committed)
	}
	if n := numbers(t, db.read); n != 2 {
		t.Errorf("%d rows, want 2", n)
	}
}

// When the transaction itself is lost, nobody is told that he was stored.
func TestGroupLosesItsTransaction(t *testing.T) {
	t.Parallel()
	db := table(t)
	lose := func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `ROLLBACK`)
		return err
	}
	for i, err := range together(t, db, insertNumber, lose, insertNumber) {
		if err == nil {
			t.Errorf("work %d was told that it is stored", i)
		}
	}
	if n := numbers(t, db.read); n != 0 {
		t.Errorf("%d rows, want 0", n)
	}
	if err := db.transact(t.Context(), insertNumber); err != nil {
		t.Errorf("the next transaction: %v", err)
	}
}

// Who gives up while waiting has done nothing.
func TestGroupCallerGivesUp(t *testing.T) {
	t.Parallel()
	db := table(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := db.transact(t.Context(), func(context.Context, *sql.Tx) error {
		cancel()
		if err := db.transact(ctx, insertNumber); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if n := numbers(t, db.read); n != 0 {
		t.Errorf("%d rows, want 0", n)
	}
}

// Whose time ends while the others of the group are at work is passed over.
func TestGroupPassesOverWhoHasGone(t *testing.T) {
	t.Parallel()
	db := table(t)
	ctx, cancel := context.WithCancel(t.Context())
	errs := joinTogether(t, db,
		newMember(t.Context(), func(context.Context, *sql.Tx) error {
			cancel()
			return nil
		}),
		newMember(ctx, insertNumber),
	)
	if errs[0] != nil || !errors.Is(errs[1], context.Canceled) {
		t.Errorf("errors %v", errs)
	}
	if n := numbers(t, db.read); n != 0 {
		t.Errorf("%d rows, want 0", n)
	}
}

// A caller whose time ends in the middle of his work is not left behind by it:
// the work has ended when he goes on. It does not run beside other tests, so
// that a caller who goes on too early has a processor to do so.
func TestGroupCallerWaitsForItsWork(t *testing.T) {
	db := table(t)
	ctx, cancel := context.WithCancel(t.Context())
	var gone atomic.Bool
	err := db.transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		cancel()
		for range 500 {
			if err := insertNumber(ctx, tx); err != nil {
				return err
			}
			if gone.Load() {
				t.Error("the caller went on while his work was running")
				break
			}
		}
		return nil
	})
	gone.Store(true)
	db.group.wait()
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// A panic comes out where the work was asked for; the others go on.
func TestGroupPanic(t *testing.T) {
	t.Parallel()
	db := table(t)
	func() {
		defer func() {
			if got := recover(); got != "oh" {
				t.Errorf("recovered %v", got)
			}
		}()
		_ = db.transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
			_ = insertNumber(ctx, tx)
			panic("oh")
		})
	}()
	if err := db.transact(t.Context(), insertNumber); err != nil {
		t.Errorf("the next transaction: %v", err)
	}
	if n := numbers(t, db.read); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
}

// More callers than one group holds are all served.
func TestGroupManyCallers(t *testing.T) {
	t.Parallel()
	db := table(t)
	works := make([]work, 3*groupSize+1)
	for i := range works {
		works[i] = insertNumber
	}
	for i, err := range together(t, db, works...) {
		if err != nil {
			t.Errorf("work %d: %v", i, err)
		}
	}
	if n := numbers(t, db.read); n != len(works) {
		t.Errorf("%d rows, want %d", n, len(works))
	}
}
