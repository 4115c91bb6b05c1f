package eia

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"gopkg.in/yaml.v3"
)

// item is one item of the catalogue as it is printed, as the rules have it and
// as its wording is read, with every sheet on which all is known.
type item struct {
	wording
	rule *Rule
	*meaning
	sheets sheets
}

// items are all items in the order of their numbers, read once for all tests.
func items(t testing.TB) []*item {
	t.Helper()
	all, err := second()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var second = sync.OnceValues(func() ([]*item, error) {
	printed, err := printedItems()
	if err != nil {
		return nil, err
	}
	g, err := readGlossary()
	if err != nil {
		return nil, err
	}
	stars := map[int]string{}
	for _, w := range printed {
		stars[w.No] = w.Star
	}
	rules, err := Load(Shipped().Of("eia-catalogue-2021"), stars)
	if err != nil {
		return nil, err
	}
	var all []*item
	var faults []error
	for _, w := range printed {
		m, err := g.translate(w, rules.Items[w.No])
		faults = append(faults, err)
		all = append(all, &item{w, rules.Items[w.No], m, sheetsOf(rules.Items[w.No], m)})
	}
	return all, errors.Join(append(faults, g.unused()...)...)
})

// printedItems reads the catalogue as it is shipped.
func printedItems() ([]wording, error) {
	data, err := os.ReadFile("../content/eia-catalogue-2021.yaml")
	if err != nil {
		return nil, err
	}
	var file struct {
		Catalogue struct {
			Items []wording `yaml:"items"`
		} `yaml:"catalogue"`
	}
	err = yaml.Unmarshal(data, &file)
	return file.Catalogue.Items, err
}

// glossary is testdata/reading.yaml: what the printed phrases mean in facts.
type glossary struct {
	Common     map[string]string         `yaml:"common"`
	Items      map[int]map[string]string `yaml:"items"`
	Apart      map[int]map[string]string `yaml:"apart"`
	Elsewhere  map[int]moved             `yaml:"elsewhere"`
	Impossible map[int]string            `yaml:"impossible"`

	used map[string]bool
}

// moved is what other items have.
type moved struct {
	When    string `yaml:"when"`
	Items   []int  `yaml:"items"`
	Because string `yaml:"because"` // why fewer levels are possible than those items have
}

func readGlossary() (*glossary, error) {
	file, err := os.Open("testdata/reading.yaml")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	g := &glossary{used: map[string]bool{}}
	dec := yaml.NewDecoder(file)
	dec.KnownFields(true)
	return g, dec.Decode(g)
}

// meaning of a phrase in an item. apart is an exception that is no condition of
// its own.
func (g *glossary) meaning(item int, phrase string) (text string, apart, found bool) {
	own := fmt.Sprint(item, phrase)
	if _, apart = g.Apart[item][phrase]; apart {
		g.used[own] = true
		return "", true, true
	}
	if text, found = g.Items[item][phrase]; found {
		g.used[own] = true
		return text, false, true
	}
	g.used[phrase] = true
	text, found = g.Common[phrase]
	return text, false, found
}

// unused reports the phrases of the glossary that no item prints.
func (g *glossary) unused() (faults []error) {
	for _, group := range []map[int]map[string]string{g.Items, g.Apart} {
		for item, phrases := range group {
			for p := range phrases {
				if !g.used[fmt.Sprint(item, p)] {
					faults = append(faults, fmt.Errorf("item %d does not print %s", item, p))
				}
			}
		}
	}
	for p := range g.Common {
		if !g.used[p] {
			faults = append(faults, fmt.Errorf("no item prints %s", p))
		}
	}
	return faults
}
