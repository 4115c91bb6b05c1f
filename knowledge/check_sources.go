package knowledge

import (
	"slices"
	"time"
)

// Years outside of which a date is a slip.
const (
	firstYear = "1949"
	lastYear  = "2100"
)

// checkSources looks at each source by itself and at its successor.
func (c content) checkSources(report reporter) {
	seen, known := map[string]bool{}, c.sourcesByID()
	for _, s := range c.Sources {
		if s.ID == "" || s.Title == "" {
			report(s.place, "a source needs id and title")
		}
		if seen[s.ID] {
			report(s.place, "source %s stands twice", s.ID)
		}
		seen[s.ID] = true
		if !slices.Contains(statuses, s.Status) {
			report(s.place, "source %s: status %q is none of %v", s.ID, s.Status, statuses)
		}
		s.checkDates(report)
		if _, ok := known[s.ReplacedBy]; !ok && s.ReplacedBy != "" {
			report(s.place.of(s.ReplacedBy), "source %s: successor %s does not exist", s.ID, s.ReplacedBy)
		}
		if s.ReplacedBy == s.ID && s.ID != "" {
			report(s.place, "source %s is its own successor", s.ID)
		}
		if s.Repealed != "" && s.ReplacedBy == "" {
			report(s.place.of(s.Repealed), "source %s is repealed and names no successor", s.ID)
		}
	}
}

// checkCited finds sources that nothing rests on. A successor that is named to
// the reader is in use, and so is a repealed one: officers must not cite it.
func (c content) checkCited(report reporter) {
	used := map[string]bool{}
	for _, e := range c.Entries {
		for _, cite := range e.cites() {
			used[cite.Source] = true
		}
	}
	for _, o := range c.Calendar {
		used[o.Source] = true
	}
	for _, o := range c.catalogues {
		used[o.Source] = true
	}
	for _, s := range c.Sources {
		used[s.ReplacedBy] = true
	}
	for _, s := range c.Sources {
		if !used[s.ID] && s.Repealed == "" {
			report(s.place, "source %s is never cited", s.ID)
		}
	}
}

// checkDates finds dates that cannot be: no dates at all, of no time that we
// know, or in an order in which nothing happens.
func (s Source) checkDates(report reporter) {
	for _, d := range []string{s.Issued, s.Effective, s.Expires, s.Repealed} {
		if !isDate(d) {
			report(s.place.of(d), "source %s: %q is not YYYY-MM-DD, YYYY-MM or YYYY", s.ID, d)
		} else if d != "" && (before(d, firstYear) || before(lastYear, d)) {
			report(s.place.of(d), "source %s: %s cannot be", s.ID, d)
		}
	}
	for _, order := range []struct{ first, then, says string }{
		{s.Issued, s.Effective, "takes effect before it is issued"},
		{s.Issued, s.Expires, "expires before it is issued"},
		{s.Issued, s.Repealed, "is repealed before it is issued"},
		{s.Effective, s.Expires, "expires before it takes effect"},
		{s.Effective, s.Repealed, "is repealed before it takes effect"},
	} {
		if before(order.then, order.first) {
			report(s.place.of(order.then), "source %s %s: %s, %s", s.ID, order.says, order.first, order.then)
		}
	}
}

// before compares dates as far as both are told; an unknown date is before
// nothing.
func before(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

func isDate(s string) bool {
	return s == "" || slices.ContainsFunc([]string{time.DateOnly, "2006-01", "2006"}, func(form string) bool {
		_, err := time.Parse(form, s)
		return err == nil
	})
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// ends is the first day on which a source no longer applies, "" where none is
// known to the day.
func (s Source) ends() string {
	if isDay(s.Repealed) {
		return s.Repealed
	}
	last, err := time.Parse(time.DateOnly, s.Expires)
	if err != nil {
		return ""
	}
	return last.AddDate(0, 0, 1).Format(time.DateOnly)
}

// checkPasts finds past versions that are incomplete, out of order, or given up
// while what they rest on still applied.
func (c content) checkPasts(report reporter) {
	sources := c.sourcesByID()
	for _, e := range c.Entries {
		for i, p := range e.Past {
			at := e.place.of(p.Until)
			if !isDay(p.Until) || p.Text == "" || p.Short == "" || len(p.Short) > shortLimit || len(p.Cite) == 0 {
				report(at, "entry %s: past needs until (YYYY-MM-DD), text, short (%d bytes) and cite", e.ID, shortLimit)
				continue
			}
			if i > 0 && p.Until <= e.Past[i-1].Until {
				report(at, "entry %s: past until %s stands behind %s: oldest first", e.ID, p.Until, e.Past[i-1].Until)
			}
			next := e.on(p.Until).Cite
			for _, cite := range p.Cite {
				if end := sources[cite.Source].ends(); end > p.Until && !slices.ContainsFunc(next, func(c Cite) bool { return c.Source == cite.Source }) {
					report(at, "entry %s: past until %s ends before source %s does (%s)", e.ID, p.Until, cite.Source, end)
				}
			}
		}
	}
}
