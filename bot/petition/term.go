package petition

import (
	"sync"
	"time"

	"suihuan/bot/petition/clock"
)

// calendar is that of the program: the years whose notice of holidays its
// library has.
var calendar = sync.OnceValues(func() (*clock.Calendar, error) { return clock.NewCalendar() })

// NoticeTerm is the limit in which the citizen must be told whether the matter is
// accepted (信访工作条例 art. 23); false for what is no complaint, and for what
// has been told or taken back.
func (p Petition) NoticeTerm() (clock.Limit, bool) {
	if !p.Report.IsComplaint() || p.Status != Filed && p.Status != Routed {
		return clock.Limit{}, false
	}
	days, err := calendar()
	if err != nil {
		return clock.Limit{}, false
	}
	limits := clock.Due(days, clock.Report, []clock.Event{{Type: clock.Filed, At: p.FiledAt}})
	return clock.Find(limits, clock.Notice)
}

// CalendarWarnings say what makes the terms that are running unsure: a year
// whose holidays have not been published, or are not known here.
func CalendarWarnings(now time.Time) []string {
	days, err := calendar()
	if err != nil {
		return []string{err.Error()}
	}
	return clock.Warnings(days, now)
}
