package sqlstore

import (
	"errors"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// TestMailboxNotesTheReceipt: a delivered answer is received, once; other notices,
// other persons and what moved on in between change nothing.
func TestMailboxNotesTheReceipt(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		receipts := func(caseNo string) int {
			log, err := w.Events(t.Context(), caseNo)
			if err != nil {
				t.Fatal(err)
			}
			return petition.Count(log, petition.EventReceived)
		}
		p := w.routed(t, "噪音")
		w.change(t, p.Case, petition.Event{Type: petition.EventAccepted, Actor: "officer"})
		first, err := w.Waiting(t.Context(), citizen)
		if err != nil || len(first) != 1 {
			t.Fatalf("%v, %v", first, err)
		}
		w.change(t, p.Case, petition.Event{Type: petition.EventAnswered, Actor: "officer", Text: "改好了"})
		all, err := w.Waiting(t.Context(), citizen)
		if err != nil || len(all) != 2 {
			t.Fatalf("%v, %v", all, err)
		}
		for _, step := range []struct {
			person, notice string
			want           int
		}{
			{citizen, first[0].ID, 0},
			{stranger, all[1].ID, 0},
			{citizen, all[1].ID, 1},
			{citizen, all[1].ID, 1},
		} {
			if err := w.Delivered(t.Context(), step.person, []string{step.notice}); err != nil || receipts(p.Case) != step.want {
				t.Errorf("%s by %s: %d receipts, %v", step.notice, step.person, receipts(p.Case), err)
			}
		}
		w.change(t, p.Case, petition.Event{Type: petition.EventReopened, Actor: petition.ActorCitizen})
		if err := w.received(t.Context(), citizen, []string{all[1].ID}); err != nil {
			t.Errorf("after it was reopened: %v", err)
		}
	})
}

// TestPersonal: one sees, corrects and erases one's own, and nothing else.
func TestPersonal(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		running, over := fileWithContact(t, w), w.filed(t, citizen, "臭味")
		w.change(t, over.Case, petition.Event{Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Contact: "13800138000"})
		w.change(t, over.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
		w.tell(t, citizen, "没提交的")
		w.tell(t, stranger, "别人的")
		before := w.dump(t, "identities")
		if n, err := w.CorrectContact(t.Context(), stranger, w.key(), "13700137000"); n != 0 || err != nil || w.dump(t, "identities") != before {
			t.Errorf("a stranger corrected %d, %v", n, err)
		}
		for range 2 {
			if n, err := w.CorrectContact(t.Context(), citizen, "correcting", "13900139000"); n != 1 || err != nil {
				t.Errorf("corrected %d, %v", n, err)
			}
		}
		held, err := w.HoldingsOf(t.Context(), citizen)
		if err != nil || len(held.Cases) != 2 || held.Drafts != 1 || held.Interviews != 0 {
			t.Fatalf("holds %+v, %v", held, err)
		}
		contacts := map[string]string{held.Cases[0].Case: held.Cases[0].Contact, held.Cases[1].Case: held.Cases[1].Contact}
		if contacts[running.Case] != "13900139000" || contacts[over.Case] != "13800138000" {
			t.Errorf("contacts %v", contacts)
		}
		erasing := w.key()
		if n, err := w.Erase(t.Context(), citizen, erasing); n != 1 || err != nil {
			t.Errorf("erased %d, %v", n, err)
		}
		if _, err := w.Draft(t.Context(), citizen); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("the draft: %v", err)
		}
		w.tell(t, citizen, "后来写的")
		if _, err := w.Erase(t.Context(), citizen, erasing); err != nil {
			t.Fatal(err)
		}
		if d, err := w.Draft(t.Context(), citizen); err != nil || d.Report.What != "后来写的" {
			t.Errorf("a repeat erased what was told since: %+v, %v", d.Report, err)
		}
		for caseNo, want := range map[string]string{running.Case: "13900139000", over.Case: ""} {
			if _, contact := w.identity(t, caseNo); contact != want {
				t.Errorf("%s: contact %q, want %q", caseNo, contact, want)
			}
		}
		if d, err := w.Draft(t.Context(), stranger); err != nil || d.Report.What != "别人的" {
			t.Errorf("a stranger's draft: %+v, %v", d.Report, err)
		}
	})
}
