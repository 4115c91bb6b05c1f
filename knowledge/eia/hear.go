package eia

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Hear reads from a simplified text the facts of an item that it tells. What is
// not told stays unknown, but for what a text that describes the production
// would have told (see closed).
func (r *Rule) Hear(text string) Facts {
	text = r.hearing.plainly(text)
	facts := r.told(text)
	r.closed(text, facts)
	return facts
}

// Told are the facts of an item that a simplified text tells by its own words,
// without what follows from them.
func (r *Rule) Told(text string) Facts { return r.told(r.hearing.plainly(text)) }

// told is Told of a text whose typos are mended.
func (r *Rule) told(text string) Facts {
	facts := Facts{}
	for _, name := range r.order {
		f := r.Facts[name]
		if f.Unit != "" {
			continue
		}
		if v, ok := f.flag(text); ok {
			facts[name] = v
		}
		if v, ok := f.clear(name, text); ok {
			facts[name] = v
		}
	}
	r.oneTrade(facts)
	maps.Copy(facts, r.amounts(text, facts))
	return facts
}

// oneTrade takes a project that names one of the trades of its item for none of
// the others.
func (r *Rule) oneTrade(facts Facts) {
	how := ""
	for _, name := range r.order {
		if v, told := facts[name]; told && v.Yes && r.Facts[name].Trade {
			how = v.How
		}
	}
	if how == "" {
		return
	}
	for _, name := range r.order {
		if _, told := facts[name]; !told && r.Facts[name].Trade {
			facts[name] = Value{How: how}
		}
	}
}

// flag reads a yes or no: the longest word that is found decides. A negation
// before a word for yes turns it round; before a word for no it says nothing. What
// is said both ways is not told.
func (f Fact) flag(text string) (Value, bool) {
	best, positive := "", false
	for _, list := range []struct {
		words []string
		means bool
	}{{f.Yes, true}, {f.No, false}} {
		for _, w := range list.words {
			i := strings.Index(text, w)
			if i < 0 || len(w) <= len(best) || !list.means && negated(text[:i]) {
				continue
			}
			best, positive = w, list.means && !negated(text[:i]) && !(f.Trade && bought.MatchString(text[:i]))
		}
	}
	return Value{Yes: positive, How: best}, best != "" && !bothWays(text, best)
}

// bought marks that what follows comes from others.
var bought = regexp.MustCompile(`(?:买|购|购入|外购|采购|买入|进)(?:现成|成品|整片|大片)的?$`)

// bothWays says that a word stands in a text with and without a negation.
func bothWays(text, word string) bool {
	with, without := false, false
	for at := 0; ; at += len(word) {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return with && without
		}
		at += i
		if denied(text, []int{at, at + len(word)}) {
			with = true
		} else {
			without = true
		}
	}
}

var (
	clauseEnd = regexp.MustCompile(`[，。；！？,;!?\s]`)
	listing   = regexp.MustCompile(`(?:不|没|无|冇|唔|免|未|非)[^不没无冇唔有会用]{0,24}$`)
	notInAny  = regexp.MustCompile(`(?:不|没有?|无|冇|唔|未|非)(?:在|喺|涉及|涉|沾|掂|挨|占用?|碰|踩|属于|属|进|处于|位于|靠近?|近)?(?:到|着)?(?:任何|任意|上述|那些|啲|什么|咩|乜)[^，。；,;]{0,6}$`)
	isNot     = regexp.MustCompile(`(?:不是|唔系|唔是|不属于|不算|并非|不涉及|不作|不作为)[^，。；、,;]{0,8}$`)
	closeBy   = regexp.MustCompile(`(?:不|没有?|无|冇|唔|免|未|非|不含|不涉及|不用|不做|不会|没有任何)[^\p{Han}]{0,2}\p{Han}{0,2}$`)
)

// negated says that a negation governs what follows: just before it, or at the
// head of a list joined by 、 和 同 或.
func negated(before string) bool {
	clause := before
	if ends := clauseEnd.FindAllStringIndex(before, -1); len(ends) > 0 {
		clause = before[ends[len(ends)-1][1]:]
	}
	if closeBy.MatchString(clause) || notInAny.MatchString(clause) || isNot.MatchString(clause) {
		return true
	}
	return strings.ContainsAny(clause, "、和同或及与") && listing.MatchString(clause)
}

// nearby is how far in characters a word may stand from its number.
const nearby = 16

// claim is a fact's claim to a quantity; the nearer one wins.
type claim struct {
	fact     string
	quantity int
	value    Value
	distance int
}

// ofOther says that a fact is the amount of a trade that is not the project's.
func (r *Rule) ofOther(name string, flags Facts) bool {
	for trade, v := range flags {
		if r.Facts[trade].Trade && !v.Yes && strings.HasPrefix(name, trade) {
			return true
		}
	}
	return false
}

// amounts gives each quantity to the fact whose words stand nearest, and each
// fact one quantity. What is said not to be used is none. flags are the facts
// that are a yes or no.
func (r *Rule) amounts(text string, flags Facts) Facts {
	quantities := quantitiesIn(text)
	var claims []claim
	facts := Facts{}
	for _, name := range r.order {
		f := r.Facts[name]
		if f.Unit == "" || r.ofOther(name, flags) {
			continue
		}
		claims = append(claims, f.claims(name, text, quantities, r.rivals(f))...)
		if v, ok := f.absent(name, text); ok {
			facts[name] = v
		}
	}
	slices.SortStableFunc(claims, func(a, b claim) int { return a.distance - b.distance })
	taken := map[int]bool{}
	for _, c := range claims {
		if old, told := facts[c.fact]; taken[c.quantity] || told && old.Amount > 0 {
			continue
		}
		taken[c.quantity] = true
		facts[c.fact] = c.value
	}
	return facts
}

// claims lists the quantities that may be this fact's. Without words near by a
// quantity counts only when no other fact of the item has its unit.
func (f Fact) claims(name, text string, quantities []quantity, rivals int) []claim {
	var found []claim
	for i, q := range quantities {
		factor, fits := f.factor(q, text)
		if !fits {
			continue
		}
		d := f.distance(text, q)
		if d > nearby {
			if rivals > 0 || f.Unit == "吨" && len(f.Words) > 0 {
				continue
			}
			d = nearby
		}
		found = append(found, claim{fact: name, quantity: i, value: Value{Amount: rounded(q.amount * factor), How: q.how}, distance: d})
	}
	return found
}

// without are ways of saying that a material is not used, by the materials that
// it means.
var without = []struct{ said, means *regexp.Regexp }{
	{regexp.MustCompile(`[不没无冇唔](?:有|用|做|需|需要)?(?:喷漆|喷涂|喷油|上漆|油漆|刷漆)`), regexp.MustCompile(`涂料|漆|稀释剂`)},
	{regexp.MustCompile(`[不没无冇唔](?:有|用|需|需要)?(?:胶水|粘胶|打胶|上胶|胶(?:[，。、 ]|$))`), regexp.MustCompile(`胶`)},
}

// absent reads that none of it is used: 不用溶剂型胶水, 不喷漆.
func (f Fact) absent(name, text string) (Value, bool) {
	for _, w := range f.Words {
		if i := strings.Index(text, w); i >= 0 && negated(text[:i]) {
			return Value{How: w}, true
		}
	}
	for _, w := range without {
		if said := w.said.FindString(text); said != "" && w.means.MatchString(name) {
			return Value{How: said}, true
		}
	}
	return Value{}, false
}

// factor brings a quantity to the fact's unit, by its own conversion (animals
// into pigs) or by that of units.
func (f Fact) factor(q quantity, text string) (float64, bool) {
	words := make([]string, 0, len(f.Convert))
	for w := range f.Convert {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	if len(words) > 0 && (q.unit == "头" || q.unit == "只" || q.unit == f.Unit) {
		for _, w := range words {
			if strings.Contains(text, w) {
				return f.Convert[w], true
			}
		}
	}
	if q.unit == f.Unit {
		return 1, true
	}
	if c, ok := f.Convert[q.unit]; ok {
		return c, true
	}
	if f.Unit == steam && q.unit == "吨" {
		return 1, strings.Contains(around(text, q), "锅炉")
	}
	c, ok := conversions[[2]string{q.unit, f.Unit}]
	return c, ok
}

// steam is the unit of boilers; people say 一台2吨的锅炉.
const steam = "蒸吨"

// around is the text within a few characters of a quantity.
func around(text string, q quantity) string {
	before, behind := []rune(text[:q.start]), []rune(text[q.end:])
	return string(before[max(0, len(before)-nearBoiler):]) + "…" + string(behind[:min(nearBoiler, len(behind))])
}

const nearBoiler = 8

// distance is how many characters stand between a quantity and the nearest of
// the fact's words; words before it count nearer than words behind, and words
// for any size less than the fact's own.
func (f Fact) distance(text string, q quantity) int {
	best := nearest(f.Words, text, q)
	if !slices.ContainsFunc(f.Words, func(w string) bool { return material(w) >= 0 }) {
		if d := nearest(sizes, text, q); d < nearby {
			best = min(best, d+anySize)
		}
	}
	return best
}

// anySize is how much farther a word for any size counts.
const anySize = 6

func nearest(words []string, text string, q quantity) int {
	best := math.MaxInt
	for _, w := range words {
		if i := strings.LastIndex(text[:q.start], w); i >= 0 && !negated(text[:i]) {
			best = min(best, utf8.RuneCountInString(text[i+len(w):q.start]))
		}
		if i := strings.Index(text[q.end:], w); i >= 0 && !negated(text[:q.end+i]) {
			best = min(best, 2+utf8.RuneCountInString(text[q.end:q.end+i]))
		}
	}
	return best
}

// sizes stand near the amount that is the size of a project.
var sizes = []string{"年", "年产", "产能", "产量", "规模", "一年", "每年", "年加工", "新增", "面积", "容积", "处理量", "日处理", "一天", "总共", "一共"}

// rivals counts the other facts of the item that have the same unit.
func (r *Rule) rivals(f Fact) int {
	n := -1
	for _, other := range r.Facts {
		if other.Unit == f.Unit {
			n++
		}
	}
	return n
}
