package text

import (
	"strings"
	"unicode"
)

// tones maps the vowels with tone marks to plain ones; ü is typed v.
var tones = strings.NewReplacer(
	"ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ế", "e", "ề", "e", "ê", "e",
	"ī", "i", "í", "i", "ǐ", "i", "ì", "i", "ō", "o", "ó", "o", "ǒ", "o", "ò", "o",
	"ū", "u", "ú", "u", "ǔ", "u", "ù", "u", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v", "ü", "v",
	"ń", "n", "ň", "n", "ǹ", "n", "ḿ", "m", "\u0304", "", "\u0300", "", "\u030c", "",
)

func untoned(syllable string) string { return tones.Replace(syllable) }

// folds are the sounds that speakers of Cantonese and of southern Mandarin do
// not tell apart when they type.
var folds = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ang", "an", "eng", "en", "ing", "in")

func fold(syllable string) string {
	if strings.HasPrefix(syllable, "n") {
		syllable = "l" + syllable[1:]
	}
	return folds.Replace(syllable)
}

const longestSyllable = 6

// spelled cuts a text of Latin letters into pinyin syllables. Figures and
// spaces only separate. It is false when a part cannot be cut, or when there
// are fewer than three different syllables: shorter texts are more often
// English, and lalala is nothing.
func (a *Analyser) spelled(s string) ([]string, bool) {
	var all []string
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for i := range len(word) {
			if word[i] < 'a' || word[i] > 'z' {
				return nil, false
			}
		}
		syllables := a.cutWord(word)
		if syllables == nil {
			return nil, false
		}
		all = append(all, syllables...)
	}
	different := map[string]bool{}
	for _, s := range all {
		different[s] = true
	}
	return all, len(different) >= 3
}

// cutWord finds the cut with the fewest syllables and folds them; nil when the
// word is not pinyin.
func (a *Analyser) cutWord(word string) []string {
	best := make([][]string, len(word)+1)
	best[0] = []string{}
	for end := 1; end <= len(word); end++ {
		for start := max(0, end-longestSyllable); start < end; start++ {
			if best[start] == nil || !a.syllables[word[start:end]] {
				continue
			}
			if best[end] == nil || len(best[start])+1 < len(best[end]) {
				best[end] = append(append([]string{}, best[start]...), fold(word[start:end]))
			}
		}
	}
	return best[len(word)]
}
