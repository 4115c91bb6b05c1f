package eia

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestWordingIsThatOfTheSource compares the wording that ships with the text
// that was read from the printed catalogue, where that is at hand.
func TestWordingIsThatOfTheSource(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../../shared/domain/eia_national_2021.yaml")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the text of the catalogue is not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	var source struct {
		Items []struct {
			No           int    `yaml:"item_no"`
			Name         string `yaml:"item"`
			Star         string `yaml:"star"`
			Book         string `yaml:"report_book"`
			Form         string `yaml:"report_form"`
			Registration string `yaml:"registration"`
			Sensitive    string `yaml:"sensitive_areas"`
		} `yaml:"items"`
	}
	if err := yaml.Unmarshal(data, &source); err != nil {
		t.Fatal(err)
	}
	all := items(t)
	if len(all) != len(source.Items) {
		t.Fatalf("%d items, the source has %d", len(all), len(source.Items))
	}
	for i, it := range all {
		s, w := source.Items[i], it.wording
		w.Otherwise = "" // our own reading, see TestNothingElseApplies
		if want := (wording{No: s.No, Name: s.Name, Star: s.Star, Book: s.Book, Form: s.Form, Registration: s.Registration, Sensitive: s.Sensitive}); w != want {
			t.Errorf("item %d is %+v, the source has %+v", w.No, w, want)
		}
	}
}

// TestStars counts the trades of an item that are printed with a star.
func TestStars(t *testing.T) {
	t.Parallel()
	for _, w := range items(t) {
		want := "partial"
		switch len(starred(w.Name)) {
		case 0:
			want = "none"
		case len(split(w.Name, "；")):
			want = "all"
		}
		if w.Star != want {
			t.Errorf("item %d has stars on %s of its trades, not %s", w.No, want, w.Star)
		}
	}
}

// TestQuotesArePrinted finds the quote of every fact in its item, and every
// sensitive area that a column names in a fact.
func TestQuotesArePrinted(t *testing.T) {
	t.Parallel()
	for _, w := range items(t) {
		r := w.rule
		for name, f := range r.Facts {
			if name != Industrial && (f.Quote == "" || !strings.Contains(w.text(), f.Quote)) {
				t.Errorf("item %d: %s quotes %q, which is not printed", w.No, name, f.Quote)
			}
			if !slices.Contains(r.order, name) && name != Industrial {
				t.Errorf("item %d: %s decides nothing", w.No, name)
			}
		}
		if _, area := r.Facts[Area]; area != strings.Contains(w.Book+w.Form+w.Registration, "环境敏感区") || area != (w.Sensitive != "") {
			t.Errorf("item %d asks about sensitive areas: %v, prints %q", w.No, area, w.Sensitive)
		}
		said := append(w.facts(), needless[w.No])
		for _, name := range r.order {
			if !slices.Contains(said, name) {
				t.Errorf("item %d decides by %s, of which nothing is printed", w.No, name)
			}
		}
	}
}

// needless are facts that change no level: who tells them is asked no more.
var needless = map[int]string{102: "病死动物无害化", 103: "建筑施工废弃物"}

// TestElsewhere compares the levels of what an item leaves to others with those
// of these others, with the facts that they share.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	all := items(t)
	for _, it := range all {
		for i, e := range it.rule.Elsewhere {
			if i > 0 || !slices.Equal(it.moved.Items, e.Items) {
				t.Errorf("item %d leaves something to %v, the wording to %v", it.No, e.Items, it.moved.Items)
			}
			can := map[string]bool{}
			for _, other := range e.Items {
				for _, l := range all[other-1].rule.possible(Facts{e.When: {Yes: true}}) {
					can[l.String()] = true
				}
			}
			if slices.ContainsFunc(e.Levels, func(level string) bool { return !can[level] }) || (len(can) == len(e.Levels)) != (it.moved.Because == "") {
				t.Errorf("item %d: %v are possible by %v, the rule has %v; because %q", it.No, can, e.Items, e.Levels, it.moved.Because)
			}
		}
	}
}

// TestNothingElseApplies reads what an item says applies when none of its
// conditions is met: where there is such a project, article 5 leaves it out.
func TestNothingElseApplies(t *testing.T) {
	t.Parallel()
	for _, it := range items(t) {
		it.sheets.each(func(facts Facts) bool {
			outside := it.strange(facts) || it.leaves(facts) || holds(it.outside, facts)
			if !outside && it.printed(facts) == NotListed && !strings.Contains(it.Otherwise, "不纳入") {
				t.Errorf("item %d says %s when no condition is met, as with %v", it.No, it.Otherwise, told(facts))
				return false
			}
			return true
		})
	}
}
