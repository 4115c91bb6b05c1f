package wecom

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suihuan/bot/internal/envelope"
	"suihuan/bot/petition"
)

// mask makes a citizen's words fit for a card: without numbers that name or
// reach a person, without the words of the reporter's own contact, on one
// line, and without what a client could take for a link.
func mask(text, contact string) string {
	text = strings.ReplaceAll(petition.Plain(envelope.Clean(text)), "<", "＜")
	text = strings.Join(strings.Fields(text), " ")
	for _, word := range contactWords(contact) {
		text = strings.ReplaceAll(text, word, petition.Masked)
	}
	return petition.MaskNumbers(text)
}

// contactWords are the words of a contact that are long enough to mean it; a
// few digits are not.
func contactWords(contact string) []string {
	words := strings.FieldsFunc(petition.Plain(contact), func(r rune) bool {
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
