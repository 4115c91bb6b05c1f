package petition

import (
	"maps"
	"slices"
)

// Status is where a petition stands.
type Status string

// The statuses, in the order of a petition's life.
const (
	Received     Status = "received"            // stored, not yet routed
	Routed       Status = "routed"              // a unit has been chosen
	Accepted     Status = "accepted"            // an officer has taken it, and the citizen is told
	NotAccepted  Status = "not-accepted"        // not taken; the citizen is told why and where to turn
	Transferred  Status = "transferred"         // handed over to another office, which handles it from there
	InProgress   Status = "in-progress"         // it is being looked into
	Waiting      Status = "waiting-for-citizen" // the citizen has been asked something
	Extended     Status = "extended"            // the time of handling has been made longer
	Answered     Status = "answered"            // answered in writing
	Closed       Status = "closed"              // nothing more is done
	Reopened     Status = "reopened"            // the citizen was not content; another officer takes it
	Withdrawn    Status = "withdrawn"           // the citizen has taken it back; the unit may still take it
	Merged       Status = "merged"              // handled together with another of the same source
	Review       Status = "review"              // 复查: the superior looks at it again
	SecondReview Status = "second-review"       // 复核: the superior's superior does, for the last time
)

// words say a status to a citizen.
var words = map[Status]string{
	Received:     "已登记",
	Routed:       "已转给承办单位，等待受理",
	Accepted:     "承办单位已受理，正在处理",
	NotAccepted:  "不予受理",
	Transferred:  "已移交有权处理的单位",
	InProgress:   "正在核查",
	Waiting:      "等您补充情况",
	Extended:     "办理期限已延长，正在处理",
	Answered:     "已答复",
	Closed:       "已办结",
	Reopened:     "已重新交办",
	Withdrawn:    "已撤回",
	Merged:       "与同一来源的投诉合并办理",
	Review:       "正在复查",
	SecondReview: "正在复核",
}

// Statuses lists all of them, by name.
func Statuses() []Status { return slices.Sorted(maps.Keys(words)) }

// Words says the status in the citizen's language.
func (s Status) Words() string { return words[s] }

// over are the statuses in which nobody of ours works on a petition.
var over = map[Status]bool{NotAccepted: true, Transferred: true, Answered: true, Closed: true, Withdrawn: true, Merged: true}

// Open says that somebody works on a petition or is to.
func (s Status) Open() bool { return !over[s] }

// Allows says that an event may happen in a status, as far as the status table
// has a word in it.
func (s Status) Allows(e EventType) bool {
	_, ok := transitions[s][e]
	return ok
}

// transitions is the status table: what may happen in which status, and what it
// leads to. Everything else is refused. What stays in its status changes no
// status. STATUS.md draws it.
var transitions = map[Status]map[EventType]Status{
	Received: {
		EventRouted: Routed, EventSupplemented: Received, EventRecurred: Received, EventWithdrawn: Withdrawn,
	},
	Routed: {
		EventAccepted: Accepted, EventNotAccepted: NotAccepted, EventTransferred: Routed, EventDisputed: Routed,
		EventDecided: Routed, EventHandedOver: Transferred, EventNoted: Routed, EventSupplemented: Routed,
		EventRecurred: Routed, EventMerged: Merged, EventWithdrawn: Withdrawn,
	},
	Accepted:   inHand(Accepted),
	InProgress: inHand(InProgress),
	Extended:   inHand(Extended),
	Waiting: but(inHand(Waiting), map[EventType]Status{
		EventSupplemented: InProgress, EventRecurred: InProgress, EventResumed: InProgress,
	}),
	Reopened: {
		EventAccepted: Accepted, EventTransferred: Routed, EventDisputed: Reopened, EventDecided: Routed,
		EventNoted: Reopened, EventSupplemented: Reopened, EventRecurred: Reopened, EventWithdrawn: Withdrawn,
	},
	Answered: {
		EventReopened: Reopened, EventReviewApplied: Review, EventSecondApplied: SecondReview, EventClosed: Closed,
		EventReceived: Answered, EventRated: Answered, EventNoted: Answered, EventOpened: Answered, EventSupplemented: Answered,
		EventRecurred: Answered,
	},
	Closed: {
		EventReviewApplied: Review, EventSecondApplied: SecondReview, EventRated: Closed, EventReceived: Closed, EventNoted: Closed,
	},
	NotAccepted: {EventSupplemented: Routed, EventNoted: NotAccepted, EventClosed: Closed},
	Transferred: {EventNoted: Transferred, EventClosed: Closed, EventDecided: Routed, EventWithdrawn: Withdrawn},
	Withdrawn:   {EventAccepted: Accepted, EventNoted: Withdrawn, EventClosed: Closed},
	Merged: {
		EventAnswered: Answered, EventNoted: Merged, EventSupplemented: Merged, EventRecurred: Merged, EventWithdrawn: Withdrawn,
	},
	Review:       {EventReviewAnswered: Answered, EventNoted: Review, EventSupplemented: Review, EventWithdrawn: Withdrawn},
	SecondReview: {EventSecondAnswered: Closed, EventNoted: SecondReview, EventSupplemented: SecondReview, EventWithdrawn: Withdrawn},
}

// inHand is what may happen to a petition that an officer has taken.
func inHand(now Status) map[EventType]Status {
	return map[EventType]Status{
		EventStarted: InProgress, EventWaiting: Waiting, EventExtended: Extended, EventAnswered: Answered,
		EventTransferred: Routed, EventDisputed: now, EventDecided: Routed, EventHandedOver: Transferred,
		EventNoted: now, EventOpened: now, EventSupplemented: now, EventRecurred: now, EventMerged: Merged, EventWithdrawn: Withdrawn,
	}
}

// but is a row of the table with some of its cells changed.
func but(row, cells map[EventType]Status) map[EventType]Status {
	for e, to := range cells {
		row[e] = to
	}
	return row
}
