package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"suihuan/knowledge"
)

// selfTest asks the questions that stand beside the entries and holds the
// conversations of the content, or only those of the named files.
func selfTest(ctx context.Context, args, environ []string, streams streams) error {
	set := flags("test", streams)
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	in, err := install("", environ)
	if err != nil {
		return err
	}
	today := time.Now().In(guangzhou)
	asked, failed, talks := 0, []string{}, in.base.Conversations()
	if set.NArg() > 0 {
		talks, err = readConversations(in.base, set.Args())
	} else {
		asked, failed = in.base.Test(today)
	}
	if err != nil {
		return invalid{err}
	}
	turns, broken, err := hold(ctx, in, talks, today, logger(in.config, streams))
	if err != nil {
		return err
	}
	return verdict(streams.out, append(failed, broken...), fmt.Sprintf("%d questions, %d conversations of %d turns", asked, len(talks), turns))
}

// readConversations reads files of conversations; what is wrong with any of
// them comes back together.
func readConversations(base *knowledge.Base, paths []string) ([]knowledge.Conversation, error) {
	var all []knowledge.Conversation
	var faults []error
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			faults = append(faults, fmt.Errorf("read conversations: %w", err))
			continue
		}
		talks, err := base.ReadConversations(path, data)
		faults = append(faults, err)
		all = append(all, talks...)
	}
	return all, errors.Join(faults...)
}

// verdict prints what failed and one line about all of it.
func verdict(out io.Writer, failed []string, held string) error {
	for _, f := range failed {
		fmt.Fprintln(out, f)
	}
	if len(failed) > 0 {
		fmt.Fprintf(out, "%s: %d failed\n", held, len(failed))
		return errors.New("some tests of the knowledge base fail")
	}
	_, err := fmt.Fprintf(out, "ok: %s\n", held)
	return err
}
