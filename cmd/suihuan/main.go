package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/redis/go-redis/v9/logging"
)

func main() {
	logging.Disable() // the Redis client's own log has no levels and no limit; its errors come back to us
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "suihuan:", err)
		os.Exit(exitCode(err))
	}
}

// streams are the program's three, so that tests can be the user.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// command is one word of the command line.
type command struct {
	name, does string
	run        func(ctx context.Context, args, environ []string, io streams) error
}

// commands lists what the program can do.
func commands() []command {
	return []command{
		{"serve", "run the service", serve},
		{"ask", "answer one question, or a file of them, without a server", ask},
		{"classify", "say what a complaint is about and who is in charge", classify},
		{"eia", "judge the project of a fact sheet; eia rejudge judges the kept sheets again", assess},
		{"rank", "run the search engine alone on any collection", rank},
		{"explain", "say what was made of a question and why", explain},
		{"receipt", "say which answer a receipt stands for", receipt},
		{"recall", "list, and tell, who was given an answer that has been corrected", recall},
		{"unanswered", "show what people asked in vain, and how they rated the answers", unanswered},
		{"stats", "count what became of petitions, with the definition of every figure", stats},
		{"audit", "verify and show the record of what was done and who looked", auditCommand},
		{"test", "run the tests that ship with the knowledge base", selfTest},
		{"check", "check configuration, knowledge base and routing rules", check},
		{"terms", "terms recompute works out the terms again by today's calendars and lists what has moved", terms},
		{"seal", "seal rotate wraps the keys of all cases under the newest master key, seal key draws one", sealing},
		{"retain", "end what has been kept for its term; --dry-run shows it, retain hold and retain release except a case", retaining},
		{"migrate", "bring the database up to date", migrate},
		{"version", "print the versions of program and knowledge base", version},
	}
}

// invalid is an error of whoever called us: nothing was started.
type invalid struct{ error }

func (e invalid) Unwrap() error { return e.error }

func exitCode(err error) int {
	if errors.As(err, new(invalid)) {
		return 2
	}
	return 1
}

// run is the whole program. The environment comes as a list because an unknown
// SUIHUAN_ variable is a fault, and a lookup function cannot find those.
func run(ctx context.Context, args, environ []string, stdin io.Reader, stdout, stderr io.Writer) error {
	all := commands()
	name := ""
	if len(args) > 0 {
		name = args[0]
	}
	i := slices.IndexFunc(all, func(c command) bool { return c.name == name })
	if i < 0 {
		return invalid{errors.New(usage(all, name))}
	}
	return all[i].run(ctx, args[1:], environ, streams{stdin, stdout, stderr})
}

func usage(all []command, name string) string {
	var b strings.Builder
	if name != "" {
		fmt.Fprintf(&b, "unknown command %q; ", name)
	}
	b.WriteString("usage: suihuan COMMAND [FLAGS]\n")
	for _, c := range all {
		fmt.Fprintf(&b, "  %-10s %s\n", c.name, c.does)
	}
	return strings.TrimRight(b.String(), "\n")
}
