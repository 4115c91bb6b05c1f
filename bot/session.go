package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Session is where a conversation stands. It is only a memory of the place:
// what a person has told stands in the draft. The zero value is a new
// conversation.
type Session struct {
	Flow    string   `json:"flow,omitempty"`
	Step    string   `json:"step,omitempty"`
	Case    string   `json:"case,omitempty"`    // the case that the step is about
	Entry   string   `json:"entry,omitempty"`   // the entry that answered last
	Choices []Choice `json:"choices,omitempty"` // what the last reply offered
	Earlier []Choice `json:"earlier,omitempty"` // what was offered before that
	Rest    string   `json:"rest,omitempty"`    // what did not fit into the last reply
	Receipt string   `json:"receipt,omitempty"` // the receipt of the answer that a rating now means

	Asked string `json:"asked,omitempty"` // the case whose answer the person was asked about

	English bool `json:"english,omitempty"` // the person writes English

	Memo map[string]string `json:"memo,omitempty"` // what a flow has to remember besides

	Touched time.Time `json:"touched,omitzero"` // when the last reply was made
}

// At puts the conversation on a step of a flow.
func (s *Session) At(flow, step string) { s.Flow, s.Step = flow, step }

// Leave ends the flow.
func (s *Session) Leave() { s.Flow, s.Step, s.Case, s.Memo = "", "", "", nil }

// Offer remembers what a reply offers. The last list of several choices stays
// within reach of 第二个 when a reply offers nothing or one thing.
func (s *Session) Offer(choices []Choice) {
	if len(s.Choices) > 1 {
		s.Earlier = s.Choices
	}
	s.Choices = choices
}

// Chosen resolves what was typed against the choices of the last reply: a
// number or 第二个 counts from 1, a choice's own text stands for its value. An
// ordinal that the last reply does not have counts in the list before it.
// Anything else comes back as it is.
func (s *Session) Chosen(typed string) string {
	for i, c := range s.Choices {
		if typed == c.Text || typed == strconv.Itoa(i+1) || isOrdinal(typed, i) {
			return c.Value
		}
	}
	for i, c := range s.Earlier {
		if isOrdinal(typed, i) {
			return c.Value
		}
	}
	return typed
}

// isOrdinal says that a text names the i-th choice from 0: 第二个, 那第二个呢.
func isOrdinal(typed string, i int) bool {
	typed = strings.TrimRight(strings.TrimPrefix(typed, "那"), "呢?？。 ")
	return i < len(ordinals) && slices.Contains(ordinals[i], typed)
}

// ordinals are the words for a choice's place.
var ordinals = [][]string{{"第一个", "第1个", "头一个", "第一"}, {"第二个", "第2个", "第二"}, {"第三个", "第3个", "第三"}, {"第四个", "第4个", "第四"}}
