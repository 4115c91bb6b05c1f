package bot

import (
	"errors"
	"fmt"
	"reflect"
	"testing"
)

func TestChosen(t *testing.T) {
	t.Parallel()
	many := make([]Choice, 12)
	for i := range many {
		many[i] = Choice{Text: fmt.Sprintf("text %d", i+1), Value: fmt.Sprintf("value %d", i+1)}
	}
	clash := []Choice{{"2", "a two"}, {"b", "second"}, {"b", "third"}}
	tests := []struct {
		name    string
		choices []Choice
		typed   string
		want    string
	}{
		{"first", many, "1", "value 1"},
		{"ninth", many, "9", "value 9"},
		{"tenth", many, "10", "value 10"},
		{"tenth by text", many, "text 10", "value 10"},
		{"second in words", many, "第二个", "value 2"},
		{"fifth in words is beyond", many[:2], "第三个", "第三个"},
		{"zero", many, "0", "0"},
		{"number out of range", many[:2], "3", "3"},
		{"value itself", many, "value 3", "value 3"},
		{"part of a text", many, "text", "text"},
		{"other words", many, "楼下好吵", "楼下好吵"},
		{"nothing typed", many, "", ""},
		{"no choices", nil, "1", "1"},
		{"text before number", clash, "2", "a two"},
		{"the first of equal texts", clash, "b", "second"},
	}
	for _, tt := range tests {
		s := Session{Choices: tt.choices}
		if got := s.Chosen(tt.typed); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestSessionMoves(t *testing.T) {
	t.Parallel()
	s := Session{Entry: "e", Case: "SH-1"}
	s.At("complaint", "what")
	if s.Flow != "complaint" || s.Step != "what" || s.Case != "SH-1" {
		t.Errorf("At: %+v", s)
	}
	s.Leave()
	if !reflect.DeepEqual(s, Session{Entry: "e"}) {
		t.Errorf("Leave: %+v", s)
	}
}

func TestUserText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		err  error
		want string
	}{
		{"for people", UserError{"请重试"}, "请重试"},
		{"wrapped", fmt.Errorf("file: %w", UserError{"请重试"}), "请重试"},
		{"joined", errors.Join(errDown, UserError{"请重试"}), "请重试"},
		{"ours", errDown, apology},
		{"none", nil, apology},
	}
	for _, tt := range tests {
		if got := UserText(tt.err); got != tt.want {
			t.Errorf("%s: %q", tt.name, got)
		}
	}
}

// TestThenSharesNothing joins replies twice: the second must not write into
// the first.
func TestThenSharesNothing(t *testing.T) {
	t.Parallel()
	base := Reply{Parts: make([]Part, 1, 8)}
	a := base.Then(Say("a").In("flow a", "1"))
	b := base.Then(Say("b"))
	if a.Parts[1].Text != "a" || b.Parts[1].Text != "b" || a.Flow != "flow a" || b.Flow != "" || len(base.Parts) != 1 {
		t.Errorf("a %+v, b %+v", a, b)
	}
}

func TestPerson(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, m := range []Message{
		{Channel: "wechat", Account: "a", Sender: "s"}, {Channel: "wecom", Account: "a", Sender: "s"},
		{Channel: "wechat", Account: "b", Sender: "s"}, {Channel: "wechat", Account: "a", Sender: "t"},
	} {
		if seen[m.Person()] {
			t.Errorf("%s stands for two people", m.Person())
		}
		seen[m.Person()] = true
		m.Key, m.Text, m.Kind = "other", "other", KindEvent
		if !seen[m.Person()] {
			t.Errorf("%s depends on more than the writer", m.Person())
		}
	}
}
