package jobs

import (
	"errors"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition"
)

// TestDeparted tells the next in turn, once; who cannot be reached is not tried
// again for the same event, but for the next.
func TestDeparted(t *testing.T) {
	t.Parallel()
	monday, err := petition.NewShift("li", "周一") // noon is a Monday
	if err != nil {
		t.Fatal(err)
	}
	taken := in("tianhe", petition.Accepted)
	taken.Officer = "wang"
	tests := []struct {
		name   string
		on     petition.Petition
		duty   []petition.Shift
		gone   []string
		down   []string
		tried  string // in two runs
		told   string
		failed error
	}{
		{"on duty", in("tianhe", petition.Routed), []petition.Shift{monday}, nil, nil, "li", "li", nil},
		{"on duty has left", in("tianhe", petition.Routed), []petition.Shift{monday}, []string{"li"}, nil, "li wang", "wang", nil},
		{"one of two has left", in("tianhe", petition.Routed), nil, []string{"li"}, nil, "li wang", "wang", nil},
		{"all of the unit have left", in("tianhe", petition.Routed), []petition.Shift{monday}, []string{"li", "wang"}, nil, "li wang zhang zhao", "zhang zhao", nil},
		{"who has it", taken, []petition.Shift{monday}, nil, nil, "wang", "wang", nil},
		{"who has it has left", taken, nil, []string{"wang"}, nil, "wang li", "li", nil},
		{"the next is not reached yet", in("tianhe", petition.Routed), nil, []string{"li", "wang"}, []string{"zhang", "zhao"},
			"li wang zhang zhao li wang zhang zhao", "", errDown},
		{"one has left, one is not reached yet", in("tianhe", petition.Routed), nil, []string{"li"}, []string{"wang"}, "li wang li wang", "", errDown},
		{"nobody is there: all are tried again", in("tianhe", petition.Routed), nil, []string{"li", "wang", "zhang", "zhao"}, nil,
			"li wang zhang zhao li wang zhang zhao", "", errNobody},
	}
	for _, tt := range tests {
		o := newOffice(tt.on, petition.EventFiled, petition.EventRouted)
		w := o.work()
		w.Rules.Seat("tianhe", []string{"wang", "li"}, tt.duty...)
		for _, officer := range tt.gone {
			o.refused[officer] = departed{}
		}
		for _, officer := range tt.down {
			o.refused[officer] = errDown
		}
		for range 2 {
			if err := w.notify(t.Context(), caseNo); !errors.Is(err, tt.failed) || (err == nil) != (tt.failed == nil) {
				t.Errorf("%s: %v, want %v", tt.name, err, tt.failed)
			}
		}
		told, _ := o.told()
		same(t, tt.name, "tried", strings.Join(o.tried, " "), tt.tried)
		same(t, tt.name, "told", strings.Join(told, " "), tt.told)
		for _, d := range o.deliveries {
			_, left := o.refused[d.Officer].(departed)
			same(t, tt.name, "given up", d.State == petition.DeliveryGone, left && tt.failed == nil)
		}
		if strings.Contains(o.log.String(), "li") && strings.Contains(o.log.String(), "officer=") {
			t.Errorf("%s: log %s", tt.name, o.log.String())
		}
	}
}

// TestSuperiorIsTold lets the common superior act on what it is sent in the
// unit's place, and on what is for it.
func TestSuperiorIsTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status petition.Status
		last   petition.EventType
		left   bool
	}{
		"the unit has left": {petition.Routed, petition.EventRouted, true},
		"a dispute":         {petition.Routed, petition.EventDisputed, false},
		"a review":          {petition.Review, petition.EventReviewApplied, false},
		"a second review":   {petition.SecondReview, petition.EventSecondApplied, false},
	} {
		o := newOffice(in("tianhe", c.status), petition.EventFiled, petition.EventRouted, c.last)
		if c.left {
			o.refused["li"], o.refused["wang"] = departed{}, departed{}
		}
		if err := o.work().notify(t.Context(), caseNo); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		told, _ := o.told()
		same(t, name, "told", told, []string{"zhang", "zhao"})
		for _, body := range o.sent {
			same(t, name, "may act", strings.HasSuffix(body, " true"), true)
		}
	}
}

// TestRefreshOfOldCards: a lapsed card is followed by words for who still has
// the petition, a card of how it stands stays, and nobody is asked for who left.
func TestRefreshOfOldCards(t *testing.T) {
	t.Parallel()
	p := in("tianhe", petition.Accepted)
	p.Version = 3
	o := newOffice(p, petition.EventFiled, petition.EventRouted, petition.EventAccepted)
	card := func(officer string, event int, updated time.Time) petition.Delivery {
		return petition.Delivery{ID: officer, Case: caseNo, Officer: officer, TaskID: "task-" + officer, ResponseCode: "code-" + officer, Event: event, Updated: updated}
	}
	o.deliveries = []petition.Delivery{
		card("li", 2, noon.Add(-codeLife)), card("zhang", 1, noon.Add(-codeLife)), card("wang", 3, noon), card("zhao", 1, noon),
	}
	o.refused["zhao"] = departed{}
	for range 2 {
		if err := o.work().refresh(t.Context(), caseNo); err != nil {
			t.Error(err)
		}
	}
	same(t, "lapsed", "texts", len(o.texts), 1)
	for _, want := range []string{"li ", caseNo, petition.Accepted.Words(), "查看 " + caseNo} {
		same(t, "lapsed", want, strings.Contains(o.texts[0], want), true)
	}
	same(t, "current", "updates", len(o.updates), 0)
	var codes []string
	for _, d := range o.deliveries {
		codes = append(codes, d.ResponseCode)
	}
	same(t, "all", "codes left", strings.Join(codes, "|"), "||code-wang|")
}
