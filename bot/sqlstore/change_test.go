package sqlstore

import (
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"suihuan/bot/petition"
)

// One petition from filing to answer: what stands in it, what is queued, what
// the citizen is told, and its history.
func TestLifeOfAPetition(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.filed(t, citizen, "噪音")
		history := []petition.Event{
			{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "规则 r1"},
			{Type: petition.EventAccepted, Actor: "wang"},
			{Type: petition.EventTransferred, Actor: "wang", Unit: "yuexiu", Reason: "不在本区"},
			{Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: "每晚十一点"},
			{Type: petition.EventAccepted, Actor: "li"},
			{Type: petition.EventAnswered, Actor: "li", Text: "已责令整改"},
		}
		want := []petition.Event{{Type: petition.EventFiled, Actor: petition.ActorCitizen, At: p.FiledAt}}
		var last petition.Petition
		for _, e := range history {
			w.time.pass(time.Hour)
			last = w.change(t, p.Case, e)
			e.At = w.clock()
			want = append(want, e)
		}
		loaded, err := w.Petition(t.Context(), p.Case)
		if err != nil || !reflect.DeepEqual(loaded, last) {
			t.Errorf("error %v\nchanged %+v\nloaded  %+v", err, last, loaded)
		}
		p.Status, p.Unit, p.RouteReason, p.Officer, p.Answer = petition.Answered, "yuexiu", "不在本区", "li", "已责令整改"
		p.Version = 7
		p.Report.What = "噪音\n补充：每晚十一点"
		if !reflect.DeepEqual(loaded, p) {
			t.Errorf("got  %+v\nwant %+v", loaded, p)
		}
		if got, err := w.Events(t.Context(), p.Case); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("error %v\ngot  %+v\nwant %+v", err, got, want)
		}
		number, e, err := w.LastEvent(t.Context(), p.Case)
		if err != nil || number != 7 || !reflect.DeepEqual(e, want[6]) {
			t.Errorf("last event %d %+v, error %v", number, e, err)
		}
		jobs := map[petition.JobKind]int{petition.JobRoute: 1, petition.JobNotify: 3}
		for kind, n := range jobs {
			if got := w.count(t, `SELECT COUNT(*) FROM jobs WHERE kind = $1`, string(kind)); got != n {
				t.Errorf("%d jobs %s, want %d", got, kind, n)
			}
		}
		if got := w.count(t, `SELECT COUNT(*) FROM mailbox WHERE person = $1`, w.person(citizen)); got != 3 {
			t.Errorf("%d notices, want 3", got)
		}
	})
}

// An event that the status table refuses leaves nothing, not even its key.
func TestRefusedChangeStoresNothing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.filed(t, citizen, "噪音")
		before := w.dump(t)
		answer := petition.Event{Type: petition.EventAnswered, Actor: "wang", Text: "好了"}
		_, changed, err := w.Change(t.Context(), "m", p.Case, answer)
		if changed || !errors.Is(err, petition.ErrTransition) {
			t.Errorf("changed %v, error %v", changed, err)
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
		w.change(t, p.Case, petition.Event{Type: petition.EventRouted, Unit: "tianhe"})
		w.change(t, p.Case, petition.Event{Type: petition.EventAccepted, Actor: "wang"})
		if _, changed, err := w.Change(t.Context(), "m", p.Case, answer); !changed || err != nil {
			t.Errorf("the same message later: changed %v, error %v", changed, err)
		}
	})
}

func TestChangeIsAllOrNothing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.filed(t, citizen, "噪音")
		before := w.dump(t)
		w.jobs.err = errors.New("queue is full")
		_, changed, err := w.Change(t.Context(), w.key(), p.Case, petition.Event{Type: petition.EventRouted, Unit: "tianhe"})
		if changed || !errors.Is(err, w.jobs.err) {
			t.Errorf("changed %v, error %v", changed, err)
		}
		if after := w.dump(t); after != before {
			t.Errorf("before:\n%s\nafter:\n%s", before, after)
		}
	})
}

func TestRepeatedChangeShowsThePetition(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		accept := petition.Event{Type: petition.EventAccepted, Actor: "wang"}
		if _, _, err := w.Change(t.Context(), "m", p.Case, accept); err != nil {
			t.Fatal(err)
		}
		w.change(t, p.Case, petition.Event{Type: petition.EventAnswered, Actor: "wang", Text: "好了"})
		got, changed, err := w.Change(t.Context(), "m", p.Case, accept)
		if err != nil || changed || got.Status != petition.Answered {
			t.Errorf("status %q, changed %v, error %v", got.Status, changed, err)
		}
	})
}

func TestEventKeepsItsTime(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.filed(t, citizen, "噪音")
		at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.FixedZone("CST", 8*3600))
		w.change(t, p.Case, petition.Event{Type: petition.EventRouted, Unit: "tianhe", At: at})
		if _, e, err := w.LastEvent(t.Context(), p.Case); err != nil || !e.At.Equal(at) {
			t.Errorf("at %v, error %v", e.At, err)
		}
	})
}

// Of officers who accept at the same moment one has the petition, and the
// citizen is told once.
func TestOfficersAcceptAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		officers := []string{"wang", "li", "chen", "he"}
		for range 5 {
			p := w.routed(t, "噪音")
			errs := make([]error, len(officers))
			var all sync.WaitGroup
			for i, officer := range officers {
				all.Go(func() {
					_, _, errs[i] = w.Change(t.Context(), p.Case+officer, p.Case,
						petition.Event{Type: petition.EventAccepted, Actor: officer})
				})
			}
			all.Wait()
			holder := ""
			for i, err := range errs {
				switch {
				case err == nil && holder == "":
					holder = officers[i]
				case !errors.Is(err, petition.ErrTransition):
					t.Errorf("%s: error %v, holder already %q", officers[i], err, holder)
				}
			}
			got, err := w.Petition(t.Context(), p.Case)
			if err != nil || holder == "" || got.Officer != holder {
				t.Errorf("officer %q, holder %q, error %v", got.Officer, holder, err)
			}
			if n := w.count(t, `SELECT COUNT(*) FROM mailbox WHERE case_no = $1`, p.Case); n != 1 {
				t.Errorf("%d notices", n)
			}
		}
	})
}
