package clock

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestReminders(t *testing.T) {
	t.Parallel()
	for _, want := range []struct {
		name   string
		log    []string
		policy Policy
		list   []string
	}{
		{"before and after a limit, over National Day", []string{"filed 2026-09-22 10:00"}, DefaultPolicy(), []string{
			"2026-09-23 09:00 notice -5 level 0", // Friday the 25th rested, as did the weekend
			"2026-09-29 09:00 notice -2 level 0",
			"2026-09-30 09:00 notice -1 level 0",
			"2026-10-09 09:00 notice +1 level 1",
			"2026-10-12 09:00 notice +3 level 2", // Saturday the 10th was worked
			"2026-10-14 09:00 notice +5 level 3",
		}},
		{"no reminder before the limit began", []string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a"},
			Policy{Objection: {Before: []int{7, 5, 4}}}, []string{"2026-03-03 09:00 objection -4 level 0"}},
		{"received before nine, told at nine", []string{"filed 2026-03-02 08:00", "routed 2026-03-02 08:00 unit=a"},
			Policy{Objection: {Before: []int{5}}}, []string{"2026-03-02 09:00 objection -5 level 0"}},
		{"each step once, whatever the policy says", []string{"filed 2026-01-20 10:00"},
			Policy{Notice: {Before: []int{1, 0, 1, -3}, After: []int{2, 2}}}, []string{
				"2026-02-03 09:00 notice -1 level 0",
				"2026-02-06 09:00 notice +2 level 1",
			}},
		{"a notice that the law does not ask for is not escalated", []string{"filed 2026-01-20 10:00 nameless"}, DefaultPolicy(), []string{
			"2026-01-28 09:00 notice -5 level 0",
			"2026-02-02 09:00 notice -2 level 0",
			"2026-02-03 09:00 notice -1 level 0",
		}},
		{"a dispute without days goes up from the next working day",
			[]string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a", "accepted 2026-03-03 10:00", "transferred 2026-03-06 09:00 unit=b", "transferred 2026-03-06 10:00 unit=a"},
			DefaultPolicy(), []string{
				"2026-03-09 09:00 arbitration +1 level 1",
				"2026-03-11 09:00 arbitration +3 level 2",
				"2026-03-13 09:00 arbitration +5 level 3",
			}},
		{"what is done is not told of", []string{"filed 2026-03-02 10:00", "accepted 2026-03-03 10:00"}, DefaultPolicy(), nil},
		{"nor what is passed over", []string{"filed 2026-03-02 10:00"}, Policy{}, nil},
	} {
		var got []string
		for _, r := range Reminders(embedded(t), Due(embedded(t), Report, events(t, want.log)), want.policy) {
			got = append(got, fmt.Sprintf("%s %s %+d level %d", r.At.In(guangzhou).Format("2006-01-02 15:04"), r.Limit.Duty, r.Offset, r.Level))
		}
		if !slices.Equal(got, want.list) {
			t.Errorf("%s:\n%q\nwant\n%q", want.name, got, want.list)
		}
	}
}

func TestPausedIsNotTold(t *testing.T) {
	t.Parallel()
	log := events(t, []string{"answered 2026-06-01 10:00", "review-applied 2026-06-15 10:00", "review-answered 2026-07-08 10:00",
		"second-applied 2026-07-15 10:00", "waiting 2026-07-20 10:00 ground=hearing", "resumed 2026-07-23 10:00"})
	c := embedded(t)
	if list := Reminders(c, Due(c, Appeal, log[:5]), DefaultPolicy()); len(list) > 0 {
		t.Errorf("in the hearing: %v", list)
	}
	if list := Reminders(c, Due(c, Appeal, log), DefaultPolicy()); len(list) != 6 || list[2].At != Date(2026, 8, 14).At(9) {
		t.Errorf("after the hearing, with Monday 17 August the last day: %v", list)
	}
}

// TestDueBy: after an outage the newest reminder of a limit is told, and none of
// a day that has passed.
func TestDueBy(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	log := events(t, []string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a"}) // until 9 and 17 March
	list := Reminders(c, Due(c, Report, log), DefaultPolicy())
	for _, want := range []struct {
		at, due, next string
	}{
		{"2026-03-05 08:59", "", "2026-03-05 09:00"},
		{"2026-03-05 09:00", "objection-2", "2026-03-06 09:00"},
		{"2026-03-06 10:00", "objection-1", "2026-03-10 09:00"},
		{"2026-03-09 10:00", "objection-1", "2026-03-10 09:00"},
		{"2026-03-10 08:00", "", "2026-03-10 09:00"}, // the right to object has passed
		{"2026-03-16 10:00", "notice-1", "2026-03-18 09:00"},
		{"2026-03-22 10:00", "notice+3", "2026-03-24 09:00"},
		{"2026-06-01 10:00", "notice+5", ""},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", want.at, guangzhou)
		if err != nil {
			t.Fatal(err)
		}
		due, next := DueBy(list, at)
		got := ""
		for _, r := range due {
			got += fmt.Sprintf("%s%+d", r.Limit.Duty, r.Offset)
		}
		when := ""
		if !next.IsZero() {
			when = next.In(guangzhou).Format("2006-01-02 15:04")
		}
		if got != want.due || when != want.next {
			t.Errorf("%s: due %q, next %s, want %q, %s", want.at, got, when, want.due, want.next)
		}
	}
}

// TestKey: what has been sent is known again by these words.
func TestKey(t *testing.T) {
	t.Parallel()
	log := events(t, []string{"routed 2026-03-02 10:00 unit=a", "transferred 2026-03-03 10:00 unit=b"})
	list := Reminders(embedded(t), Due(embedded(t), Report, log), DefaultPolicy())
	if len(list) != 2 || list[0].Key != "objection-2/2026-03-10/-2" || list[1].Key != "objection-2/2026-03-10/-1" {
		t.Errorf("%+v", list)
	}
}

// TestRemindersHold: at nine, on working days, each key and each time of a
// limit once, reminders before the last day and escalations after it, in order.
func TestRemindersHold(t *testing.T) {
	steps := rapid.SliceOf(rapid.IntRange(-1, 20))
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		policy := Policy{}
		for _, r := range rules {
			policy[r.duty] = Steps{Before: steps.Draw(t, "before"), After: steps.Draw(t, "after")}
		}
		keys, times := map[string]bool{}, map[string]bool{}
		last := time.Time{}
		for _, r := range Reminders(c, Due(c, kind, log), policy) {
			day := DayOf(r.At)
			at := fmt.Sprint(r.Limit.key(), r.At)
			works, _ := c.Working(day)
			switch {
			case !works || r.At != day.At(9):
				t.Fatalf("%s is not nine of a working day", r.At)
			case keys[r.Key] || times[at]:
				t.Fatalf("%s stands twice", r.Key)
			case r.At.Before(last) || !r.At.After(r.Limit.Since):
				t.Fatalf("%s is out of order", r.Key)
			case (r.Level > 0) != (day > r.Limit.base()):
				t.Fatalf("%s has level %d on %s", r.Key, r.Level, day)
			}
			keys[r.Key], times[at], last = true, true, r.At
		}
	})
}
