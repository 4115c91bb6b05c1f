package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// digest names what an entry says on a day: its authored text, also in English,
// the sentence that it quotes, and the sources that it rests on with their standing on that
// day. It changes when one of these is corrected, not with the words and links
// that the program puts around them, and not with another entry. An entry that
// does not exist has none.
func (b *Base) digest(a Answer, quote string) string {
	if a.Text == "" {
		return ""
	}
	sum := sha256.New()
	english, _ := b.englishOf(a.Entry)
	fmt.Fprintf(sum, "%q %q %q %q\n", a.Text, a.Short, quote, english.Text)
	for _, c := range a.Citations {
		fmt.Fprintf(sum, "%q %q %q %q\n", c.Title, c.Number, c.Article, c.Status)
	}
	return hex.EncodeToString(sum.Sum(nil))[:24]
}
