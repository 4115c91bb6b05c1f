package eia

import (
	"maps"
	"math"
	"slices"
	"strconv"
)

// Flip is the change of one fact that would lead to another level, in words:
// 有, 没有, 达到10吨, 不到500头.
type Flip struct {
	Fact   string `json:"fact"`
	Change string `json:"change"`
	Level  string `json:"level"`

	to Value
}

// flips returns for each other level the smallest change of one known fact that
// leads to it, the strictest level first. Only a settled verdict has any.
func (r *Rule) flips(facts Facts) []Flip {
	possible := r.possible(facts)
	if len(possible) != 1 {
		return nil
	}
	var found []Flip
	for level := Book; level >= NotListed; level-- {
		if level == possible[0] {
			continue
		}
		if f, ok := r.flipTo(level, facts); ok {
			found = append(found, f)
		}
	}
	return found
}

// flipTo finds the change that leads to a level alone: that of a yes or no
// before that of an amount, and the smallest of amounts by their share.
func (r *Rule) flipTo(level Level, facts Facts) (Flip, bool) {
	var best Flip
	least := math.Inf(1)
	for _, name := range r.order {
		known, ok := facts[name]
		if !ok {
			continue
		}
		for _, v := range r.values(name) {
			size := distanceOf(known, v)
			if size == 0 || size >= least || !r.leadsTo(level, name, v, facts) {
				continue
			}
			best, least = r.change(name, known, v, level), size
		}
	}
	return best, !math.IsInf(least, 1)
}

// distanceOf is how far a value is from another: 1 between yes and no, more
// between amounts, the more the farther; 0 when they are the same.
func distanceOf(from, to Value) float64 {
	if from.Amount == to.Amount {
		if from.Yes == to.Yes {
			return 0
		}
		return 1
	}
	return 1 + math.Abs(to.Amount-from.Amount)/(1+max(from.Amount, to.Amount))
}

func (r *Rule) leadsTo(level Level, name string, v Value, facts Facts) bool {
	changed := maps.Clone(facts)
	changed[name] = v
	possible := r.possible(changed)
	return len(possible) == 1 && possible[0] == level
}

// change words the change of a fact from one value to another: an amount by the
// threshold that it crosses.
func (r *Rule) change(name string, from, to Value, level Level) Flip {
	f := Flip{Fact: name, Change: "没有", Level: level.String(), to: to}
	unit, bounds := r.Facts[name].Unit, r.thresholds[name]
	_, exact := slices.BinarySearch(bounds, to.Amount)
	switch {
	case unit == "" && to.Yes:
		f.Change = "有"
	case unit == "" || to.Amount == 0:
	case to.Amount > from.Amount && exact:
		f.Change = "达到" + plain(to.Amount) + unit
	case to.Amount > from.Amount:
		f.Change = over(bounds, to.Amount, unit)
	case exact:
		f.Change = "降到" + plain(to.Amount) + unit
	default:
		i, _ := slices.BinarySearch(bounds, to.Amount)
		f.Change = "不到" + plain(bounds[i]) + unit
	}
	return f
}

// over says that an amount is more than the greatest bound below it.
func over(bounds []float64, amount float64, unit string) string {
	i, _ := slices.BinarySearch(bounds, amount)
	if bounds[i-1] == 0 {
		return "有，不论多少"
	}
	return "超过" + plain(bounds[i-1]) + unit
}

func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
