package clock

import "time"

// Kind is what a petition is; it decides which limits run. The zero value is a
// petition that nobody has sorted yet.
type Kind string

// The kinds, after 《信访工作条例》 arts. 29 to 31.
const (
	Unsorted   Kind = ""
	Report     Kind = "report"     // 举报污染、申请查处违法行为: art. 31(5), code arts. 145 and 146
	Appeal     Kind = "appeal"     // 申诉求决, no other legal path: art. 31(6)
	Procedure  Kind = "procedure"  // belongs to court, arbitration, review or another procedure: art. 31(1) to (4)
	Suggestion Kind = "suggestion" // 建议意见: art. 29
	Accusation Kind = "accusation" // 检举控告 of a person in office: art. 30; no clock of ours
	Inquiry    Kind = "inquiry"    // a question or a booking, no petition
)

// EventType names one way in which a petition's history goes on.
type EventType string

// The events that the clock knows; others have no effect on it.
const (
	Filed          EventType = "filed"           // the office has received it
	Routed         EventType = "routed"          // a unit has been chosen
	Transferred    EventType = "transferred"     // passed on to another unit
	Objected       EventType = "objected"        // the unit says, with its reason, that it is not competent
	Decided        EventType = "decided"         // the common superior has named the unit
	Accepted       EventType = "accepted"        // accepted, and the citizen told so
	NotAccepted    EventType = "not-accepted"    // not accepted, and the citizen told where to turn
	Waiting        EventType = "waiting"         // the handling waits; it stops a limit only with a Ground
	Resumed        EventType = "resumed"         // the wait is over
	Extended       EventType = "extended"        // needs Days, Approver, Reason and Told
	Answered       EventType = "answered"        // answered in writing
	Received       EventType = "received"        // the written answer has reached the citizen
	ReviewApplied  EventType = "review-applied"  // 复查: the superior has received the request
	ReviewAnswered EventType = "review-answered" // 复查: answered in writing
	SecondApplied  EventType = "second-applied"  // 复核: the superior has received the request
	SecondAnswered EventType = "second-answered" // 复核: the opinion is given
	Withdrawn      EventType = "withdrawn"       // by the citizen
	Closed         EventType = "closed"          // by the office
)

// Two events that the log's own words stand for.
const (
	settled  EventType = "settled"  // Closed with GroundSettled
	disputed EventType = "disputed" // the second transfer and every later one
)

// Ground is a reason that the law gives for stopping or ending a limit.
type Ground string

// The grounds. Waiting for the citizen's papers is none: 《信访工作条例》 does not
// stop a limit for it, so the wait is an event without a ground.
const (
	NoGround      Ground = ""
	GroundHearing Ground = "hearing" // art. 36: the time of a hearing is not counted in the 30 days of the second review
	GroundSettled Ground = "settled" // art. 33: an agreement in writing after mediation or between the parties
)

// Event is what the clock reads of one entry of a petition's history. The log
// is in the order in which it was stored; an At before that of an earlier entry
// counts as the earlier entry's. Fields stand where the type needs them.
type Event struct {
	Type     EventType `json:"type" yaml:"type"`
	At       time.Time `json:"at" yaml:"at"`
	Unit     string    `json:"unit,omitempty" yaml:"unit"`         // routed, transferred, decided: who has it now
	Nameless bool      `json:"nameless,omitempty" yaml:"nameless"` // filed: the citizen's name or address is not known
	Ground   Ground    `json:"ground,omitempty" yaml:"ground"`     // waiting, closed
	Days     int       `json:"days,omitempty" yaml:"days"`         // extended: by how many calendar days
	Approver string    `json:"approver,omitempty" yaml:"approver"` // extended: the head of the office who approved it
	Reason   string    `json:"reason,omitempty" yaml:"reason"`     // extended: what the citizen was told
	Told     bool      `json:"told,omitempty" yaml:"told"`         // extended: the citizen is told the reason with it
}
