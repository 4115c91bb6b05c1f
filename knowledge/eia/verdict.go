package eia

import (
	"cmp"
	"maps"
	"slices"
)

// Verdict is what the told facts allow. Possible is never empty and goes from
// the mildest to the strictest level; one level alone is settled. Ask names the
// fact that narrows it most, empty when it is settled. Proof is what decided.
type Verdict struct {
	Item     int
	Possible []Level
	Ask      string
	Proof    []Step
}

// Step is one fact of a proof, by one item of the catalogue.
type Step struct {
	Item  int    `json:"item"`
	Fact  string `json:"fact"`
	Value Value  `json:"value"`
	Quote string `json:"quote"`
}

// Settled returns the level when only one is possible.
func (v Verdict) Settled() (Level, bool) { return v.Possible[0], len(v.Possible) == 1 }

// String is the settled level, or 需要确认.
func (v Verdict) String() string {
	if l, ok := v.Settled(); ok {
		return l.String()
	}
	return Unsettled
}

// Assess judges a project by one item.
func (r *Rule) Assess(facts Facts) Verdict {
	v := Verdict{Item: r.Item, Possible: r.possible(facts)}
	if _, settled := v.Settled(); !settled {
		v.Ask = r.decisive(facts, len(v.Possible))
	}
	for _, name := range r.order {
		if value, ok := facts[name]; ok {
			v.Proof = append(v.Proof, Step{Item: r.Item, Fact: name, Value: value, Quote: r.Facts[name].Quote})
		}
	}
	return v
}

// judge reads the columns. It returns the one that decides, or the fact that is
// missing to go on.
func (r *Rule) judge(facts Facts) (decides column, missing string) {
	for _, c := range r.columns {
		t, name := c.when.eval(facts)
		if t == unknown {
			return column{}, name
		}
		if t == yes {
			return c, ""
		}
	}
	return column{}, "" // the last column is always true
}

// possible tries every value of each fact that is missing, one after the other,
// so that a fact that stands in two columns has one value in both.
func (r *Rule) possible(facts Facts) []Level {
	found := map[Level]bool{}
	r.try(maps.Clone(facts), found)
	return slices.Sorted(maps.Keys(found))
}

func (r *Rule) try(facts Facts, found map[Level]bool) {
	if len(found) == len(levelNames) {
		return
	}
	decides, missing := r.judge(facts)
	for _, l := range decides.levels {
		found[l] = true
	}
	if missing == "" {
		return
	}
	for _, v := range r.values(missing) {
		facts[missing] = v
		r.try(facts, found)
	}
	delete(facts, missing)
}

// values are the values of a fact that can make a difference: yes and no, or an
// amount on each threshold and on both sides of it.
func (r *Rule) values(name string) []Value {
	bounds := r.thresholds[name]
	if len(bounds) == 0 {
		return []Value{{Yes: true}, {}}
	}
	values := []Value{{}}
	for i, b := range bounds {
		after := b + 1
		if i+1 < len(bounds) {
			after = (b + bounds[i+1]) / 2
		}
		values = append(values, Value{Amount: b}, Value{Amount: after})
	}
	return values
}

// decisive returns the unknown fact whose answer leaves the fewest levels, in
// the worst case and then in all cases; the first of equals.
func (r *Rule) decisive(facts Facts, before int) string {
	type candidate struct {
		name       string
		worst, sum float64
	}
	var best []candidate
	for _, name := range r.order {
		if _, known := facts[name]; known {
			continue
		}
		c := candidate{name: name}
		trial := maps.Clone(facts)
		values := r.values(name)
		for _, v := range values {
			trial[name] = v
			left := float64(len(r.possible(trial)))
			c.worst, c.sum = max(c.worst, left), c.sum+left/float64(len(values))
		}
		if c.sum < float64(before) {
			best = append(best, c)
		}
	}
	if len(best) == 0 {
		_, missing := r.judge(facts)
		return missing
	}
	return slices.MinFunc(best, func(a, b candidate) int { return cmp.Or(cmp.Compare(a.sum, b.sum), cmp.Compare(a.worst, b.worst)) }).name
}
