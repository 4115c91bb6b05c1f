package main

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/bot/sqlstore"
	"suihuan/knowledge"
)

// guangzhou is the clock that officers read.
var guangzhou = clock.Zone()

// office is what a command that looks into the records works with.
type office struct {
	*sqlstore.Store
	base  *knowledge.Base
	rules petition.Rules
	db    *sqlstore.DB
	now   time.Time
}

// records adds the flags of such a command to its set, and returns what opens
// the office after they have been parsed.
func records(set *flag.FlagSet, environ []string) func(context.Context) (*office, error) {
	path := set.String("config", "", "configuration `FILE`")
	data := set.String("data", "", "`DIR` of the embedded database, before the configuration's")
	return func(ctx context.Context) (*office, error) {
		in, err := install(*path, environ)
		if err != nil {
			return nil, err
		}
		if *data != "" {
			in.config.Data = *data
		}
		db, err := openDatabase(ctx, in.config, sqlstore.OpenBeside)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, invalid{fmt.Errorf("no records under %s; name the folder with --data or --config", in.config.Data)}
		}
		if err != nil {
			return nil, err
		}
		return &office{Store: sqlstore.New(db, noJobs{}, in.rules.Terms, time.Now), base: in.base, rules: in.rules, db: db, now: time.Now()}, nil
	}
}

func (o *office) close() {
	if err := o.db.Close(); err != nil {
		slog.Warn("close database", "error", err)
	}
}

// noJobs refuses jobs: a command that looks into the records asks for none.
type noJobs struct{}

func (noJobs) Enqueue(context.Context, *sql.Tx, petition.JobKind, string) error {
	return errors.New("no jobs are queued here")
}

// titled is an entry, or a flow, with what it is called.
type titled struct {
	Entry string `json:"entry"`
	Title string `json:"title"`
}

func (t titled) String() string { return t.Entry + " " + t.Title }

// withoutTitle stands for the title of an entry that is there no more.
const withoutTitle = "（已撤下）"

func (o *office) titled(entry string) titled {
	title, _ := o.base.Choice(entry, o.now)
	return titled{entry, cmp.Or(title, withoutTitle)}
}

// digest is of what today's base says of an entry on a day (YYYY-MM-DD).
func (o *office) digest(entry, day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return o.base.Say(entry, d).Digest
}

// word parses flags and the one word among them, wherever it stands; "" when
// there is none or more than one.
func word(set *flag.FlagSet, args []string) (string, error) {
	words, err := wordsOf(set, args)
	if err != nil || len(words) != 1 {
		return "", err
	}
	return words[0], nil
}

// wordsOf parses flags and the words among them, wherever they stand.
func wordsOf(set *flag.FlagSet, args []string) (words []string, err error) {
	for {
		if err := set.Parse(args); err != nil {
			return nil, invalid{err}
		}
		if set.NArg() == 0 {
			return words, nil
		}
		words, args = append(words, set.Arg(0)), set.Args()[1:]
	}
}
