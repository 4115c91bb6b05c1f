// Package knowledge is what the assistant knows: authored entries with their
// sources, loaded strictly from YAML, checked, and found again in the words
// that people use. Ask is its one question; everything it says was written by
// a person.
package knowledge

// Entry is one authored answer. Text is the answer; Short stands in for it
// where a channel has no room (2,048 bytes). Phrases are ways in which people
// ask for it, Not are look-alikes that mean something else.
type Entry struct {
	ID         string   `yaml:"id"`
	Kind       string   `yaml:"kind"` // plan, section, task, target, service, petition
	Title      string   `yaml:"title"`
	Text       string   `yaml:"text"`
	Short      string   `yaml:"short"`
	Phrases    []string `yaml:"phrases"`
	Not        []string `yaml:"not"`
	Related    []string `yaml:"related"`
	Cite       []Cite   `yaml:"cite"`
	Owner      string   `yaml:"owner"`
	ReviewedOn string   `yaml:"reviewed_on"` // YYYY-MM-DD

	place place
}

// Cite points into a source.
type Cite struct {
	Source  string `yaml:"source"`
	Article string `yaml:"article"`
}

// Source is a document that entries rest on. Dates are YYYY-MM-DD, or YYYY
// where only the year is known. Status is in-force, expired, repealed, draft or
// historical.
type Source struct {
	ID        string `yaml:"id"`
	Title     string `yaml:"title"`
	Number    string `yaml:"number"`
	Issuer    string `yaml:"issuer"`
	URL       string `yaml:"url"`
	Issued    string `yaml:"issued"`
	Effective string `yaml:"effective"`
	Expires   string `yaml:"expires"`
	Status    string `yaml:"status"`

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

// place is where something stands in the content, for messages about faults.
type place struct {
	file string
	line int
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

// statusOn returns the status of a source on a day (YYYY-MM-DD): what was in
// force when it was written down may have run out since.
func (s Source) statusOn(day string) string {
	if s.Status == "in-force" && s.Expires != "" && s.Expires < day {
		return "expired"
	}
	return s.Status
}
