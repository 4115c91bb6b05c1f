package text

import (
	"strings"
	"unicode"
)

// HasCantonese says that a text holds Cantonese function words, in whatever
// characters they are written.
func (n *Normaliser) HasCantonese(s string) bool {
	s = protect.Replace(n.Simplify(s))
	return n.cantonese.Replace(s) != s
}

// HasTraditional says that a text holds characters whose simplified form is
// another one.
func (n *Normaliser) HasTraditional(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		to, ok := n.simplified[r]
		return ok && to != r
	})
}

// IsLatin says that a text has Latin letters and no Han character: pinyin, for
// those who ask in Chinese.
func IsLatin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
