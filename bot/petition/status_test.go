package petition

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition/clock"
)

var update = flag.Bool("update", false, "draw STATUS.md anew")

// TestTableIsDrawn compares STATUS.md with the table.
func TestTableIsDrawn(t *testing.T) {
	t.Parallel()
	var moves, stays strings.Builder
	for _, from := range Statuses() {
		var told []string
		for _, e := range eventTypes {
			to, ok := transitions[from][e]
			if ok && to == from {
				told = append(told, string(e))
			}
			if ok && to != from {
				fmt.Fprintf(&moves, "    %s --> %s : %s\n", node(from), node(to), e)
			}
		}
		fmt.Fprintf(&stays, "| %s | %s | %s |\n", from, from.Words(), strings.Join(told, ", "))
	}
	drawn := "# What may happen to a petition\n\nDrawn by `go test ./bot/petition -run TestTableIsDrawn -update`.\n\n" +
		"```mermaid\nstateDiagram-v2\n    [*] --> received : filed\n" + moves.String() + "```\n\n" +
		"| status | what the citizen reads | events that leave it |\n|---|---|---|\n" + stays.String()
	if *update {
		if err := os.WriteFile("STATUS.md", []byte(drawn), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if stored, err := os.ReadFile("STATUS.md"); err != nil || string(stored) != drawn {
		t.Errorf("STATUS.md is not the table (%v): draw it with -update", err)
	}
}

// node is a status as the diagram can name it.
func node(s Status) string { return strings.ReplaceAll(string(s), "-", "_") }

// TestRefused tries every event in every status: what the table does not name
// changes nothing.
func TestRefused(t *testing.T) {
	t.Parallel()
	for _, from := range append(Statuses(), "", "unknown") {
		for _, what := range append(slices.Clone(eventTypes), "", "unknown") {
			if _, ok := transitions[from][what]; ok {
				continue
			}
			p := Petition{Case: "SH-1", Status: from, Unit: "old"}
			if err := p.Apply(nil, Event{Type: what, Unit: "new"}); !errors.Is(err, ErrTransition) || p.Status != from || p.Unit != "old" {
				t.Errorf("%q + %q: %v, %+v", from, what, err, p)
			}
		}
	}
}

// TestTableIsWhole holds what must be true of it whatever it says.
func TestTableIsWhole(t *testing.T) {
	t.Parallel()
	reached := map[Status]bool{Received: true}
	for range Statuses() {
		for from, row := range transitions {
			for _, to := range row {
				reached[to] = reached[to] || reached[from]
			}
		}
	}
	for _, s := range Statuses() {
		row, ok := transitions[s]
		if !ok || !reached[s] {
			t.Errorf("%s: in the table %v, reached %v", s, ok, reached[s])
		}
		for e, to := range row {
			if still[e] && to != s && s != Waiting && !(s == NotAccepted && e == EventSupplemented) {
				t.Errorf("%s: %s moves it to %s", s, e, to)
			}
			if _, ok := words[to]; !ok {
				t.Errorf("%s: %s leads to %q", s, e, to)
			}
		}
	}
	for e := range clockNames {
		if !slices.Contains(eventTypes, e) {
			t.Errorf("%s is no event", e)
		}
	}
}

var day = time.Date(2026, 11, 2, 2, 0, 0, 0, time.UTC)

// life is a history, a day between its events.
func life(types ...EventType) []Event {
	log := make([]Event, len(types))
	for i, e := range types {
		log[i] = Event{Type: e, Actor: "wang", Unit: "tianhe", Reason: "because", At: day.AddDate(0, 0, i)}
	}
	return log
}

// TestRefusals tries what the table allows and the history or the law does not.
func TestRefusals(t *testing.T) {
	t.Parallel()
	appeal := Report{Sorted: clock.Appeal}
	extension := Event{Type: EventExtended, Reason: "要鉴定", Details: Details{Days: 20, Approver: "局长"}}
	tests := []struct {
		name   string
		report Report
		status Status
		former string
		log    []Event
		event  Event
		want   error // nil: it happens
	}{
		{"an old card", Report{}, Accepted, "", life(EventFiled, EventRouted, EventAccepted), Event{Type: EventTransferred, Unit: "haizhu", Details: Details{Seen: 2}}, ErrStale},
		{"a card that is up to date", Report{}, Accepted, "", life(EventFiled, EventRouted, EventAccepted), Event{Type: EventTransferred, Unit: "haizhu", Details: Details{Seen: 3}}, nil},
		{"a card before a supplement", Report{}, Routed, "", life(EventFiled, EventRouted, EventSupplemented), Event{Type: EventAccepted, Details: Details{Seen: 2}}, nil},
		{"a text command sees nothing", Report{}, Accepted, "", life(EventFiled, EventRouted, EventAccepted), Event{Type: EventTransferred, Unit: "haizhu"}, nil},
		{"a second transfer", Report{}, Routed, "", life(EventFiled, EventRouted, EventTransferred), Event{Type: EventTransferred, Unit: "haizhu"}, ErrDispute},
		{"a dispute", Report{}, Routed, "", life(EventFiled, EventRouted, EventTransferred), Event{Type: EventDisputed}, nil},
		{"the contact, by who has the case", Report{}, Accepted, "", life(EventFiled, EventRouted, EventAccepted), Event{Type: EventOpened, Actor: "wang"}, nil},
		{"the contact, by another officer", Report{}, Accepted, "", life(EventFiled, EventRouted, EventAccepted), Event{Type: EventOpened, Actor: "li"}, ErrNotYours},
		{"the same officer again", Report{}, Reopened, "wang", life(EventFiled), Event{Type: EventAccepted, Actor: "wang"}, ErrFormer},
		{"another officer", Report{}, Reopened, "wang", life(EventFiled), Event{Type: EventAccepted, Actor: "li"}, nil},
		{"reopened twice", Report{}, Answered, "wang", life(EventFiled, EventReopened), Event{Type: EventReopened}, ErrReopened},
		{"an extension of a pollution report", Report{}, Accepted, "", life(EventFiled, EventRouted, EventAccepted), extension, clock.RefusedNoHandling},
		{"an extension of an appeal", appeal, Accepted, "", life(EventFiled, EventRouted, EventAccepted), extension, nil},
		{"an extension without approval", appeal, Accepted, "", life(EventFiled, EventRouted, EventAccepted), Event{Type: EventExtended, Reason: "忙", Details: Details{Days: 20}}, clock.RefusedNoApprover},
		{"an extension without a reason", appeal, Accepted, "", life(EventFiled, EventRouted, EventAccepted), Event{Type: EventExtended, Details: Details{Days: 20, Approver: "局长"}}, clock.RefusedUntold},
		{"a review of a pollution report", Report{}, Answered, "", life(EventFiled, EventRouted, EventAccepted, EventAnswered), Event{Type: EventReviewApplied}, clock.RefusedNoReview},
		{"a review of an appeal", appeal, Answered, "", life(EventFiled, EventRouted, EventAccepted, EventAnswered), Event{Type: EventReviewApplied}, nil},
		{"the second review before the first", appeal, Answered, "", life(EventFiled, EventRouted, EventAccepted, EventAnswered), Event{Type: EventSecondApplied}, clock.RefusedNoReview},
	}
	for _, tt := range tests {
		p := Petition{Case: "SH-1", Report: tt.report, Status: tt.status, Former: tt.former, Officer: "wang", Unit: "tianhe"}
		tt.event.At = day.AddDate(0, 0, len(tt.log))
		err := p.Apply(tt.log, tt.event)
		if !errors.Is(err, tt.want) || err != nil && p.Status != tt.status {
			t.Errorf("%s: %v, now %s, want %v", tt.name, err, p.Status, tt.want)
		}
	}
}
