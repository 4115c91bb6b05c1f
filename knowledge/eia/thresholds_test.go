package eia

import (
	"fmt"
	"slices"
	"testing"
)

// cut is where a threshold parts the amounts of a fact: the number itself is on
// the upper side for 及以上 and 以下, on the lower one for 以上 and 及以下.
type cut struct {
	fact   string
	amount float64
	upper  bool
}

func (c cut) String() string {
	return fmt.Sprintf("%s %g (which counts as %s)", c.fact, c.amount, map[bool]string{true: "more", false: "less"}[c.upper])
}

func cutOf(fact, op string, amount float64) cut {
	return cut{fact, amount, op == ">=" || op == "<"}
}

// comparisonsIn lists the comparisons of an expression.
func comparisonsIn(e expr) (found []compared) {
	switch e := e.(type) {
	case compared:
		return []compared{e}
	case negation:
		return comparisonsIn(e.of)
	case all:
		for _, p := range e {
			found = append(found, comparisonsIn(p)...)
		}
	case either:
		for _, p := range e {
			found = append(found, comparisonsIn(p)...)
		}
	}
	return found
}

// asked are the printed numbers that are asked as a yes or no, because nobody
// tells them as an amount.
var asked = map[string]string{
	"补水达四分之一":   "1/4 of the runoff of the river where it is drawn",
	"引水达四分之一":   "1/4 of the runoff of the river where it is drawn",
	"新增超过原规模一半": "50% of the scale of the earlier assessment, whatever its unit",
}

// TestThresholdsArePrinted finds every printed number in the rules, in its own
// column or one before it, with the same side to it, and every number of the
// rules in print.
func TestThresholdsArePrinted(t *testing.T) {
	t.Parallel()
	total := 0
	for _, it := range items(t) {
		printed := map[cut]bool{}
		for _, l := range it.limits {
			total++
			if _, ok := asked[l.fact]; ok != l.yesno {
				t.Errorf("item %d: %s is asked as a yes or no, against the list", it.No, l.fact)
			}
			if l.yesno {
				continue
			}
			c := cutOf(l.fact, l.op, l.amount)
			printed[c] = true
			if !slices.Contains(cutsUpTo(it.rule, l.level), c) {
				t.Errorf("item %d, %s prints %s in %q, the rule has %v", it.No, l.level, c, l.phrase, cutsUpTo(it.rule, l.level))
			}
		}
		for _, c := range cutsUpTo(it.rule, Registration) {
			usesAny := c.amount == 0 && !c.upper // 年用…: more than none
			if !printed[c] && !usesAny {
				t.Errorf("item %d: %s stands in the rule and not in print", it.No, c)
			}
		}
	}
	t.Logf("%d printed numbers", total)
}

// cutsUpTo are the cuts of the columns of a rule that come no later than that
// of a level; what is outside or elsewhere comes first.
func cutsUpTo(r *Rule, level Level) (cuts []cut) {
	for _, c := range r.columns {
		if leads := c.levels[0]; leads != NotListed && c.elsewhere == nil && level != NotListed && leads < level {
			break
		}
		for _, cmp := range comparisonsIn(c.when) {
			cuts = append(cuts, cutOf(cmp.name, cmp.op, cmp.number))
		}
	}
	return cuts
}

// TestBothSidesOfEveryThreshold sets each printed amount just below, exactly at
// and just above its number, beside every possible rest of the sheet. The
// number itself always counts as the print says, and there is a sheet that the
// one side brings into the column (or out of it, for an exception) and the
// other side does not.
func TestBothSidesOfEveryThreshold(t *testing.T) {
	t.Parallel()
	total := 0
	for _, it := range items(t) {
		for _, l := range it.limits {
			if l.yesno {
				continue
			}
			bites := false
			it.sheets.fixed(l.fact).each(func(facts Facts) bool {
				total += 3
				fault := it.bothSides(l, facts, &bites)
				if fault != "" {
					t.Errorf("item %d, %s, %q: %s for %v", it.No, l.level, l.phrase, fault, told(facts))
				}
				return fault == ""
			})
			if !bites && (l.phrase != idle || l.op != "<") {
				t.Errorf("item %d, %s, %q: %s %s %g decides nothing", it.No, l.level, l.phrase, l.fact, l.op, l.amount)
			}
		}
	}
	t.Logf("%d sheets", total)
}

// fixed are the sheets that differ in all but one fact.
func (s sheets) fixed(fact string) sheets {
	i := slices.Index(s.names, fact)
	values := slices.Clone(s.values)
	values[i] = values[i][:1]
	return sheets{s.names, values}
}

// idle is the one printed number that divides nothing: with it and without it
// a lake in a sensitive area is 报告书 (item 114, the clause before says so).
const idle = "涉及环境敏感区的容积5万立方米及以上500万立方米以下的人工湖、人工湿地"

// bothSides judges a sheet on both sides of a limit and at it.
func (it *item) bothSides(l placed, facts Facts, bites *bool) (fault string) {
	levels := map[float64][]Level{}
	for _, amount := range []float64{l.amount * (1 - tiny), l.amount, l.amount * (1 + tiny)} {
		facts[l.fact] = Value{Amount: amount}
		if it.strange(facts) {
			return ""
		}
		decides, _ := it.rule.judge(facts)
		levels[amount] = decides.levels
	}
	below, exact, above := levels[l.amount*(1-tiny)], levels[l.amount], levels[l.amount*(1+tiny)]
	with := map[bool][]Level{true: above, false: below}
	if counts := cutOf(l.fact, l.op, l.amount).upper; !slices.Equal(exact, with[counts]) {
		return fmt.Sprintf("exactly at %g it is %s, below %s, above %s", l.amount, exact, below, above)
	}
	up := l.op[0] == '>'
	wanted, other := with[up != l.excepted], with[up == l.excepted]
	if l.level == NotListed { // printed in the name: outside of it there is no level of this item
		wanted, other = with[up == l.excepted], with[up != l.excepted]
	}
	*bites = *bites || slices.Equal(wanted, []Level{l.level}) && !slices.Contains(other, l.level)
	return ""
}
