package sqlstore

import (
	"slices"
	"testing"
	"time"

	"suihuan/bot/petition"
)

// TestOpenCases lists what a unit works on, the oldest first, and to the superior
// what waits for its word.
func TestOpenCases(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		events := map[string][]petition.EventType{
			"new": nil, "taken": {petition.EventAccepted}, "answered": {petition.EventAccepted, petition.EventAnswered},
			"review":   {petition.EventAccepted, petition.EventAnswered, petition.EventReviewApplied},
			"disputed": {petition.EventTransferred, petition.EventDisputed},
			"decided":  {petition.EventTransferred, petition.EventDisputed, petition.EventDecided},
		}
		names := map[string]string{}
		for _, name := range []string{"new", "taken", "answered", "review", "disputed", "decided"} {
			w.time.pass(time.Minute)
			p, err := w.FileReport(t.Context(), citizen, w.key(), petition.Report{What: name, Sorted: "appeal"})
			if err != nil {
				t.Fatal(err)
			}
			names[p.Case] = name
			w.change(t, p.Case, petition.Event{Type: petition.EventRouted, Unit: "tianhe"})
			for _, e := range events[name] {
				w.change(t, p.Case, petition.Event{Type: e, Actor: "wang", Unit: "haizhu"})
			}
		}
		for _, c := range []struct {
			unit     string
			superior bool
			limit    int
			want     []string
		}{
			{"tianhe", false, 9, []string{"new", "taken"}},
			{"haizhu", false, 9, []string{"disputed", "decided"}},
			{"haizhu", false, 1, []string{"disputed"}},
			{"bureau", true, 9, []string{"review", "disputed"}},
			{"bureau", false, 9, nil},
		} {
			cases, err := w.OpenCases(t.Context(), c.unit, c.superior, c.limit)
			var got []string
			for _, caseNo := range cases {
				got = append(got, names[caseNo])
			}
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%+v: %v, %v", c, got, err)
			}
		}
	})
}

// TestGoneStaysSent: a delivery is given up unless it was sent.
func TestGoneStaysSent(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		lost, sent := w.intend(t, p.Case, 2, "{}"), w.intend(t, p.Case, 3, "{}")
		if err := w.Sent(t.Context(), sent.ID, "code", "message"); err != nil {
			t.Fatal(err)
		}
		for _, d := range []petition.Delivery{lost, sent} {
			if err := w.Gone(t.Context(), d.ID); err != nil {
				t.Fatal(err)
			}
		}
		if a, b := w.card(t, lost.TaskID), w.card(t, sent.TaskID); a.State != petition.DeliveryGone || b.State != petition.DeliverySent {
			t.Errorf("given up %s, sent %s", a.State, b.State)
		}
		if err := w.Gone(t.Context(), "unknown"); err == nil {
			t.Error("gave up what there is not")
		}
	})
}
