package sqlstore

import (
	"errors"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// intend stores a delivery to officer wang of a petition's event.
func (w *world) intend(t *testing.T, caseNo string, event int, body string) petition.Delivery {
	t.Helper()
	d, err := w.Intend(t.Context(), petition.Delivery{
		Case: caseNo, Event: event, Officer: "wang", TaskID: caseNo + "-" + string(rune('0'+event)), Body: []byte(body),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (w *world) card(t *testing.T, taskID string) petition.Delivery {
	t.Helper()
	d, err := w.Card(t.Context(), taskID, "wang")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The first body is the one that every attempt sends.
func TestIntendFreezesTheBody(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		first := w.intend(t, p.Case, 2, `{"try":1}`)
		if first.ID == "" || first.State != petition.DeliveryIntended || !first.Updated.Equal(w.clock()) {
			t.Errorf("stored %+v", first)
		}
		if err := w.Failed(t.Context(), first.ID, "45009"); err != nil {
			t.Fatal(err)
		}
		w.time.pass(time.Minute)
		again, err := w.Intend(t.Context(), petition.Delivery{
			Case: p.Case, Event: 2, Officer: "wang", TaskID: "another", Body: []byte(`{"try":2}`),
		})
		want := first
		want.State, want.Reason = petition.DeliveryFailed, "45009"
		if err != nil || !reflect.DeepEqual(again, want) {
			t.Errorf("error %v\ngot  %+v\nwant %+v", err, again, want)
		}
		other := w.intend(t, p.Case, 3, `{"event":3}`)
		if other.ID == first.ID || string(other.Body) != `{"event":3}` {
			t.Errorf("another event got %+v", other)
		}
	})
}

func TestIntendAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		ids := make([]string, 6)
		var all sync.WaitGroup
		for i := range ids {
			all.Go(func() {
				d, err := w.Intend(t.Context(), petition.Delivery{Case: p.Case, Event: 2, Officer: "wang", TaskID: "task"})
				if err != nil {
					t.Error(err)
				}
				ids[i] = d.ID
			})
		}
		all.Wait()
		if len(slices.Compact(ids)) != 1 {
			t.Errorf("workers hold different deliveries: %q", ids)
		}
	})
}

func TestIntendNeedsPetitionAndTask(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		for name, d := range map[string]petition.Delivery{
			"no petition": {Case: "SH-AAAAA-AAAAA", Event: 1, Officer: "wang", TaskID: "t"},
			"no task":     {Case: p.Case, Event: 1, Officer: "wang"},
		} {
			if _, err := w.Intend(t.Context(), d); err == nil {
				t.Errorf("%s: stored", name)
			}
		}
	})
}

func TestDeliveryStates(t *testing.T) {
	t.Parallel()
	type calls = []func(w *world, id string) error
	sent := func(code string) func(*world, string) error {
		return func(w *world, id string) error { return w.Sent(t.Context(), id, code, "msg-"+code) }
	}
	failed := func(w *world, id string) error { return w.Failed(t.Context(), id, "81013") }
	click := func(code string) func(*world, string) error {
		return func(w *world, id string) error { return w.NewResponseCode(t.Context(), "task", "wang", code) }
	}
	tests := map[string]struct {
		calls                     calls
		state                     petition.DeliveryState
		code, messageID, reasonIs string
	}{
		"sent":                        {calls{sent("c1")}, petition.DeliverySent, "c1", "msg-c1", ""},
		"failed":                      {calls{failed}, petition.DeliveryFailed, "", "", "81013"},
		"failed, then sent":           {calls{failed, sent("c1")}, petition.DeliverySent, "c1", "msg-c1", ""},
		"sent stays sent":             {calls{sent("c1"), failed}, petition.DeliverySent, "c1", "msg-c1", ""},
		"the latest click counts":     {calls{sent("c1"), click("c2"), click("c3")}, petition.DeliverySent, "c3", "msg-c1", ""},
		"click before the send ended": {calls{click("c2"), sent("c1")}, petition.DeliverySent, "c2", "msg-c1", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, w *world) {
				p := w.routed(t, "噪音")
				d, err := w.Intend(t.Context(), petition.Delivery{Case: p.Case, Event: 2, Officer: "wang", TaskID: "task"})
				if err != nil {
					t.Fatal(err)
				}
				for _, call := range test.calls {
					if err := call(w, d.ID); err != nil {
						t.Fatal(err)
					}
				}
				got := w.card(t, "task")
				if got.State != test.state || got.ResponseCode != test.code ||
					got.MessageID != test.messageID || got.Reason != test.reasonIs {
					t.Errorf("got %+v", got)
				}
			})
		})
	}
}

func TestUnknownDelivery(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		d := w.intend(t, p.Case, 2, `{}`)
		_, errCard := w.Card(t.Context(), d.TaskID, "li")
		for name, err := range map[string]error{
			"Sent":            w.Sent(t.Context(), "unknown", "c", "m"),
			"Failed":          w.Failed(t.Context(), "unknown", "r"),
			"NewResponseCode": w.NewResponseCode(t.Context(), d.TaskID, "li", "c"),
			"Card":            errCard,
		} {
			if !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// The sweeper sees what waits for us, and nothing else.
func TestUndelivered(t *testing.T) {
	t.Parallel()
	tell := func(event int) func(*testing.T, *world, string) {
		return func(t *testing.T, w *world, caseNo string) {
			if err := w.Sent(t.Context(), w.intend(t, caseNo, event, `{}`).ID, "c", "m"); err != nil {
				t.Fatal(err)
			}
		}
	}
	fail := func(t *testing.T, w *world, caseNo string) {
		if err := w.Failed(t.Context(), w.intend(t, caseNo, 2, `{}`).ID, "r"); err != nil {
			t.Fatal(err)
		}
	}
	change := func(kind petition.EventType) func(*testing.T, *world, string) {
		return func(t *testing.T, w *world, caseNo string) {
			w.change(t, caseNo, petition.Event{Type: kind, Actor: "wang", Unit: "u", Text: "x"})
		}
	}
	route, transfer := change(petition.EventRouted), change(petition.EventTransferred)
	supplement, accept, withdraw := change(petition.EventSupplemented), change(petition.EventAccepted), change(petition.EventWithdrawn)
	tests := map[string]struct {
		after []func(*testing.T, *world, string)
		want  bool
	}{
		"filed":                       {nil, true},
		"filed and supplemented":      {[]func(*testing.T, *world, string){supplement}, true},
		"routed":                      {[]func(*testing.T, *world, string){route}, true},
		"routed, send failed":         {[]func(*testing.T, *world, string){route, fail}, true},
		"routed and told":             {[]func(*testing.T, *world, string){route, tell(2)}, false},
		"transferred after the card":  {[]func(*testing.T, *world, string){route, tell(2), transfer}, true},
		"transferred and told":        {[]func(*testing.T, *world, string){route, tell(2), transfer, tell(3)}, false},
		"supplemented after the card": {[]func(*testing.T, *world, string){route, tell(2), supplement}, true},
		"accepted, card told":         {[]func(*testing.T, *world, string){route, tell(2), accept}, false},
		"accepted and supplemented":   {[]func(*testing.T, *world, string){route, tell(2), accept, supplement}, true},
		"withdrawn after the card":    {[]func(*testing.T, *world, string){route, tell(2), withdraw}, true},
		"withdrawn and told":          {[]func(*testing.T, *world, string){route, tell(2), withdraw, tell(3)}, false},
		"withdrawn before the route":  {[]func(*testing.T, *world, string){withdraw}, true},
		"accepted and transferred":    {[]func(*testing.T, *world, string){route, tell(2), accept, transfer}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			onEach(t, func(t *testing.T, w *world) {
				caseNo := w.filed(t, citizen, "噪音").Case
				for _, do := range test.after {
					do(t, w, caseNo)
				}
				now := w.clock()
				for before, want := range map[time.Time]bool{now: false, now.Add(time.Millisecond): test.want} {
					got, err := w.Undelivered(t.Context(), before, 10)
					if err != nil || slices.Contains(got, caseNo) != want {
						t.Errorf("before now+%v: %v, error %v, want %v", before.Sub(now), got, err, want)
					}
				}
			})
		})
	}
}

func TestUndeliveredLongestWaitingFirst(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		var cases []string
		for range 3 {
			cases = append(cases, w.filed(t, citizen, "噪音").Case)
			w.time.pass(time.Second)
		}
		got, err := w.Undelivered(t.Context(), w.clock(), 2)
		if err != nil || !slices.Equal(got, cases[:2]) {
			t.Errorf("got %v of %v, error %v", got, cases, err)
		}
	})
}
