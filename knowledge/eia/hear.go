package eia

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Hear reads from a simplified text the facts of an item that it tells. What is
// not told stays unknown.
func (r *Rule) Hear(text string) Facts {
	facts := r.amounts(text)
	for _, name := range r.order {
		f := r.Facts[name]
		if f.Unit != "" {
			continue
		}
		if v, ok := f.flag(text); ok {
			facts[name] = v
		}
	}
	r.oneTrade(facts)
	r.onlyThat(text, facts)
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

// only marks that the told steps are all there are.
var only = regexp.MustCompile(`只是|只做|只有|只用|净系|仅|单纯|就是|只[^能要有]|就[做切焊装组加裁车]`)

// material marks the amounts of what a production step uses.
var material = regexp.MustCompile(`涂料|胶粘剂|胶水|油墨|漆|溶剂|处理剂|稀释剂`)

// works marks a project of a size that nobody runs at home or in a shop.
var works = regexp.MustCompile(`项目|生产线|年产|年用|扩产|扩建|产能|技改|万吨|[0-9]吨`)

// onlyThat takes the production steps and materials that are not named for
// absent when the text says that there are no others, or when it lists what is
// done. The proof says so, and the owner can correct it. The building is taken
// for an industrial one where the size speaks for it: the stricter reading.
func (r *Rule) onlyThat(text string, facts Facts) {
	how := only.FindString(text)
	if how == "" && r.lists(facts) {
		how = NotNamed
	}
	if _, told := facts[Industrial]; !told && works.MatchString(text) {
		facts[Industrial] = Value{Yes: true, How: works.FindString(text)}
	}
	if how == "" {
		return
	}
	for name, f := range r.Facts {
		if _, told := facts[name]; !told && (f.Process && f.Unit == "" || material.MatchString(name)) {
			facts[name] = Value{How: how}
		}
	}
}

// NotNamed is how an absent step is known that the text does not name while it
// names others.
const NotNamed = "没有提到"

// lists says that the text has named a step or the amount of a material.
func (r *Rule) lists(facts Facts) bool {
	for name, v := range facts {
		if f := r.Facts[name]; v.Amount > 0 && material.MatchString(name) || f.Process && v.Yes {
			return true
		}
	}
	return false
}

// flag reads a yes or no: the longest word that is found decides, and a
// negation before it turns it round.
func (f Fact) flag(text string) (Value, bool) {
	best, at, positive := "", -1, false
	for _, list := range []struct {
		words []string
		means bool
	}{{f.Yes, true}, {f.No, false}} {
		for _, w := range list.words {
			if i := strings.Index(text, w); i >= 0 && len(w) > len(best) {
				best, at, positive = w, i, list.means
			}
		}
	}
	if at < 0 {
		return Value{}, false
	}
	if positive && negated(text[:at]) {
		positive = false
	}
	return Value{Yes: positive, How: best}, true
}

var (
	clauseEnd = regexp.MustCompile(`[，。；！？,;!?\s]`)
	listing   = regexp.MustCompile(`(?:不|没|无|冇|唔|免|未|非)[^不没无冇唔有会用]{0,24}$`)
	closeBy   = regexp.MustCompile(`(?:不|没有?|无|冇|唔|免|未|非|不含|不涉及|不用|不做|不会|没有任何)[^\p{Han}]{0,2}\p{Han}{0,2}$`)
)

// negated says that a negation governs what follows: just before it, or at the
// head of a list joined by 、 和 同 或.
func negated(before string) bool {
	clause := before
	if ends := clauseEnd.FindAllStringIndex(before, -1); len(ends) > 0 {
		clause = before[ends[len(ends)-1][1]:]
	}
	if closeBy.MatchString(clause) {
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

// amounts gives each quantity to the fact whose words stand nearest, and each
// fact one quantity. What is said not to be used is none.
func (r *Rule) amounts(text string) Facts {
	quantities := quantitiesIn(text)
	var claims []claim
	facts := Facts{}
	for _, name := range r.order {
		f := r.Facts[name]
		if f.Unit == "" {
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
// the fact's words; words before it count nearer than words behind.
func (f Fact) distance(text string, q quantity) int {
	best := math.MaxInt
	words := f.Words
	if !material.MatchString(strings.Join(words, " ")) {
		words = append(slices.Clone(words), sizes...)
	}
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
var sizes = []string{"年产", "产能", "产量", "规模", "一年", "每年", "年加工", "新增", "面积", "容积", "处理量", "日处理", "一天", "总共", "一共"}

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
