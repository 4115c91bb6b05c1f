package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Test asks the questions that stand beside the entries. A question passes when
// its entry answers at once or is among the choices; each other is listed with
// file, line and what came instead.
func (b *Base) Test(today time.Time) (asked int, failed []string) {
	for _, e := range b.content.Entries {
		for _, t := range e.Tests {
			asked++
			a := b.Ask(t.Say, today)
			if a.Entry == e.ID || slices.Contains(a.Candidates, e.ID) || e.Starts != "" && a.Flow == e.Starts {
				continue
			}
			failed = append(failed, fmt.Sprintf("%s:%d: %s: “%s” got %s %s%s %s",
				e.place.file, e.place.line, e.ID, t.Say, a.Kind, a.Entry, a.Flow, strings.Join(a.Candidates, " ")))
		}
	}
	return asked, failed
}
