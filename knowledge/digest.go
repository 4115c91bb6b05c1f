package knowledge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// digest names what an entry says on a day: its authored text, and the sources
// that it rests on with their standing on that day. It changes when one of
// these is corrected, not with the words that the program puts around them, and
// not with another entry. An entry that does not exist has none.
func (b *Base) digest(said Past, day time.Time) string {
	if said.Text == "" {
		return ""
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q\n", said.Text, said.Short)
	for _, c := range said.Cite {
		cited := b.sources[c.Source].citation(c.Article, day)
		fmt.Fprintf(sum, "%q %q %q %q\n", cited.Title, cited.Number, cited.Article, cited.Status)
	}
	return hex.EncodeToString(sum.Sum(nil))[:24]
}
