package clock

import (
	"slices"
	"time"
)

// Due returns the limits of a petition of a kind, in the order in which they
// began. It is a function of its arguments alone: the same log gives the same
// limits. An event that Check refuses has no effect.
func Due(c *Calendar, kind Kind, log []Event) []Limit {
	return read(c, kind, log).limits
}

// Check says whether an event may follow a log, as far as the clock has a word
// in it; the error is a Refusal. None rests on which days are working days.
func Check(kind Kind, log []Event, next Event) error {
	return read(&Calendar{}, kind, log).apply(next)
}

// fold is a log read so far.
type fold struct {
	calendar  *Calendar
	kind      Kind
	limits    []Limit
	now       time.Time // of the last event
	unit      string    // who has the petition
	transfers int
}

func read(c *Calendar, kind Kind, log []Event) *fold {
	f := &fold{calendar: c, kind: kind}
	for _, e := range log {
		_ = f.apply(e) // what is refused has no effect
	}
	return f
}

// effects are the events that do more than start and end limits.
var effects = map[EventType]func(*fold, Event) error{
	Extended:       (*fold).extend,
	Waiting:        (*fold).pause,
	Resumed:        (*fold).resume,
	Received:       (*fold).receive,
	ReviewApplied:  (*fold).review,
	ReviewAnswered: (*fold).review,
	SecondApplied:  (*fold).review,
	SecondAnswered: (*fold).review,
}

func (f *fold) apply(e Event) error {
	e.At = e.At.UTC().Truncate(time.Millisecond)
	if e.At.Before(f.now) {
		e.At = f.now
	}
	f.now = e.At
	if effect, ok := effects[e.Type]; ok {
		if err := effect(f, e); err != nil {
			return err
		}
	}
	e.Type = f.meaning(e)
	for i := range f.limits {
		f.end(&f.limits[i], e)
	}
	for _, r := range rules {
		f.start(r, e)
	}
	return nil
}

// meaning returns what an event is to the table of limits: the first routing
// assigns, the first move after it is a transfer, and whatever would move the
// petition again is a dispute, and leaves it where it is.
func (f *fold) meaning(e Event) EventType {
	switch {
	case e.Type == Closed && e.Ground == GroundSettled:
		return settled
	case e.Type == Decided, e.Type == Routed && f.unit == "" && f.transfers == 0:
		f.unit = e.Unit
		return e.Type
	case e.Type == Routed && e.Unit == f.unit:
		return "" // the same unit again
	case e.Type != Routed && e.Type != Transferred:
		return e.Type
	}
	f.transfers++
	if f.transfers > 1 {
		return disputed
	}
	f.unit = e.Unit
	return Transferred
}

// end meets or voids an open limit, where the event does that.
func (f *fold) end(l *Limit, e Event) {
	r := ruleOf(l.Duty)
	switch {
	case !l.open():
	case slices.Contains(r.meets, e.Type):
		f.goOn(l, e)
		l.Met = DayOf(e.At)
		l.State = Met
		if l.Last != 0 && l.Met > l.Last && !l.has(ReadingUnreceived) {
			l.State = Missed
		}
	case slices.Contains(r.voids, e.Type):
		l.State = Void
	}
}

// start begins the limit of a rule, where the event does that.
func (f *fold) start(r rule, e Event) {
	if !slices.Contains(r.starts, e.Type) || !slices.Contains(r.kinds, f.kind) {
		return
	}
	last, any := Find(f.limits, r.duty)
	if any && (!r.again || last.open()) {
		return
	}
	l := Limit{
		Duty: r.duty, Nth: last.Nth + 1, Party: r.party, Article: r.article,
		Since: e.At, Start: DayOf(e.At), Days: r.days, Working: r.working,
		State: Running, Exempt: r.duty == Notice && e.Nameless,
	}
	if r.again {
		l.Unit = f.unit
	}
	if r.party == Citizen {
		l.Readings = []Reading{ReadingUnreceived}
	}
	f.date(&l)
	f.limits = append(f.limits, l)
}

// date sets the last day, and how it was read.
func (f *fold) date(l *Limit) {
	var readings []Reading
	if l.has(ReadingUnreceived) {
		readings = append(readings, ReadingUnreceived)
	}
	switch {
	case l.Days == 0:
	case l.Working:
		l.Last, l.Lacks = f.calendar.WorkingDaysAfter(l.Start, l.Days)
		l.Plain = l.Last
	default:
		l.Plain = l.Start + Day(l.Days+l.Extended+l.Paused)
		l.Last, l.Lacks = f.calendar.OnOrAfter(l.Plain)
	}
	if l.Last != l.Plain {
		readings = append(readings, ReadingRolled)
	}
	l.Readings = readings
}

// running returns the open limit of a duty, or nil.
func (f *fold) running(duty Duty) *Limit {
	for i := range f.limits {
		if f.limits[i].Duty == duty && f.limits[i].open() {
			return &f.limits[i]
		}
	}
	return nil
}
