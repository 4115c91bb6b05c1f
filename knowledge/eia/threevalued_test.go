package eia

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// most is how many full sheets a half-known one may stand for in a test.
const most = 2000

// half draws a sheet of which something is not known, and everything that it
// can still turn out to be.
func half(t *rapid.T, s sheets) (known Facts, full sheets) {
	known = Facts{}
	full = sheets{s.names, make([][]Value, len(s.names))}
	size := 1
	order := rapid.Permutation(indexes(len(s.names))).Draw(t, "order")
	hide := rapid.IntRange(0, len(order)).Draw(t, "hide")
	for n, i := range order {
		if n < hide && size*len(s.values[i]) <= most {
			size *= len(s.values[i])
			full.values[i] = s.values[i]
			continue
		}
		v := rapid.SampledFrom(s.values[i]).Draw(t, s.names[i])
		known[s.names[i]], full.values[i] = v, []Value{v}
	}
	return known, full
}

func indexes(n int) []int {
	is := make([]int, n)
	for i := range is {
		is[i] = i
	}
	return is
}

// TestPossibleIsWhatCanTurnOut compares the levels that a half-known sheet
// leaves possible with the printed levels of everything that it can turn out to
// be: none is missing, so that no unknown fact is taken for no, and none is too
// many, so that no question is asked for nothing.
func TestPossibleIsWhatCanTurnOut(t *testing.T) {
	t.Parallel()
	for _, it := range items(t) {
		rapid.Check(t, func(t *rapid.T) {
			known, full := half(t, it.sheets)
			can, strange := it.turnsOut(full)
			possible := it.rule.Assess(known).Possible
			for l := NotListed; l <= Book; l++ {
				if has := slices.Contains(possible, l); has != can[l] && !(has && strange) {
					t.Fatalf("item %d: %v leaves %s possible, it can turn out %v", it.No, told(known), possible, can)
				}
			}
		})
	}
}

// turnsOut are the printed levels of sheets. strange says that some contradict
// themselves.
func (it *item) turnsOut(full sheets) (can map[Level]bool, strange bool) {
	can = map[Level]bool{}
	full.each(func(facts Facts) bool {
		switch {
		case it.strange(facts):
			strange = true
		case it.leaves(facts):
			decides, _ := it.rule.judge(facts)
			for _, l := range decides.levels {
				can[l] = true
			}
		default:
			can[it.printed(facts)] = true
		}
		return true
	})
	return can, strange
}

// TestRandomSheets judges 100,000 half-known sheets. What they turn out to be is
// among the possible levels, a settled one is not milder (or stricter) than
// that, and what is asked is not known yet.
func TestRandomSheets(t *testing.T) {
	t.Parallel()
	all, random := items(t), rand.New(rand.NewPCG(1, 2))
	number := 100_000
	if testing.Short() {
		number = 10_000
	}
	for range number {
		it := all[random.IntN(len(all))]
		facts, known := Facts{}, Facts{}
		share := random.Float64()
		for i, name := range it.sheets.names {
			facts[name] = it.sheets.values[i][random.IntN(len(it.sheets.values[i]))]
			if random.Float64() < share {
				known[name] = facts[name]
			}
		}
		if fault := it.misjudges(facts, known); fault != "" {
			t.Fatalf("item %d: %v is known of %v: %s", it.No, told(known), told(facts), fault)
		}
	}
}

// misjudges says what is wrong with the verdict on what is known of a sheet.
func (it *item) misjudges(facts, known Facts) string {
	v := it.rule.Assess(known)
	decides, _ := it.rule.judge(known)
	level, settled := v.Settled()
	_, again := known[v.Ask]
	switch {
	case it.strange(facts):
	case !it.leaves(facts) && !slices.Contains(v.Possible, it.printed(facts)):
		return fmt.Sprintf("%s are possible, it turns out %s", v.Possible, it.printed(facts))
	case len(v.Possible) == 0 || !slices.IsSorted(v.Possible):
		return fmt.Sprintf("%s are possible", v.Possible)
	case settled && (v.Ask != "" || v.String() != level.String()), !settled && v.String() != Unsettled:
		return fmt.Sprintf("%s is said of %s, and %q asked", v, v.Possible, v.Ask)
	case !settled && decides.elsewhere == nil && (again || v.Ask == ""):
		return fmt.Sprintf("%q is asked", v.Ask)
	}
	return ""
}

// TestStrictestOfSeveralItems joins two items of one project (article 4).
func TestStrictestOfSeveralItems(t *testing.T) {
	t.Parallel()
	all := items(t)
	draw := func(t *rapid.T) Advice {
		it := all[rapid.IntRange(0, len(all)-1).Draw(t, "item")]
		known, _ := half(t, it.sheets)
		return it.rule.Advise(known, nil)
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t), draw(t)
		joined, turned, either := Strictest(a, b), Strictest(b, a), Either(a, b)
		var want, union []string
		for l := NotListed; l <= Book; l++ {
			inA, inB := slices.Contains(a.Possible, l.String()), slices.Contains(b.Possible, l.String())
			if inA || inB {
				union = append(union, l.String())
			}
			if inA && mildest(b) <= l || inB && mildest(a) <= l {
				want = append(want, l.String())
			}
		}
		if !slices.Equal(joined.Possible, want) || !slices.Equal(turned.Possible, want) {
			t.Fatalf("%s and %s join to %s and %s, not %s", a.Possible, b.Possible, joined.Possible, turned.Possible, want)
		}
		if !slices.Equal(either.Possible, union) {
			t.Fatalf("one of %s and %s is %s", a.Possible, b.Possible, either.Possible)
		}
		for _, joined := range []Advice{joined, turned, either} {
			settled := len(joined.Possible) == 1
			if settled && (joined.Level != joined.Possible[0] || joined.Asks != "") || !settled && joined.Level != Unsettled {
				t.Fatalf("%s is said of %s, and %q asked", joined.Level, joined.Possible, joined.Asks)
			}
		}
	})
}

func mildest(a Advice) Level {
	l, _ := levelOf(a.Possible[0])
	return l
}
