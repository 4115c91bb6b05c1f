package figures

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// happenings draws histories, also such as the status table would refuse.
func happenings() *rapid.Generator[made] {
	events := []petition.EventType{
		petition.EventAccepted, petition.EventNotAccepted, petition.EventTransferred, petition.EventDisputed, petition.EventDecided,
		petition.EventHandedOver, petition.EventAnswered, petition.EventRated, petition.EventReopened, petition.EventRecurred,
		petition.EventClosed, petition.EventWithdrawn, petition.EventMerged, petition.EventReviewApplied, petition.EventReviewAnswered,
	}
	word := rapid.SampledFrom([]string{"", yes, no})
	return rapid.Custom(func(t *rapid.T) made {
		at := on(time.January, rapid.IntRange(1, 330).Draw(t, "day"))
		labels := rapid.SliceOfN(rapid.SampledFrom([]string{"soil", "light", petition.LabelBooking}), 0, 2).Draw(t, "labels")
		m := filed(rapid.SampledFrom([]string{"", "tianhe", "haizhu"}).Draw(t, "unit"), petition.Report{
			Labels: labels, District: rapid.SampledFrom([]string{"", "天河", "海珠", "越秀"}).Draw(t, "district"),
			Sorted:    rapid.SampledFrom([]clock.Kind{clock.Unsorted, clock.Appeal, clock.Suggestion, clock.Accusation}).Draw(t, "kind"),
			Anonymous: rapid.Bool().Draw(t, "nameless"),
		}, at)
		for range rapid.IntRange(0, 8).Draw(t, "events") {
			at = at.Add(time.Duration(rapid.IntRange(0, 40*24).Draw(t, "hours")) * time.Hour)
			m.log = append(m.log, petition.Event{Type: rapid.SampledFrom(events).Draw(t, "event"), At: at, Unit: "haizhu",
				Details: petition.Details{Solved: word.Draw(t, "solved"), Content: word.Draw(t, "content")}})
		}
		return m
	})
}

// The counts of the groups add up to those of the whole, whatever they are
// grouped by; parts are no larger than what they are parts of.
func TestGroupsAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(happenings(), 0, 40).Draw(t, "petitions")
		for by := range groups {
			r := report(t, by, all)
			sum := empty()
			for _, g := range r.groups {
				for key, n := range g.counts {
					sum.counts[key] += n
				}
				sum.days = append(sum.days, g.days...)
			}
			slices.Sort(sum.days)
			if want := slices.Sorted(slices.Values(r.whole.days)); !maps.Equal(sum.counts, r.whole.counts) || !slices.Equal(sum.days, want) {
				t.Fatalf("by %s: the groups are %+v, the whole %+v", by, sum, r.whole)
			}
			for _, row := range append(r.Groups(), r.Total()) {
				holds(t, row)
			}
		}
	})
}

func holds(t *rapid.T, row Row) {
	v := row.Values
	for part, of := range map[string]string{
		"decided": "filed", "answered": "filed", "limits_met": "limits_ended", "solved": "solved_ratings",
		"content": "content_ratings", "falsely_closed": "answered", "reopened": "filed",
	} {
		if v[part] > v[of] {
			t.Fatalf("%s %v of %s %v", part, v[part], of, v[of])
		}
	}
	if v["accepted"]+v["not_accepted"] != v["decided"] || v["days_to_answer_median"] > v["days_to_answer_p90"] {
		t.Fatalf("%v", v)
	}
	for _, f := range All() {
		value, shown := v[f.Key]
		if f.Share() && (value < 0 || value > 1) {
			t.Fatalf("%s is %v", f.Key, value)
		}
		if n := v[f.voices]; f.voices != "" && shown && n > 0 && n < few {
			t.Fatalf("%s shows what %v people said", f.Key, n)
		}
	}
}
