package reply

import (
	"log/slog"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// Kind is what a reply does. The articles are of 《信访工作条例》 unless the code,
// 《生态环境法典》, is named.
type Kind string

// The kinds.
const (
	Report      Kind = "report"       // result of a pollution report: art. 31(5), code art. 146
	Appeal      Kind = "appeal"       // opinion on an appeal: arts. 31(6), 32
	Suggestion  Kind = "suggestion"   // art. 29
	Question    Kind = "question"     // an ordinary answer
	Procedure   Kind = "procedure"    // belongs to court, arbitration, review or another procedure: art. 31(1) to (4)
	Damages     Kind = "damages"      // money from the polluter: code art. 1077
	NotAccepted Kind = "not-accepted" // with the reason and where to turn: art. 23
	Transfer    Kind = "transfer"     // passed on, and to whom: art. 23, code art. 1083
	Extension   Kind = "extension"    // an appeal takes longer: art. 34
)

// Message is any other text to a citizen. It has no template, and is read for what
// no text may have.
const Message Kind = "message"

// Kinds are the kinds that have a template.
func Kinds() []Kind {
	return []Kind{Report, Appeal, Suggestion, Question, Procedure, Damages, NotAccepted, Transfer, Extension}
}

// weight is how much a kind asks for something.
type weight int

const (
	freely weight = iota // not asked for
	better               // missed, and a warning
	surely               // missed, and it blocks
)

// traits is what a kind asks of a draft.
type traits struct {
	demands bool   // every demand is spoken of
	basis   weight // an article is cited
	review  bool   // the right to a review is told
	sixty   bool   // the 60 days of art. 34 run
}

var traitsOf = map[Kind]traits{
	Report:      {demands: true, basis: surely},
	Appeal:      {demands: true, basis: surely, review: true, sixty: true},
	Suggestion:  {demands: true, basis: better},
	Question:    {demands: true, basis: better},
	Procedure:   {demands: true, basis: surely},
	Damages:     {demands: true, basis: surely},
	NotAccepted: {basis: surely},
	Transfer:    {basis: surely},
	Extension:   {basis: surely, sixty: true},
}

// About is what is known of the matter that a draft answers.
type About struct {
	Kind   Kind
	Case   string
	Report petition.Report
	// Superior is the office that a review is asked of; empty when it is not known.
	Superior string
	// Received is the day on which the citizen gets the reply in writing; zero when
	// that cannot be known yet.
	Received clock.Day
	// Repealed are the laws that may no longer be cited.
	Repealed []Law
	// Public are phone numbers and mail addresses of offices.
	Public []string
}

// LogValue names the matter without what was told and by whom.
func (a About) LogValue() slog.Value { return slog.StringValue(a.Case) }

// Law is a repealed law: its title, what it is called for short, what took its
// place, and the first day on which it no longer applied.
type Law struct {
	Title     string
	Short     []string
	Successor string
	Since     clock.Day
}
