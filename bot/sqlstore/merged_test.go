package sqlstore

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"suihuan/bot/petition"
)

// merges files a petition and merges it into another.
func (w *world) merges(t *testing.T, person, into string) petition.Petition {
	t.Helper()
	p := w.filed(t, person, "噪音")
	w.change(t, p.Case, petition.Event{Type: petition.EventRouted, Unit: "tianhe"})
	return w.change(t, p.Case, petition.Event{Type: petition.EventMerged, Actor: "wang", Details: petition.Details{Into: into}})
}

// statuses are those of cases, in their order.
func (w *world) statuses(t *testing.T, cases ...petition.Petition) (all []petition.Status) {
	t.Helper()
	for _, c := range cases {
		p, err := w.Petition(t.Context(), c.Case)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p.Status)
	}
	return all
}

// TestAnswerOfTheMerged: an answer reaches everybody whose case is handled with
// the one that is answered, each under their own number; what left the merger or
// belongs to another keeps its status.
func TestAnswerOfTheMerged(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		person := func(n int) string { return fmt.Sprintf("wechat:gh:merged-%d", n) }
		main, other := w.routed(t, "噪音"), w.filed(t, person(9), "噪音")
		first := w.merges(t, person(1), main.Case)
		ofFirst := w.merges(t, person(2), first.Case)
		elsewhere := w.merges(t, person(3), other.Case)
		left := w.merges(t, person(4), main.Case)
		w.change(t, left.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
		again := w.merges(t, person(5), main.Case)
		for _, e := range []petition.Event{
			{Type: petition.EventAnswered, Text: "先答复"}, {Type: petition.EventReopened, Actor: petition.ActorCitizen},
			{Type: petition.EventAccepted, Actor: "li"}, {Type: petition.EventMerged, Details: petition.Details{Into: other.Case}},
		} {
			w.change(t, again.Case, e)
		}
		want := []string{first.Case}
		if got, err := w.Merged(t.Context(), main.Case); err != nil || !slices.Equal(got, want) {
			t.Errorf("merged %v, %v, want %v", got, err, want)
		}

		w.change(t, main.Case, petition.Event{Type: petition.EventAccepted, Actor: "wang"})
		answer := petition.Event{Type: petition.EventAnswered, Actor: "wang", Text: "编号 " + main.Case + "：已查",
			Details: petition.Details{Overruled: []string{"no-basis"}, OverruledFor: "当面讲过"}}
		w.change(t, main.Case, answer)

		got := w.statuses(t, main, first, ofFirst, elsewhere, left, again)
		if !slices.Equal(got, []petition.Status{petition.Answered, petition.Answered, petition.Answered, petition.Merged, petition.Withdrawn, petition.Merged}) {
			t.Errorf("statuses %v", got)
		}
		for n, p := range []petition.Petition{first, ofFirst} {
			number, e, err := w.LastEvent(t.Context(), p.Case)
			with := []string{main.Case, first.Case}[n]
			told := petition.Event{Type: petition.EventAnswered, Actor: "wang", At: w.clock(), Text: "编号 " + p.Case + "：已查",
				Details: petition.Details{With: with, Overruled: answer.Overruled, OverruledFor: answer.OverruledFor}}
			if err != nil || number != p.Version+1 || !reflect.DeepEqual(e, told) {
				t.Errorf("%d: event %d %+v, %v, want %+v", n, number, e, err, told)
			}
			notices := w.waiting(t, person(n+1))
			if last := notices[len(notices)-1].Text; !strings.Contains(last, "【办理答复】您的 "+p.Case) || strings.Contains(last, main.Case) {
				t.Errorf("%d: told %s", n, last)
			}
		}
		if strings.Contains(w.dump(t, "events"), answer.OverruledFor) {
			t.Error("why something was overruled can be read")
		}
	})
}

// TestAnswerOfTheMergedIsOne: when one case cannot be answered, none is.
func TestAnswerOfTheMergedIsOne(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		main := w.routed(t, "噪音")
		w.change(t, main.Case, petition.Event{Type: petition.EventAccepted, Actor: "wang"})
		merged := w.merges(t, "wechat:gh:merged", main.Case)
		before := w.dump(t)
		w.jobs.err, w.jobs.about = errors.New("queue is full"), merged.Case
		answer := petition.Event{Type: petition.EventAnswered, Actor: "wang", Text: "已查"}
		if _, _, err := w.Change(t.Context(), "m", main.Case, answer); !errors.Is(err, w.jobs.err) {
			t.Errorf("error %v", err)
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		w.jobs.err = nil
		for range 2 {
			if _, _, err := w.Change(t.Context(), "m", main.Case, answer); err != nil {
				t.Fatal(err)
			}
		}
		if _, e, err := w.LastEvent(t.Context(), merged.Case); err != nil || e.Type != petition.EventAnswered {
			t.Errorf("%+v, %v", e, err)
		}
		if n := w.count(t, `SELECT COUNT(*) FROM events WHERE case_no = $1 AND type = $2`, merged.Case, string(petition.EventAnswered)); n != 1 {
			t.Errorf("%d answers", n)
		}
	})
}
