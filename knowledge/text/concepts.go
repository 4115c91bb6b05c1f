package text

import (
	"slices"
	"strings"
)

// concepts are words that mean the same, under the name of what they mean. A
// word found in a text stands in its grams as the concept too.
type concepts struct {
	byFirst map[rune][]conceptWord
}

type conceptWord struct {
	word string
	gram string
}

// conceptMark keeps the names of concepts apart from words.
const conceptMark = "§"

// newConcepts reads the table; words are brought to the form of normalised
// texts.
func (n *Normaliser) newConcepts(table map[string][]string) concepts {
	c := concepts{byFirst: map[rune][]conceptWord{}}
	for name, words := range table {
		for _, w := range words {
			w = n.rewrite(w)
			if w == "" {
				continue
			}
			first := []rune(w)[0]
			c.byFirst[first] = append(c.byFirst[first], conceptWord{w, conceptMark + name})
		}
	}
	return c
}

// cuts says that a place in a text begins or ends inside a Latin word.
func cuts(s string, from, to int) bool {
	return from > 0 && isLatin(s[from-1]) && isLatin(s[from]) || to < len(s) && isLatin(s[to-1]) && isLatin(s[to])
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' }

// in lists the concepts of a normalised text, in the order of their names.
func (c concepts) in(norm string) []string {
	var found []string
	for at, r := range norm {
		for _, w := range c.byFirst[r] {
			if strings.HasPrefix(norm[at:], w.word) && !cuts(norm, at, at+len(w.word)) && !slices.Contains(found, w.gram) {
				found = append(found, w.gram)
			}
		}
	}
	slices.Sort(found)
	return found
}
