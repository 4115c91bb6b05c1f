package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"

	"suihuan/bot/petition"
	"suihuan/bot/petition/retain"
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

// Desk is the channel to officers.
type Desk interface {
	// Card writes the card of the officer who reads the brief.
	Card(b petition.Brief, taskID string) ([]byte, error)
	SendCard(ctx context.Context, body []byte) (messageID, responseCode string, err error)
	UpdateCard(ctx context.Context, responseCode string, b petition.Brief) error
	SendText(ctx context.Context, officer, words string) error
}

// Memory is all that is kept for a term. Retain does what is due by now, in at
// most limit cases.
type Memory interface {
	Retain(ctx context.Context, now time.Time, limit int) (retain.Result, error)
}

// Terms keeps the dates of petitions: when reminders are to be looked at, and
// until when the next limit runs.
type Terms interface {
	RemindersDue(ctx context.Context, now time.Time, limit int) ([]string, error)
	RemindNext(ctx context.Context, caseNo string, version int, next time.Time) error
	Recompute(ctx context.Context) ([]petition.Moved, error)
}

// Reminders keeps who has been told of which reminder.
type Reminders interface {
	ClaimReminder(ctx context.Context, caseNo, key string) (petition.Claim, error)
	Reminded(ctx context.Context, caseNo, key, officer string) error
	EndReminder(ctx context.Context, caseNo, key string, told bool) error
}

// Work is what the workers work with. Desk is nil where no channel to officers
// is configured: petitions are routed and wait.
type Work struct {
	Petitions Petitions
	Ledger    Ledger
	Cards     Cards
	Memory    Memory
	Terms     Terms
	Reminders Reminders
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
	retainEvery  = 24 * time.Hour
	leftLying    = time.Minute
	workers      = 20
)

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
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, _ *river.Job[sweepArgs]) error {
		return errors.Join(w.sweep(ctx, r.insert), w.sweepReminders(ctx, r.insert))
	}))
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, j *river.Job[remindArgs]) error { return w.Remind(ctx, j.Args.Case) }))
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, _ *river.Job[termsArgs]) error { return w.recompute(ctx) }))
	river.AddWorker(pool, river.WorkFunc(func(ctx context.Context, _ *river.Job[retainArgs]) error { return w.retain(ctx) }))
	client, err := river.NewClient(d.driver(), &river.Config{
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: workers}},
		Workers:              pool,
		JobTimeout:           jobTimeout,
		RescueStuckJobsAfter: rescueAfter,
		FetchPollInterval:    pollInterval,
		PeriodicJobs:         []*river.PeriodicJob{sweeping(), retaining(), recomputing()},
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

func retaining() *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(retainEvery),
		func() (river.JobArgs, *river.InsertOpts) { return retainArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}

func recomputing() *river.PeriodicJob {
	return river.NewPeriodicJob(river.NeverSchedule(),
		func() (river.JobArgs, *river.InsertOpts) { return termsArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
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
