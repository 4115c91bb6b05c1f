package knowledge

import (
	"slices"
	"time"
)

// checkCalendar finds occasions that are no days, and themes without a year or
// a source.
func (c content) checkCalendar(report reporter) {
	sources := c.sourcesByID()
	entry := func(id string) bool { return slices.ContainsFunc(c.Entries, func(e Entry) bool { return e.ID == id }) }
	for _, o := range c.Calendar {
		if o.Title == "" || !isMonthDay(o.From) || o.To != "" && !isMonthDay(o.To) {
			report(o.place, "an occasion needs title and from (MM-DD), got %q %q %q", o.Title, o.From, o.To)
		}
		if _, ok := sources[o.Source]; !ok {
			report(o.place, "occasion %s: source %q does not exist", o.Title, o.Source)
		}
		if o.Entry != "" && !entry(o.Entry) {
			report(o.place, "occasion %s: entry %s does not exist", o.Title, o.Entry)
		}
	}
	for _, e := range c.Entries {
		for i, t := range e.Themes {
			if _, known := themeMarks[t.Mark]; !known || t.Year < 1 || t.Theme == "" || sources[t.Source].ID == "" {
				report(e.place, "entry %s: a theme needs year, theme, source and a mark of %v", e.ID, themeMarks)
			}
			if slices.ContainsFunc(e.Themes[:i], func(o Theme) bool { return o.Year == t.Year }) {
				report(e.place, "entry %s: two themes of %d", e.ID, t.Year)
			}
		}
	}
}

// isMonthDay wants a day that every year has.
func isMonthDay(s string) bool {
	const commonYear = "2023-"
	_, err := time.Parse(time.DateOnly, commonYear+s)
	return err == nil
}
