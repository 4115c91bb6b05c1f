package sqlstore

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// accepted is a petition of which its citizen has a notice waiting.
func (w *world) accepted(t *testing.T) petition.Petition {
	t.Helper()
	p := w.routed(t, "噪音")
	w.time.pass(time.Second)
	return w.change(t, p.Case, petition.Event{Type: petition.EventAccepted, Actor: "wang"})
}

func (w *world) waiting(t *testing.T, person string) []bot.Notice {
	t.Helper()
	notices, err := w.Waiting(t.Context(), person)
	if err != nil {
		t.Fatal(err)
	}
	return notices
}

func TestMailboxOldestFirst(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		var cases []string
		for range 4 {
			cases = append(cases, w.accepted(t).Case)
		}
		notices := w.waiting(t, citizen)
		if len(notices) != 3 {
			t.Fatalf("%d notices at once, want 3", len(notices))
		}
		for i, n := range notices {
			if !strings.Contains(n.Text, cases[i]) {
				t.Errorf("notice %d is %q, want one of %s", i, n.Text, cases[i])
			}
		}
		if err := w.Delivered(t.Context(), citizen, []string{notices[0].ID, notices[1].ID}); err != nil {
			t.Fatal(err)
		}
		rest := w.waiting(t, citizen)
		if len(rest) != 2 || rest[0] != notices[2] || !strings.Contains(rest[1].Text, cases[3]) {
			t.Errorf("after two confirmations: %+v", rest)
		}
	})
}

// Notices of one moment keep the order of their events.
func TestMailboxKeepsTheOrderOfEvents(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.accepted(t)
		w.change(t, p.Case, petition.Event{Type: petition.EventAnswered, Actor: "wang", Text: "已整改"})
		notices := w.waiting(t, citizen)
		if len(notices) != 2 || !strings.Contains(notices[1].Text, "已整改") {
			t.Errorf("got %+v", notices)
		}
	})
}

// A stranger sees nothing and confirms nothing, and the first confirmation is
// the one that is kept.
func TestMailboxIsThePersonsOwn(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		w.accepted(t)
		if n := w.waiting(t, stranger); len(n) != 0 {
			t.Errorf("a stranger sees %+v", n)
		}
		notices := w.waiting(t, citizen)
		ids := []string{notices[0].ID, "unknown"}
		if err := w.Delivered(t.Context(), stranger, ids); err != nil {
			t.Fatal(err)
		}
		if n := w.waiting(t, citizen); len(n) != 1 {
			t.Fatalf("a stranger has confirmed: %+v", n)
		}
		w.time.pass(time.Hour)
		if err := w.Delivered(t.Context(), citizen, ids); err != nil {
			t.Fatal(err)
		}
		first := fmt.Sprint(w.clock().UnixMilli())
		w.time.pass(time.Hour)
		if err := w.Delivered(t.Context(), citizen, ids); err != nil {
			t.Fatal(err)
		}
		if n := w.waiting(t, citizen); len(n) != 0 {
			t.Errorf("confirmed, but waiting: %+v", n)
		}
		if rows := w.dump(t, "mailbox"); !strings.Contains(rows, first) {
			t.Errorf("the time %s of the confirmation is not kept:\n%s", first, rows)
		}
		if err := w.Delivered(t.Context(), citizen, nil); err != nil {
			t.Errorf("nothing to confirm: %v", err)
		}
	})
}
