package text

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

//go:embed t2s.txt
var t2s string

// Normaliser writes a text in its one comparable form. It is safe for
// concurrent use.
type Normaliser struct {
	simplified map[rune]rune
	cantonese  *strings.Replacer
	notation   []rewrite
}

// rewrite brings a notation to one form. Hints are what stands in every text
// that the form matches: looking for them costs far less.
type rewrite struct {
	form  *regexp.Regexp
	to    string
	hints []string
}

func (r rewrite) apply(s string) string {
	if !slices.ContainsFunc(r.hints, func(h string) bool { return strings.Contains(s, h) }) {
		return s
	}
	return r.form.ReplaceAllString(s, r.to)
}

// NewNormaliser reads the tables.
func NewNormaliser() *Normaliser {
	n := &Normaliser{simplified: readPairs(t2s)}
	pairs := slices.Clone(cantonese)
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = n.Simplify(pairs[i]) // some of the words have a simplified form of their own
	}
	return &Normaliser{
		simplified: n.simplified,
		cantonese:  strings.NewReplacer(pairs...),
		notation: []rewrite{
			{regexp.MustCompile(`(?:pm\s*2[.。点·]?5|细颗粒物)+`), "pm2.5", []string{"pm", "细颗粒物"}},
			{regexp.MustCompile(`\bvocs?\b|挥发性有机(化合)?物`), "voc挥发性有机物", []string{"voc", "挥发性有机"}},
			{regexp.MustCompile(`\bco2\b`), "二氧化碳", []string{"co2"}},
			{regexp.MustCompile(`\bcod\b`), "cod化学需氧量", []string{"cod"}},
			{regexp.MustCompile(`\bnox\b`), "氮氧化物", []string{"nox"}},
			{regexp.MustCompile(`\bgdp\b`), "gdp国内生产总值", []string{"gdp"}},
			{regexp.MustCompile(`\bo3\b`), "臭氧", []string{"o3"}},
			{regexp.MustCompile(`百分之百|百分百|100\s*%`), "100%", []string{"百分", "100"}},
		},
	}
}

func readPairs(table string) map[rune]rune {
	pairs := map[rune]rune{}
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		runes := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(runes); i += 2 {
			pairs[runes[i]] = runes[i+1]
		}
	}
	return pairs
}

// Simplify folds width and case and turns traditional characters into
// simplified ones; every other sign stays.
func (n *Normaliser) Simplify(s string) string {
	return strings.Map(func(r rune) rune {
		if to, ok := n.simplified[r]; ok {
			return to
		}
		if r >= '₀' && r <= '₉' { // as in PM₂.₅
			return r - '₀' + '0'
		}
		return unicode.ToLower(r)
	}, width.Fold.String(s))
}

// Normalise returns the comparable form: simplified, with Mandarin function
// words, one notation for substances, and polite padding taken off the edges.
// A text of padding alone comes back empty.
func (n *Normaliser) Normalise(s string) string {
	return trimPadding(strings.TrimFunc(n.rewrite(s), notWord))
}

// rewrite is Normalise but for the edges.
func (n *Normaliser) rewrite(s string) string {
	s = n.mandarin(n.Simplify(s))
	for _, r := range n.notation {
		s = r.apply(s)
	}
	return s
}

// mandarin puts Mandarin function words for Cantonese ones.
func (n *Normaliser) mandarin(s string) string {
	if !strings.ContainsAny(s, protected) {
		return n.cantonese.Replace(s)
	}
	return unprotect.Replace(n.cantonese.Replace(protect.Replace(s)))
}

func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '%' }

// endsWhole says that what looks like padding is a part of a word.
func endsWhole(s string) bool {
	return slices.ContainsFunc(whole, func(w string) bool { return strings.HasSuffix(s, w) })
}

// trimPadding takes padding off the edges of a text that begins and ends with
// a word.
func trimPadding(s string) string {
	for {
		before := s
		for _, p := range leading {
			if rest, ok := strings.CutPrefix(s, p); ok {
				s = strings.TrimFunc(rest, notWord)
			}
		}
		for _, p := range trailing {
			if rest, ok := strings.CutSuffix(s, p); ok && !endsWhole(s) {
				s = strings.TrimFunc(rest, notWord)
			}
		}
		if s == before {
			return s
		}
	}
}
