package petition

import (
	"cmp"
	"sync"
	"time"

	"suihuan/bot/petition/clock"
)

// calendar is that of the program: the years whose notice of holidays its
// library has.
var calendar = sync.OnceValues(func() (*clock.Calendar, error) { return clock.NewCalendar() })

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
	days, err := calendar()
	if err != nil {
		return err
	}
	return clock.Check(days, p.Report.Kind(), p.clockLog(log), p.forClock(e))
}

// Limits are the terms that the law gives for a petition, worked out from its
// history: the same history gives the same limits.
func (p *Petition) Limits(log []Event) ([]clock.Limit, error) {
	days, err := calendar()
	if err != nil {
		return nil, err
	}
	return clock.Due(days, p.Report.Kind(), p.clockLog(log)), nil
}

// NoticeTerm is the limit in which the citizen must be told whether the matter is
// accepted (信访工作条例 art. 23); false for what is no complaint, and for what
// has been told or taken back.
func (p Petition) NoticeTerm() (clock.Limit, bool) {
	if p.Status != Received && p.Status != Routed {
		return clock.Limit{}, false
	}
	limits, err := p.Limits([]Event{{Type: EventFiled, At: p.FiledAt}})
	if err != nil {
		return clock.Limit{}, false
	}
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
