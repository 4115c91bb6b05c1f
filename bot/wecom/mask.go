package wecom

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suihuan/bot/internal/envelope"
)

// masked stands where something that could name a person was.
const masked = "＊＊＊"

// gap is what people write between the digits of a number.
const gap = `[ \-—–_.·、,]{0,2}`

// personal are the forms that can name or reach a person, the longest first. A
// run of seven digits or more is masked whatever it is: a bank card, a QQ or
// licence number adds nothing to a card that the console does not show.
var personal = []*regexp.Regexp{
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

// mask makes a citizen's words fit for a card: without numbers that name or
// reach a person, without the words of the reporter's own contact, on one
// line, and without what a client could take for a link.
func mask(text, contact string) string {
	text = strings.Join(strings.Fields(strings.Map(plainSign, envelope.Clean(text))), " ")
	for _, word := range contactWords(contact) {
		text = strings.ReplaceAll(text, word, masked)
	}
	for _, form := range personal {
		text = form.ReplaceAllString(text, masked)
	}
	return text
}

// plainSign makes full-width digits plain and drops the invisible signs that
// could hide a number from its form.
func plainSign(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '<':
		return '＜'
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// contactWords are the words of a contact that are long enough to mean it; a
// few digits are not.
func contactWords(contact string) []string {
	words := strings.FieldsFunc(strings.Map(plainSign, contact), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return slices.DeleteFunc(words, func(w string) bool {
		least := 5
		if strings.ContainsFunc(w, unicode.IsLetter) {
			least = 2
		}
		return utf8.RuneCountInString(w) < least
	})
}

// clip cuts a text to at most n signs, the last being an ellipsis.
func clip(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return string(runes[:n-1]) + "…"
}
