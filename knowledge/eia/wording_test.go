package eia

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The second reading of the catalogue takes its printed wording apart without a
// look at the rules: columns into clauses, brackets into exceptions, numbers
// into limits (limits_test.go). What the words mean in facts is in
// testdata/reading.yaml; the numbers and directions come from the print alone.

// wording is one item as printed.
type wording struct {
	No           int    `yaml:"no"`
	Name         string `yaml:"name"`
	Star         string `yaml:"star"`
	Book         string `yaml:"book"`
	Form         string `yaml:"form"`
	Registration string `yaml:"registration"`
	Sensitive    string `yaml:"sensitive"`
	Otherwise    string `yaml:"otherwise"`
}

// printed is a printed column and the level that it leads to.
type printed struct {
	level Level
	text  string
}

// columns are the printed columns from the strictest level down.
func (w wording) columns() []printed {
	return []printed{{Book, w.Book}, {Form, w.Form}, {Registration, w.Registration}}
}

// text is all that is printed of the conditions of an item.
func (w wording) text() string {
	return strings.Join([]string{w.Name, w.Book, w.Form, w.Registration, w.Sensitive}, "\n")
}

// passage is a stretch of wording that has a meaning of its own, with the
// numbers in it.
type passage struct {
	text   string
	limits []limit
}

// clause is one of the conditions of a column that are joined by or, and what
// it leaves out.
type clause struct {
	passage
	exceptions []passage
}

// readColumn takes a column apart. excepted are the exceptions of all of its
// clauses together: what stands behind 以上均不含, and behind 以上项目的改、扩建,
// which names no other projects than the clauses before it.
func readColumn(text string) (clauses []clause, excepted []passage) {
	if text == "/" {
		return nil, nil
	}
	if head, tail, found := strings.Cut(text, "以上均不含"); found {
		text, excepted = head, []passage{read("以上均不含" + tail)}
	}
	for _, whole := range split(text, "；") {
		for _, part := range split(whole, "，或") {
			c := readClause(part)
			if strings.HasPrefix(c.text, "以上项目的") {
				excepted = append(excepted, c.exceptions...)
				continue
			}
			clauses = append(clauses, c)
		}
	}
	return clauses, excepted
}

func readClause(whole string) clause {
	text, brackets := unbracket(whole)
	c := clause{passage: read(text)}
	for _, bracket := range brackets {
		for _, part := range split(strings.ReplaceAll(bracket, "，均不含", "；均不含"), "；") {
			if exceptive.MatchString(part) {
				c.exceptions = append(c.exceptions, read(part))
				continue
			}
			c.limits = append(c.limits, limitsIn(part)...)
		}
	}
	return c
}

// readName takes the scope of an item out of its name: what it leaves out and
// the sizes from which it begins.
func readName(name string) (exceptions, sizes []passage) {
	for _, part := range split(name, "；") {
		c := readClause(part)
		exceptions = append(exceptions, c.exceptions...)
		_, brackets := unbracket(part)
		for _, b := range brackets {
			if !exceptive.MatchString(b) && len(limitsIn(b)) > 0 {
				sizes = append(sizes, read(b))
			}
		}
	}
	return exceptions, sizes
}

// starred are the trades of an item that count only in an industrial building.
func starred(name string) (trades []passage) {
	for _, part := range split(name, "；") {
		if trade, _ := unbracket(part); strings.HasSuffix(trade, "*") {
			trades = append(trades, read(trade))
		}
	}
	return trades
}

func read(text string) passage { return passage{text, limitsIn(text)} }

// exceptive marks what a bracket leaves out. That the number itself is not
// meant (不含20张住院床位的) is no exception but a direction.
var exceptive = regexp.MustCompile(`除外|不含[^0-9）]|不含[0-9.]+兆帕`)

// split cuts at a sign that stands outside of all brackets.
func split(text, sign string) []string {
	var parts []string
	depth, from := 0, 0
	for i := 0; i < len(text); {
		letter, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case letter == '（':
			depth++
		case letter == '）':
			depth--
		case depth == 0 && strings.HasPrefix(text[i:], sign):
			parts, from = append(parts, text[from:i]), i+len(sign)
			size = len(sign)
		}
		i += size
	}
	return append(parts, text[from:])
}

// unbracket takes the outermost brackets out of a text, but for those that
// belong to the number before them.
func unbracket(text string) (rest string, brackets []string) {
	var out strings.Builder
	for {
		open := strings.Index(text, "（")
		if open < 0 {
			return out.String() + text, brackets
		}
		end := closing(text, open)
		body := text[open+len("（") : end]
		out.WriteString(text[:open])
		if sameAmount.MatchString(body) {
			out.WriteString("（" + body + "）")
		} else {
			brackets = append(brackets, body)
		}
		text = text[end+len("）"):]
	}
}

// closing is where the bracket that opens there is closed.
func closing(text string, open int) int {
	depth := 0
	for i, letter := range text[open:] {
		depth += map[rune]int{'（': 1, '）': -1}[letter]
		if depth == 0 {
			return open + i
		}
	}
	return len(text) - len("）")
}

// TestWordingIsWhole takes every item apart and misses no letter of a column.
func TestWordingIsWhole(t *testing.T) {
	t.Parallel()
	all := items(t)
	if len(all) != 173 {
		t.Fatalf("%d items", len(all))
	}
	for i, w := range all {
		if w.No != i+1 || w.Name == "" {
			t.Errorf("item %d stands at place %d", w.No, i+1)
		}
		for _, c := range w.wording.columns() {
			if strings.Count(c.text, "（") != strings.Count(c.text, "）") {
				t.Errorf("item %d, %s: the brackets do not match", w.No, c.level)
			}
			clauses, _ := readColumn(c.text)
			if slices.ContainsFunc(clauses, func(c clause) bool { return c.text == "" }) {
				t.Errorf("item %d, %s: an empty clause in %q", w.No, c.level, c.text)
			}
		}
	}
}
