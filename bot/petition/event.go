package petition

import (
	"errors"
	"fmt"
	"time"
)

// EventType names one way in which a petition changes.
type EventType string

// The events. Those that the statutory clock knows have its names.
const (
	EventFiled          EventType = "filed"
	EventRouted         EventType = "routed"
	EventAccepted       EventType = "accepted"
	EventNotAccepted    EventType = "not-accepted" // Reason, and in Text where to turn
	EventTransferred    EventType = "transferred"  // to another unit of ours, once
	EventDisputed       EventType = "disputed"     // a further transfer is wanted: the common superior decides
	EventDecided        EventType = "decided"      // the superior has named the unit
	EventHandedOver     EventType = "handed-over"  // to another office; Text says to which
	EventStarted        EventType = "started"      // the unit looks into it
	EventNoted          EventType = "noted"        // for officers alone
	EventOpened         EventType = "opened"       // the officer in charge reads the reporter's contact; Reason says why
	EventWaiting        EventType = "waiting"      // Text asks the citizen
	EventResumed        EventType = "resumed"      // the unit goes on without an answer
	EventExtended       EventType = "extended"     // Days, Approver, Reason
	EventAnswered       EventType = "answered"
	EventReceived       EventType = "received" // the answer has reached the citizen
	EventRated          EventType = "rated"    // the citizen says whether it is solved
	EventReopened       EventType = "reopened" // the citizen is not content, once
	EventClosed         EventType = "closed"
	EventSupplemented   EventType = "supplemented" // the citizen told more
	EventRecurred       EventType = "recurred"     // it happens again: an entry of the citizen's diary
	EventWithdrawn      EventType = "withdrawn"    // the citizen took it back
	EventMerged         EventType = "merged"       // Into is the case that it is handled with
	EventReviewApplied  EventType = "review-applied"
	EventReviewAnswered EventType = "review-answered"
	EventSecondApplied  EventType = "second-applied"
	EventSecondAnswered EventType = "second-answered"
)

// Event is one entry of a petition's history. Actor is "citizen", "router",
// "mailbox" or an officer's UserID. The other fields are there where the type needs them.
type Event struct {
	Type   EventType
	Actor  string
	Unit   string
	Reason string
	Text   string
	At     time.Time

	Details

	// Of a supplement: the place that Text tells, which becomes the report's, and
	// a contact, which is stored with the reporter's. The history has neither.
	Where, Contact string
}

// Details are what few events have.
type Details struct {
	// Seen is the version of the petition that the officer's card showed; 0 for
	// what was not clicked. A status that has changed since refuses the event.
	Seen     int    `json:"seen,omitempty"`
	Days     int    `json:"days,omitempty"`     // extended: by how many calendar days
	Approver string `json:"approver,omitempty"` // extended: the head of the office who approved it
	Ground   string `json:"ground,omitempty"`   // waiting, closed: as the clock names it
	Into     string `json:"into,omitempty"`     // merged: the case number
	With     string `json:"with,omitempty"`     // answered: the case that it was merged into, with whose answer it was
	Solved   string `json:"solved,omitempty"`   // rated: yes or no, "" where not said
	Content  string `json:"content,omitempty"`  // rated: yes or no, "" where not said
	// Overruled are the findings about what the citizen is told that its officer
	// overruled, and why; Reason may be told to the citizen.
	Overruled    []string `json:"overruled,omitempty"`
	OverruledFor string   `json:"overruled_for,omitempty"`
}

// Actors that are not officers.
const (
	ActorCitizen = "citizen"
	ActorRouter  = "router"
	ActorMailbox = "mailbox" // tells that a notice has reached the citizen
)

// What refuses an event: the status table, a card that shows an older status, a
// second transfer, an officer who answered it before or does not have it, a second
// reopening.
var (
	ErrTransition = errors.New("not allowed in this status")
	ErrStale      = errors.New("the status has changed since the card was sent")
	ErrDispute    = errors.New("a second transfer is decided by the common superior (信访工作条例 art. 24)")
	ErrFormer     = errors.New("reopened: another officer takes it")
	ErrNotYours   = errors.New("only the officer who has the case opens the contact")
	ErrReopened   = errors.New("has been reopened before")
)

// effects says what an event writes into the petition besides its status.
var effects = map[EventType]func(*Petition, Event){
	EventRouted:       assign,
	EventTransferred:  assign,
	EventDecided:      assign,
	EventAccepted:     func(p *Petition, e Event) { p.Officer = e.Actor },
	EventAnswered:     func(p *Petition, e Event) { p.Answer = e.Text },
	EventReopened:     func(p *Petition, e Event) { p.Former, p.Officer = p.Officer, "" },
	EventSupplemented: supplement,
	EventWithdrawn:    func(p *Petition, e Event) { p.Report.What += withdrawn + e.Text },
}

func supplement(p *Petition, e Event) {
	before := p.Report
	p.Report = before.Adding(Report{What: e.Text})
	if e.Where != "" {
		p.Report.Locate(e.Where)
	}
	p.Report = p.Report.Since(before, before)
}

func assign(p *Petition, e Event) {
	p.Unit, p.RouteReason, p.Officer = e.Unit, e.Reason, ""
}

// Apply changes the petition by one event, or returns why not and leaves it as
// it was. log is its history so far, the oldest first.
func (p *Petition) Apply(log []Event, e Event) error {
	next, ok := transitions[p.Status][e.Type]
	if !ok {
		return fmt.Errorf("%s a petition that is %s: %w", e.Type, p.Status, ErrTransition)
	}
	if err := p.refused(log, e); err != nil {
		return fmt.Errorf("%s a petition that is %s: %w", e.Type, p.Status, err)
	}
	p.Status = next
	if effect, ok := effects[e.Type]; ok {
		effect(p, e)
	}
	return nil
}

// refused says why an event that the status table allows may not happen, or nil.
func (p *Petition) refused(log []Event, e Event) error {
	for _, rule := range []struct {
		broken bool
		err    error
	}{
		{e.Seen > 0 && movedSince(log, e.Seen), ErrStale},
		{e.Type == EventTransferred && Count(log, EventTransferred) > 0, ErrDispute},
		{e.Type == EventAccepted && p.Former != "" && p.Former == e.Actor, ErrFormer},
		{e.Type == EventOpened && p.Officer != e.Actor, ErrNotYours},
		{e.Type == EventReopened && Count(log, EventReopened) > 0, ErrReopened},
	} {
		if rule.broken {
			return rule.err
		}
	}
	return p.checkClock(log, e)
}

// still are the events that are told about a petition and move it nowhere.
var still = map[EventType]bool{
	EventNoted: true, EventOpened: true, EventSupplemented: true, EventRecurred: true, EventRated: true, EventReceived: true,
}

// movedSince says that the status was moved after an event.
func movedSince(log []Event, number int) bool {
	for i, e := range log {
		if i+1 > number && !still[e.Type] {
			return true
		}
	}
	return false
}
