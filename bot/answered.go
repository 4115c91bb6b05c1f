package bot

import (
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"
)

// Rating is what a person says of an answer; "" is nothing yet.
type Rating string

// The ratings.
const (
	RatingUseful  Rating = "useful"
	RatingUseless Rating = "useless"
)

// EntryRating is how often people said of an entry's answers that they were
// useful, and that they were not.
type EntryRating struct {
	Entry           string
	Useful, Useless int
}

// Answered is one entry's answer that a reply carried: a row of the answer
// ledger. What was asked is not kept. A reply with the answers of two entries
// has two rows with one receipt.
type Answered struct {
	Receipt   string // see Receipt
	Person    string // Message.Person of who was told, or what a store keeps in its place
	Channel   string
	Entry     string // id of the entry
	Digest    string // of what the entry said on the day AsOf
	Version   string // of the knowledge base that said it
	AsOf      string // YYYY-MM-DD: the day whose rules were told
	At        time.Time
	Rating    Rating
	Corrected string // digest that the last correction notice told; "" when there was none
}

// Outdated says that an entry, which today says something of this digest about
// the day AsOf, has been corrected since the person was told.
func (a Answered) Outdated(today string) bool {
	return a.Digest != today || a.Corrected != "" && a.Corrected != today
}

// Notified says that the last correction notice told what the entry says today.
func (a Answered) Notified(today string) bool { return a.Corrected == today }

// longestTail is how much of a person's name at most is shown, in characters.
const longestTail = 4

// Masked names the person so that a list can be read and nobody be found by it:
// the channel and at most a quarter of the name.
func (a Answered) Masked() string {
	name := a.Person[strings.LastIndex(a.Person, ":")+1:]
	shown := min(longestTail, utf8.RuneCountInString(name)/4)
	runes := []rune(name)
	return a.Channel + ":***" + string(runes[len(runes)-shown:])
}

// LogValue shows an answer without whose it is.
func (a Answered) LogValue() slog.Value {
	return slog.GroupValue(slog.String("entry", a.Entry), slog.String("channel", a.Channel), slog.String("version", a.Version))
}
