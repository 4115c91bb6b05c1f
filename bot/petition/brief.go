package petition

import (
	"slices"
	"time"

	"suihuan/bot/petition/clock"
)

// Brief is a petition as one officer sees it.
type Brief struct {
	Petition Petition
	Log      []Event // its history, the oldest first
	Unit     Unit    // that has it; the zero value before it is routed
	Officer  string  // UserID of who reads
	Serves   bool    // the officer may work on it
	Superior bool    // the officer is of the default unit, the common superior
	Terms    Terms
	Now      time.Time
	Voices   []Voice // others about the same source, the oldest first, where they were looked for
}

// Brief puts together what an officer may know and do of a petition.
func (rs Rules) Brief(p Petition, log []Event, officer string, now time.Time) Brief {
	b := Brief{Petition: p, Log: log, Officer: officer, Terms: rs.Terms, Now: now}
	b.Unit, _ = rs.Unit(p.Unit)
	superior, _ := rs.Unit(rs.Default)
	b.Superior = slices.Contains(superior.Officers, officer)
	b.Serves = slices.Contains(b.Unit.Officers, officer) ||
		b.Superior && (p.Report.Urgent || b.ForSuperior() || len(b.Unit.takers(p)) == 0)
	return b
}

// Told returns the brief of an officer who was sent a card of an event: the
// superior's, told because nobody of the unit could be reached, serves too.
func (b Brief) Told(event int) Brief {
	assigned := 0
	for i, e := range b.Log {
		if assigns[e.Type] {
			assigned = i + 1
		}
	}
	b.Serves = b.Serves || b.Superior && event >= assigned
	return b
}

// assigns are the events that give a petition to a unit.
var assigns = map[EventType]bool{EventRouted: true, EventTransferred: true, EventDecided: true}

// ForSuperior says that the common superior is to act.
func (b Brief) ForSuperior() bool {
	return b.Disputed() || b.Petition.Status == Review || b.Petition.Status == SecondReview
}

// Disputed says that the common superior has not yet named the unit.
func (b Brief) Disputed() bool {
	for _, e := range slices.Backward(b.Log) {
		switch e.Type {
		case EventDisputed:
			return true
		case EventDecided, EventAccepted:
			return false
		}
	}
	return false
}

// Count is how often something has happened to the petition.
func (b Brief) Count(kind EventType) int { return Count(b.Log, kind) }

// Newest is what the citizen told last, behind the report.
func (b Brief) Newest() (Event, bool) {
	for _, e := range slices.Backward(b.Log) {
		if e.Type == EventSupplemented || e.Type == EventRecurred {
			return e, true
		}
	}
	return Event{}, false
}

// Limits are the terms that officers must know of: what an office or its
// superior owes, and the unit's right to object.
func (b Brief) Limits() []clock.Limit {
	return slices.DeleteFunc(b.Terms.Limits(b.Petition, b.Log), func(l clock.Limit) bool {
		return l.Party == clock.Citizen || l.State != clock.Running && l.State != clock.Paused
	})
}

// Term says the next term in few words, a provisional one as such; "" when none
// runs.
func (b Brief) Term() string {
	today := clock.DayOf(b.Now)
	var next clock.Limit
	for _, l := range b.Limits() {
		unused := l.StateOn(today) == clock.Missed && (l.Party == clock.Unit || l.Exempt)
		if !unused && l.Last != 0 && (next.Last == 0 || l.Last < next.Last) {
			next = l
		}
	}
	switch {
	case next.Last == 0 && b.Disputed():
		return "等上一级裁定"
	case next.Last == 0:
		return ""
	}
	words := next.Duty.Name() + "最迟" + next.Last.String()
	if next.Provisional() {
		words += "（暂定）"
	}
	if next.StateOn(today) == clock.Missed {
		words += "，已超期"
	}
	return words
}

func (b Brief) extendable() bool {
	l, ok := clock.Find(b.Limits(), clock.Handling)
	return ok && l.Extended == 0 && clock.DayOf(b.Now) <= l.Plain
}
