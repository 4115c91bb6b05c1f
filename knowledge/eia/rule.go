package eia

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Value is a fact that is known: a yes or no, or an amount in the fact's unit.
// How says in which words it was told.
type Value struct {
	Yes    bool    `json:"yes"`
	Amount float64 `json:"amount"`
	How    string  `json:"how"`
}

// Facts are what is known of a project, by the facts' names. What is not in it
// is unknown.
type Facts map[string]Value

// Fact is something that can decide. Yes and No are words by which people tell
// it, Words what stands near an amount. Process marks production steps: who
// does only one thing does none of the others. Trade marks the trades that
// share an item. Quote is the catalogue's wording.
type Fact struct {
	Ask     string             `yaml:"ask"`
	Yes     []string           `yaml:"yes"`
	No      []string           `yaml:"no"`
	Unit    string             `yaml:"unit"`
	Words   []string           `yaml:"words"`
	Convert map[string]float64 `yaml:"convert"`
	Quote   string             `yaml:"quote"`
	Process bool               `yaml:"process"`
	Trade   bool               `yaml:"trade"`
}

// Rule is one item of the catalogue as conditions. The columns are read in
// order and the first that is true decides.
type Rule struct {
	Item         int             `yaml:"item"`
	Exclude      string          `yaml:"exclude"`
	Elsewhere    []Elsewhere     `yaml:"elsewhere"`
	Book         string          `yaml:"book"`
	Form         string          `yaml:"form"`
	Registration string          `yaml:"registration"`
	Otherwise    string          `yaml:"otherwise"`
	Facts        map[string]Fact `yaml:"facts"`

	columns    []column
	thresholds map[string][]float64
	order      []string // the facts as the columns name them
	hearing    *hearing
}

// Elsewhere is what an item leaves out because other items have it: the
// condition, those items, and the levels that are possible by them.
type Elsewhere struct {
	When   string   `yaml:"when"`
	Items  []int    `yaml:"items"`
	Levels []string `yaml:"levels"`
}

// column is one condition and the level that it leads to; what belongs to other
// items, elsewhere, can lead to several. The last one is always true.
type column struct {
	when      expr
	levels    []Level
	elsewhere []int
}

// Industrial is the fact that decides for items with a star: only production
// in an industrial building counts (note 4 of the catalogue).
const Industrial = "工业建筑"

var industrial = Fact{
	Ask:   "是在厂房、车间这类工业建筑里生产吗？",
	Yes:   []string{"厂房", "车间", "工业区", "工业园", "产业园", "工业大厦", "工厂", "厂区", "园区", "厂"},
	No:    []string{"家里", "屋企", "自家", "铺面", "铺位", "商铺", "门店", "店铺", "住宅", "民房", "乡下", "村屋", "档口"},
	Quote: "*指在工业建筑中生产的建设项目",
}

// prepare parses the conditions and checks them against the facts.
func (r *Rule) prepare(star string) error {
	r.thresholds = map[string][]float64{}
	if r.Facts == nil {
		r.Facts = map[string]Fact{}
	}
	for name, f := range r.Facts {
		f.Yes, f.No, f.Words = lower(f.Yes), lower(f.No), lower(f.Words)
		if f.Unit != "" && material(name) >= 0 {
			f.Words = append(f.Words, r.hearing.materialWords(name)...)
		}
		r.Facts[name] = f
	}
	if star != "none" {
		r.Facts[Industrial] = industrial
	}
	if star == "all" {
		r.columns = append(r.columns, column{when: negation{flagged(Industrial)}, levels: []Level{NotListed}})
		r.order = append(r.order, Industrial)
	}
	faults := []error{r.add(r.Exclude, nil, NotListed.String())}
	for _, e := range r.Elsewhere {
		faults = append(faults, r.add(e.When, e.Items, e.Levels...))
	}
	return errors.Join(append(faults, r.add(r.Book, nil, Book.String()), r.add(r.Form, nil, Form.String()),
		r.add(r.Registration, nil, Registration.String()), r.add(always, nil, r.Otherwise))...)
}

// add appends a column.
func (r *Rule) add(when string, elsewhere []int, levels ...string) error {
	e, err := parse(when)
	if err != nil {
		return fmt.Errorf("%s %q: %w", levels, when, err)
	}
	c := column{when: e, elsewhere: elsewhere}
	for _, name := range levels {
		level, ok := levelOf(name)
		if !ok {
			return fmt.Errorf("%q is no level", name)
		}
		c.levels = append(c.levels, level)
	}
	r.columns = append(r.columns, c)
	return r.declare(e)
}

// lower writes words as simplified texts have them.
func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

// declare checks that every name is a declared fact of the right sort.
func (r *Rule) declare(e expr) error {
	var faults []string
	e.names(func(name string, compared bool, number float64) {
		f, ok := r.Facts[name]
		if !ok {
			faults = append(faults, "fact "+name+" is not declared")
			return
		}
		if compared != (f.Unit != "") {
			faults = append(faults, "fact "+name+" is compared without a unit, or has a unit and is not compared")
		}
		if compared && !slices.Contains(r.thresholds[name], number) {
			r.thresholds[name] = append(r.thresholds[name], number)
			slices.Sort(r.thresholds[name])
		}
		if !slices.Contains(r.order, name) {
			r.order = append(r.order, name)
		}
	})
	if len(faults) > 0 {
		return fmt.Errorf("%s", strings.Join(faults, "; "))
	}
	return nil
}
