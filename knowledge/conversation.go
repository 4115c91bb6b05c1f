package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Turn is one thing that is said in a test and what must come back. Expect is
// empty for anything, an entry's id, flow:ID, refuse, or clarify with the ids
// that must be among the choices. Has must stand in the reply, Lacks must not.
type Turn struct {
	Say    string   `yaml:"say"`
	Expect string   `yaml:"expect"`
	Has    []string `yaml:"has"`
	Lacks  []string `yaml:"lacks"`

	place place
}

// Test is a question that stands beside an entry and is none of its phrases.
// Where it expects nothing else it must find its entry, at once or among the
// choices. On is the day on which it is asked (YYYY-MM-DD), today where empty.
type Test struct {
	Turn `yaml:",inline"`
	On   string `yaml:"on"`
}

// Conversation is a test of several turns by one citizen. On is its day
// (YYYY-MM-DD), today where empty.
type Conversation struct {
	Name  string `yaml:"name"`
	On    string `yaml:"on"`
	Turns []Turn `yaml:"turns"`

	place place
}

// Heard is a reply as a test sees it. Text is all that a citizen reads.
type Heard struct {
	Kind, Entry, Flow string
	Candidates        []string
	Text              string
}

func (h Heard) String() string {
	switch h.Kind {
	case KindFlow:
		return flowPrefix + h.Flow
	case KindClarify:
		return strings.Join(append([]string{KindClarify}, h.Candidates...), " ")
	case KindAnswer:
		return h.Entry
	case KindRefuse:
		return KindRefuse
	}
	return "other words"
}

// on is the day of a test: its own, or today.
func on(day string, today time.Time) time.Time {
	own, err := time.ParseInLocation(time.DateOnly, day, today.Location())
	if err != nil {
		return today
	}
	return own
}

// Day is the day on which a conversation takes place.
func (c Conversation) Day(today time.Time) time.Time { return on(c.On, today) }

// Fault says in lines how a reply fails the i-th turn; it is empty where
// nothing fails.
func (c Conversation) Fault(i int, h Heard) string {
	return c.Turns[i].fault(fmt.Sprintf("%s, turn %d", c.Name, i+1), h, c.Turns[i].met(h))
}

// met says that a reply is what is expected.
func (t Turn) met(h Heard) bool {
	words := strings.Fields(t.Expect)
	if len(words) == 0 {
		return true
	}
	flow, isFlow := strings.CutPrefix(words[0], flowPrefix)
	switch {
	case isFlow:
		return h.Flow == flow
	case words[0] == KindRefuse:
		return h.Kind == KindRefuse
	case words[0] == KindClarify:
		return h.Kind == KindClarify && !slices.ContainsFunc(words[1:], func(id string) bool { return !slices.Contains(h.Candidates, id) })
	}
	return h.Entry == words[0]
}

// fault writes what failed: where it stands, what was said, what was wanted and
// what came. met is the verdict on what was expected.
func (t Turn) fault(name string, h Heard, met bool) string {
	text := diff(h.Text, t.Has, t.Lacks)
	if met && text == "" {
		return ""
	}
	lines := []string{fmt.Sprintf("%s: %s: “%s”", t.place, name, t.Say)}
	if !met {
		lines = append(lines, "    expected "+t.Expect, "    got      "+h.String())
	}
	return strings.Join(lines, "\n") + text
}

// ReadConversations reads a file of conversations that does not belong to the
// content, and checks it against the base.
func (b *Base) ReadConversations(name string, data []byte) ([]Conversation, error) {
	var file struct {
		Conversations []Conversation `yaml:"conversations"`
	}
	root, err := decode(name, data, &file)
	if err != nil {
		return nil, err
	}
	locateTurns(file.Conversations, name, root.Content[0])
	var faults Faults
	c := b.content
	c.Conversations = file.Conversations
	c.checkConversations(func(p place, format string, args ...any) {
		faults = append(faults, p.String()+": "+fmt.Sprintf(format, args...))
	})
	if len(faults) > 0 {
		return nil, faults
	}
	return file.Conversations, nil
}

// Conversations are those that ship with the content.
func (b *Base) Conversations() []Conversation { return b.content.Conversations }

// Candidate is the entry or flow that a choice stands for, by what is shown of
// it (see Choice), also in English; "" when nothing is shown so.
func (b *Base) Candidate(shown string) string {
	for _, e := range b.content.English {
		if e.Title == shown && shown != "" {
			return e.Entry
		}
	}
	for _, f := range b.content.Flows {
		if text, _ := b.choice(flowPrefix + f.ID); text == shown {
			return flowPrefix + f.ID
		}
	}
	for _, e := range b.content.Entries {
		if text, _ := b.choice(e.ID); text == shown {
			return e.ID
		}
	}
	return ""
}
