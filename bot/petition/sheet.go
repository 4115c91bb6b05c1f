package petition

import (
	"log/slog"
	"regexp"
	"strings"
	"time"
)

// LabelSheet marks the facts of a project that its owner leaves with the office
// that approves. It is a question and no complaint: no term of the petition
// rules runs for it. A complaint about an assessment has the label eia.
const LabelSheet = "eia-sheet"

// How a fact was learnt, where it was not heard in the words of the description:
// then How holds those words.
const (
	HowAnswered = "您的回答" // the owner answered the question for it
	HowUnknown  = "不知道"  // the owner was asked and does not know
)

// NotKnown stands for the value of a fact that the owner does not know.
const NotKnown = "?"

// SheetFact is one fact of a project. Value is true, false, an amount in the
// fact's unit, or NotKnown.
type SheetFact struct {
	Fact  string `json:"fact"`
	Value string `json:"value"`
	How   string `json:"how"`
}

// Sheet is what an owner told of a project, and what the catalogue said of it
// when it was handed in. Whose it is is known by the petition of its case alone.
type Sheet struct {
	Case        string
	Description string // without what names or reaches a person
	Item        int    // of the catalogue
	Facts       []SheetFact
	Level       string   // the level, or that it is not settled
	Possible    []string // the levels that were possible, the mildest first
	Catalogue   string   // the source id of the edition that judged
	Version     string   // of the knowledge base that judged
	JudgedAt    time.Time
	ConsentAt   time.Time
	// Told is the verdict that the last notice told; empty when there was none.
	Told string
}

// Verdict writes possible levels as one text. Two verdicts are the same when
// their texts are.
func Verdict(possible []string) string { return strings.Join(possible, "、") }

// Outdated says that the sheet is judged otherwise today than its owner was
// told.
func (s Sheet) Outdated(today string) bool {
	return Verdict(s.Possible) != today || s.Told != "" && s.Told != today
}

// LogValue names a sheet without what it holds.
func (s Sheet) LogValue() slog.Value { return slog.StringValue("sheet of " + s.Case) }

// counted stands behind a figure that counts something.
const counted = `(?:[吨噸只隻个個件套台臺米平方头頭羽千百万萬亿億升公斤克瓶箱双雙条條片块塊张張支辆輛根株亩畝元㎡kKtTmM]|立方)`

var (
	// figures are numbers with the unit behind them; local are those of eight
	// digits without one, which are telephone numbers.
	figures = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?(?:[ \-—][0-9]{4})?(?:\s*` + counted + `)?`)
	local   = regexp.MustCompile(`^(?:2[1-9]|[3-8][0-9])[0-9]{2}[ \-—]?[0-9]{4}$`)
	// nameless are the forms of reaching that no amount has.
	nameless = []*regexp.Regexp{reaching[0], reaching[1], reaching[2], reaching[3], reaching[6], reaching[7]}
)

// WithoutPerson makes the description of a project fit to be kept: what names or
// reaches a person is masked, amounts stay as they are.
func WithoutPerson(words string) string {
	text := Plain(words)
	for _, form := range naming {
		text = form.ReplaceAllString(text, "${1}"+Masked)
	}
	for _, form := range nameless {
		text = form.ReplaceAllString(text, Masked)
	}
	text = titled.ReplaceAllString(text, Masked+"${1}")
	return strings.TrimSpace(figures.ReplaceAllStringFunc(text, func(found string) string {
		if local.MatchString(found) {
			return Masked
		}
		return found
	}))
}
