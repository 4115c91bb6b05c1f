package knowledge

import "time"

// Repeal is a source that no longer applies since a day (YYYY-MM-DD), and the
// title of what applies in its place.
type Repeal struct {
	Title     string
	Short     []string // what people call it besides its title
	Successor string
	Since     string
}

// Repealed lists the sources that no longer apply on a day and have a successor,
// in the order of the content.
func (b *Base) Repealed(today time.Time) (list []Repeal) {
	day := today.Format(time.DateOnly)
	for _, s := range b.content.Sources {
		next, named := b.sources[s.ReplacedBy]
		if !named || !s.endedBy(day) {
			continue
		}
		list = append(list, Repeal{Title: s.Title, Short: s.Short, Successor: b.inForce(next, day).Title, Since: s.ends()})
	}
	return list
}

// inForce follows successors from a source to the first that applies on a day, no
// further than there are sources.
func (b *Base) inForce(s Source, day string) Source {
	for range b.sources {
		next, named := b.sources[s.ReplacedBy]
		if !named || !s.endedBy(day) {
			break
		}
		s = next
	}
	return s
}

// endedBy says that a source applied once and no longer does on a day.
func (s Source) endedBy(day string) bool {
	ends := s.ends()
	return s.Status == "in-force" && ends != "" && ends <= day
}
