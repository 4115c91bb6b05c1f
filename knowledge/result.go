package knowledge

import (
	"slices"
	"time"

	"suihuan/knowledge/eia"
)

// Result is what a fact sheet allows, with what a reader needs to check it: all
// of one version of the content, as of one day.
type Result struct {
	Sheet     Sheet
	Advice    eia.Advice
	Items     []ItemName        // that the advice names, in its order
	Units     map[string]string // of the facts that are amounts; a fact that two items measure otherwise has none
	Citations []Citation        // where the law says so
	Day       time.Time         // in China
	Version   string            // of the content
}

// ItemName is what the catalogue calls an item, with its codes of industries.
type ItemName struct {
	No             int
	Category, Name string
}

// result puts beside an advice what it rests on. What is in no item rests on
// the entry that says so.
func (b *Base) result(s Sheet, advice eia.Advice, today time.Time) Result {
	r := Result{Sheet: s, Advice: advice, Units: map[string]string{}, Day: today.In(china), Version: b.Version}
	entries := advice.Items
	if len(entries) == 0 && advice.Level == eia.NotListed.String() {
		entries = []string{notListed}
	}
	for _, id := range entries {
		for _, c := range b.Say(id, r.Day).Citations {
			if !slices.Contains(r.Citations, c) {
				r.Citations = append(r.Citations, c)
			}
		}
	}
	for _, id := range advice.Items {
		no := ItemNumber(id)
		for _, item := range b.content.Catalogue.Items {
			if item.No == no {
				r.Items = append(r.Items, ItemName{item.No, item.Category, item.Name})
			}
		}
		b.measure(no, r.Units)
	}
	return r
}

// measure adds the units of an item's facts.
func (b *Base) measure(item int, units map[string]string) {
	rule, ok := b.eia.Items[item]
	if !ok {
		return
	}
	for name, f := range rule.Facts {
		if unit, seen := units[name]; seen && unit != f.Unit {
			f.Unit = ""
		}
		units[name] = f.Unit
	}
}
