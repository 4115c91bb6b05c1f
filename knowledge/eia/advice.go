package eia

import (
	"fmt"
	"maps"
	"slices"
)

// Advice is a verdict in words that leave the package. Level is a level's name
// or 需要确认; Possible are the names of the levels that are left, the mildest
// first; Asks is the next question, empty when nothing is left to ask.
type Advice struct {
	Level    string   `json:"level"`
	Possible []string `json:"possible"`
	Items    []string `json:"items"`
	Asks     string   `json:"asks"`

	Fact  string `json:"-"` // the fact that Asks asks for
	Unit  string `json:"-"` // of the amount that Asks asks for; empty for a yes or no
	Doubt bool   `json:"-"` // Asks asks what the description means
	// Unsure says that the description does not decide between the items.
	Unsure bool   `json:"-"`
	Proof  []Step `json:"proof,omitempty"`
	// Assumed are facts that were taken for absent because the text names others
	// and not them, and that would change the result if they were there.
	Assumed []string `json:"assumed,omitempty"`
	Flips   []Flip   `json:"flips,omitempty"` // what would change a settled result
}

// NothingTold is the advice before anything is known.
func NothingTold() Advice {
	return open("您做的是什么行业，有哪些生产工艺？比如“租厂房做塑料注塑，年产300吨”。")
}

// NotHeld is the advice for a day on which none of the editions applied that we
// have: what applied is not guessed.
func NotHeld() Advice {
	return open("那时适用的环评分类管理名录，我这里没有收录，判断不了。请向项目所在区的生态环境部门核实。")
}

// open is the advice by which every level is possible.
func open(asks string) Advice {
	a := Advice{Level: Unsettled, Items: []string{}, Asks: asks}
	for l := NotListed; l <= Book; l++ {
		a.Possible = append(a.Possible, l.String())
	}
	return a
}

// Outside is the advice for a project that is in no item (article 5).
func Outside() Advice {
	return Advice{Level: NotListed.String(), Possible: []string{NotListed.String()}, Items: []string{}}
}

// Advise judges a project by one item. unanswered are the facts that the owner
// does not know; they are not asked again.
func (r *Rule) Advise(facts Facts, unanswered map[string]bool) Advice {
	v := r.Assess(facts)
	a := Advice{Level: v.String(), Items: []string{fmt.Sprintf("eia-item-%03d", r.Item)}, Proof: v.Proof}
	decides, _ := r.judge(facts)
	for _, other := range decides.elsewhere {
		a.Items = append(a.Items, fmt.Sprintf("eia-item-%03d", other))
	}
	for _, l := range v.Possible {
		a.Possible = append(a.Possible, l.String())
	}
	a.Assumed = r.assumed(facts, len(v.Possible))
	a.Flips = r.flips(facts)
	if unanswered[v.Ask] {
		v.Ask = r.nextBest(facts, unanswered)
	}
	if v.Ask != "" {
		a.Fact, a.Unit, a.Asks = v.Ask, r.Facts[v.Ask].Unit, r.Facts[v.Ask].Ask
	}
	return a
}

// assumed lists the facts that are known only by not being named and without
// which more levels would be possible.
func (r *Rule) assumed(facts Facts, before int) []string {
	var names []string
	for _, name := range r.order {
		if facts[name].How != NotNamed {
			continue
		}
		without := maps.Clone(facts)
		delete(without, name)
		if len(r.possible(without)) > before {
			names = append(names, name)
		}
	}
	return names
}

// Strictest joins the advice on two items of one project: of each pair of
// possible levels the stricter one is possible. What is unsettled in the first
// is asked first.
func Strictest(a, b Advice) Advice {
	joined := Advice{Items: slices.Concat(a.Items, b.Items), Proof: slices.Concat(a.Proof, b.Proof), Assumed: slices.Concat(a.Assumed, b.Assumed), Asks: a.Asks, Fact: a.Fact, Unit: a.Unit}
	if joined.Fact == "" {
		joined.Asks, joined.Fact, joined.Unit = b.Asks, b.Fact, b.Unit
	}
	found := map[Level]bool{}
	for _, x := range a.Possible {
		for _, y := range b.Possible {
			l, _ := levelOf(x)
			m, _ := levelOf(y)
			found[max(l, m)] = true
		}
	}
	for _, l := range slices.Sorted(maps.Keys(found)) {
		joined.Possible = append(joined.Possible, l.String())
	}
	joined.Level = Unsettled
	if len(joined.Possible) == 1 {
		joined.Level, joined.Asks, joined.Fact = joined.Possible[0], "", ""
		joined.Flips = stricter(slices.Concat(a.Flips, b.Flips), joined.Level)
	}
	return joined
}

// stricter leaves the changes to a stricter level: of two items a milder one
// changes nothing.
func stricter(flips []Flip, level string) []Flip {
	now, _ := levelOf(level)
	return slices.DeleteFunc(flips, func(f Flip) bool {
		l, _ := levelOf(f.Level)
		return l <= now
	})
}

// Either joins the advice on two items of which only one is the project's:
// every level of both is possible. What is unsettled in the first is asked
// first.
func Either(a, b Advice) Advice {
	joined := a
	joined.Possible, joined.Flips = nil, nil
	for l := NotListed; l <= Book; l++ {
		if slices.Contains(a.Possible, l.String()) || slices.Contains(b.Possible, l.String()) {
			joined.Possible = append(joined.Possible, l.String())
		}
	}
	if len(joined.Possible) > 1 {
		joined.Level = Unsettled
	}
	if joined.Fact == "" {
		joined.Asks, joined.Fact, joined.Unit = b.Asks, b.Fact, b.Unit
	}
	return joined
}

// nextBest is a fact that can still narrow the levels and is not known to be
// unknown, or "".
func (r *Rule) nextBest(facts Facts, unanswered map[string]bool) string {
	before := len(r.possible(facts))
	for _, name := range r.order {
		if _, known := facts[name]; known || unanswered[name] {
			continue
		}
		narrows := slices.ContainsFunc(r.values(name), func(v Value) bool {
			trial := Facts{name: v}
			for n, known := range facts {
				trial[n] = known
			}
			return len(r.possible(trial)) < before
		})
		if narrows {
			return name
		}
	}
	return ""
}
