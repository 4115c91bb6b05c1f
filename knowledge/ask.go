package knowledge

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"suihuan/knowledge/search"
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
	KB         string     `json:"kb"`
}

// asked is a question on its way through the steps.
type asked struct {
	raw     string
	today   time.Time
	terms   text.Terms
	clauses []text.Terms // of a long text
}

func (b *Base) asked(question string, today time.Time) asked {
	return asked{raw: question, today: today, terms: b.analyser.Analyse(question), clauses: b.cut(question)}
}

// Ask answers a text as of a day. The first step that knows what to say
// decides.
func (b *Base) Ask(question string, today time.Time) Answer {
	q := b.asked(question, today)
	steps := []func(asked) (Answer, bool){b.nothing, b.danger, b.greeting, b.byNumber, b.byExactWords, b.bySearch}
	for _, step := range steps {
		if a, ok := step(q); ok {
			a.KB = b.Version
			return a
		}
	}
	return Answer{}
}

// nothing answers a text without a single word in it.
func (b *Base) nothing(q asked) (Answer, bool) {
	words := strings.ContainsFunc(stickers.ReplaceAllString(q.raw, ""), func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r)
	})
	return refuse(sayNothingHeard), !words
}

func (b *Base) danger(q asked) (Answer, bool) {
	return Answer{Kind: KindFlow, Flow: "emergency", Score: 1}, b.emergency.in(squash(b.analyser.Simplify(q.raw)))
}

var thanks = regexp.MustCompile(`谢|感谢|唔该|多谢|辛苦`)

// greeting answers words that are padding and nothing else.
func (b *Base) greeting(q asked) (Answer, bool) {
	if q.terms.Norm != "" {
		return Answer{}, false
	}
	if thanks.MatchString(q.raw) {
		return refuse(sayWelcome), true
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
	if why := b.content.Limits.beyond(b.entries["plan-2021"], q.terms.Norm, q.today); why != "" {
		return refuse(why), true
	}
	id, says := numbered(ref)
	if id == "" {
		return refuse(says), ref.Pure
	}
	return b.answer(id, 1, q.today), ref.Pure
}

// Sizes of the plan.
const (
	planTasks    = 31
	planSections = 5
)

// numbered returns the entry of a reference, or what to say when there is none.
func numbered(ref text.Reference) (id, says string) {
	count, form := planTasks, "task-2021-%02d"
	if ref.Section {
		count, form = planSections, "section-2021-%d"
	}
	n := ref.N
	if n < 0 {
		n += count + 1
	}
	if n < 1 || n > count {
		return "", fmt.Sprintf("2021年工作要点一共5个部分、31项任务，没有您说的这一%s。", map[bool]string{true: "部分", false: "项"}[ref.Section])
	}
	return fmt.Sprintf(form, n), ""
}

func (b *Base) byExactWords(q asked) (Answer, bool) {
	id, ok := b.exact[q.terms.Norm]
	if !ok {
		return Answer{}, false
	}
	return b.found(id, 1, q), true
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
	return b.answer(id, score, q.today)
}

// limit returns why an entry of the plan does not answer, or "".
func (b *Base) limit(id string, q asked) string {
	if e, ok := b.entries[id]; ok && ofPlan[e.Kind] {
		return b.content.Limits.beyond(e, q.terms.Norm, q.today)
	}
	return ""
}

var ofPlan = map[string]bool{"plan": true, "section": true, "task": true, "target": true}

// depth is how many hits are looked at, and how many choices are offered.
const (
	depth   = 4
	offered = 3
)

func (b *Base) bySearch(q asked) (Answer, bool) {
	hits := b.hits(q)
	foreign := find(b.background, q, 1)
	f := features(hits, scoreAt(foreign, 0))
	kind, right := b.calibration.decide(f)
	if len(hits) == 0 || thin(q.terms.Norm) && hits[0].Score < sureOfThin {
		kind = KindRefuse
	}
	if kind != KindRefuse {
		if why := b.limit(hits[0].ID, q); why != "" {
			return refuse(why), true
		}
	}
	decided := map[string]func() Answer{
		KindAnswer:  func() Answer { return b.found(hits[0].ID, right, q) },
		KindClarify: func() Answer { return b.clarify(hits, right) },
		KindRefuse:  func() Answer { return b.refusal(foreign, hits) },
	}
	return decided[kind](), true
}

// A word of one or two characters shares one of them with many entries; it is
// heard only when most of it is found.
const (
	thinText   = 2
	sureOfThin = .5
)

func thin(norm string) bool { return utf8.RuneCountInString(norm) <= thinText }

// referenceGain is what a number among other words adds to its entry.
const referenceGain = .3

// hits searches, and raises the entry whose number the text names.
func (b *Base) hits(q asked) []search.Hit {
	hits := lean(find(b.index, q, 2*depth), q.terms.Norm)
	ref, ok := text.FindReference(q.terms.Norm)
	if !ok {
		return hits
	}
	if id, _ := numbered(ref); id != "" {
		return raise(hits, id)
	}
	return hits
}

// A question, or one about a plan, is seldom a complaint, though it may use all
// its words.
var (
	questionForm = regexp.MustCompile(`什么|怎么|哪|是不是|有没有|多少|为什么|会不会|要不要|谁|几[个条项年成]|吗$|呢$`)
	planForm     = regexp.MustCompile(`2021|21年|要点|计划|任务|那年|当年|目标|要求|规划`)
	leanings     = []struct {
		form  *regexp.Regexp
		share float64
	}{{questionForm, .8}, {planForm, .7}}
)

// lean takes weight off the complaint flow where the form of the text speaks
// against it, and sorts anew.
func lean(hits []search.Hit, norm string) []search.Hit {
	for i := range hits {
		for _, l := range leanings {
			if hits[i].ID == flowPrefix+"complaint" && l.form.MatchString(norm) {
				hits[i].Score *= l.share
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b search.Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(depth, len(hits))]
}

func raise(hits []search.Hit, id string) []search.Hit {
	raised := search.Hit{ID: id, Score: referenceGain}
	kept := []search.Hit{}
	for _, h := range hits {
		if h.ID == id {
			raised.Score += h.Score
			continue
		}
		kept = append(kept, h)
	}
	for i, h := range kept {
		if raised.Score > h.Score {
			return append(append(append([]search.Hit{}, kept[:i]...), raised), kept[i:]...)
		}
	}
	return append(kept, raised)
}

func (b *Base) clarify(hits []search.Hit, score float64) Answer {
	a := Answer{Kind: KindClarify, Score: score, Text: sayWhichOne}
	for _, h := range hits[:min(offered, len(hits))] {
		a.Candidates = append(a.Candidates, h.ID)
	}
	return a
}
