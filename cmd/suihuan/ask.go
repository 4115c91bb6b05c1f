package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"suihuan/bot"
	"suihuan/knowledge"
)

// ask answers one question, or one a line of a file, without a server.
func ask(_ context.Context, args, environ []string, io streams) error {
	set := flags("ask", io)
	asJSON := set.Bool("json", false, "print JSON")
	asOf := set.String("as-of", "", "answer as of `YYYY-MM-DD` instead of today")
	batch := set.String("batch", "", "answer one question a line of `FILE`, one JSON object a line; - is standard input")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	day := time.Now()
	if *asOf != "" {
		var err error
		if day, err = time.Parse(time.DateOnly, *asOf); err != nil {
			return invalid{fmt.Errorf("--as-of wants YYYY-MM-DD, not %q", *asOf)}
		}
	}
	in, err := install("", environ)
	if err != nil {
		return err
	}
	if *batch != "" {
		return eachLine(*batch, io, func(line string) any { return answered(in.base, line, day) })
	}
	question := strings.Join(set.Args(), " ")
	if question == "" {
		return invalid{errors.New("ask what? give a question or --batch FILE")}
	}
	return say(answered(in.base, question, day), *asJSON, in.base, day, io.out)
}

// answered is the answer to a text without a conversation. Two questions get
// both texts in one answer, under the entry that the whole text means most.
func answered(base *knowledge.Base, question string, day time.Time) knowledge.Answer {
	all := base.AskAll(question, "", day)
	a := all[0]
	if len(all) == 1 {
		return a
	}
	if base.Ask(question, day).Entry == all[1].Entry {
		a = all[1]
	}
	a.Text = all[0].Text + "\n\n" + all[1].Text
	a.Citations = slices.Concat(all[0].Citations, all[1].Citations)
	return a
}

// eachLine answers each line of a file with one JSON object a line, in order.
func eachLine(path string, streams streams, answer func(line string) any) error {
	source := streams.in
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("open: %w", err)
		}
		defer file.Close()
		source = file
	}
	out := bufio.NewWriter(streams.out)
	lines := bufio.NewReader(source)
	for {
		line, err := lines.ReadString('\n')
		if line == "" && errors.Is(err, io.EOF) {
			return out.Flush()
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read: %w", err)
		}
		if err := json.NewEncoder(out).Encode(answer(strings.TrimRight(line, "\r\n"))); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
}

// say prints one answer as JSON, or as a citizen would read it.
func say(a knowledge.Answer, asJSON bool, base *knowledge.Base, day time.Time, out io.Writer) error {
	if asJSON {
		return json.NewEncoder(out).Encode(a)
	}
	part := bot.Part{Text: a.Text}
	if a.Kind == knowledge.KindFlow {
		part.Text = "（这里开始一段对话：" + a.Flow + "）"
	}
	for _, c := range a.Citations {
		part.Citations = append(part.Citations, bot.Citation(c))
	}
	for _, c := range a.Candidates {
		text, value := base.Choice(c, day)
		part.Choices = append(part.Choices, bot.Choice{Text: text, Value: value})
	}
	_, err := fmt.Fprintln(out, whole(bot.Reply{Parts: []bot.Part{part}}))
	return err
}

// whole is a reply as it is read where there is room for all of it.
func whole(r bot.Reply) string {
	text, _ := bot.Plain(r, 1<<20, func(i int, c bot.Choice) string { return fmt.Sprintf("%d. %s", i+1, c.Text) })
	return text
}
