package api

import (
	"strings"
	"unicode/utf8"
)

// Split cuts a text into pieces of at most limit bytes (at least 4), between
// runes, at a line's end where one is in the second half of the piece.
func Split(text string, limit int) []string {
	var pieces []string
	for len(text) > limit {
		at := limit
		for at > 0 && !utf8.RuneStart(text[at]) {
			at--
		}
		if at == 0 { // not UTF-8: cut anywhere rather than never
			at = limit
		}
		if line := strings.LastIndexByte(text[:at], '\n'); line > at/2 {
			at = line
		}
		pieces = append(pieces, text[:at])
		text = strings.TrimLeft(text[at:], "\n")
	}
	if text != "" {
		pieces = append(pieces, text)
	}
	return pieces
}
