package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

// untested are the kinds of entries that need no tests of their own. The items
// of the catalogue are written by a rule from the national text, and which item
// a project belongs to is tested with the rules and with the projects of the
// calibration questions.
var untested = []string{kindItem}

// checkTests finds entries that nothing tests, and tests that cannot pass.
func (c content) checkTests(report reporter) {
	known := c.expectable()
	for _, e := range c.Entries {
		if len(e.Tests) == 0 && !slices.Contains(untested, e.Kind) {
			report(e.place, "entry %s has no tests", e.ID)
		}
		for _, t := range e.Tests {
			t.Turn.check(e.ID, known, report)
			if t.On != "" && !isDay(t.On) {
				report(t.place, "test of %s: on %q is not YYYY-MM-DD", e.ID, t.On)
			}
			if slices.Contains(e.Phrases, t.Say) {
				report(t.place, "test of %s: %q is one of its phrases and tests nothing", e.ID, t.Say)
			}
		}
	}
}

func (c content) checkConversations(report reporter) {
	known, seen := c.expectable(), map[string]bool{}
	for _, talk := range c.Conversations {
		if talk.Name == "" || len(talk.Turns) == 0 {
			report(talk.place, "a conversation needs name and turns")
		}
		if seen[talk.Name] {
			report(talk.place, "conversation %s stands twice", talk.Name)
		}
		seen[talk.Name] = true
		if talk.On != "" && !isDay(talk.On) {
			report(talk.place, "conversation %s: on %q is not YYYY-MM-DD", talk.Name, talk.On)
		}
		for _, t := range talk.Turns {
			t.check(talk.Name, known, report)
		}
	}
}

// check finds a turn that says nothing or expects what does not exist.
func (t Turn) check(of string, known map[string]bool, report reporter) {
	if t.Say == "" || slices.Contains(t.Has, "") || slices.Contains(t.Lacks, "") {
		report(t.place, "test of %s: say, has and lacks need words", of)
	}
	words := strings.Fields(t.Expect)
	if len(words) == 0 || t.Expect == KindRefuse {
		return
	}
	if words[0] == KindClarify {
		words = words[1:]
	} else if len(words) > 1 {
		report(t.place, "test of %s: expect %q is more than one; only clarify has several", of, t.Expect)
	}
	for _, w := range words {
		if !known[w] {
			report(t.place, "test of %s: expect %q: there is no entry or flow %s", of, t.Expect, cmp.Or(w, "?"))
		}
	}
}

// expectable are the entries and flows that a test can expect.
func (c content) expectable() map[string]bool {
	known := c.entryIDs()
	known[flowPrefix+emergencyFlow] = true
	for _, f := range c.Flows {
		known[flowPrefix+f.ID] = true
	}
	return known
}
