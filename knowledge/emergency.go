package knowledge

import (
	"strings"
	"unicode"
)

// emergency recognises a danger to people: some trigger's words all stand in
// the text, and no guard does.
type emergency struct {
	Triggers []trigger         `yaml:"triggers"`
	Guards   []string          `yaml:"guards"`
	Examples emergencyExamples `yaml:"examples"`
}

type trigger struct {
	Words []string `yaml:"words"`
}

// emergencyExamples are the tests that ship with the lists.
type emergencyExamples struct {
	Yes []string `yaml:"yes"`
	No  []string `yaml:"no"`
}

func (e emergency) merge(other emergency) emergency {
	e.Triggers = append(e.Triggers, other.Triggers...)
	e.Guards = append(e.Guards, other.Guards...)
	e.Examples.Yes = append(e.Examples.Yes, other.Examples.Yes...)
	e.Examples.No = append(e.Examples.No, other.Examples.No...)
	return e
}

// prepared returns the lists in the form in which texts are compared.
func (e emergency) prepared(simplify func(string) string) emergency {
	squashed := emergency{Examples: e.Examples}
	for _, t := range e.Triggers {
		words := make([]string, len(t.Words))
		for i, w := range t.Words {
			words[i] = squash(simplify(w))
		}
		squashed.Triggers = append(squashed.Triggers, trigger{Words: words})
	}
	for _, g := range e.Guards {
		squashed.Guards = append(squashed.Guards, squash(simplify(g)))
	}
	return squashed
}

// squash leaves letters and figures only: people in a hurry put signs and
// spaces anywhere.
func squash(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, s)
}

// in says whether a simplified and squashed text tells of a danger.
func (e emergency) in(simplified string) bool {
	for _, g := range e.Guards {
		if strings.Contains(simplified, g) {
			return false
		}
	}
	for _, t := range e.Triggers {
		if t.in(simplified) {
			return true
		}
	}
	return false
}

func (t trigger) in(s string) bool {
	for _, w := range t.Words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
