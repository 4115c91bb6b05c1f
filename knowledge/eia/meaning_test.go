package eia

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// meaning is the wording of one item in facts: a project is outside of it when
// one of outside is true, in other items when elsewhere is, and a column holds
// when one of its clauses does.
type meaning struct {
	outside    []expr
	elsewhere  expr
	moved      moved
	columns    []meant
	impossible expr
	limits     []placed
}

// meant is a printed column in facts.
type meant struct {
	level    Level
	clauses  []meantClause
	excepted []expr
}

type meantClause struct {
	when       expr
	exceptions []expr
}

// placed is a printed limit with the fact that it decides by, the column that
// prints it (不纳入 for the name) and whether it leaves projects out of it.
type placed struct {
	limit
	fact     string
	phrase   string
	level    Level
	excepted bool
	yesno    bool // it is asked as a yes or no
}

// printed is the level by the wording, when every fact is known.
func (m *meaning) printed(facts Facts) Level {
	if holds(m.outside, facts) {
		return NotListed
	}
	for _, c := range m.columns {
		for _, cl := range c.clauses {
			if isTrue(cl.when, facts) && !holds(cl.exceptions, facts) && !holds(c.excepted, facts) {
				return c.level
			}
		}
	}
	return NotListed
}

// leaves says that the project belongs to other items.
func (m *meaning) leaves(facts Facts) bool {
	return isTrue(m.elsewhere, facts) && !holds(m.outside, facts)
}

// strange says that the sheet contradicts itself.
func (m *meaning) strange(facts Facts) bool { return isTrue(m.impossible, facts) }

func holds(parts []expr, facts Facts) bool {
	return slices.ContainsFunc(parts, func(e expr) bool { return isTrue(e, facts) })
}

func isTrue(e expr, facts Facts) bool {
	truth, missing := e.eval(facts)
	if truth == unknown {
		panic("the sheet leaves out " + missing)
	}
	return truth == yes
}

// facts are the names that decide by the wording.
func (m *meaning) facts() (names []string) {
	parts := append([]expr{m.elsewhere}, m.outside...)
	for _, c := range m.columns {
		parts = append(parts, c.excepted...)
		for _, cl := range c.clauses {
			parts = append(append(parts, cl.when), cl.exceptions...)
		}
	}
	all(parts).names(func(name string, _ bool, _ float64) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	})
	return names
}

// translate says in facts what an item prints. Every phrase must be in the
// glossary, and every number in it must find its fact.
func (g *glossary) translate(w wording, rule *Rule) (*meaning, error) {
	m := &meaning{moved: g.Elsewhere[w.No]}
	tr := translator{glossary: g, item: w.No, rule: rule, m: m}
	switch w.Star {
	case "all":
		m.outside = []expr{negation{flagged(Industrial)}}
	case "partial":
		for _, trade := range tr.all(starred(w.Name)) {
			m.outside = append(m.outside, all{trade, negation{flagged(Industrial)}})
		}
	}
	exceptions, sizes := readName(w.Name)
	m.outside = append(m.outside, tr.exceptions(exceptions)...)
	for _, e := range tr.all(sizes) {
		m.outside = append(m.outside, negation{e})
	}
	for _, c := range w.columns() {
		tr.level = c.level
		m.columns = append(m.columns, tr.column(c.text))
	}
	m.impossible, m.elsewhere = tr.parsed(g.Impossible[w.No]), tr.parsed(m.moved.When)
	if len(tr.faults) > 0 {
		return nil, fmt.Errorf("item %d: %s", w.No, strings.Join(tr.faults, "; "))
	}
	return m, nil
}

type translator struct {
	*glossary
	item     int
	rule     *Rule
	m        *meaning
	level    Level
	excepted bool
	faults   []string
}

func (tr *translator) fail(form string, args ...any) {
	tr.faults = append(tr.faults, fmt.Sprintf(form, args...))
}

// column translates a column.
func (tr *translator) column(text string) meant {
	clauses, excepted := readColumn(text)
	c := meant{level: tr.level, excepted: tr.exceptions(excepted)}
	for _, cl := range clauses {
		if when := tr.say(cl.passage); when != nil {
			c.clauses = append(c.clauses, meantClause{when, tr.exceptions(cl.exceptions)})
		}
	}
	return c
}

func (tr *translator) exceptions(passages []passage) []expr {
	tr.excepted = true
	defer func() { tr.excepted = false }()
	return tr.all(passages)
}

func (tr *translator) all(passages []passage) (said []expr) {
	for _, p := range passages {
		if e := tr.say(p); e != nil {
			said = append(said, e)
		}
	}
	return said
}

var gap = regexp.MustCompile(`([\p{L}0-9_]+) ([#~])`)

// say translates a passage; nil is what stands apart.
func (tr *translator) say(p passage) expr {
	text, apart, found := tr.meaning(tr.item, p.text)
	if !found {
		tr.fail("no word for %s", p.text)
	}
	if apart || !found {
		return nil
	}
	left := p.limits
	filled := gap.ReplaceAllStringFunc(text, func(s string) string {
		m := gap.FindStringSubmatch(s)
		if len(left) == 0 {
			tr.fail("no number is left for %s in %s", m[1], p.text)
			return m[1]
		}
		l := left[0]
		left = left[1:]
		return tr.limited(m[1], l, m[2] == "~", p.text)
	})
	if len(left) > 0 {
		tr.fail("%s: no fact takes %v", p.text, left)
	}
	return tr.parsed(filled)
}

// limited writes the comparison of a fact with a printed limit, in the unit in
// which the fact is asked; a yes or no needs none.
func (tr *translator) limited(fact string, l limit, yesno bool, phrase string) string {
	text := fact
	if !yesno {
		converted, ok := l.inUnit(tr.rule.Facts[fact].Unit)
		if !ok {
			tr.fail("%s is asked in %q, printed in %q", fact, tr.rule.Facts[fact].Unit, l.unit)
		}
		l = converted
		text += " " + l.op + " " + strconv.FormatFloat(l.amount, 'f', -1, 64)
	}
	tr.m.limits = append(tr.m.limits, placed{l, fact, phrase, tr.level, tr.excepted, yesno})
	return text
}

func (tr *translator) parsed(text string) expr {
	e, err := parse(text)
	if err != nil {
		tr.fail("%v", err)
		return constant(no)
	}
	e.names(func(name string, _ bool, _ float64) {
		if _, ok := tr.rule.Facts[name]; !ok {
			tr.fail("the rule asks nothing about %s", name)
		}
	})
	return e
}
