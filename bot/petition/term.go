package petition

import (
	"cmp"
	"time"

	"suihuan/bot/petition/clock"
)

// Terms work out the limits of petitions by a calendar of working days. In the
// zero value no year has its notice of holidays, and every limit is provisional.
type Terms struct{ Calendar clock.Calendar }

// NewTerms returns the terms by the years whose notice the program has, and by
// the given ones, which count before them.
func NewTerms(years ...clock.Year) (Terms, error) {
	c, err := clock.NewCalendar(years...)
	if err != nil {
		return Terms{}, err
	}
	return Terms{Calendar: *c}, nil
}

// Limits are the terms that the law gives for a petition, worked out from its
// history: the same history gives the same limits.
func (t Terms) Limits(p Petition, log []Event) []clock.Limit {
	return clock.Due(&t.Calendar, p.Report.Kind(), p.clockLog(log))
}

// NoticeTerm is the limit in which the citizen must be told whether the matter is
// accepted (信访工作条例 art. 23); false for what is no complaint, and for what
// has been told or taken back.
func (t Terms) NoticeTerm(p Petition) (clock.Limit, bool) {
	if p.Status != Received && p.Status != Routed {
		return clock.Limit{}, false
	}
	return clock.Find(t.Limits(p, []Event{{Type: EventFiled, At: p.FiledAt}}), clock.Notice)
}

// Next is the limit that an office must keep next, the longest overdue first;
// false when it owes nothing that has a day.
func (t Terms) Next(p Petition, log []Event) (next clock.Limit, any bool) {
	for _, l := range t.Limits(p, log) {
		if l.Pending() && (!any || l.Last < next.Last) {
			next, any = l, true
		}
	}
	return next, any
}

// Reminders lists when officers are to be told of a petition's limits, past times
// too.
func (t Terms) Reminders(p Petition, log []Event) []clock.Reminder {
	return clock.Reminders(&t.Calendar, t.Limits(p, log), clock.DefaultPolicy())
}

// DueBy returns the reminders of which officers must have been told by a time, the
// newest of each limit, and when the next ones come; the zero time when none do.
func (t Terms) DueBy(p Petition, log []Event, now time.Time) (due []clock.Reminder, next time.Time) {
	return clock.DueBy(t.Reminders(p, log), now)
}

// Warnings say what makes the terms that are running unsure: a year whose
// holidays have not been published, or are not known here.
func (t Terms) Warnings(now time.Time) []string { return clock.Warnings(&t.Calendar, now) }

// Kind is what a report is before the law: it decides which limits run. What
// nobody has sorted is a report of pollution.
func (r Report) Kind() clock.Kind {
	if !r.IsComplaint() {
		return clock.Inquiry
	}
	return cmp.Or(r.Sorted, clock.Report)
}

// clockNames are the events that the clock knows by another name: what another
// office handles has been told where to turn, and a dispute is the second
// transfer.
var clockNames = map[EventType]clock.EventType{
	EventHandedOver: clock.NotAccepted,
	EventDisputed:   clock.Transferred,
}

// forClock is what the clock reads of an event.
func (p *Petition) forClock(e Event) clock.Event {
	return clock.Event{
		Type: cmp.Or(clockNames[e.Type], clock.EventType(e.Type)), At: e.At, Unit: e.Unit, Nameless: p.Report.Anonymous,
		Ground: clock.Ground(e.Ground), Days: e.Days, Approver: e.Approver, Reason: e.Reason, Told: e.Reason != "",
	}
}

func (p *Petition) clockLog(log []Event) []clock.Event {
	all := make([]clock.Event, len(log))
	for i, e := range log {
		all[i] = p.forClock(e)
	}
	return all
}

// checkClock says why the law does not let an event happen now: a
// clock.Refusal, or nil.
func (p *Petition) checkClock(log []Event, e Event) error {
	return clock.Check(p.Report.Kind(), p.clockLog(log), p.forClock(e))
}
