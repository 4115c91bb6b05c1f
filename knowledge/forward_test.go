package knowledge

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestForward reads the text to forward of every entry on who is in charge: it
// has its blanks, names an article that the answer cites, and no phone but the
// public ones.
func TestForward(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	n := 0
	for id, e := range b.entries {
		a := b.Say(id, askDay)
		if e.Kind != "remit" {
			if a.Forward != "" {
				t.Errorf("%s has a text to forward", id)
			}
			continue
		}
		n++
		cited := ""
		for _, c := range a.Citations {
			cited += c.Article + " "
		}
		for _, article := range articleForm.FindAllString(a.Forward, -1) {
			if !strings.Contains(cited, article+" ") {
				t.Errorf("%s forwards %s and cites %s", id, article, cited)
			}
		}
		if faults := e.forwardFaults(); len(faults) > 0 || a.Forward == "" || len(e.Unconfirmed) == 0 {
			t.Errorf("%s: %v, %d doubts, forward %q", id, faults, len(e.Unconfirmed), a.Forward)
		}
		for _, d := range e.Unconfirmed {
			if !strings.Contains(a.Text, d.Says) || !strings.Contains(a.Short, d.Says) {
				t.Errorf("%s does not say %s", id, d.Says)
			}
		}
		if len(a.Short) > shortLimit {
			t.Errorf("%s: %d bytes", id, len(a.Short))
		}
	}
	if n != 27 {
		t.Errorf("%d entries on who is in charge", n)
	}
}

// TestForwardHoldsToday gives no text with articles that were not in force.
func TestForwardHoldsToday(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for id := range b.entries {
		if a := b.Say(id, onDate(t, "2026-08-14")); a.Forward != "" {
			t.Errorf("%s before the code: %s", id, a.Forward)
		}
	}
}

// TestDoubtsAreOpen finds every doubt among what the bureau must settle.
func TestDoubtsAreOpen(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	open := strings.Join(b.Open(), "\n")
	for id, e := range b.entries {
		for _, d := range e.Unconfirmed {
			if !strings.Contains(open, id+": ["+d.Mark+"] "+d.What) {
				t.Errorf("%s: %s is not listed", id, d.What)
			}
		}
	}
}

// TestForwardFaults reads what is said of broken texts.
func TestForwardFaults(t *testing.T) {
	t.Parallel()
	_, err := Load(fstest.MapFS{"a.yaml": {Data: []byte(`entries:
  - {id: a, kind: remit, forward: "【地点】第9条，打020-12345678", unconfirmed: [{mark: X}]}
`)}})
	if err == nil {
		t.Fatal("loaded")
	}
	for _, want := range []string{"no blank 【时间】", "第9条, which is not cited", "the number 020-12345678", "a mark of [M NOT FOUND]"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %q", err, want)
		}
	}
}
