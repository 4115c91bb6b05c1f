package petition

import (
	"regexp"
	"strings"
	"unicode"
)

// Masked stands where something that could name a person was.
const Masked = "＊＊＊"

// gap is what people write between the digits of a number.
const gap = `[ \-—–_.·、,]{0,2}`

// reaching are the forms of numbers and addresses that can name or reach a
// person, the longest first. A run of seven digits or more is masked whatever
// it is: a bank card, a QQ or licence number adds nothing to what is read here.
var reaching = []*regexp.Regexp{
	regexp.MustCompile(`[1-9]\d{5}` + gap + `(?:19|20)\d{2}` + gap + `\d{4}` + gap + `\d{3}[\dXx]`), // id card
	regexp.MustCompile(`\d{12,}[Xx]?`),
	regexp.MustCompile(`(?:\+?86` + gap + `)?1` + gap + `[3-9](?:` + gap + `\d){9}`), // mobile
	regexp.MustCompile(`[(（]?0\d{2,3}[)）]?` + gap + `\d{3,4}` + gap + `\d{4}`),       // landline
	regexp.MustCompile(`\d{7,}[Xx]?`),
	// A local number in halves; one that begins like a year is left alone.
	regexp.MustCompile(`(?:2[1-9]|[3-8]\d)\d{2}[ \-—]\d{4}`),
	regexp.MustCompile(`[零〇一二三四五六七八九幺两]{7,}`),
	regexp.MustCompile(`[0-9A-Za-z_.+-]+@[0-9A-Za-z-]+\.[0-9A-Za-z.-]+`),
}

// MaskNumbers masks every number and mail address that could name or reach a
// person. The text must be Plain.
func MaskNumbers(text string) string {
	for _, form := range reaching {
		text = form.ReplaceAllString(text, Masked)
	}
	return text
}

// Numbers returns what MaskNumbers masks.
func Numbers(text string) (found []string) {
	for _, form := range reaching {
		found = append(found, form.FindAllString(text, -1)...)
		text = form.ReplaceAllString(text, Masked)
	}
	return found
}

// Plain makes full-width digits, letters, @, hyphens and full stops plain and drops
// the invisible signs that could hide a number from its form.
func Plain(text string) string { return strings.Map(plainSign, text) }

func plainSign(r rune) rune {
	const wide = 'Ａ' - 'A'
	switch {
	case r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r == '＠', r == '．', r == '－':
		return r - wide
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return plainDigit(r)
}
