package jobs

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition"
)

func in(unit string, status petition.Status) petition.Petition {
	return petition.Petition{Case: caseNo, Status: status, Unit: unit, Report: petition.Report{Where: "天河区棠下街", District: "天河"}}
}

func TestRoute(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		status petition.Status
		spoil  func(*office)
		err    error
		unit   string
		events int
	}{
		{"filed", petition.Received, func(*office) {}, nil, "tianhe", 1},
		{"routed already", petition.Routed, func(*office) {}, nil, "", 0},
		{"answered already", petition.Answered, func(*office) {}, nil, "", 0},
		{"routed meanwhile", petition.Received, func(o *office) { o.changeErr = fmt.Errorf("change: %w", petition.ErrTransition) }, nil, "", 0},
		{"store down", petition.Received, func(o *office) { o.loadErr = errDown }, errDown, "", 0},
		{"change fails", petition.Received, func(o *office) { o.changeErr = errDown }, errDown, "", 0},
	}
	for _, tt := range tests {
		o := newOffice(in("", tt.status))
		tt.spoil(o)
		for range 3 {
			if err := o.work().route(t.Context(), caseNo); !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
				t.Errorf("%s: %v, want %v", tt.name, err, tt.err)
			}
		}
		same(t, tt.name, "unit", o.petitions[caseNo].Unit, tt.unit)
		same(t, tt.name, "events", len(o.events[caseNo]), tt.events)
		for _, e := range o.events[caseNo] {
			if e.Type != petition.EventRouted || e.Actor != petition.ActorRouter || !strings.Contains(e.Reason, "天河") {
				t.Errorf("%s: event %+v", tt.name, e)
			}
		}
	}
	if err := newOffice(in("", petition.Received)).work().route(t.Context(), "SH-22222-22222"); err == nil {
		t.Error("an unknown case is routed")
	}
}

func TestNotify(t *testing.T) {
	t.Parallel()
	filed, routed, accepted := petition.EventFiled, petition.EventRouted, petition.EventAccepted
	urgent := in("tianhe", petition.Routed)
	urgent.Report.Urgent = true
	both := in("both", petition.Routed)
	both.Report.Urgent = true
	withdrawn, early := urgent, urgent
	withdrawn.Status, early.Status, early.Unit = petition.Withdrawn, petition.Withdrawn, ""
	tests := []struct {
		name     string
		petition petition.Petition
		events   []petition.EventType
		officers []string
	}{
		{"the unit's officers", in("tianhe", petition.Routed), []petition.EventType{filed, routed}, []string{"li", "wang"}},
		{"a unit without officers", in("haizhu", petition.Routed), []petition.EventType{filed, routed}, []string{"zhang", "zhao"}},
		{"an unknown unit", in("gone", petition.Routed), []petition.EventType{filed, routed}, []string{"zhang", "zhao"}},
		{"people in danger", urgent, []petition.EventType{filed, routed}, []string{"li", "wang", "zhang", "zhao"}},
		{"an officer of two units is told once", both, []petition.EventType{filed, routed}, []string{"li", "zhang", "zhao"}},
		{"accepted", in("tianhe", petition.Accepted), []petition.EventType{filed, routed, accepted}, []string{"li", "wang"}},
		{"taken back", withdrawn, []petition.EventType{filed, routed, petition.EventWithdrawn}, []string{"li", "wang", "zhang", "zhao"}},
		{"taken back before it was routed", early, []petition.EventType{filed, petition.EventWithdrawn}, []string{"zhang", "zhao"}},
		{"nothing for officers", in("tianhe", petition.Routed), []petition.EventType{filed}, nil},
		{"not routed yet", in("", petition.Received), []petition.EventType{filed, petition.EventSupplemented}, nil},
	}
	for _, tt := range tests {
		o := newOffice(tt.petition, tt.events...)
		for range 2 { // the second time everybody was told
			if err := o.work().notify(t.Context(), caseNo); err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
		officers, units := o.told()
		same(t, tt.name, "told", officers, tt.officers)
		for _, u := range units {
			if _, known := rules().Unit(tt.petition.Unit); known {
				same(t, tt.name, "unit on the card", u, tt.petition.Unit)
			}
		}
		for _, d := range o.deliveries {
			same(t, tt.name, "state", d.State, petition.DeliverySent)
			same(t, tt.name, "answer", d.ResponseCode+d.MessageID, "code-"+d.Officer+"msg-"+d.Officer)
		}
	}
}

// TestTaskIDs holds that a card's name is the platform's form, stays the same
// for one officer and event, and is no one else's.
func TestTaskIDs(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^[0-9A-Za-z_\-@]{1,128}$`)
	seen := map[string]string{}
	for range 2 {
		o := newOffice(in("tianhe", petition.Routed), petition.EventFiled, petition.EventRouted)
		for range 11 { // up to event numbers of two digits
			if err := o.work().notify(t.Context(), caseNo); err != nil {
				t.Fatal(err)
			}
			o.put(o.petitions[caseNo], petition.EventSupplemented)
		}
		for _, d := range o.deliveries {
			who := fmt.Sprint(d.Officer, d.Event)
			if !form.MatchString(d.TaskID) || strings.Contains(d.TaskID, d.Officer) {
				t.Errorf("task id %s", d.TaskID)
			}
			if other, ok := seen[d.TaskID]; ok && other != who {
				t.Errorf("%s is of %s and of %s", d.TaskID, other, who)
			}
			seen[d.TaskID] = who
		}
	}
	if len(seen) != 22 {
		t.Errorf("%d task ids of 2 officers and 11 events", len(seen))
	}
}

// TestFailedCardIsSentAgain refuses one officer: the other is told all the
// same, and the retry sends the bytes of the first attempt.
func TestFailedCardIsSentAgain(t *testing.T) {
	t.Parallel()
	o := newOffice(in("tianhe", petition.Routed), petition.EventFiled, petition.EventRouted)
	o.refused["li"] = errDown
	for range 2 {
		if err := o.work().notify(t.Context(), caseNo); !errors.Is(err, errDown) {
			t.Errorf("error %v", err)
		}
	}
	officers, _ := o.told()
	same(t, "refused", "told", officers, []string{"wang"})
	same(t, "refused", "state", o.deliveries[0].State, petition.DeliveryFailed)
	same(t, "refused", "reason", o.deliveries[0].Reason, errDown)
	frozen := string(o.deliveries[0].Body)
	delete(o.refused, "li")
	if err := o.work().notify(t.Context(), caseNo); err != nil {
		t.Error(err)
	}
	same(t, "retry", "sent", o.sent[1], frozen)
	same(t, "retry", "state", o.deliveries[0].State, petition.DeliverySent)
	same(t, "retry", "cards", len(o.sent), 2)
}

func TestNotifyFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		spoil func(*office, *Work)
		err   string
	}{
		{"no petition", func(o *office, _ *Work) { o.loadErr = errDown }, "connection refused"},
		{"no events", func(o *office, _ *Work) { o.eventsErr = errDown }, "connection refused"},
		{"no ledger", func(o *office, _ *Work) { o.intendErr = errDown }, "connection refused"},
		{"no card", func(o *office, _ *Work) { o.cardErr = errDown }, "connection refused"},
		{"no officers", func(_ *office, w *Work) { w.Rules.Seat("tianhe", nil); w.Rules.Seat("bureau", nil) }, "no officers"},
		{"no desk", func(_ *office, w *Work) { w.Desk = nil }, ""},
	}
	for _, tt := range tests {
		o := newOffice(in("tianhe", petition.Routed), petition.EventFiled, petition.EventRouted)
		w := o.work()
		tt.spoil(o, &w)
		err := w.notify(t.Context(), caseNo)
		if (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.err)
		}
		same(t, tt.name, "sent", len(o.sent), 0)
		if err == nil && !strings.Contains(o.log.String(), caseNo) {
			t.Errorf("%s: log %q", tt.name, o.log.String())
		}
	}
}

// TestRefresh writes the status on cards; a code serves once.
func TestRefresh(t *testing.T) {
	t.Parallel()
	accepted := in("tianhe", petition.Accepted)
	accepted.Version = 3
	o := newOffice(accepted)
	for _, officer := range []string{"li", "wang", "zhang"} {
		o.deliveries = append(o.deliveries, petition.Delivery{ID: officer, Case: caseNo, Officer: officer, TaskID: "task-" + officer, ResponseCode: "code-" + officer, Event: 2, Updated: noon})
	}
	o.deliveries[1].ResponseCode = "" // used up
	o.refused["zhang"] = errDown
	words := petition.Accepted.Words()
	if err := o.work().refresh(t.Context(), caseNo); !errors.Is(err, errDown) {
		t.Errorf("error %v", err)
	}
	same(t, "first", "updates", o.updates, []string{"li code-li " + words})
	same(t, "first", "codes left", o.deliveries[0].ResponseCode+"|"+o.deliveries[2].ResponseCode, "|code-zhang")
	delete(o.refused, "zhang")
	for range 2 {
		if err := o.work().refresh(t.Context(), caseNo); err != nil {
			t.Error(err)
		}
	}
	same(t, "retry", "updates", o.updates, []string{"li code-li " + words, "zhang code-zhang " + words})
}

func TestRefreshFaults(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*office){
		"no petition": func(o *office) { o.loadErr = errDown },
		"no events":   func(o *office) { o.eventsErr = errDown },
		"no cards":    func(o *office) { o.listErr = errDown },
		"code stays":  func(o *office) { o.codeErr = errDown },
	} {
		accepted := in("tianhe", petition.Accepted)
		accepted.Version = 3
		o := newOffice(accepted)
		o.deliveries = []petition.Delivery{{Officer: "li", TaskID: "x", ResponseCode: "code", Updated: noon}}
		spoil(o)
		if err := o.work().refresh(t.Context(), caseNo); !errors.Is(err, errDown) {
			t.Errorf("%s: %v", name, err)
		}
		w := o.work()
		w.Desk = nil
		if err := w.refresh(t.Context(), caseNo); err != nil {
			t.Errorf("%s without a desk: %v", name, err)
		}
	}
}

func TestSweep(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		spoil  func(*office, *Work)
		queued []string
		err    error
	}{
		{"both kinds", func(*office, *Work) {}, []string{"petition_route a", "petition_notify b", "petition_notify c"}, nil},
		{"no desk", func(_ *office, w *Work) { w.Desk = nil }, []string{"petition_route a"}, nil},
		{"nothing left lying", func(o *office, _ *Work) { o.lying = nil }, nil, nil},
		{"store down", func(o *office, _ *Work) { o.lyingErr = errDown }, nil, errDown},
		{"petition down", func(o *office, _ *Work) { o.loadErr = errDown }, nil, errDown},
	}
	for _, tt := range tests {
		o := newOffice(petition.Petition{Case: "a", Status: petition.Received})
		o.put(petition.Petition{Case: "b", Status: petition.Routed})
		o.put(petition.Petition{Case: "c", Status: petition.Accepted})
		o.lying = []string{"a", "b", "c"}
		w := o.work()
		tt.spoil(o, &w)
		var queued []string
		err := w.sweep(t.Context(), func(_ context.Context, kind petition.JobKind, caseNo string) error {
			queued = append(queued, string(kind)+" "+caseNo)
			return nil
		})
		if !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
			t.Errorf("%s: %v", tt.name, err)
		}
		same(t, tt.name, "queued", queued, tt.queued)
		same(t, tt.name, "asked for what changed before", o.asked, noon.Add(-time.Minute))
	}
	o := newOffice(petition.Petition{Case: "a"})
	o.lying = []string{"a"}
	err := o.work().sweep(t.Context(), func(context.Context, petition.JobKind, string) error { return errDown })
	if !errors.Is(err, errDown) {
		t.Errorf("queue down: %v", err)
	}
}
