package eia

import (
	"fmt"
	"maps"
	"slices"
	"testing"
)

// sheets goes through every sheet of an item on which all is known: yes and no
// for each flag, and none, just below, exactly at and just above for each
// threshold of an amount.
type sheets struct {
	names  []string
	values [][]Value
}

// sheetsOf has the facts and thresholds of both readings of an item.
func sheetsOf(r *Rule, m *meaning) sheets {
	s := sheets{names: slices.Sorted(maps.Keys(r.Facts))}
	for _, name := range s.names {
		if r.Facts[name].Unit == "" {
			s.values = append(s.values, []Value{{}, {Yes: true}})
			continue
		}
		bounds := slices.Clone(r.thresholds[name])
		for _, l := range m.limits {
			if l.fact == name {
				bounds = append(bounds, l.amount)
			}
		}
		slices.Sort(bounds)
		values := []Value{{}}
		for _, b := range slices.Compact(bounds) {
			if b > 0 {
				values = append(values, Value{Amount: b * (1 - tiny)}, Value{Amount: b}, Value{Amount: b * (1 + tiny)})
			}
		}
		s.values = append(s.values, values)
	}
	return s
}

// tiny is by what part a sheet misses a threshold.
const tiny = 1e-6

// each calls see with every sheet, the same map each time, until it says stop.
func (s sheets) each(see func(Facts) (goOn bool)) {
	at := make([]int, len(s.names))
	facts := Facts{}
	for i, name := range s.names {
		facts[name] = s.values[i][0]
	}
	for see(facts) {
		i := 0
		for ; i < len(at); i++ {
			at[i] = (at[i] + 1) % len(s.values[i])
			facts[s.names[i]] = s.values[i][at[i]]
			if at[i] > 0 {
				break
			}
		}
		if i == len(at) {
			return
		}
	}
}

// TestRulesSayWhatIsPrinted judges every sheet of every item by the rules and
// by the wording.
func TestRulesSayWhatIsPrinted(t *testing.T) {
	t.Parallel()
	total := 0
	for _, it := range items(t) {
		it.sheets.each(func(facts Facts) bool {
			total++
			fault := it.disagrees(facts)
			if fault != "" {
				t.Errorf("item %d: %s for %v", it.No, fault, told(facts))
			}
			return fault == ""
		})
	}
	t.Logf("%d sheets", total)
}

// disagrees says how the rule and the wording differ on a sheet.
func (it *item) disagrees(facts Facts) string {
	decides, missing := it.rule.judge(facts)
	leaves := it.leaves(facts)
	switch want := it.printed(facts); {
	case it.strange(facts):
	case missing != "":
		return "the rule misses " + missing
	case leaves != (decides.elsewhere != nil):
		return fmt.Sprintf("the rule leaves it to %v, the wording does: %v", decides.elsewhere, leaves)
	case !leaves && !slices.Equal(decides.levels, []Level{want}):
		return fmt.Sprintf("the rule says %s, the wording %s", decides.levels, want)
	}
	return ""
}

// told is a sheet without what is none or no.
func told(facts Facts) map[string]any {
	out := map[string]any{}
	for name, v := range facts {
		switch {
		case v.Yes:
			out[name] = true
		case v.Amount != 0:
			out[name] = v.Amount
		}
	}
	return out
}
