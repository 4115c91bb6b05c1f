package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Limits of one commit: how many callers share it, and how long it may take
// with the wait for the connection (the platforms hang up after 5 s).
const (
	groupSize  = 64
	groupLimit = 3 * time.Second
)

// group lets callers that come while a commit is under way share the next one:
// the disk is made to write once for all of them. Each caller's work stands in
// a savepoint of its own and fails alone.
type group struct {
	db *sql.DB

	mu      sync.Mutex
	waiting []*member
	working bool
	workers sync.WaitGroup
}

// member is one caller's work on its way to the disk.
type member struct {
	ctx      context.Context
	do       work
	finished chan struct{} // closed when do will not run any more
	settled  chan error    // the outcome, after the commit
	err      error
	panicked any
}

func newMember(ctx context.Context, do work) *member {
	return &member{ctx: ctx, do: do, finished: make(chan struct{}), settled: make(chan error, 1)}
}

// do runs the work and returns after the commit. A caller whose ctx ends leaves
// the queue; it never leaves while its work is running, because the work writes
// into the caller's memory.
func (g *group) do(ctx context.Context, do work) error {
	m := newMember(ctx, do)
	g.join(m)
	select {
	case err := <-m.settled:
		return m.outcome(err)
	case <-ctx.Done():
	}
	if g.leave(m) {
		return ctx.Err()
	}
	<-m.finished
	select {
	case err := <-m.settled:
		return m.outcome(err)
	default:
		return fmt.Errorf("commit, outcome unknown: %w", ctx.Err())
	}
}

func (m *member) outcome(err error) error {
	if m.panicked != nil {
		panic(m.panicked)
	}
	return err
}

func (g *group) join(m *member) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.waiting = append(g.waiting, m)
	if !g.working {
		g.working = true
		g.workers.Go(g.drain)
	}
}

// leave takes a member out of the queue; false means that its work has begun.
func (g *group) leave(m *member) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, other := range g.waiting {
		if other == m {
			g.waiting = append(g.waiting[:i:i], g.waiting[i+1:]...)
			return true
		}
	}
	return false
}

// drain commits group after group until nobody waits.
func (g *group) drain() {
	for {
		members := g.next()
		if members == nil {
			return
		}
		err := g.commit(members)
		for _, m := range members {
			m.settle(err)
		}
	}
}

func (g *group) next() []*member {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.waiting), groupSize)
	if n == 0 {
		g.working = false
		return nil
	}
	members := g.waiting[:n:n]
	g.waiting = g.waiting[n:]
	return members
}

// commit runs the members' work in one transaction. Its error counts for all.
func (g *group) commit(members []*member) error {
	defer func() {
		for _, m := range members {
			m.finish()
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), groupLimit)
	defer cancel()
	tx, err := g.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback() // after the commit it does nothing
	for _, m := range members {
		if err := m.run(tx); err != nil {
			return err
		}
		m.finish()
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// wait returns when no work is under way.
func (g *group) wait() { g.workers.Wait() }

func (m *member) finish() {
	select {
	case <-m.finished:
	default:
		close(m.finished)
	}
}

func (m *member) settle(err error) {
	if m.err != nil {
		err = m.err
	}
	m.settled <- err
}

// run does one member's work inside a savepoint. An error that it returns means
// that the transaction itself is gone, as SQLite does when the disk is full.
func (m *member) run(tx *sql.Tx) error {
	if m.err = m.ctx.Err(); m.err != nil {
		return nil
	}
	ctx := context.WithoutCancel(m.ctx)
	if _, err := tx.ExecContext(ctx, `SAVEPOINT member`); err != nil {
		return fmt.Errorf("set savepoint: %w", err)
	}
	if m.err = m.call(ctx, tx); m.err != nil {
		if _, err := tx.ExecContext(ctx, `ROLLBACK TO member`); err != nil {
			return fmt.Errorf("return to savepoint: %w", err)
		}
	}
	if _, err := tx.ExecContext(ctx, `RELEASE member`); err != nil {
		return fmt.Errorf("release savepoint: %w", err)
	}
	return nil
}

var errPanicked = errors.New("panicked")

// call keeps a panic for the goroutine that asked for the work.
func (m *member) call(ctx context.Context, tx *sql.Tx) (err error) {
	defer func() {
		if m.panicked = recover(); m.panicked != nil {
			err = errPanicked
		}
	}()
	return m.do(ctx, tx)
}
