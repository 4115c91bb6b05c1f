package jobs

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"suihuan/bot/petition"
)

// The arguments of the jobs.
type (
	routeArgs struct {
		Case string `json:"case"`
	}
	notifyArgs struct {
		Case string `json:"case"`
	}
	cardsArgs struct {
		Case string `json:"case"`
	}
	remindArgs struct {
		Case string `json:"case"`
	}
	sweepArgs  struct{}
	termsArgs  struct{}
	retainArgs struct{}
)

func (routeArgs) Kind() string  { return string(petition.JobRoute) }
func (notifyArgs) Kind() string { return string(petition.JobNotify) }
func (cardsArgs) Kind() string  { return string(petition.JobCards) }
func (remindArgs) Kind() string { return string(petition.JobRemind) }
func (termsArgs) Kind() string  { return "petition_terms" }
func (sweepArgs) Kind() string  { return "petition_sweep" }
func (retainArgs) Kind() string { return "retain" }

// argsOf makes the arguments of each kind of job.
var argsOf = map[petition.JobKind]func(caseNo string) river.JobArgs{
	petition.JobRoute:  func(c string) river.JobArgs { return routeArgs{c} },
	petition.JobNotify: func(c string) river.JobArgs { return notifyArgs{c} },
	petition.JobCards:  func(c string) river.JobArgs { return cardsArgs{c} },
	petition.JobRemind: func(c string) river.JobArgs { return remindArgs{c} },
}

// Database is where the jobs are kept: the same as the petitions.
type Database struct {
	SQL      *sql.DB
	Postgres bool
}

func (d Database) driver() riverdriver.Driver[*sql.Tx] {
	if d.Postgres {
		return riverdatabasesql.New(d.SQL)
	}
	return riversqlite.New(d.SQL)
}

// Migrate brings the tables of the queue up to date.
func (d Database) Migrate(ctx context.Context) error {
	m, err := rivermigrate.New(d.driver(), nil)
	if err != nil {
		return fmt.Errorf("prepare queue migration: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate queue: %w", err)
	}
	return nil
}

// Queue takes jobs; it works on none.
type Queue struct{ client *river.Client[*sql.Tx] }

// NewQueue returns the queue of a database.
func NewQueue(d Database) (*Queue, error) {
	client, err := river.NewClient(d.driver(), &river.Config{})
	if err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	return &Queue{client: client}, nil
}

// Enqueue puts a job into the queue as part of the caller's transaction.
func (q *Queue) Enqueue(ctx context.Context, tx *sql.Tx, kind petition.JobKind, caseNo string) error {
	if _, err := q.client.InsertTx(ctx, tx, argsOf[kind](caseNo), nil); err != nil {
		return fmt.Errorf("enqueue %s: %w", kind, err)
	}
	return nil
}
