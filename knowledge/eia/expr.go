package eia

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// truth is three-valued.
type truth int

const (
	no truth = iota
	unknown
	yes
)

// expr is a condition over facts. eval returns its truth and, when that is
// unknown, a fact that it depends on.
type expr interface {
	eval(Facts) (truth, string)
	names(func(name string, compared bool, number float64))
}

type (
	constant truth
	flagged  string
	compared struct {
		name, op string
		number   float64
	}
	negation struct{ of expr }
	all      []expr // and
	either   []expr // or
)

func (c constant) eval(Facts) (truth, string) { return truth(c), "" }

func (f flagged) eval(facts Facts) (truth, string) {
	v, ok := facts[string(f)]
	if !ok {
		return unknown, string(f)
	}
	return truthOf(v.Yes), ""
}

var comparisons = map[string]func(a, b float64) bool{
	">=": func(a, b float64) bool { return a >= b },
	">":  func(a, b float64) bool { return a > b },
	"<=": func(a, b float64) bool { return a <= b },
	"<":  func(a, b float64) bool { return a < b },
}

func (c compared) eval(facts Facts) (truth, string) {
	v, ok := facts[c.name]
	if !ok {
		return unknown, c.name
	}
	return truthOf(comparisons[c.op](v.Amount, c.number)), ""
}

func (n negation) eval(facts Facts) (truth, string) {
	t, name := n.of.eval(facts)
	return yes - t, name
}

func (a all) eval(facts Facts) (truth, string)    { return fold(a, facts, no) }
func (e either) eval(facts Facts) (truth, string) { return fold(e, facts, yes) }

// fold evaluates until one part decides; else what is unknown stays unknown.
func fold(parts []expr, facts Facts, decides truth) (truth, string) {
	result, missing := yes-decides, ""
	for _, p := range parts {
		t, name := p.eval(facts)
		if t == decides {
			return decides, ""
		}
		if t == unknown && missing == "" {
			result, missing = unknown, name
		}
	}
	return result, missing
}

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func (constant) names(func(string, bool, float64))      {}
func (f flagged) names(see func(string, bool, float64)) { see(string(f), false, 0) }
func (c compared) names(see func(string, bool, float64)) {
	see(c.name, true, c.number)
}
func (n negation) names(see func(string, bool, float64)) { n.of.names(see) }
func (a all) names(see func(string, bool, float64)) {
	for _, p := range a {
		p.names(see)
	}
}
func (e either) names(see func(string, bool, float64)) {
	for _, p := range e {
		p.names(see)
	}
}

var token = regexp.MustCompile(`^\s*(>=|<=|[<>|&!()]|[\p{L}0-9_.]+)`)

// always is the expression that is always true.
const always = "1"

// parser reads an expression: names joined by | & !, with brackets and
// comparisons. The empty expression is never true.
type parser struct {
	tokens []string
	at     int
}

func parse(text string) (expr, error) {
	if strings.TrimSpace(text) == "" {
		return constant(no), nil
	}
	p := &parser{}
	for rest := text; strings.TrimSpace(rest) != ""; {
		m := token.FindStringSubmatch(rest)
		if m == nil {
			return nil, fmt.Errorf("cannot read %q", rest)
		}
		p.tokens = append(p.tokens, m[1])
		rest = rest[len(m[0]):]
	}
	e, err := p.or()
	if err == nil && p.at < len(p.tokens) {
		err = fmt.Errorf("unexpected %q", p.tokens[p.at])
	}
	return e, err
}

func (p *parser) next() string {
	if p.at < len(p.tokens) {
		return p.tokens[p.at]
	}
	return ""
}

func (p *parser) take(word string) bool {
	if p.next() == word {
		p.at++
		return true
	}
	return false
}

func (p *parser) or() (expr, error) {
	return p.chain("|", p.and, func(parts []expr) expr { return either(parts) })
}

func (p *parser) and() (expr, error) {
	return p.chain("&", p.not, func(parts []expr) expr { return all(parts) })
}

func (p *parser) chain(sign string, part func() (expr, error), join func([]expr) expr) (expr, error) {
	first, err := part()
	parts := []expr{first}
	for err == nil && p.take(sign) {
		var e expr
		e, err = part()
		parts = append(parts, e)
	}
	if err != nil || len(parts) == 1 {
		return first, err
	}
	return join(parts), nil
}

func (p *parser) not() (expr, error) {
	if p.take("!") {
		e, err := p.not()
		return negation{e}, err
	}
	if p.take("(") {
		e, err := p.or()
		if err == nil && !p.take(")") {
			err = fmt.Errorf("a bracket is not closed")
		}
		return e, err
	}
	return p.atom()
}

var nameForm = regexp.MustCompile(`^[\p{L}0-9_.]+$`)

func (p *parser) atom() (expr, error) {
	name := p.next()
	if !nameForm.MatchString(name) {
		return nil, fmt.Errorf("a name is missing before %q", name)
	}
	p.at++
	op := p.next()
	if !slices.Contains([]string{">=", ">", "<=", "<"}, op) {
		if name == always {
			return constant(yes), nil
		}
		return flagged(name), nil
	}
	p.at++
	number, err := strconv.ParseFloat(p.next(), 64)
	if err != nil {
		return nil, fmt.Errorf("no number behind %s %s", name, op)
	}
	p.at++
	return compared{name: name, op: op, number: number}, nil
}
