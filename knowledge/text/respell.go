package text

import (
	"regexp"
	"strings"
	"unicode"
)

// unread stands for a syllable that belongs to none of the words.
const unread = "某"

// longestWord is the length in syllables of the longest word that is looked for.
const longestWord = 8

// Respell writes a text of pinyin with those of some words that it spells, the
// longest first, and a mark for each other syllable; figures stay. A text that is
// no pinyin comes back as it is.
func (a *Analyser) Respell(s string, words []string) string {
	norm := a.Normalise(s)
	if _, ok := a.spelled(norm); !ok {
		return s
	}
	spelled := map[string]string{}
	for _, w := range words {
		if sounds, ok := a.soundsOf(w); ok {
			spelled[sounds] = w
		}
	}
	var out strings.Builder
	var pending []string // syllables of neighbouring words
	for _, token := range latin.FindAllString(norm, -1) {
		if unicode.IsLetter(rune(token[0])) {
			pending = append(pending, a.cutWord(token)...)
			continue
		}
		write(&out, pending, spelled)
		pending = nil
		out.WriteString(token)
	}
	write(&out, pending, spelled)
	return out.String()
}

// latin cuts a text of pinyin into words and what stands between them, but for
// single spaces between two words.
var latin = regexp.MustCompile(`[a-z]+|[^a-z ]+`)

// soundsOf returns the folded syllables of a word of Han characters alone.
func (a *Analyser) soundsOf(word string) (string, bool) {
	var all []string
	for _, r := range word {
		syllable, ok := a.sound[r]
		if !ok {
			return "", false
		}
		all = append(all, syllable)
	}
	return strings.Join(all, " "), len(all) > 0
}

// write adds syllables as the longest words that they spell.
func write(out *strings.Builder, syllables []string, spelled map[string]string) {
	for i := 0; i < len(syllables); {
		word, n := unread, 1
		for length := min(longestWord, len(syllables)-i); length > 0; length-- {
			if w, ok := spelled[strings.Join(syllables[i:i+length], " ")]; ok {
				word, n = w, length
				break
			}
		}
		out.WriteString(word)
		i += n
	}
}
