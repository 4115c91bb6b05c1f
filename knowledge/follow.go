package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// AskAfter answers a text that may lean on the entry that answered last: 那臭氧呢,
// 这个到什么时候, 下一项, 以前呢. Without such an entry, or where the text stands
// by itself, it is Ask.
func (b *Base) AskAfter(question, last string, today time.Time) Answer {
	b = b.on(today)
	alone := b.Ask(question, today)
	e, ok := b.entries[last]
	if !ok || alone.Flow == emergencyFlow {
		return alone
	}
	f := follow{asked: b.asked(question, today), last: e, alone: alone, bare: bareOf(b.analyser.Simplify(question))}
	for _, step := range []func(follow) (Answer, bool){b.another, b.neighbour, b.thenOrThere, b.pointed, b.swapped, b.attribute} {
		if a, ok := step(f); ok {
			return b.complete(a)
		}
	}
	return alone
}

// follow is a text with what it may lean on.
type follow struct {
	asked
	last  Entry
	alone Answer // what the text says by itself
	bare  string // without signs and the words that lead over
}

// leadOver are the words and signs around what a leaning text is about.
var (
	leadOver  = regexp.MustCompile(`^(?:那么?|咁|噉|而?如果是?|换成|至于|还有|再|如果)+`)
	askedOver = regexp.MustCompile(`(?:的|嘅)?(?:呢|呀|又怎么样|又如何|又怎样|怎么样)$`)
)

// bareOf takes both off a simplified text.
func bareOf(simplified string) string {
	trimmed := strings.TrimFunc(simplified, func(r rune) bool { return strings.ContainsRune(" ?？。！!，,", r) })
	return askedOver.ReplaceAllString(leadOver.ReplaceAllString(trimmed, ""), "")
}

// leans says that a text is the leaning form: X呢, 那X.
func (f follow) leans() bool {
	s := strings.TrimRight(f.raw, " ?？。！!")
	return utf8.RuneCountInString(f.bare) <= longestTopic && (askedOver.MatchString(s) || leadOver.MatchString(s) && !pointing.MatchString(s))
}

// longestTopic is the length of what a leaning text can be about, in characters.
const longestTopic = 14

// pointing is a 那 that points at a thing: 那个厂很臭.
var pointing = regexp.MustCompile(`^[那咁](?:个|间|家|边|里|些|条|栋|种|时|几)`)

var moreForm = regexp.MustCompile(`^(?:还有|仲有|有)(?:没有|冇)?(?:别的|其他|其它|其余|相关的?|更多|第二啲|乜嘢)?(?:的|内容|东西|吗|么|呢|未|没有|什么|哪些)*$`)

// another offers what is related to the last answer: 还有别的吗.
func (b *Base) another(f follow) (Answer, bool) {
	norm := strings.Trim(f.asked.raw, " ?？。！!")
	if !moreForm.MatchString(norm) || len(f.last.Related) == 0 {
		return Answer{}, false
	}
	a := Answer{Kind: KindClarify, Score: 1, Text: fmt.Sprintf(sayAlsoRelated, strings.TrimSuffix(f.last.Title, "。"))}
	a.Candidates = f.last.Related[:min(offered, len(f.last.Related))]
	return a, true
}

const sayAlsoRelated = "和“%s”有关的还有："

// swap is how a question of a kind of entries is asked about another topic.
var swap = map[string]string{
	"remit": "%s归谁管", "target": "2021年%s目标", "task": "2021年%s是哪项任务", "section": "2021年%s", "plan": "2021年%s",
	kindItem: "%s环评", "eia": "环评%s", "petition": "投诉%s", "law": "%s", "publicity": "%s", "service": "%s",
}

// swapped asks the last question about another topic: 那臭氧呢.
func (b *Base) swapped(f follow) (Answer, bool) {
	if !f.leans() || f.bare == "" {
		return Answer{}, false
	}
	a := b.Ask(fmt.Sprintf(swap[f.last.Kind], f.bare), f.today)
	if a.Kind == KindAnswer && b.alike(a.Entry, f.last) {
		return a, true
	}
	if f.alone.Kind == KindAnswer || f.alone.Kind == KindFlow && f.alone.Flow != "complaint" {
		return f.alone, true
	}
	return a, a.Kind == KindAnswer || a.Kind == KindClarify && f.alone.Kind == KindRefuse
}

// alike says that an entry is of the sort of another.
func (b *Base) alike(id string, e Entry) bool {
	kind := b.entries[id].Kind
	return kind == e.Kind || ofPlan[kind] && ofPlan[e.Kind] || kind == kindItem && e.Kind == "eia"
}

var (
	// pronoun points at what was just answered.
	pronoun = regexp.MustCompile(`这个|这项|这条|这一|这些|那个是|它|呢个|呢项|呢条|上面|刚才|再[讲说]多?一?[次遍]|原文`)
	// attributeForm asks something of it.
	attributeForm = regexp.MustCompile(`多久|几天|几日|什么时候|几时|期限|多少|罚|怎么|点样|谁|哪|要不要|可以|能不能|收钱|费用|钱|吗|么|为什么|点解|算不算|几个|几部|会|条件|法律|依据|怎样|如何`)
	// light are the words that name no topic.
	light = regexp.MustCompile(`多久|多长时间|几天|几日|什么时候|几时|期限|多少|罚|怎么|点样|谁|哪里|哪个|要|内|做|完|办|弄|搞|批|有|是|的|了|会|得|一般|最多|最长|最快|通常|大概|到底|究竟|呢|吗|约|钱|收|才|能|可以|行`)
)

// longestAttribute is the length of such a question, in characters.
const longestAttribute = 12

// pointed answers a text that points at the last answer: 这个到什么时候.
func (b *Base) pointed(f follow) (Answer, bool) {
	if !pronoun.MatchString(f.raw) || f.alone.Kind == KindFlow || utf8.RuneCountInString(f.raw) > longestPointing {
		return Answer{}, false
	}
	return b.found(f.last.ID, 1, f.asked), true
}

// longestPointing is the length of a text that is nothing but a question about
// the last answer, in characters.
const longestPointing = 24

// attribute asks about the last entry what the text leaves unsaid: 要多久, 罚多少.
func (b *Base) attribute(f follow) (Answer, bool) {
	if utf8.RuneCountInString(f.bare) > longestAttribute || !attributeForm.MatchString(f.bare) || f.alone.Kind == KindFlow || b.elsewhere(f.asked) {
		return Answer{}, false
	}
	nameless := light.ReplaceAllString(f.bare, "") == ""
	if !nameless && f.alone.Kind != KindAnswer {
		return Answer{}, false
	}
	if f.alone.Kind == KindAnswer && (b.alike(f.alone.Entry, f.last) || !nameless && f.alone.Score >= surely) {
		return Answer{}, false
	}
	about := f.last.Title + "，" + f.bare
	if f.last.Kind == "eia" && nameless {
		about = fmt.Sprintf(swap[f.last.Kind], f.bare)
	}
	a := b.Ask(about, f.today)
	if a.Kind == KindAnswer && (b.alike(a.Entry, f.last) || f.alone.Kind != KindAnswer) {
		return a, true
	}
	if a.Kind == KindClarify && b.alike(a.Candidates[0], f.last) {
		return a, true
	}
	if f.alone.Kind == KindAnswer {
		return Answer{}, false
	}
	return b.found(f.last.ID, 1, f.asked), true
}

// surely is the probability from which a short text stands by itself.
const surely = .7

// foreignShare is the classifier's probability from which a text is about
// something that is not ours.
const foreignShare = .5

func (b *Base) elsewhere(q asked) bool {
	return foreignIn(b.classifier.Shares(q.terms)) >= foreignShare
}

var (
	beforeForm = regexp.MustCompile(`^(?:以前|之前|从前|旧时|过去|当时|以往)(?:是)?(?:怎样|怎么样|怎么规定|点样)?(?:的)?$`)
	timeForm   = regexp.MustCompile(`^(?:20[0-9]{2}|[12][0-9]|去|今|前|明)年?(?:[0-9]{1,2}月)?(?:份)?(?:的?时候|嗰阵|那时|那阵|的)?$`)
)

// thenOrThere asks the last question about another time or city: 2020年的时候呢,
// 以前呢, 那深圳呢.
func (b *Base) thenOrThere(f follow) (Answer, bool) {
	if beforeForm.MatchString(f.bare) && len(f.last.Past) > 0 {
		until, err := time.Parse(time.DateOnly, f.last.Past[len(f.last.Past)-1].Until)
		if err != nil {
			return Answer{}, false
		}
		return b.then(f.last.ID, until.AddDate(0, 0, -1)), true
	}
	named := slices.ContainsFunc(b.content.Limits.Cities, func(c string) bool { return strings.HasPrefix(f.bare, c) })
	if timeForm.MatchString(f.bare) || named && f.leans() {
		return b.found(f.last.ID, 1, f.asked), true
	}
	return Answer{}, false
}

// then is what an entry said on a day in the past.
func (b *Base) then(id string, day time.Time) Answer {
	return asThen(b.answer(id, 1, day), day.Format("2006年1月2日")+"以前的规定")
}
