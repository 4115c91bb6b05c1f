package main

import (
	"context"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"suihuan/bot/jobs"
	"suihuan/bot/sqlstore"
	"suihuan/knowledge"
)

// check reads everything that an installation is made of and says every fault.
func check(_ context.Context, args, environ []string, io streams) error {
	set := flags("check", io)
	path := set.String("config", "", "configuration `FILE`")
	open := set.Bool("open", false, "list what the bureau must still settle")
	coverage := set.Bool("coverage", false, "list which entries have few ways of asking, the thinnest first")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	in, err := install(*path, environ)
	if err != nil {
		return err
	}
	if *coverage {
		return printCoverage(in.base.Coverage(), io.out)
	}
	if *open {
		_, err := fmt.Fprintln(io.out, strings.Join(in.base.Open(), "\n"))
		return err
	}
	if due := in.base.Due(time.Now()); len(due) > 0 {
		return invalid{about("knowledge base", knowledge.Faults(due))}
	}
	for _, warning := range in.rules.Terms.Warnings(time.Now()) {
		if _, err := fmt.Fprintln(io.out, "warning:", warning); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(io.out, "ok: %d entries, %d units, knowledge version %s\n", in.base.Size(), len(in.rules.Units), in.base.Version)
	return err
}

// migrate brings the tables of petitions and of the queue up to date.
func migrate(ctx context.Context, args, environ []string, io streams) error {
	set := flags("migrate", io)
	path := set.String("config", "", "configuration `FILE`")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	in, err := install(*path, environ)
	if err != nil {
		return err
	}
	db, err := openDatabase(ctx, in.config, sqlstore.Open)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := (jobs.Database{SQL: db.SQL, Postgres: db.Postgres}).Migrate(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintln(io.out, "ok: the database is up to date")
	return err
}

// version prints what is running.
func version(_ context.Context, args, _ []string, io streams) error {
	if err := flags("version", io).Parse(args); err != nil {
		return invalid{err}
	}
	base, err := knowledge.Shipped()
	if err != nil {
		return err
	}
	program := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		program = info.Main.Version
	}
	_, err = fmt.Fprintf(io.out, "suihuan %s, knowledge %s\n", program, base.Version)
	return err
}
