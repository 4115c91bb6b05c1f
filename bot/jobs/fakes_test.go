package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/retain"
)

var (
	errDown = errors.New("connection refused")
	noon    = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
)

const caseNo = "SH-ABCDE-FGHJK"

// office is the store and the channel to officers, in memory. An error makes
// the call of its name fail; refused officers get no card.
type office struct {
	mu         sync.Mutex
	petitions  map[string]petition.Petition
	events     map[string][]petition.Event
	keys       map[string]bool
	deliveries []petition.Delivery
	lying      []string // what Undelivered finds
	asked      time.Time
	remind     []string // what RemindersDue finds
	next       time.Time
	claims     map[string]*claimed
	retained   []time.Time      // when Retain was called
	due        int              // how many things Retain finds
	voices     []petition.Voice // what SameSource finds

	loadErr, changeErr, eventsErr, intendErr, cardErr, listErr, codeErr, lyingErr, retainErr, sitesErr error

	refused map[string]error
	cards   int      // how often a card was written: every writing differs
	sent    []string // officer and body
	updates []string // officer, code and words
	texts   []string // officer and words
	tried   []string // officers to whom a card was sent, or was to be
	log     strings.Builder
}

func newOffice(p petition.Petition, events ...petition.EventType) *office {
	o := &office{petitions: map[string]petition.Petition{}, events: map[string][]petition.Event{}, keys: map[string]bool{}, refused: map[string]error{}, claims: map[string]*claimed{}}
	o.put(p, events...)
	return o
}

func (o *office) put(p petition.Petition, events ...petition.EventType) {
	o.petitions[p.Case] = p
	for _, e := range events {
		o.events[p.Case] = append(o.events[p.Case], petition.Event{Type: e})
	}
}

func terms() petition.Terms {
	t, err := petition.NewTerms()
	if err != nil {
		panic(err)
	}
	return t
}

// rules have officers in two of four units.
func rules() petition.Rules {
	return petition.Rules{
		Default: "bureau", Terms: terms(),
		Units: []petition.Unit{
			{ID: "bureau", Name: "市局", Officers: []string{"zhang", "zhao"}}, {ID: "tianhe", Name: "天河分局", Officers: []string{"wang", "li"}},
			{ID: "haizhu", Name: "海珠分局"}, {ID: "both", Name: "联合", Officers: []string{"zhang", "li"}},
		},
		Rules: []petition.Rule{{ID: "tianhe", Districts: []string{"天河"}, Unit: "tianhe"}},
	}
}

func (o *office) SameSource(context.Context, string) ([]petition.Voice, error) {
	return o.voices, o.sitesErr
}

func (o *office) work() Work {
	return Work{
		Petitions: o, Ledger: o, Cards: o, Memory: o, Terms: o, Reminders: o, Sites: o, Desk: o, Rules: rules(),
		Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(&o.log, nil)),
	}
}

func (o *office) Retain(_ context.Context, now time.Time, limit int) (retain.Result, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.retained = append(o.retained, now)
	due := min(o.due, limit)
	o.due -= due
	drafts := retain.Count{Class: retain.Class{Name: "drafts", Act: retain.Delete}, Due: due}
	return retain.Result{Counts: []retain.Count{drafts, {Class: retain.Class{Name: "closed"}}}, More: o.due > 0}, o.retainErr
}

func (o *office) Petition(_ context.Context, caseNo string) (petition.Petition, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	p, ok := o.petitions[caseNo]
	if !ok {
		return p, errors.New("not found")
	}
	return p, o.loadErr
}

func (o *office) Events(_ context.Context, caseNo string) ([]petition.Event, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.events[caseNo]), o.eventsErr
}

func (o *office) Change(_ context.Context, key, caseNo string, e petition.Event) (petition.Petition, bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	p := o.petitions[caseNo]
	if o.keys[key] || o.changeErr != nil {
		return p, false, o.changeErr
	}
	if err := p.Apply(nil, e); err != nil {
		return petition.Petition{}, false, fmt.Errorf("change: %w", err)
	}
	o.keys[key] = true
	o.petitions[caseNo] = p
	o.events[caseNo] = append(o.events[caseNo], e)
	return p, true, nil
}

func (o *office) Undelivered(_ context.Context, before time.Time, limit int) ([]string, error) {
	o.asked = before
	return o.lying[:min(limit, len(o.lying))], o.lyingErr
}

func (o *office) Intend(_ context.Context, d petition.Delivery) (petition.Delivery, error) {
	for _, kept := range o.deliveries {
		if kept.Case == d.Case && kept.Event == d.Event && kept.Officer == d.Officer {
			return kept, o.intendErr
		}
	}
	if o.intendErr != nil {
		return petition.Delivery{}, o.intendErr
	}
	d.ID, d.State = fmt.Sprint("id-", len(o.deliveries)), petition.DeliveryIntended
	o.deliveries = append(o.deliveries, d)
	return d, nil
}

func (o *office) delivery(id string) *petition.Delivery {
	i := slices.IndexFunc(o.deliveries, func(d petition.Delivery) bool { return d.ID == id })
	return &o.deliveries[i]
}

func (o *office) Sent(_ context.Context, id, code, messageID string) error {
	d := o.delivery(id)
	d.State, d.ResponseCode, d.MessageID = petition.DeliverySent, code, messageID
	return nil
}

func (o *office) Failed(_ context.Context, id, reason string) error {
	d := o.delivery(id)
	d.State, d.Reason = petition.DeliveryFailed, reason
	return nil
}

func (o *office) Gone(_ context.Context, id string) error {
	o.delivery(id).State = petition.DeliveryGone
	return nil
}

func (o *office) SendText(_ context.Context, officer, words string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.refused[officer]; err != nil {
		return err
	}
	o.texts = append(o.texts, officer+" "+words)
	return nil
}

func (o *office) CardsOf(context.Context, string) ([]petition.Delivery, error) {
	return slices.Clone(o.deliveries), o.listErr
}

func (o *office) NewResponseCode(_ context.Context, taskID, officer, code string) error {
	if o.codeErr != nil {
		return o.codeErr
	}
	for i, d := range o.deliveries {
		if d.TaskID == taskID && d.Officer == officer {
			o.deliveries[i].ResponseCode = code
			return nil
		}
	}
	return errors.New("no such card")
}

func (o *office) Card(b petition.Brief, taskID string) ([]byte, error) {
	o.cards++
	return fmt.Appendf(nil, "%s %s %s %s #%d %v", b.Petition.Case, cmp.Or(b.Unit.ID, "none"), taskID, b.Officer, o.cards, b.Serves), o.cardErr
}

func (o *office) SendCard(_ context.Context, body []byte) (string, string, error) {
	officer := strings.Fields(string(body))[3]
	o.tried = append(o.tried, officer)
	if err := o.refused[officer]; err != nil {
		return "", "", err
	}
	o.sent = append(o.sent, string(body))
	return "msg-" + officer, "code-" + officer, nil
}

func (o *office) UpdateCard(_ context.Context, code string, b petition.Brief) error {
	if err := o.refused[b.Officer]; err != nil {
		return err
	}
	o.updates = append(o.updates, cmp.Or(b.Officer, "nobody")+" "+code+" "+b.Petition.Status.Words())
	return nil
}

// departed is the platform's word that a receiver is not there.
type departed struct{}

func (departed) Error() string     { return "no such receiver" }
func (departed) Unreachable() bool { return true }

// told are the officers that got a card, in order, with the unit it names.
func (o *office) told() (officers, units []string) {
	for _, body := range o.sent {
		f := strings.Fields(body)
		officers, units = append(officers, f[3]), append(units, f[1])
	}
	return officers, units
}

// same reports a difference in words.
func same(t *testing.T, name, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: %s %s, want %s", name, what, g, w)
	}
}
