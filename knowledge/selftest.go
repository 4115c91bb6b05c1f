package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Test asks the questions that stand beside the entries. Each that fails is
// listed with file, line, and what came instead.
func (b *Base) Test(today time.Time) (asked int, failed []string) {
	for _, e := range b.content.Entries {
		for _, t := range e.Tests {
			asked++
			if fault := b.try(e, t, today); fault != "" {
				failed = append(failed, fault)
			}
		}
	}
	return asked, failed
}

// try asks one question. Without an expectation it must find its entry, or the
// flow that the entry starts.
func (b *Base) try(e Entry, t Test, today time.Time) string {
	a := b.Ask(t.Say, on(t.On, today))
	met := t.met(a.heard())
	if t.Expect == "" {
		met = a.Entry == e.ID || slices.Contains(a.Candidates, e.ID) || e.Starts != "" && a.Flow == e.Starts
	}
	t.Expect = cmp.Or(t.Expect, e.ID)
	return t.fault(e.ID, a.heard(), met)
}

// heard is an answer as a test sees it: the text with its sources.
func (a Answer) heard() Heard {
	lines := []string{a.Text}
	for _, c := range a.Citations {
		lines = append(lines, "《"+c.Title+"》"+c.Number+c.Article)
	}
	return Heard{Kind: a.Kind, Entry: a.Entry, Flow: a.Flow, Candidates: a.Candidates, Text: strings.Join(lines, "\n")}
}
