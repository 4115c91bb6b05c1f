package petition

import "log/slog"

// Holdings is what is stored about a person.
type Holdings struct {
	Cases      []Holding
	Drafts     int // reports that were begun and not filed
	Interviews int // about projects, not handed in
	Answers    int // entries that were answered with; what was asked is not kept
}

// Holding is what is stored with one case besides what was told.
type Holding struct {
	Case    string
	Status  Status
	Contact string
}

// LogValue keeps whatever is held out of the log.
func (h Holdings) LogValue() slog.Value { return slog.StringValue("[holdings]") }

// LogValue names a case without its contact.
func (h Holding) LogValue() slog.Value { return slog.StringValue(h.Case) }

// ended are the statuses in which nobody needs to reach the citizen any more. An
// answered petition can be reopened, a transferred one can come back.
var ended = map[Status]bool{NotAccepted: true, Closed: true, Withdrawn: true}

// KeepsContact says that the contact is still needed to handle a petition.
func (s Status) KeepsContact() bool { return !ended[s] }

// MaskContact shows the beginning and the end of a contact, enough for its owner
// to know it again.
func MaskContact(contact string) string {
	signs := []rune(contact)
	if len(signs) < 7 {
		return Masked
	}
	return string(signs[:3]) + Masked + string(signs[len(signs)-2:])
}
