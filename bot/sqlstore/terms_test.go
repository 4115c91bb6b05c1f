package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"suihuan/bot/petition"
	calendar "suihuan/bot/petition/clock"
)

// lived are the events of random lives, the usual ones more often.
var lived = []petition.EventType{
	petition.EventRouted, petition.EventRouted, petition.EventAccepted, petition.EventAccepted, petition.EventNotAccepted,
	petition.EventTransferred, petition.EventDisputed, petition.EventDecided, petition.EventHandedOver, petition.EventStarted,
	petition.EventNoted, petition.EventWaiting, petition.EventResumed, petition.EventExtended, petition.EventAnswered,
	petition.EventReceived, petition.EventReopened, petition.EventClosed, petition.EventSupplemented, petition.EventRecurred,
	petition.EventWithdrawn, petition.EventMerged, petition.EventReviewApplied, petition.EventReviewApplied,
	petition.EventReviewAnswered, petition.EventSecondApplied, petition.EventSecondAnswered,
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// live files a petition on a random day of 2026 and lets random events happen to
// it; those that are refused leave no trace, as in a transaction of their own.
func (w *world) live(ctx context.Context, tx *sql.Tx, r *rand.Rand, n int) error {
	at := time.Date(2026, 1, 1, 0, r.IntN(365*24*60), 0, 0, time.UTC)
	report := petition.Report{
		What: "噪音", Anonymous: r.IntN(5) == 0, Labels: pick(r, nil, nil, nil, []string{petition.LabelBooking}),
		Sorted: pick(r, "", calendar.Appeal, calendar.Appeal, calendar.Appeal, calendar.Suggestion, calendar.Accusation),
	}
	filed, err := w.insert(ctx, tx, fmt.Sprint("life ", n), petition.New(citizen, report, at))
	if err != nil {
		return err
	}
	p, log := filed.Petition, []petition.Event{{Type: petition.EventFiled, At: at}}
	for range r.IntN(40) {
		e := petition.Event{
			Type: pick(r, lived...), Actor: pick(r, "wang", "li"), Unit: pick(r, "tianhe", "haizhu"), Reason: "复杂", Text: "话",
			At: at.Add(time.Duration(r.IntN(12*24*60)) * time.Minute),
			Details: petition.Details{
				Days: 1 + r.IntN(32), Approver: "局长", Ground: pick(r, "", string(calendar.GroundHearing), string(calendar.GroundSettled)),
			},
		}
		would := p
		if would.Apply(log, e) != nil {
			continue
		}
		if p, err = w.apply(ctx, tx, p.Case, e); err != nil {
			return err
		}
		log, at = append(log, e), e.At
	}
	return nil
}

// keptDates are a petition's stored dates.
type keptDates struct {
	caseNo      string
	due, remind int64
}

// agrees compares what is stored of every petition with what its history gives,
// and returns how many have a next limit.
func (w *world) agrees(t *testing.T) (pending int) {
	t.Helper()
	all, err := list(t.Context(), w.db.SQL, func(r row) (k keptDates, err error) {
		return k, r.Scan(&k.caseNo, &k.due, &k.remind)
	}, `SELECT case_no, next_due, remind_at FROM petitions`)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range all {
		p, err := w.Petition(t.Context(), k.caseNo)
		if err != nil {
			t.Fatal(err)
		}
		log, err := w.Events(t.Context(), k.caseNo)
		if err != nil {
			t.Fatal(err)
		}
		due, remind := w.dates(p, log)
		if k.due != due || k.remind != remind {
			t.Fatalf("%s, %s: stored %d %d, worked out %d %d, of %+v", k.caseNo, p.Status, k.due, k.remind, due, remind, log)
		}
		if due > 0 {
			pending++
		}
	}
	return pending
}

// TestStoredDatesAreThoseOfTheHistory: whatever has happened, what is stored is
// what the history gives; and after a notice for 2027 was added just the
// provisional dates move, once.
func TestStoredDatesAreThoseOfTheHistory(t *testing.T) {
	t.Parallel()
	w := newWorld(t, Options{Dir: t.TempDir()})
	r := rand.New(rand.NewPCG(5, 3))
	const together = 20
	lives := 2000
	if testing.Short() {
		lives = 300
	}
	for n := 0; n < lives; n += together {
		_, err := inTx(t.Context(), w.db, func(ctx context.Context, tx *sql.Tx) (none struct{}, err error) {
			for i := range together {
				if err = w.live(ctx, tx, r, n+i); err != nil {
					return none, err
				}
			}
			return none, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if pending := w.agrees(t); pending < lives/10 || pending > lives*9/10 {
		t.Errorf("%d of %d have a next limit: the lives are not mixed", pending, lives)
	}
	for _, status := range []petition.Status{petition.NotAccepted, petition.Transferred, petition.Answered, petition.Closed, petition.Withdrawn} {
		if n := w.count(t, `SELECT COUNT(*) FROM petitions WHERE status = $1 AND (next_due > 0 OR remind_at > 0)`, string(status)); n > 0 {
			t.Errorf("%d petitions that are %s have a limit, and are not worked out again", n, status)
		}
	}
	w.recomputes(t, 0)
	provisional := w.terms
	w.Store = New(w.db, w.jobs, terms(t, longNewYear()), w.time.Now)
	moved, err := w.Recompute(t.Context())
	if err != nil || len(moved) == 0 {
		t.Errorf("%d moved, error %v", len(moved), err)
	}
	for _, m := range moved {
		p, _ := w.Petition(t.Context(), m.Case)
		log, _ := w.Events(t.Context(), m.Case)
		before, _ := provisional.Next(p, log)
		if !before.Provisional() || !before.Last.End().Equal(m.Was) || !m.Limit.Last.End().Equal(m.Now) || m.Was.Equal(m.Now) {
			t.Errorf("moved %+v, before %+v", m, before)
		}
	}
	w.agrees(t)
	w.recomputes(t, 0)
}

// longNewYear is a notice for 2027 that nobody has published.
func longNewYear() calendar.Year {
	y := calendar.Year{Year: 2027, Source: "made up for this test", Holidays: []calendar.Day{calendar.Date(2027, 5, 1), calendar.Date(2027, 10, 1)}}
	for d := range calendar.Day(6) {
		y.Holidays = append(y.Holidays, calendar.Date(2027, 1, 1)+d, calendar.Date(2027, 2, 8)+d)
	}
	return y
}

func (w *world) recomputes(t *testing.T, want int) {
	t.Helper()
	if moved, err := w.Recompute(t.Context()); err != nil || len(moved) != want {
		t.Errorf("worked out again: %d moved, want %d, error %v", len(moved), want, err)
	}
}

// TestRecomputeFillsWhatIsMissing, as in petitions from before dates were kept, and
// has reminders looked at that would come too late.
func TestRecomputeFillsWhatIsMissing(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		for column, want := range map[string]int{"next_due = 0, remind_at = 0": 1, "remind_at = 0": 0, "remind_at = remind_at + 999999999": 0} {
			if _, err := w.db.SQL.ExecContext(t.Context(), `UPDATE petitions SET `+column); err != nil {
				t.Fatal(err)
			}
			w.recomputes(t, want)
			w.agrees(t)
		}
		w.change(t, p.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
		w.recomputes(t, 0)
		if n := w.count(t, `SELECT next_due + remind_at FROM petitions`); n != 0 {
			t.Errorf("a withdrawn petition keeps a date")
		}
	})
}

// TestRemindersAreClaimed by one, for a minute, until they have been told.
func TestRemindersAreClaimed(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音")
		claim := func(want petition.Claim) {
			t.Helper()
			if got, err := w.ClaimReminder(t.Context(), p.Case, "k"); err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("claim %+v, want %+v, error %v", got, want, err)
			}
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Error(err)
			}
		}
		claim(petition.Claim{Mine: true})
		claim(petition.Claim{})
		must(w.Reminded(t.Context(), p.Case, "k", "li"))
		must(w.EndReminder(t.Context(), p.Case, "k", false))
		claim(petition.Claim{Mine: true, Officers: []string{"li"}})
		w.time.pass(claimLife)
		claim(petition.Claim{Mine: true, Officers: []string{"li"}}) // whoever had it was killed
		must(w.Reminded(t.Context(), p.Case, "k", "wang"))
		must(w.EndReminder(t.Context(), p.Case, "k", true))
		w.time.pass(time.Hour)
		claim(petition.Claim{Told: true, Officers: []string{"li", "wang"}})
	})
}

// TestRemindersDue are found when their time has come, and again only when they
// are to be looked at again.
func TestRemindersDue(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		p := w.routed(t, "噪音") // on 23 November; the right to object has two reminders
		due := func(at time.Time, want ...string) {
			t.Helper()
			got, err := w.RemindersDue(t.Context(), at, 10)
			if err != nil || !reflect.DeepEqual(append([]string{}, got...), append([]string{}, want...)) {
				t.Errorf("%v: %q, want %q, error %v", at, got, want, err)
			}
		}
		first := calendar.Date(2026, 11, 26).At(9)
		due(first.Add(-time.Second))
		due(first, p.Case)
		later := first.AddDate(0, 0, 1)
		if err := w.RemindNext(t.Context(), p.Case, 2, later); err != nil {
			t.Error(err)
		}
		due(first)
		due(later, p.Case)
		w.change(t, p.Case, petition.Event{Type: petition.EventNoted, Actor: "li", Text: "看过"})
		due(first, p.Case) // looked at again: which were told is kept
		if err := w.RemindNext(t.Context(), p.Case, 2, time.Time{}); err != nil {
			t.Error(err)
		}
		due(first, p.Case) // what an older version had to say does not count
		if err := w.RemindNext(t.Context(), p.Case, 3, time.Time{}); err != nil {
			t.Error(err)
		}
		due(later)
	})
}
