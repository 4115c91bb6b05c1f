package bot

// Choice is one tappable answer: what is shown and what is sent when tapped.
type Choice struct {
	Text  string `json:"text"`
	Value string `json:"value"`
}

// Citation is the source of an answer. Status is in-force, expired, repealed,
// draft or historical; dates are YYYY-MM-DD, or YYYY where only the year is
// known; an empty field is unknown.
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

// Part is one bubble of a reply. Short stands in for Text on channels that
// have no room for it; an empty Short means that Text is cut instead.
type Part struct {
	Text      string     `json:"text"`
	Short     string     `json:"-"`
	Choices   []Choice   `json:"choices"`
	Citations []Citation `json:"citations"`
	Entry     string     `json:"entry,omitempty"` // the entry that the part is the answer of
}

// FlowEmergency is the flow of a danger to people.
const FlowEmergency = "emergency"

// Reply is what one message brings back. The zero value says nothing: the
// platform gets its bare acknowledgement.
type Reply struct {
	Parts []Part `json:"replies"`
	Kind  string `json:"kind"`  // answer, clarify, refuse, flow or notice
	Entry string `json:"entry"` // the entry that answered
	Flow  string `json:"flow"`
	Step  string `json:"step"`
	// Receipt is the code of the answers that the reply carries; "" when it
	// carries none, or they could not be recorded.
	Receipt string `json:"receipt,omitempty"`
}

// Say returns a reply of one part with optional choices.
func Say(text string, choices ...Choice) Reply {
	return Reply{Parts: []Part{{Text: text, Choices: choices}}}
}

// In returns the reply marked as a step of a flow.
func (r Reply) In(flow, step string) Reply {
	r.Kind, r.Flow, r.Step = "flow", flow, step
	return r
}

// Then returns the reply with the parts of next behind its own; the rest is as
// in next, because that is where the conversation stands.
func (r Reply) Then(next Reply) Reply {
	next.Parts = append(append([]Part{}, r.Parts...), next.Parts...)
	return next
}

// Pick returns choices whose text is also their value.
func Pick(words ...string) []Choice {
	choices := make([]Choice, len(words))
	for i, w := range words {
		choices[i] = Choice{Text: w, Value: w}
	}
	return choices
}
