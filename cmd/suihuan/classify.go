package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"suihuan/bot/petition"
	"suihuan/knowledge"
)

// hearing is how a report is heard: its facts by the rules, what it is about by
// the knowledge base.
type hearing struct {
	petition.Rules
	base *knowledge.Live
}

func (h hearing) Hear(words string) petition.Report {
	r := petition.Hear(words)
	r.Labels = h.base.Classify(words).Labels
	return r
}

// class is what classify prints.
func (h hearing) class(complaint string) knowledge.Class {
	c := h.base.Classify(complaint)
	c.Missing = petition.Hear(complaint).Missing()
	if len(c.Labels) == 0 {
		c.Missing = append(c.Missing, "what")
	}
	return c
}

// classify says what a complaint text is about.
func classify(_ context.Context, args, environ []string, io streams) error {
	set := flags("classify", io)
	asJSON := set.Bool("json", false, "print JSON")
	batch := set.String("batch", "", "classify one text a line of `FILE`, one JSON object a line; - is standard input")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	in, err := install("", environ)
	if err != nil {
		return err
	}
	h := hearing{in.rules, knowledge.NewLive(in.base)}
	if *batch != "" {
		return eachLine(*batch, io, func(text string) any { return h.class(text) })
	}
	text := strings.Join(set.Args(), " ")
	if text == "" {
		return invalid{errors.New("classify what? give a text or --batch FILE")}
	}
	c := h.class(text)
	if *asJSON {
		return json.NewEncoder(io.out).Encode(c)
	}
	out := bufio.NewWriter(io.out)
	fmt.Fprintf(out, "类别：%s\n归谁管：%s（%s）\n紧急：%v\n还缺：%s\n", strings.Join(c.Labels, " "), c.Remit, c.To, c.Emergency, strings.Join(c.Missing, " "))
	return out.Flush()
}
