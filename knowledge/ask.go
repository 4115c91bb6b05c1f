package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"suihuan/knowledge/eia"
	"suihuan/knowledge/text"
)

// The kinds of an answer.
const (
	KindAnswer  = "answer"
	KindClarify = "clarify"
	KindRefuse  = "refuse"
	KindFlow    = "flow"
)

// Answer is what the knowledge base makes of a text: an entry's answer, two to
// four candidates to choose from, a refusal that shows the way, or the flow
// that should start. Text is complete and authored; Short is its narrow form.
type Answer struct {
	Kind       string     `json:"kind"`
	Entry      string     `json:"entry"`
	Candidates []string   `json:"candidates"`
	Score      float64    `json:"score"`
	Text       string     `json:"text"`
	Short      string     `json:"-"`
	Citations  []Citation `json:"citations"`
	Flow       string     `json:"flow"`
	// EIA is what the told facts allow, where the text describes a project.
	EIA *eia.Advice `json:"eia,omitempty"`
	KB  string      `json:"kb"`

	// Forward is what a citizen can pass on to who is in charge, where the
	// entry has such a text.
	Forward string `json:"-"`
	// Near are entries that a refused question comes near to.
	Near []string `json:"-"`

	// Of an entry's answer: the day whose rules it tells, and the digest of
	// what the entry says on that day.
	AsOf   time.Time `json:"-"`
	Digest string    `json:"-"`
}

// asked is a question on its way through the steps.
type asked struct {
	raw     string
	today   time.Time
	terms   text.Terms
	clauses []text.Terms // of a long text
}

func (b *Base) asked(question string, today time.Time) asked {
	question = readable(question)
	return asked{raw: question, today: today.In(china), terms: b.analyser.Analyse(question), clauses: b.cut(question)}
}

// Ask answers a text as of a day. The first step that knows what to say
// decides.
func (b *Base) Ask(question string, today time.Time) Answer {
	b = b.on(today)
	q := b.asked(question, today)
	steps := []func(asked) (Answer, bool){b.nothing, b.danger, b.greeting, b.byNumber, b.byExactWords, b.byDate, b.bySearch}
	for _, step := range steps {
		if a, ok := step(q); ok {
			return b.complete(a)
		}
	}
	return Answer{}
}

// complete gives an answer what every answer has.
func (b *Base) complete(a Answer) Answer {
	a.KB = b.Version
	a.Candidates = append([]string{}, a.Candidates...)
	a.Citations = append([]Citation{}, a.Citations...)
	return a
}

// nothing answers a text without a single word in it.
func (b *Base) nothing(q asked) (Answer, bool) {
	words := strings.ContainsFunc(stickers.ReplaceAllString(q.raw, ""), func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r)
	})
	return refuse(sayNothingHeard), !words || isCode(q)
}

// codeSigns are those of programs; a line of a program has several and asks
// nothing.
const codeSigns = ";{}<>＜＞$=|\\%"

func isCode(q asked) bool {
	signs := 0
	for _, r := range q.raw {
		if unicode.Is(unicode.Han, r) {
			return false
		}
		if strings.ContainsRune(codeSigns, r) {
			signs++
		}
	}
	return signs > 1
}

// emergencyFlow is the flow of a danger to people. It starts by its own lists,
// and by what is like their examples.
const emergencyFlow = "emergency"

func (b *Base) danger(q asked) (Answer, bool) {
	if b.calm {
		return Answer{}, false
	}
	p, is := b.raises(q)
	return Answer{Kind: KindFlow, Flow: emergencyFlow, Score: p}, is && !b.answersBetter(q, p)
}

var (
	thanks = regexp.MustCompile(`谢|感谢|唔该|多谢|辛苦`)
	hello  = regexp.MustCompile(`(?i)[你您]好|早晨|早上好|下午好|晚上好|^喂|哈[喽罗]|hello|hi|在吗|客服`)
)

// greeting answers words that are padding and nothing else.
func (b *Base) greeting(q asked) (Answer, bool) {
	if q.terms.Norm != "" {
		return Answer{}, false
	}
	if thanks.MatchString(q.raw) {
		return refuse(sayWelcome), true
	}
	if !hello.MatchString(q.raw) {
		return refuse(sayNothingHeard), true
	}
	return b.answer("service-about", 1, q.today), true
}

// byNumber answers 第十八项, and raises nothing else: a reference among other
// words only helps the search.
func (b *Base) byNumber(q asked) (Answer, bool) {
	ref, ok := text.FindReference(q.terms.Norm)
	if !ok {
		return Answer{}, false
	}
	if why := b.limit("plan-2021", q); why != "" && ref.Of != text.OfCatalogue {
		return refuse(why), true
	}
	id, says := b.numbered(ref)
	if id == "" {
		return refuse(says), ref.Pure
	}
	_, exists := b.entries[id]
	return b.found(id, 1, q), ref.Pure && exists
}

// Sizes of the plan.
const (
	planTasks    = 31
	planSections = 5
)

// series says how many there are of each and how their ids are formed. How many
// items there are the catalogue says.
var series = map[text.Series]struct {
	count int
	id    string
	says  string
}{
	text.OfTasks:     {planTasks, "task-2021-%02d", "2021年工作要点一共5个部分、31项任务，没有您说的这一项。"},
	text.OfSections:  {planSections, "section-2021-%d", "2021年工作要点一共5个部分、31项任务，没有您说的这一部分。"},
	text.OfCatalogue: {0, itemPrefix + "%03d", "《%s》一共%d项，没有您说的这一项。"},
}

// numbered returns the entry of a reference, or what to say when there is none.
func (b *Base) numbered(ref text.Reference) (id, says string) {
	s := series[ref.Of]
	if ref.Of == text.OfCatalogue {
		s.count = len(b.content.Catalogue.Items)
		s.says = fmt.Sprintf(s.says, b.catalogue().Title, s.count)
	}
	of := counting(s.count)
	if ref.Within > 0 {
		of = b.tasksOf(fmt.Sprintf(series[text.OfSections].id, ref.Within))
	}
	n := ref.N
	if n < 0 {
		n += len(of) + 1
	}
	if n < 1 || n > len(of) {
		return "", s.says
	}
	return fmt.Sprintf(s.id, of[n-1]), ""
}

// counting lists 1 to n.
func counting(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i + 1
	}
	return all
}

func (b *Base) byExactWords(q asked) (Answer, bool) {
	for _, words := range []string{q.terms.Norm, doneForm.ReplaceAllString(q.terms.Norm, "")} {
		if id, ok := b.exact[words]; ok {
			return b.found(id, 1, q), true
		}
	}
	return Answer{}, false
}

// found is the answer of a document that is meant, unless the question is
// beyond its limits.
func (b *Base) found(id string, score float64, q asked) Answer {
	if flow, ok := strings.CutPrefix(id, flowPrefix); ok {
		return Answer{Kind: KindFlow, Flow: flow, Score: score}
	}
	if why := b.limit(id, q); why != "" {
		return refuse(why)
	}
	if flow := b.entries[id].Starts; flow != "" {
		return Answer{Kind: KindFlow, Flow: flow, Score: score}
	}
	if a, ok := b.dated(id, score, q); ok {
		return a
	}
	day := b.day(id, q)
	if at := b.on(day); at != b && b.entries[id].Kind == kindItem {
		return at.itemThen(q, score, day)
	}
	a := b.answer(id, score, day)
	if isEnglish(q) && day.Equal(q.today) {
		return b.inEnglish(a)
	}
	if ofPlan[b.entries[id].Kind] && doneForm.MatchString(q.terms.Norm) {
		a.Text, a.Short = sayNotKnownDone+a.Text, sayNotKnownDone+a.Short
	}
	if !day.Equal(q.today) {
		return asThen(a, day.Format("2006年1月")+"的规定")
	}
	return a
}

// doneForm asks whether what was planned has been done.
var doneForm = regexp.MustCompile(`完成了|完成没|完成情况|做完了?没|做到了|落实了|落实没|实现了|达标了|达到了|搞掂|做成|兑现|有没有完成|有没有做到`)

// day is the day whose rules the question asks for. The plan is of its year
// whenever it is asked about.
func (b *Base) day(id string, q asked) time.Time {
	e := b.entries[id]
	if ofPlan[e.Kind] {
		return q.today
	}
	own := e.Title
	for _, c := range e.cites() {
		s := b.sources[c.Source]
		own += s.Title + s.Number + s.Issued
	}
	return asOf(q.terms.Norm, own, q.today)
}

// limit returns why an entry does not answer, or "".
func (b *Base) limit(id string, q asked) string {
	e, ok := b.entries[id]
	if !ok {
		return ""
	}
	if city := b.spelledCity(q.terms); city != "" {
		return b.content.Limits.beyond(e, city, q.today)
	}
	return b.content.Limits.beyond(e, q.terms.Norm, q.today)
}

// spelledCity returns the other city that a text without Chinese characters names, or "".
func (b *Base) spelledCity(t text.Terms) string {
	if strings.ContainsFunc(t.Norm, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return ""
	}
	for _, c := range b.content.Limits.Cities {
		if !slices.ContainsFunc(b.analyser.Sounds(c), func(s string) bool { return !slices.Contains(t.Sounds, s) }) {
			return c
		}
	}
	return ""
}

var ofPlan = map[string]bool{"plan": true, "section": true, "task": true, "target": true}
