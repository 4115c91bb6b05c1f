package clock

import "slices"

// rule is one line of the table of limits.
type rule struct {
	duty    Duty
	party   Party
	article string
	days    int
	working bool
	kinds   []Kind
	starts  []EventType
	again   bool // every start begins a new one, when none is open
	meets   []EventType
	voids   []EventType
	pauses  Ground // the ground that stops it
}

var (
	// petitions are the kinds that art. 23 asks to be told of. An accusation is
	// told by the rules of the 纪检监察机关; an inquiry is no petition.
	petitions = []Kind{Unsorted, Report, Appeal, Procedure, Suggestion}
	// appeals alone have days for the handling and a review (arts. 31(6), 34).
	appeals = []Kind{Appeal}
)

// rules is the table of limits. Closed is in no line but those of the units
// among themselves: what an office owes a citizen does not end because the
// office closes the case.
var rules = []rule{
	{
		duty: Notice, party: Office, article: "第二十三条", days: 15, kinds: petitions,
		starts: []EventType{Filed},
		meets:  []EventType{Accepted, NotAccepted, Answered, settled},
		voids:  []EventType{Withdrawn},
	},
	{
		duty: Objection, party: Unit, article: "第二十三条第三款", days: 5, working: true, kinds: petitions,
		starts: []EventType{Routed, Transferred}, again: true,
		meets: []EventType{Objected, Transferred, disputed},
		voids: []EventType{Accepted, NotAccepted, Answered, Decided, Withdrawn, Closed, settled},
	},
	{
		duty: Arbitration, party: Superior, article: "第二十四条", kinds: petitions,
		starts: []EventType{disputed}, again: true,
		meets: []EventType{Decided, Accepted},
		voids: []EventType{NotAccepted, Answered, Withdrawn, Closed, settled},
	},
	{
		duty: Handling, party: Office, article: "第三十四条", days: 60, kinds: appeals,
		starts: []EventType{Accepted},
		meets:  []EventType{Answered, settled},
		voids:  []EventType{NotAccepted, Withdrawn},
	},
	{
		duty: ApplyReview, party: Citizen, article: "第三十五条", days: 30, kinds: appeals,
		starts: []EventType{Answered},
		meets:  []EventType{ReviewApplied},
		voids:  []EventType{Withdrawn, settled},
	},
	{
		duty: Review, party: Superior, article: "第三十五条", days: 30, kinds: appeals,
		starts: []EventType{ReviewApplied},
		meets:  []EventType{ReviewAnswered},
		voids:  []EventType{Withdrawn, settled},
	},
	{
		duty: ApplySecondReview, party: Citizen, article: "第三十六条", days: 30, kinds: appeals,
		starts: []EventType{ReviewAnswered},
		meets:  []EventType{SecondApplied},
		voids:  []EventType{Withdrawn, settled},
	},
	{
		duty: SecondReview, party: Superior, article: "第三十六条", days: 30, kinds: appeals,
		starts: []EventType{SecondApplied},
		meets:  []EventType{SecondAnswered},
		voids:  []EventType{Withdrawn, settled},
		pauses: GroundHearing,
	},
}

// mostExtended is by how many days art. 34 lets the handling be extended.
const mostExtended = 30

// needed is what must have come before a step of the review: a step without it
// has no effect.
var needed = map[EventType]Duty{
	ReviewApplied:  ApplyReview,
	ReviewAnswered: Review,
	SecondApplied:  ApplySecondReview,
	SecondAnswered: SecondReview,
}

// ruleOf returns the line of a duty; every limit has one.
func ruleOf(duty Duty) rule {
	return rules[slices.IndexFunc(rules, func(r rule) bool { return r.duty == duty })]
}
