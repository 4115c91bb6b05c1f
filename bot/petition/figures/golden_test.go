package figures

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// today is a Saturday.
var today = clock.Date(2026, time.November, 28)

// on is noon of a day of 2026 in Guangzhou.
func on(month time.Month, day int) time.Time { return clock.Date(2026, month, day).At(12) }

// made is a petition and its history.
type made struct {
	petition.Petition
	log []petition.Event
}

// filed is one of a unit; its first event is the filing, its second the routing.
func filed(unit string, r petition.Report, at time.Time, more ...petition.Event) made {
	log := []petition.Event{{Type: petition.EventFiled, At: at}, {Type: petition.EventRouted, Unit: unit, At: at}}
	return made{petition.Petition{Unit: unit, Report: r, FiledAt: at}, append(log, more...)}
}

func then(kind petition.EventType, at time.Time) petition.Event {
	return petition.Event{Type: kind, At: at}
}

func says(solved, content string, at time.Time) petition.Event {
	return petition.Event{Type: petition.EventRated, At: at, Details: petition.Details{Solved: solved, Content: content}}
}

// year is what is counted by hand below.
func year() []made {
	noise := petition.Report{Labels: []string{"noise-construction"}, District: "天河"}
	smell := petition.Report{Labels: []string{"air-odour", "noise-construction"}, District: "海珠"}
	appeal, nameless, booking := smell, smell, petition.Report{Labels: []string{petition.LabelBooking}}
	appeal.Sorted, nameless.Anonymous = clock.Appeal, true
	quick := func() made { // answered after 2 days, solved, not content
		return filed("tianhe", noise, on(11, 2), then(petition.EventAccepted, on(11, 3)), then(petition.EventAnswered, on(11, 4)),
			says("yes", "no", on(11, 5)))
	}
	moved := filed("tianhe", smell, on(11, 10), // told on the 16th, in time; answered after 10 days, then reopened
		petition.Event{Type: petition.EventTransferred, Unit: "haizhu", At: on(11, 11)}, then(petition.EventDisputed, on(11, 12)),
		petition.Event{Type: petition.EventDecided, Unit: "haizhu", At: on(11, 13)}, then(petition.EventAccepted, on(11, 16)),
		then(petition.EventAnswered, on(11, 20)), then(petition.EventReopened, on(11, 27)))
	moved.Unit = "haizhu"
	return []made{
		// 天河: 7 terms are over, of which 6 were met.
		filed("tianhe", noise, on(11, 2), then(petition.EventAccepted, on(11, 5)), then(petition.EventAnswered, on(11, 12)),
			says("no", "", on(11, 13)), says("yes", "yes", on(11, 14))), // 10 days; the last word counts
		filed("tianhe", noise, on(11, 2), then(petition.EventAccepted, on(11, 20)), // the term ended on the 17th
			then(petition.EventAnswered, on(11, 26)), says("no", "no", on(11, 27))), // 24 days, false
		filed("tianhe", noise, on(11, 4), then(petition.EventNotAccepted, on(11, 6))),
		filed("tianhe", noise, on(11, 17), then(petition.EventAccepted, on(11, 18)), then(petition.EventMerged, on(11, 19))),
		filed("tianhe", noise, on(11, 18), then(petition.EventHandedOver, on(11, 19))),
		filed("tianhe", noise, on(11, 23)), // its term runs
		quick(), quick(),
		// 海珠: 4 terms are over, of which 2 were met.
		moved,
		filed("haizhu", smell, on(11, 11), then(petition.EventWithdrawn, on(11, 12))), // nothing is owed any more
		filed("haizhu", smell, on(11, 9)),                                             // the term ended on the 24th
		filed("haizhu", appeal, on(9, 1), then(petition.EventAccepted, on(9, 5)), // told in time; 60 days end on 4 November
			then(petition.EventAnswered, on(11, 10)), says("yes", "", on(11, 11)), then(petition.EventRecurred, on(11, 20))), // 70 days, false
		filed("haizhu", nameless, on(11, 1)), // the law asks for no notice
		filed("haizhu", booking, on(11, 16)), // no terms
	}
}

var whole = map[string]float64{
	"filed": 14, "accepted": 7, "not_accepted": 1, "decided": 8, "acceptance_rate": .875,
	"transferred": 1, "disputed": 1, "handed_over": 1, "answered": 6,
	"days_to_answer_median": 10, "days_to_answer_p90": 70, // 2 2 10 10 24 70
	"limits_ended": 11, "limits_met": 8, "on_time_rate": .7273,
	"solved_ratings": 5, "solved": 4, "solved_rate": .8,
	"content_ratings": 4, // of so few nothing is shown
	"falsely_closed":  3, "false_closure_rate": .5,
	"reopened": 1, "merged": 1, "withdrawn": 1,
}

var units = map[string]map[string]float64{
	"tianhe": {
		"filed": 8, "accepted": 5, "not_accepted": 1, "decided": 6, "acceptance_rate": .8333,
		"transferred": 0, "disputed": 0, "handed_over": 1, "answered": 4,
		"days_to_answer_median": 2, "days_to_answer_p90": 24, // 2 2 10 24
		"limits_ended": 7, "limits_met": 6, "on_time_rate": .8571,
		"solved_ratings": 4, "content_ratings": 4, "reopened": 0, "merged": 1, "withdrawn": 0,
	},
	"haizhu": {
		"filed": 6, "accepted": 2, "not_accepted": 0, "decided": 2, "acceptance_rate": 1,
		"transferred": 1, "disputed": 1, "handed_over": 0, "answered": 2,
		"days_to_answer_median": 10, "days_to_answer_p90": 70,
		"limits_ended": 4, "limits_met": 2, "on_time_rate": .5,
		"solved_ratings": 1, "content_ratings": 0, "content": 0, "reopened": 1, "merged": 0, "withdrawn": 1,
	},
}

func report(t interface{ Fatal(...any) }, by By, all []made) *Report {
	r, ok := New(by, today)
	if !ok {
		t.Fatal("unknown", by)
	}
	terms, err := petition.NewTerms()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		if err := r.Add(m.Petition, m.log, terms.Limits(m.Petition, m.log)); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func compare(t *testing.T, name string, got, want map[string]float64) {
	t.Helper()
	for _, f := range All() {
		g, shown := got[f.Key]
		w, wanted := want[f.Key]
		if g != w || shown != wanted {
			t.Errorf("%s %s: %v (shown %v), want %v (shown %v)", name, f.Key, g, shown, w, wanted)
		}
	}
}

func TestCountedByHand(t *testing.T) {
	t.Parallel()
	r := report(t, "unit", year())
	compare(t, "all", r.Total().Values, whole)
	for _, row := range r.Groups() {
		compare(t, row.Group, row.Values, units[row.Group])
	}
	if plain := report(t, "", year()); len(plain.Groups()) != 0 {
		t.Error("groups where none were asked for")
	}
	for by, want := range map[By]string{
		"unit":     "map[haizhu:6 tianhe:8]",
		"kind":     "map[appeal:1 inquiry:1 report:12]",
		"district": "map[:1 天河:8 海珠:5]",
		"label":    "map[air-odour:5 booking:1 noise-construction:8]",
		// Mondays; 1 November was a Sunday.
		"week": "map[2026-08-31:1 2026-10-26:1 2026-11-02:5 2026-11-09:3 2026-11-16:3 2026-11-23:1]",
	} {
		counts := map[string]float64{}
		for _, row := range report(t, by, year()).Groups() {
			counts[row.Group] = row.Values["filed"]
		}
		if got := fmt.Sprint(counts); got != want {
			t.Errorf("by %s: %s, want %s", by, got, want)
		}
	}
}

// The 30 days after an answer or the closing behind it are counted to the day.
func TestFalseClosure(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		after []petition.Event
		want  int
	}{
		"nothing":                 {nil, 0},
		"again on the 30th day":   {[]petition.Event{then(petition.EventRecurred, on(10, 31))}, 1},
		"again on the 31st day":   {[]petition.Event{then(petition.EventRecurred, on(11, 1))}, 0},
		"again after the closing": {[]petition.Event{then(petition.EventClosed, on(10, 10)), then(petition.EventRecurred, on(11, 1))}, 1},
		"reopened":                {[]petition.Event{then(petition.EventReopened, on(10, 2))}, 1},
		"said so":                 {[]petition.Event{says("no", "", on(10, 2))}, 1},
		"said so, then not":       {[]petition.Event{says("no", "", on(10, 2)), says("yes", "", on(10, 3))}, 0},
		"not content is another":  {[]petition.Event{says("", "no", on(10, 2))}, 0},
	} {
		m := filed("tianhe", petition.Report{}, on(9, 1), append([]petition.Event{
			then(petition.EventRecurred, on(9, 2)), then(petition.EventAccepted, on(9, 3)), then(petition.EventAnswered, on(10, 1)),
		}, c.after...)...)
		if got := falselyClosed(story{log: m.log}); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
	open := filed("tianhe", petition.Report{}, on(9, 1), then(petition.EventNotAccepted, on(9, 2)), then(petition.EventClosed, on(9, 3)), says("no", "no", on(9, 4)))
	if falselyClosed(story{log: open.log}) != 0 {
		t.Error("what was never answered is falsely closed")
	}
}

// What the whole less the other groups would tell is hidden too.
func TestFewAreHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ voices, want []int }{
		{[]int{9, 7, 4}, []int{9}},
		{[]int{9, 7, 3, 2}, []int{9, 7}},
		{[]int{9, 7, 0}, []int{9, 7, 0}},
		{[]int{5}, []int{5}},
		{[]int{4}, nil},
		{[]int{0, 4}, []int{0}},
	} {
		of := map[string]*tally{}
		for i, n := range c.voices {
			of[fmt.Sprint(i)] = &tally{counts: map[string]int{"answered": n}}
		}
		var got []int
		shown := showing(of, "answered")
		for _, name := range slices.Sorted(maps.Keys(of)) {
			if shown[name] {
				got = append(got, of[name].counts["answered"])
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v: shows %v, want %v", c.voices, got, c.want)
		}
	}
}

func TestDefinitions(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for _, f := range All() {
		keys[f.Key] = f.count != nil
		if f.Name == "" || f.Definition == "" {
			t.Errorf("%s has no name or no definition", f.Key)
		}
	}
	for _, f := range All() {
		for _, count := range []string{f.share, f.per, f.voices} {
			if count != "" && !keys[count] {
				t.Errorf("%s counts on %s", f.Key, count)
			}
		}
	}
	if _, ok := New("officer", today); ok {
		t.Error("grouped by officer")
	}
}
