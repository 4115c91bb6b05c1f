package knowledge

import (
	"strings"
	"testing"
)

// TestEntryTests puts tests beside the entry of the small content and reads
// what fails.
func TestEntryTests(t *testing.T) {
	t.Parallel()
	const found = "第05种河水问法啊"
	tests := []struct{ test, want string }{
		{"{say: " + found + "}", ""},
		{"{say: " + found + ", expect: river, has: [水务部门, 水法], lacks: [海洋]}", ""},
		{"{say: " + found + ", on: 2020-05-31, has: [还没有施行]}", ""},
		{"{say: " + found + ", on: 2020-06-01, lacks: [还没有施行]}", ""},
		{"{say: '？', expect: refuse}", ""},
		{"{say: '？'}", "a.yaml:37: river: “？”\n    expected river\n    got      refuse"},
		{"{say: " + found + ", expect: refuse}", "a.yaml:37: river: “" + found + "”\n    expected refuse\n    got      river"},
		{"{say: " + found + ", has: [归海洋部门]}", "a.yaml:37: river: “" + found + "”\n    - 归海洋部门\n    ~ 河水归水务部门管。\n      《水法》第1条"},
		{"{say: " + found + ", lacks: [水务]}", "a.yaml:37: river: “" + found + "”\n    ! 河水归水务部门管。\n      《水法》第1条"},
	}
	for _, tt := range tests {
		b, err := Load(oneFile(edited(t, "{say: 河里的水是谁在管}", tt.test)))
		if err != nil {
			t.Errorf("%s: %v", tt.test, err)
			continue
		}
		if _, failed := b.Test(askDay); strings.Join(failed, "\n") != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.test, strings.Join(failed, "\n"), tt.want)
		}
	}
}

func TestTurnMet(t *testing.T) {
	t.Parallel()
	answer := Heard{Kind: KindAnswer, Entry: "river"}
	flow := Heard{Kind: KindFlow, Flow: "complaint"}
	clarify := Heard{Kind: KindClarify, Candidates: []string{"river", "sea"}}
	tests := []struct {
		expect string
		heard  Heard
		met    bool
	}{
		{"", answer, true}, {"river", answer, true}, {"sea", answer, false}, {"refuse", answer, false},
		{"flow:complaint", flow, true}, {"flow:status", flow, false}, {"river", flow, false},
		{"clarify", clarify, true}, {"clarify sea", clarify, true}, {"clarify sea river", clarify, true},
		{"clarify sea lake", clarify, false}, {"river", clarify, false}, {"clarify river", answer, false},
		{"refuse", Heard{Kind: KindRefuse}, true}, {"refuse", Heard{}, false},
	}
	for _, tt := range tests {
		if got := (Turn{Expect: tt.expect}).met(tt.heard); got != tt.met {
			t.Errorf("expected %q, heard %s: %v", tt.expect, tt.heard, got)
		}
	}
}

// TestReadConversations reads files that do not belong to the content.
func TestReadConversations(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	tests := []struct{ name, text, want string }{
		{"sound", "conversations:\n  - name: x\n    turns: [{say: 你好, expect: service-about}]\n", ""},
		{"unknown key", "conversations:\n  - name: x\n    turns: [{says: 你好}]\n", "f.yaml:3: unknown key says"},
		{"entries", "entries: []\n", "f.yaml:1: unknown key entries"},
		{"no turns", "conversations:\n  - name: x\n", "f.yaml:2: a conversation needs name and turns"},
		{"twice", "conversations:\n  - {name: x, turns: [{say: a}]}\n  - {name: x, turns: [{say: a}]}\n", "f.yaml:3: conversation x stands twice"},
		{"no such entry", "conversations:\n  - name: x\n    turns:\n      - {say: a}\n      - {say: b, expect: clarify river}\n", "f.yaml:5: test of x: expect \"clarify river\": there is no entry or flow river"},
		{"no such day", "conversations:\n  - {name: x, on: 2026-02-30, turns: [{say: a}]}\n", "f.yaml:2: conversation x: on \"2026-02-30\" is not YYYY-MM-DD"},
		{"nothing said", "conversations:\n  - {name: x, turns: [{expect: refuse}]}\n", "f.yaml:2: test of x: say, has and lacks need words"},
		{"two entries", "conversations:\n  - {name: x, turns: [{say: a, expect: law-noise law-permit}]}\n", "f.yaml:2: test of x: expect \"law-noise law-permit\" is more than one"},
	}
	for _, tt := range tests {
		_, err := b.ReadConversations("f.yaml", []byte(tt.text))
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestCandidate finds what a choice stands for by what is shown of it.
func TestCandidate(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for _, id := range []string{"task-2021-18", "publicity-atlas", "flow:complaint", "flow:eia"} {
		if shown, _ := b.choice(id); b.Candidate(shown) != id {
			t.Errorf("%s is shown as %q, which stands for %q", id, shown, b.Candidate(shown))
		}
	}
	if id := b.Candidate("随便"); id != "" {
		t.Errorf("got %s", id)
	}
}
