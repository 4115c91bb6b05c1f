package petition

import (
	"log/slog"
	"regexp"
	"slices"
	"time"

	"suihuan/bot/petition/clock"
)

// Report is what a citizen told. An empty field has not been told. Contact is
// the one field that names the reporter; it is stored apart and appears on no
// card.
type Report struct {
	What      string   `json:"what,omitempty"`
	Where     string   `json:"where,omitempty"`
	Lat       float64  `json:"lat,omitempty"`
	Lng       float64  `json:"lng,omitempty"`
	Landmark  string   `json:"landmark,omitempty"` // what is near, where no address is known
	District  string   `json:"district,omitempty"` // as place.Districts names it
	Street    string   `json:"street,omitempty"`   // with 街道 or 镇
	Guessed   bool     `json:"guessed,omitempty"`  // the district was worked out from the position and not confirmed
	Near      []string `json:"near,omitempty"`     // the districts to choose from, while that is open; the likeliest first
	Source    string   `json:"source,omitempty"`
	When      string   `json:"when,omitempty"`
	Before    string   `json:"before,omitempty"` // reported before: the answer in the citizen's words
	Anonymous bool     `json:"anonymous,omitempty"`
	Contact   string   `json:"contact,omitempty"`
	Labels    []string `json:"labels,omitempty"` // what it is about, the main label first
	Urgent    bool     `json:"urgent,omitempty"` // a danger to people was named

	// Sorted is what it is before the law, where it is no report of pollution.
	Sorted clock.Kind `json:"sorted,omitempty"`

	// Was holds what What tells of a fact that was corrected since, under where,
	// source, when or before. What keeps the citizen's own words.
	Was map[string]string `json:"was,omitempty"`
}

// LabelBooking marks a booking: somebody asks for a talk about the law. It is no
// complaint, and no term of the petition rules runs for it.
const LabelBooking = "booking"

// OwnLabels are the labels that no words are heard as: the conversation gives
// them.
func OwnLabels() []string { return []string{LabelEmergency, LabelBooking, LabelSheet} }

// IsBooking says that a report books a talk.
func (r Report) IsBooking() bool { return slices.Contains(r.Labels, LabelBooking) }

// IsSheet says that a report hands in the facts of a project.
func (r Report) IsSheet() bool { return slices.Contains(r.Labels, LabelSheet) }

// IsComplaint says that the terms of the petition rules run for a report.
func (r Report) IsComplaint() bool { return !r.IsBooking() && !r.IsSheet() }

// LogValue keeps every word of a report out of the log.
func (r Report) LogValue() slog.Value { return slog.StringValue("[report]") }

// Draft is a report that has not been filed. Step is the question that the
// citizen was asked last.
type Draft struct {
	ID      string
	Person  string
	Report  Report
	Step    string
	Updated time.Time
}

// LogValue names a draft without what it holds and whose it is.
func (d Draft) LogValue() slog.Value { return slog.StringValue("draft " + d.ID) }

// Petition is a filed report and where it stands. Person is the bot.Message
// Person of the citizen; a petition that comes out of a store is without it, and
// without the contact.
type Petition struct {
	Case        string
	Person      string
	Report      Report
	Status      Status
	Unit        string // id of the handling unit; empty until routed
	RouteReason string // why this unit: rule and what it matched
	Officer     string // UserID of who accepted it
	Former      string // UserID of who answered before it was reopened, and does not take it again
	Answer      string
	Version     int // number of its last event, from 1
	FiledAt     time.Time
	// ReceiptDue is the last second of the 15 days in which the citizen must be told
	// whether the matter is accepted (信访工作条例 art. 23); zero for what is no
	// complaint.
	ReceiptDue time.Time
}

// LogValue names a petition without what it holds and whose it is.
func (p Petition) LogValue() slog.Value { return slog.StringValue(p.Case) }

// New returns the petition of a report filed now, under a fresh case number.
func New(person string, r Report, now time.Time) Petition {
	p := Petition{Case: NewCaseNumber(), Person: person, Report: r, Status: Received, FiledAt: now}
	if notice, runs := (Terms{}).NoticeTerm(p); runs { // the 15th day itself, whatever rests
		p.ReceiptDue = notice.Plain.End()
	}
	return p
}

// vague is a time that says only that it happens again and again.
var vague = regexp.MustCompile(`^(?:每天|每日|天天|日日|成日|一直|长期|经常|最近|，)+$`)

// Missing lists what an officer would still have to ask: place, time, source.
func (r Report) Missing() []string {
	missing := []string{}
	for _, need := range []struct {
		name string
		told bool
	}{
		{"place", r.Where != ""},
		{"time", r.When != "" && !vague.MatchString(r.When)},
		{"source", r.Source != ""},
	} {
		if !need.told {
			missing = append(missing, need.name)
		}
	}
	return missing
}
