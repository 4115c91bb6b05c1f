package petition

import (
	"log/slog"
	"time"
)

// Interview is a conversation that finds out which assessment a project needs,
// as it is kept between messages. The zero value has not begun: Item is 0.
type Interview struct {
	Text string `json:"text"` // the project in its owner's words, without what names or reaches a person
	// Item is of the catalogue's edition whose source id is Catalogue.
	Item      int               `json:"item"`
	Catalogue string            `json:"catalogue"`
	Items     []int             `json:"items,omitempty"`   // that fit, while the owner has not chosen
	Answers   map[string]string `json:"answers,omitempty"` // by fact: true, false, an amount in its unit, or NotKnown
	Step      string            `json:"step"`
	Fact      string            `json:"fact,omitempty"`  // what was asked last
	Asked     bool              `json:"asked,omitempty"` // what the text does not name was asked for

	// What is told for the hand-over.
	Where string `json:"where,omitempty"`
	Firm  string `json:"firm,omitempty"`
	// Contact names or reaches the owner; it is stored apart from the rest.
	Contact string `json:"-"`

	Message string    `json:"-"` // key of the message that it follows
	Updated time.Time `json:"-"`
	Expires time.Time `json:"-"` // from then on it is as if it were not there
}

// LogValue keeps every word of an interview out of the log.
func (Interview) LogValue() slog.Value { return slog.StringValue("[interview]") }
