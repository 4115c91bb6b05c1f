package knowledge

import (
	"fmt"
	"strings"
	"time"
)

// Open lists what the bureau must still settle, each with file and line.
func (b *Base) Open() []string {
	var open []string
	note := func(p place, id, what string) {
		if what != "" {
			open = append(open, fmt.Sprintf("%s:%d: %s: %s", p.file, p.line, id, what))
		}
	}
	for _, s := range b.content.Sources {
		note(s.place, s.ID, s.Open)
	}
	for _, o := range b.content.Calendar {
		note(o.place, o.Title, o.Open)
	}
	for _, e := range b.content.Entries {
		note(e.place, e.ID, e.Open)
		for _, d := range e.Unconfirmed {
			note(e.place, e.ID, "["+d.Mark+"] "+d.What)
		}
	}
	return open
}

// Explain says in lines what was made of a question: its normal form, what
// scored how, and what decided.
func (b *Base) Explain(question string, today time.Time) string {
	var out strings.Builder
	b = b.on(today)
	q := b.asked(question, today)
	fmt.Fprintf(&out, "normalised: %s\n", q.terms.Norm)
	if len(q.clauses) > 0 {
		fmt.Fprintf(&out, "clauses: %d\n", len(q.clauses))
	}
	seen := b.look(q)
	for _, h := range seen.hits {
		text, _ := b.choice(h.ID)
		fmt.Fprintf(&out, "  %.3f %s %s\n", h.Score, h.ID, text)
	}
	for _, h := range seen.foreign {
		fmt.Fprintf(&out, "background: %.3f %s\n", h.Score, h.ID)
	}
	f := seen.features
	kind, right := b.calibration.decide(f)
	fmt.Fprintf(&out, "features %.3f: right %.2f, ours %.2f, among the choices %.2f: by scores %s\n",
		f, right, b.calibration.Ours.probability(f), b.calibration.Among.probability(f), kind)
	a := b.Ask(question, today)
	fmt.Fprintf(&out, "decided: %s %s%s %s\n", a.Kind, a.Entry, a.Flow, strings.Join(a.Candidates, " "))
	return out.String()
}
