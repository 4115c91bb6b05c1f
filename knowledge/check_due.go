package knowledge

import (
	"fmt"
	"time"
)

// Due lists what the day makes a fault of: a review that has not been yet, and
// an answer that rests on a source that has run out without a successor. The
// service starts all the same, because answers say what has run out; who looks
// after the content must see it.
func (b *Base) Due(today time.Time) []string {
	b = b.on(today)
	day := today.Format(time.DateOnly)
	var due []string
	for _, e := range b.content.Entries {
		if e.ReviewedOn > day {
			due = append(due, fmt.Sprintf("%s: entry %s: reviewed_on %s is in the future", e.place.of(e.ReviewedOn), e.ID, e.ReviewedOn))
		}
		for _, c := range e.Cite {
			s := b.sources[c.Source]
			if s.statusOn(day) == "expired" && s.ReplacedBy == "" {
				due = append(due, fmt.Sprintf("%s: entry %s cites %s, which expired on %s and has no successor", e.place.of(c.Source), e.ID, s.ID, s.Expires))
			}
		}
	}
	return due
}
