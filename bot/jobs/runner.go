package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"suihuan/bot/petition"
)

// Petitions is what the workers need of the store.
type Petitions interface {
	Petition(ctx context.Context, caseNo string) (petition.Petition, error)
	Events(ctx context.Context, caseNo string) ([]petition.Event, error)
	Change(ctx context.Context, key, caseNo string, e petition.Event) (petition.Petition, bool, error)
	Undelivered(ctx context.Context, before time.Time, limit int) ([]string, error)
}

// Ledger keeps what was sent to officers.
type Ledger interface {
	Intend(ctx context.Context, d petition.Delivery) (petition.Delivery, error)
	Sent(ctx context.Context, id, responseCode, messageID string) error
	Failed(ctx context.Context, id, reason string) error
	Gone(ctx context.Context, id string) error
}

// Cards keeps what may still be changed on officers' screens. An empty code
// says that the card's code is used up.
type Cards interface {
	CardsOf(ctx context.Context, caseNo string) ([]petition.Delivery, error)
	NewResponseCode(ctx context.Context, taskID, officer, code string) error
}

// Sites finds the other petitions in work about the same source.
type Sites interface {
	SameSource(ctx context.Context, caseNo string) ([]petition.Voice, error)
}

// Desk is the channel to officers.
type Desk interface {
	// Card writes the card of the officer who reads the brief.
	Card(b petition.Brief, taskID string) ([]byte, error)
	SendCard(ctx context.Context, body []byte) (messageID, responseCode string, err error)
	UpdateCard(ctx context.Context, responseCode string, b petition.Brief) error
	SendText(ctx context.Context, officer, words string) error
}

// Memory is what the bot remembers of its answers and of interviews. Forget
// drops the answers that are older than a time, ForgetInterviews the interviews
// whose time is over.
type Memory interface {
	Forget(ctx context.Context, before time.Time) error
	ForgetInterviews(ctx context.Context, now time.Time) error
}

// Work is what the workers work with. Desk is nil where no channel to officers
// is configured: petitions are routed and wait.
type Work struct {
	Petitions Petitions
	Ledger    Ledger
	Cards     Cards
	Memory    Memory
	Sites     Sites
	Desk      Desk
	Rules     petition.Rules
	Now       func() time.Time
	Log       *slog.Logger
}

// Times of the queue (why: a job that ran when the process was killed must
// run again soon, and no job may outlive the rescue).
const (
	jobTimeout   = 20 * time.Second
	rescueAfter  = 30 * time.Second
	pollInterval = 100 * time.Millisecond
	sweepEvery   = time.Minute
	forgetEvery  = 24 * time.Hour
	leftLying    = time.Minute
	workers      = 20
)

// remembered is how long it is kept which answer a person got, and what was not
// answered: long enough for a yearly plan to be corrected, and no longer.
const remembered = 2 * 365 * 24 * time.Hour

// Runner works on the jobs of a database.
type Runner struct {
	client *river.Client[*sql.Tx]
	db     Database
}

// NewRunner returns a runner that has not started.
func NewRunner(d Database, w Work) (*Runner, error) {
	r := &Runner{db: d}
	pool := river.NewWorkers()
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, j *river.Job[routeArgs]) error { return w.route(ctx, j.Args.Case) }))
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, j *river.Job[notifyArgs]) error { return w.notify(ctx, j.Args.Case) }))
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, j *river.Job[cardsArgs]) error { return w.refresh(ctx, j.Args.Case) }))
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, _ *river.Job[sweepArgs]) error { return w.sweep(ctx, r.insert) }))
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, _ *river.Job[forgetArgs]) error { return w.forget(ctx) }))
	client, err := river.NewClient(d.driver(), &river.Config{
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}},
		Workers:              pool,
		JobTimeout:           jobTimeout,
		RescueStuckJobsAfter: rescueAfter,
		FetchPollInterval:    pollInterval,
		PeriodicJobs:         []*river.PeriodicJob{sweeping(), forgetting()},
		Logger:               w.Log,
	})
	if err != nil {
		return nil, fmt.Errorf("open runner: %w", err)
	}
	r.client = client
	return r, nil
}

func sweeping() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(sweepEvery),
		func() (river.JobArgs, *river.InsertOpts) { return sweepArgs{}, nil }, nil)
}

func forgetting() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(forgetEvery),
		func() (river.JobArgs, *river.InsertOpts) { return forgetArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}

// insert queues a swept job for one attempt: the next sweep is its retry.
// Otherwise every minute of an outage would leave jobs that retry for weeks.
func (r *Runner) insert(ctx context.Context, kind petition.JobKind, caseNo string) error {
	_, err := r.client.Insert(ctx, argsOf[kind](caseNo), &river.InsertOpts{MaxAttempts: 1})
	return err
}

// Start adopts the jobs of a killed predecessor and begins to work. On SQLite
// the database is locked to this process, so a running job is nobody's; on
// PostgreSQL another instance may be at work, and the queue rescues instead.
func (r *Runner) Start(ctx context.Context) error {
	if !r.db.Postgres {
		if _, err := r.db.SQL.ExecContext(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'running'`); err != nil {
			return fmt.Errorf("adopt jobs: %w", err)
		}
	}
	if err := r.client.Start(ctx); err != nil {
		return fmt.Errorf("start runner: %w", err)
	}
	return nil
}

// Stop waits for the jobs in work until ctx ends.
func (r *Runner) Stop(ctx context.Context) error {
	if err := r.client.Stop(ctx); err != nil {
		return fmt.Errorf("stop runner: %w", err)
	}
	return nil
}
