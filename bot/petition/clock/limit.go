package clock

import (
	"slices"
	"time"
)

// Duty is what must be done, or may be done only, within a limit.
type Duty string

// The duties, in the order of a petition's life.
const (
	Notice            Duty = "notice"              // tell the citizen in writing what was received and what follows
	Objection         Duty = "objection"           // object to a transfer, with the reason
	Arbitration       Duty = "arbitration"         // have the common superior name the unit
	Handling          Duty = "handling"            // handle to the end, 办结
	ApplyReview       Duty = "apply-review"        // ask for 复查
	Review            Duty = "review"              // answer the request for 复查
	ApplySecondReview Duty = "apply-second-review" // ask for 复核
	SecondReview      Duty = "second-review"       // give the opinion of the 复核
)

// Party is whose duty or right it is.
type Party string

// The parties.
const (
	Office   Party = "office"   // the office that received the petition
	Unit     Party = "unit"     // the unit that it was passed on to
	Superior Party = "superior" // the next higher office, or the common superior
	Citizen  Party = "citizen"
)

// State is where a limit stands.
type State string

// The states.
const (
	Running State = "running"
	Paused  State = "paused" // stopped on a legal ground; Last is what it would be had it resumed at once
	Met     State = "met"
	Missed  State = "missed" // done after the last day, or (StateOn) not done by then
	Void    State = "void"   // nothing has to be done any more
)

// Reading is a way of counting that 《信访工作条例》 does not write out and that
// has changed this limit. Nobody has confirmed the readings.
type Reading string

// The readings.
const (
	// ReadingRolled: the last day was a rest day, so the next working day is the
	// last. 民法典 art. 203 says so for civil terms ("法定休假日", taken with
	// weekends, less make-up workdays).
	ReadingRolled Reading = "rolled"
	// ReadingUnreceived: the days run from the citizen's receipt of the written
	// answer (arts. 35, 36), of which there is no record; counted from the
	// answer, the earliest day that it can be. It never counts as missed.
	ReadingUnreceived Reading = "unreceived"
)

// Limit is one term of one petition.
type Limit struct {
	Duty    Duty   `json:"duty"`
	Nth     int    `json:"nth"` // from 1; each transfer begins an objection of its own
	Party   Party  `json:"party"`
	Unit    string `json:"unit,omitempty"` // objection, arbitration: the unit that has it
	Article string `json:"article"`        // 《信访工作条例》
	// Since is the event that started it, in UTC to the millisecond; Start is its
	// day, which does not count.
	Since time.Time `json:"since"`
	Start Day       `json:"start"`
	// Days is what the law gives; 0 where it asks for the act but gives no days,
	// and then Plain and Last are zero too.
	Days     int  `json:"days"`
	Working  bool `json:"working,omitempty"`  // the days are working days
	Extended int  `json:"extended,omitempty"` // days added by an extension
	Paused   int  `json:"paused,omitempty"`   // days that did not count
	PausedOn Day  `json:"paused_on,omitempty"`
	// Plain is the last day when no rest day is made good: the safe one for who
	// must act. Last is the last day.
	Plain Day `json:"plain"`
	Last  Day `json:"last"`
	// Lacks is the first year without a notice that Last rests on; 0 when Last
	// is settled.
	Lacks    int       `json:"lacks,omitempty"`
	Met      Day       `json:"met,omitempty"` // done on this day, in time or not
	State    State     `json:"state"`
	Readings []Reading `json:"readings,omitempty"`
	// Exempt marks a notice that the law does not ask for, because name or
	// address are not known (art. 23). It runs all the same: the account of the
	// citizen can still be told.
	Exempt bool `json:"exempt,omitempty"`
}

// Provisional says that the last day rests on a year without a notice, in which
// weekends alone were counted.
func (l Limit) Provisional() bool { return l.Lacks != 0 }

// StateOn is the state at the end of a day: a running limit is missed after
// its last day.
func (l Limit) StateOn(today Day) State {
	if l.State == Running && l.Last != 0 && today > l.Last && !l.has(ReadingUnreceived) {
		return Missed
	}
	return l.State
}

// Breach says that on a day the law is broken: an office has let a limit pass.
// Rights that were not used, and notices that the law does not ask for, are no
// breach.
func (l Limit) Breach(today Day) bool { return l.owed() && l.StateOn(today) == Missed }

// Pending says that an office still has to keep a last day that the law gives.
func (l Limit) Pending() bool { return l.owed() && l.State == Running && l.Last != 0 }

func (l Limit) owed() bool { return (l.Party == Office || l.Party == Superior) && !l.Exempt }

// Find returns the newest limit of a duty, and whether there is one.
func Find(limits []Limit, duty Duty) (Limit, bool) {
	for _, l := range slices.Backward(limits) {
		if l.Duty == duty {
			return l, true
		}
	}
	return Limit{}, false
}

func (l Limit) has(r Reading) bool { return slices.Contains(l.Readings, r) }

func (l Limit) open() bool { return l.State == Running || l.State == Paused }

// key tells a limit from the others of its petition.
type key struct {
	duty Duty
	nth  int
}

func (l Limit) key() key { return key{l.Duty, l.Nth} }
