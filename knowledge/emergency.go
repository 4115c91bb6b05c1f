package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suihuan/knowledge/text"
)

// emergency is what the alarm rests on: the words of dangers (all words of a
// trigger stand in the text) and of look-alikes, and examples of both. Neither
// decides: see alarm.go.
type emergency struct {
	Triggers []trigger         `yaml:"triggers"`
	Guards   []string          `yaml:"guards"`
	Examples emergencyExamples `yaml:"examples"`

	dangers, alike wordLists // of triggers and guards, once prepared
}

type trigger struct {
	Words  []string `yaml:"words"`
	sounds [][]string
}

// emergencyExamples are what the alarm learns from, and is tested on.
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
func (e emergency) prepared(a *text.Analyser) emergency {
	ready := emergency{Examples: e.Examples, dangers: wordLists{}, alike: wordLists{}}
	for _, t := range e.Triggers {
		one := trigger{}
		for _, w := range t.Words {
			word := squash(a.Simplify(w))
			one.Words = append(one.Words, word)
			one.sounds = append(one.sounds, a.Sounds(word))
		}
		ready.Triggers = append(ready.Triggers, one)
		ready.dangers.add(one.Words)
	}
	for _, g := range e.Guards {
		var words []string
		for w := range strings.FieldsSeq(g) {
			words = append(words, squash(a.Simplify(w)))
		}
		ready.alike.add(words)
	}
	return ready
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

// triggered says that the words of a danger stand in a text: squashed is its
// letters and figures in simplified form, sounds its pairs of syllables.
func (e emergency) triggered(squashed string, sounds map[string]bool) bool {
	if len(sounds) == 0 {
		return e.dangers.anyIn(squashed)
	}
	return slices.ContainsFunc(e.Triggers, func(t trigger) bool { return t.in(squashed, sounds) })
}

// guarded says that the words of a look-alike stand in a squashed text. A guard
// of several words wants all of them.
func (e emergency) guarded(squashed string) bool { return e.alike.anyIn(squashed) }

// wordLists are lists of words under the first character of their first word.
type wordLists map[rune][][]string

func (l wordLists) add(words []string) {
	first, _ := utf8.DecodeRuneInString(words[0])
	l[first] = append(l[first], words)
}

// anyIn says that all words of some list stand in a text.
func (l wordLists) anyIn(text string) bool {
	for _, r := range text {
		for _, words := range l[r] {
			if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) }) {
				return true
			}
		}
	}
	return false
}

// in says that every word stands in the text, as it is or by its sound.
func (t trigger) in(squashed string, sounds map[string]bool) bool {
	for i, w := range t.Words {
		if !strings.Contains(squashed, w) && !allIn(t.sounds[i], sounds) {
			return false
		}
	}
	return true
}

// allIn is false for words without a sound: single characters have none.
func allIn(pairs []string, sounds map[string]bool) bool {
	for _, p := range pairs {
		if !sounds[p] {
			return false
		}
	}
	return len(pairs) > 0
}

// holds says that all words of a list stand in a text.
func holds(text, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
