package clock

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var (
	kinds      = []Kind{Unsorted, Report, Appeal, Procedure, Suggestion, Accusation, Inquiry}
	eventTypes = []EventType{
		Filed, Routed, Transferred, Objected, Decided, Accepted, NotAccepted, Waiting, Resumed, Extended, Answered,
		Received, ReviewApplied, ReviewAnswered, SecondApplied, SecondAnswered, Withdrawn, Closed, "supplemented",
	}
)

// logs draws logs of any order of events, in the years around the end of what
// the library knows. Half of the time the usual ones come first.
func logs() *rapid.Generator[[]Event] {
	return rapid.Custom(func(t *rapid.T) []Event {
		at := Date(2025, 11, 1).At(0).Add(time.Duration(rapid.IntRange(0, 420*24*60).Draw(t, "begin")) * time.Minute)
		order := rapid.SliceOfN(rapid.SampledFrom(eventTypes), 0, 14).Draw(t, "types")
		if rapid.Bool().Draw(t, "usual") {
			usual := []EventType{Filed, Routed, Accepted, Answered, Received, ReviewApplied, ReviewAnswered, Received, SecondApplied, Waiting, Resumed}
			order = slices.Concat(usual[:rapid.IntRange(0, len(usual)).Draw(t, "of the usual")], order)
		}
		var log []Event
		for _, typ := range order {
			at = at.Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "wait")) * time.Minute)
			log = append(log, Event{
				Type: typ, At: at.Add(time.Duration(rapid.IntRange(0, 999_999).Draw(t, "nanoseconds"))),
				Unit:     rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "unit"),
				Nameless: rapid.Bool().Draw(t, "nameless"),
				Ground:   rapid.SampledFrom([]Ground{NoGround, GroundHearing, GroundHearing, GroundSettled}).Draw(t, "ground"),
				Days:     rapid.IntRange(-1, 40).Draw(t, "days"),
				Approver: rapid.SampledFrom([]string{"", "局长", "局长"}).Draw(t, "approver"),
				Reason:   "复杂", Told: true,
			})
		}
		return log
	})
}

// drawCalendar draws the calendar with and without a notice for 2027.
func drawCalendar(t *rapid.T, plain, noticed *Calendar) *Calendar {
	if rapid.Bool().Draw(t, "noticed") {
		return noticed
	}
	return plain
}

func eachLog(t *testing.T, check func(t *rapid.T, c *Calendar, kind Kind, log []Event)) {
	t.Helper()
	t.Parallel()
	plain, noticed := embedded(t), with(t, parsed(t, invented))
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(append(kinds, Appeal, Appeal, Appeal)).Draw(t, "kind")
		check(t, drawCalendar(t, plain, noticed), kind, logs().Draw(t, "log"))
	})
}

// TestLaterEventsTakeNothingAway: a later event never makes a limit that is
// there earlier, shorter or gone, and what is over stays over.
func TestLaterEventsTakeNothingAway(t *testing.T) {
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		whole := Due(c, kind, log)
		for n := range log {
			for i, before := range Due(c, kind, log[:n]) {
				after := whole[i]
				if after.key() != before.key() || after.Last < before.Last || after.Plain < before.Plain || after.Start < before.Start {
					t.Fatalf("after %d events %+v, in the end %+v", n, before, after)
				}
				if !before.open() && !reflect.DeepEqual(before, after) {
					t.Fatalf("%+v was over, and became %+v", before, after)
				}
			}
		}
	})
}

// TestTransfersResetNothing: without what units do among themselves, all that
// is owed to and by the citizen is the same.
func TestTransfersResetNothing(t *testing.T) {
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		quiet := slices.DeleteFunc(slices.Clone(log), func(e Event) bool {
			return slices.Contains([]EventType{Routed, Transferred, Objected, Decided}, e.Type)
		})
		owed := slices.DeleteFunc(Due(c, kind, log), func(l Limit) bool { return l.Duty == Objection || l.Duty == Arbitration })
		if without := Due(c, kind, quiet); len(owed)+len(without) > 0 && !reflect.DeepEqual(owed, without) {
			t.Fatalf("with transfers %+v, without %+v", owed, without)
		}
	})
}

// TestOneOfEach: no duty towards the citizen begins twice, at most one limit of
// a duty is open, and the second transfer is the last that moves the petition.
func TestOneOfEach(t *testing.T) {
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		open := map[Duty]int{}
		for _, l := range Due(c, kind, log) {
			if l.open() {
				open[l.Duty]++
			}
			if l.Nth > 1 && l.Duty != Objection && l.Duty != Arbitration || l.Nth > 2 && l.Duty == Objection || open[l.Duty] > 1 ||
				l.Exempt && l.Duty != Notice {
				t.Fatalf("%+v", l)
			}
		}
	})
}

// TestKinds: a pollution report never has more than its notice and what units
// do among themselves; an accusation and a question have nothing.
func TestKinds(t *testing.T) {
	may := map[Kind][]Duty{Accusation: {}, Inquiry: {}}
	for _, kind := range []Kind{Unsorted, Report, Procedure, Suggestion} {
		may[kind] = []Duty{Notice, Objection, Arbitration}
	}
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		for _, l := range Due(c, kind, log) {
			if own, ok := may[kind]; ok && (!slices.Contains(own, l.Duty) || l.Days+l.Extended > 15) {
				t.Fatalf("a %s has %+v", kind, l)
			}
		}
	})
}

// TestAgainFromTheStoredLog: the log as it is stored, to the millisecond, gives
// the limits as they are stored.
func TestAgainFromTheStoredLog(t *testing.T) {
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		limits := Due(c, kind, log)
		var again []Event
		var kept []Limit
		through(t, log, &again)
		for i := range again {
			again[i].At = time.UnixMilli(again[i].At.UnixMilli())
		}
		through(t, limits, &kept)
		if !reflect.DeepEqual(kept, limits) || !reflect.DeepEqual(Due(c, kind, again), limits) {
			t.Fatalf("limits %+v\nstored %+v\nagain %+v", limits, kept, Due(c, kind, again))
		}
	})
}

func through(t *rapid.T, from, to any) {
	data, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(data, to)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestRefusedEventsChangeNothing: what Check refuses leaves the limits as they
// are, and it refuses the same by every calendar.
func TestRefusedEventsChangeNothing(t *testing.T) {
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		for n, next := range log {
			if byCalendar := read(c, kind, log[:n]).apply(next); !errors.Is(byCalendar, Check(kind, log[:n], next)) {
				t.Fatalf("%+v is refused otherwise by a calendar: %v", next, byCalendar)
			}
			if Check(kind, log[:n], next) != nil && !reflect.DeepEqual(Due(c, kind, log[:n]), Due(c, kind, log[:n+1])) {
				t.Fatalf("%+v is refused and changes the limits", next)
			}
		}
	})
}

// TestPausesAddUp: the second review gets just the days of its hearings, in
// whatever pieces.
func TestPausesAddUp(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		at := Date(2026, 1, 5).At(9)
		log := []Event{{Type: Answered, At: at}, {Type: ReviewApplied, At: at}, {Type: ReviewAnswered, At: at}, {Type: SecondApplied, At: at}}
		start, sum := DayOf(at), 0
		for _, pause := range rapid.SliceOfN(rapid.IntRange(0, 9), 0, 6).Draw(t, "pauses") {
			at = at.AddDate(0, 0, rapid.IntRange(0, 5).Draw(t, "between"))
			log = append(log, Event{Type: Waiting, At: at, Ground: GroundHearing})
			if cut := rapid.IntRange(0, pause).Draw(t, "cut"); rapid.Bool().Draw(t, "in two") {
				half := at.AddDate(0, 0, cut)
				log = append(log, Event{Type: Resumed, At: half}, Event{Type: Waiting, At: half, Ground: GroundHearing})
			}
			at = at.AddDate(0, 0, pause)
			log = append(log, Event{Type: Resumed, At: at})
			sum += pause
		}
		l, _ := Find(Due(c, Appeal, log), SecondReview)
		if l.Paused != sum || l.Plain != start+30+Day(sum) || l.Last < l.Plain {
			t.Fatalf("%d days of hearings: %+v", sum, l)
		}
	})
}

// TestNoticeChangesProvisionalDatesAlone: adding a year's notice settles what
// rested on it and touches nothing else.
func TestNoticeChangesProvisionalDatesAlone(t *testing.T) {
	t.Parallel()
	plain := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		noticed, err := NewCalendar(drawYear(t))
		if err != nil {
			t.Fatal(err)
		}
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		log := logs().Draw(t, "log")
		before, after := Due(plain, kind, log), Due(noticed, kind, log)
		if len(before) != len(after) {
			t.Fatalf("%d limits, then %d", len(before), len(after))
		}
		for i, b := range before {
			a := after[i]
			if !b.Provisional() && !reflect.DeepEqual(a, b) || a.Start != b.Start || a.Lacks == 2027 {
				t.Fatalf("before %+v, after %+v", b, a)
			}
		}
	})
}

// drawYear draws a notice for 2027 of random days.
func drawYear(t *rapid.T) Year {
	first := Date(2026, 12, 25)
	y := Year{Year: 2027, Source: "made up for this test"}
	for _, d := range rapid.SliceOfDistinct(rapid.IntRange(0, 364), rapid.ID).Draw(t, "days") {
		if d := first + Day(d); weekend(d) {
			y.Workdays = append(y.Workdays, d)
		} else {
			y.Holidays = append(y.Holidays, d)
		}
	}
	return y
}
