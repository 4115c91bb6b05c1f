package petition

import (
	"errors"
	"fmt"
	"time"
)

// EventType names one way in which a petition changes.
type EventType string

// The events.
const (
	EventFiled        EventType = "filed"
	EventRouted       EventType = "routed"
	EventAccepted     EventType = "accepted"
	EventTransferred  EventType = "transferred"
	EventAnswered     EventType = "answered"
	EventSupplemented EventType = "supplemented" // the citizen told more
	EventWithdrawn    EventType = "withdrawn"    // the citizen took it back
)

// Event is one entry of a petition's history. Actor is "citizen", "router" or
// an officer's UserID. Unit, Reason and Text are there where the type needs
// them.
type Event struct {
	Type   EventType
	Actor  string
	Unit   string
	Reason string
	Text   string
	At     time.Time

	// Of a supplement: the place that Text tells, which becomes the report's, and
	// a contact, which is stored with the reporter's. The history has neither.
	Where, Contact string
}

// Actors that are not officers.
const (
	ActorCitizen = "citizen"
	ActorRouter  = "router"
)

// ErrTransition says that the status table does not allow the event now.
var ErrTransition = errors.New("not allowed in this status")

// transitions is the status table: what may happen in which status, and what
// it leads to. Everything else is refused.
var transitions = map[Status]map[EventType]Status{
	Filed:     {EventRouted: Routed, EventSupplemented: Filed, EventWithdrawn: Withdrawn},
	Routed:    {EventAccepted: Accepted, EventTransferred: Routed, EventSupplemented: Routed, EventWithdrawn: Withdrawn},
	Accepted:  {EventTransferred: Routed, EventAnswered: Answered, EventSupplemented: Accepted, EventWithdrawn: Withdrawn},
	Answered:  {},
	Withdrawn: {EventAccepted: Accepted},
}

// effects says what an event writes into the petition besides its status.
var effects = map[EventType]func(*Petition, Event){
	EventRouted:       assign,
	EventTransferred:  assign,
	EventAccepted:     func(p *Petition, e Event) { p.Officer = e.Actor },
	EventAnswered:     func(p *Petition, e Event) { p.Answer = e.Text },
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

// Apply changes the petition by one event, or returns ErrTransition and leaves
// it as it was.
func (p *Petition) Apply(e Event) error {
	next, ok := transitions[p.Status][e.Type]
	if !ok {
		return fmt.Errorf("%s a petition that is %s: %w", e.Type, p.Status, ErrTransition)
	}
	p.Status = next
	effects[e.Type](p, e)
	return nil
}

// followUps says what must be done after an event, besides telling the citizen.
var followUps = map[EventType][]JobKind{
	EventFiled:        {JobRoute},
	EventRouted:       {JobNotify},
	EventTransferred:  {JobNotify},
	EventSupplemented: {JobNotify},
	EventWithdrawn:    {JobNotify, JobCards},
	EventAccepted:     {JobCards},
	EventAnswered:     {JobCards},
}

// FollowUps returns the jobs that an event asks for.
func (e Event) FollowUps() []JobKind { return followUps[e.Type] }

// JobKind names work that follows a change; it is queued in the same
// transaction as the change.
type JobKind string

// The jobs.
const (
	JobRoute  JobKind = "petition_route"
	JobNotify JobKind = "petition_notify"
	JobCards  JobKind = "petition_cards"
)

// notices say an event to the citizen; an event without words is not told.
var notices = map[EventType]func(*Petition) string{
	EventAccepted: func(p *Petition) string {
		return fmt.Sprintf("【办理进度】您的 %s 已由承办单位受理，正在处理。", p.Case)
	},
	EventAnswered: func(p *Petition) string {
		return fmt.Sprintf("【办理答复】您的 %s 有答复了：\n%s", p.Case, p.Answer)
	},
}

// Notice returns what the citizen must be told of the event, or "".
func (p *Petition) Notice(e Event) string {
	say, ok := notices[e.Type]
	if !ok {
		return ""
	}
	return say(p)
}
