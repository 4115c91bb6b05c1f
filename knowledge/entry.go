// Package knowledge is what the assistant knows: authored entries with their
// sources, loaded strictly from YAML, checked, and found again in the words
// that people use. Ask is its one question; everything it says was written by
// a person.
package knowledge

// Entry is one authored answer. Text is the answer; Short stands in for it
// where a channel has no room (2,048 bytes). Phrases are ways in which people
// ask for it, Not are look-alikes that mean something else.
type Entry struct {
	ID          string   `yaml:"id"`
	Kind        string   `yaml:"kind"` // see kinds in check.go
	Title       string   `yaml:"title"`
	Text        string   `yaml:"text"`
	Short       string   `yaml:"short"`
	Quote       string   `yaml:"quote"` // the source's own sentence, where Text is not it
	Phrases     []string `yaml:"phrases"`
	Not         []string `yaml:"not"`
	Related     []string `yaml:"related"`
	Cite        []Cite   `yaml:"cite"`
	Starts      string   `yaml:"starts"` // the flow that asking for this entry starts
	Owner       string   `yaml:"owner"`
	ReviewedOn  string   `yaml:"reviewed_on"` // YYYY-MM-DD
	Past        []Past   `yaml:"past"`        // what was true before, oldest first
	Open        string   `yaml:"open"`        // what the bureau must still settle
	Forward     string   `yaml:"forward"`     // what a citizen can pass on to who is in charge
	Unconfirmed []Doubt  `yaml:"unconfirmed"`
	Themes      []Theme  `yaml:"themes"` // of a yearly occasion
	Tests       []Test   `yaml:"tests"`

	place place
}

// Past is an answer for the days before Until (YYYY-MM-DD).
type Past struct {
	Until string `yaml:"until"`
	Text  string `yaml:"text"`
	Short string `yaml:"short"`
	Cite  []Cite `yaml:"cite"`
}

// Cite points into a source.
type Cite struct {
	Source  string `yaml:"source"`
	Article string `yaml:"article"`
}

// Source is a document that entries rest on. Dates are YYYY-MM-DD, or YYYY
// where only the year is known.
type Source struct {
	ID        string `yaml:"id"`
	Title     string `yaml:"title"`
	Number    string `yaml:"number"`
	Issuer    string `yaml:"issuer"`
	URL       string `yaml:"url"`
	Issued    string `yaml:"issued"`
	Effective string `yaml:"effective"`
	Expires   string `yaml:"expires"`  // the last day
	Repealed  string `yaml:"repealed"` // the first day on which it no longer applies
	Status    string `yaml:"status"`   // in-force, draft or historical: what it is by itself

	ReplacedBy string   `yaml:"replaced_by"` // id of the successor
	Short      []string `yaml:"short"`       // what people call it besides its title
	Open       string   `yaml:"open"`        // what the bureau must still settle

	place place
}

// Topic is a matter of somebody else's: To names who to turn to, or is empty
// for small talk.
type Topic struct {
	ID      string   `yaml:"id"`
	Topic   string   `yaml:"topic"`
	To      string   `yaml:"to"`
	Phrases []string `yaml:"phrases"`

	place place
}

// Flow is a conversation of several steps and the phrases that start it.
type Flow struct {
	ID      string   `yaml:"id"`
	Phrases []string `yaml:"phrases"`
	Not     []string `yaml:"not"`

	place place
}

// Citation is the source of an answer as of a day.
type Citation struct {
	Title     string `json:"title"`
	Number    string `json:"number"`
	Article   string `json:"article"`
	URL       string `json:"url"`
	Issued    string `json:"issued"`
	Effective string `json:"effective"`
	Expires   string `json:"expires"`
	Status    string `json:"status"`
}

// statusOn returns what a source is on a day (YYYY-MM-DD): in-force, expired,
// repealed, draft (also what is not in force yet) or historical.
func (s Source) statusOn(day string) string {
	switch {
	case s.Status != "in-force":
		return s.Status
	case s.Repealed != "" && s.Repealed <= day:
		return "repealed"
	case s.Expires != "" && s.Expires < day:
		return "expired"
	case s.Effective > day:
		return "draft"
	}
	return s.Status
}
