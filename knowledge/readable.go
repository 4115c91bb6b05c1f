package knowledge

// longestRead is how many characters of a text are looked at. A question has
// fewer, the chat takes no longer message (see handlers/chat), and the work on
// spelled syllables grows faster than the text.
const longestRead = 2000

// readable is the part of a text that is looked at.
func readable(s string) string {
	n := 0
	for i := range s {
		if n == longestRead {
			return s[:i]
		}
		n++
	}
	return s
}
