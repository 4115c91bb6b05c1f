package knowledge

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"suihuan/knowledge/eia"
)

// lists2020 are the lists of 2020 by their entries, with the last day on which
// an answer only says what each was: its own last day, or, where that was not
// read, the last before the catalogue of 2021.
var lists2020 = []struct{ entry, source, last string }{
	{"eia-gz-2020-list", "gz-exempt-2020", "2020-12-31"},
	{"eia-gz-not-in-eia-2020", "gz-not-in-eia-2020", "2023-04-02"},
	{"eia-gd-2020-list", "gd-exempt-2020", "2020-12-31"},
}

// afterAll is an answer that names an exemption to say that it frees from
// nothing.
var afterAll = map[string]string{"eia-acceptance": "后来说可以豁免的，省厅2021年答复过：仍要验收"}

var (
	confirmForm  = regexp.MustCompile(`确认|核实`)
	noGroundForm = regexp.MustCompile(`不能再拿它当|不能再当|不要拿它当|不要当作`)
)

// TestNoListOf2020Exempts reads the lists on days before and after their end.
// Each answer says that it must be confirmed, none gives the list for a ground
// once it has run out, or may have, and none cites it as in force then.
func TestNoListOf2020Exempts(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for _, list := range lists2020 {
		for _, day := range []string{"2020-08-01", "2021-06-01", "2023-04-02", "2023-04-03", "2024-01-01", "2026-11-23", "2035-01-01"} {
			a := b.Say(list.entry, dayOn(t, day))
			over := day > list.last
			for _, text := range []string{a.Text, a.Short} {
				if !confirmForm.MatchString(text) || over && !noGroundForm.MatchString(text) {
					t.Errorf("%s on %s: %s", list.entry, day, text)
				}
			}
			if status := b.sources[list.source].statusOn(day); over && status == "in-force" {
				t.Errorf("%s is %s on %s", list.source, status, day)
			}
		}
	}
}

// TestNobodyIsExempt finds the word in no verdict, and in no answer but those on
// the lists and on the plan, whatever the day.
func TestNobodyIsExempt(t *testing.T) {
	t.Parallel()
	const exempt = "豁免"
	for l := eia.NotListed; l <= eia.Book; l++ {
		if strings.Contains(l.String(), exempt) {
			t.Errorf("%s is a level", l)
		}
	}
	b := loadEmbedded(t)
	for _, e := range b.content.Entries {
		if ofPlan[e.Kind] || slices.ContainsFunc(lists2020, func(l struct{ entry, source, last string }) bool { return l.entry == e.ID }) {
			continue
		}
		said := []string{e.Text, e.Short}
		for _, p := range e.Past {
			said = append(said, p.Text, p.Short)
		}
		for _, text := range said {
			if strings.Contains(strings.ReplaceAll(text, afterAll[e.ID], ""), exempt) {
				t.Errorf("%s: %s", e.ID, text)
			}
		}
	}
}
