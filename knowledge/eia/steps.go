package eia

import (
	"regexp"
	"slices"
)

// step is something that is done, or said not to be done, in a production.
type step struct {
	class, word string
	denied      bool
}

// elsewhere marks, behind a word, what others do, what is bought, or what there
// is none of.
var elsewhere = regexp.MustCompile(`^[^，。；、,;]{0,4}(?:外发|外包|外协|外购|外构|买入|买来|送去)|^(?:客户|人家|别人)|^[^，。；、,;]{0,3}(?:都|也|亦)(?:没有|没|冇|不用|唔用|唔要|不需要)`)

// denied says that what stands at a place in a text is not done here.
func denied(text string, at []int) bool {
	return negated(text[:at[0]]) || elsewhere.MatchString(text[at[1]:])
}

// stepsIn lists the steps that a text names.
func (h *hearing) stepsIn(text string) []step {
	var found []step
	for _, at := range h.words.FindAllStringIndex(text, -1) {
		word := text[at[0]:at[1]]
		found = append(found, step{
			class: h.classOf[word], word: word, denied: denied(text, at),
		})
	}
	return found
}

// done are the words of the steps that are done, each once.
func done(steps []step) []string {
	var words []string
	for _, s := range steps {
		if !s.denied && !slices.Contains(words, s.word) {
			words = append(words, s.word)
		}
	}
	return words
}

// allSteps is how many steps a text names that tells all of them, where each is
// one of a few.
const allSteps = 3

// pure reads whether nothing is done but the steps of a pure fact. sure says
// that the text tells all steps.
func pure(steps []step, of []string, sure bool) (Value, bool) {
	for _, s := range steps {
		if !s.denied && !slices.Contains(of, s.class) {
			return Value{How: s.word}, true
		}
	}
	words := done(steps)
	if len(words) == 0 || !sure && len(words) < allSteps {
		return Value{}, false
	}
	return Value{Yes: true, How: words[len(words)-1]}, true
}
