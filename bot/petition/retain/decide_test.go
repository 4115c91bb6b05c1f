package retain

import (
	"reflect"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

var filed = time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)

// log is a history of events an hour apart.
func log(types ...petition.EventType) []petition.Event {
	var all []petition.Event
	for i, kind := range types {
		all = append(all, petition.Event{Type: kind, Unit: "tianhe", At: filed.Add(time.Duration(i) * time.Hour)})
	}
	return all
}

// Every status is either in the table or that of a running petition.
func TestEveryStatusHasItsTerm(t *testing.T) {
	t.Parallel()
	want := map[petition.Status]bool{
		petition.Closed: true, petition.Answered: true, petition.NotAccepted: true, petition.Transferred: true, petition.Withdrawn: true,
	}
	for _, status := range []petition.Status{
		petition.Received, petition.Routed, petition.Accepted, petition.NotAccepted, petition.Transferred, petition.InProgress,
		petition.Waiting, petition.Extended, petition.Answered, petition.Closed, petition.Reopened, petition.Withdrawn,
		petition.Merged, petition.Review, petition.SecondReview,
	} {
		p := petition.Petition{Status: status, Report: petition.Report{What: "噪音"}}
		verdict := Decide(Case{Petition: p, Touched: filed}, filed.AddDate(50, 0, 0))
		if (verdict == Due) != want[status] || (verdict == Running) == want[status] {
			t.Errorf("%s: %s", status, verdict)
		}
	}
}

func TestClassesAreWhole(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, c := range Classes() {
		if names[c.Name] || c.Title == "" || c.Why == "" || (c.Act == Anonymise) != (c.Status != "") || c.Status != "" && c.Unread <= c.Keep {
			t.Errorf("%+v", c)
		}
		names[c.Name] = true
	}
}

// A year of a term is never shorter than the calendar's.
func TestYearsAreNotShort(t *testing.T) {
	t.Parallel()
	for days := range 3000 {
		from := filed.AddDate(0, 0, days)
		for years := 1; years <= 7; years++ {
			if from.Add(time.Duration(years) * year).Before(from.AddDate(years, 0, 0)) {
				t.Fatalf("%d years from %s", years, from)
			}
		}
	}
}

// With terms as short as a day the terms of the law keep a case.
func TestTermsOfTheLawKeep(t *testing.T) {
	t.Parallel()
	short := Class{Keep: day, Unread: 400 * day}
	terms, err := petition.NewTerms()
	if err != nil {
		t.Fatal(err)
	}
	answered := []petition.EventType{petition.EventFiled, petition.EventRouted, petition.EventAccepted, petition.EventAnswered}
	for name, c := range map[string]struct {
		sorted clock.Kind
		log    []petition.EventType
		at     time.Time
		want   Verdict
	}{
		"report":                    {"", answered, filed.Add(2 * day), Due},
		"appeal in its 30 days":     {clock.Appeal, append(answered, petition.EventReceived), filed.Add(20 * day), InTerm},
		"appeal, last day":          {clock.Appeal, append(answered, petition.EventReceived), time.Date(2026, 4, 1, 15, 59, 59, 999e6, time.UTC), InTerm},
		"appeal, day after":         {clock.Appeal, append(answered, petition.EventReceived), time.Date(2026, 4, 1, 16, 0, 0, 0, time.UTC), Due},
		"appeal, not received":      {clock.Appeal, answered, filed.Add(100 * day), Unread},
		"appeal, long not received": {clock.Appeal, answered, filed.Add(401 * day), Due},
		"review asked for":          {clock.Appeal, append(answered, petition.EventReceived, petition.EventReviewApplied), filed.Add(20 * day), InTerm},
	} {
		p := petition.Petition{Status: petition.Answered, Report: petition.Report{What: "噪音", Sorted: c.sorted}}
		limits := terms.Limits(p, log(c.log...))
		if got := short.decide(Case{Petition: p, Limits: limits, Touched: filed}, c.at); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// The first of several reasons is told.
func TestWhatKeepsACase(t *testing.T) {
	t.Parallel()
	c := Case{Touched: filed, Held: true, Joined: true, Unread: true}
	class := Class{Keep: day, Unread: 2 * day}
	for _, step := range []struct {
		at     time.Duration
		change func()
		want   Verdict
	}{
		{day - time.Millisecond, func() {}, Young},
		{day, func() {}, Held},
		{day, func() { c.Held = false }, Joined},
		{day, func() { c.Joined = false }, Unread},
		{2*day - time.Millisecond, func() {}, Unread},
		{2 * day, func() {}, Due},
		{day, func() { c.Unread = false }, Due},
	} {
		step.change()
		if got := class.decide(c, filed.Add(step.at)); got != step.want {
			t.Errorf("after %s: %s, want %s", step.at, got, step.want)
		}
	}
}

// Of a report and of details stays what is listed, and what is new is not.
func TestResidue(t *testing.T) {
	t.Parallel()
	var r petition.Report
	var d petition.Details
	fill(reflect.ValueOf(&r).Elem())
	fill(reflect.ValueOf(&d).Elem())
	wantReport := petition.Report{District: "x", Labels: r.Labels, Sorted: "x", Anonymous: true, Urgent: true}
	if got := Residue(r); !reflect.DeepEqual(got, wantReport) {
		t.Errorf("report %+v", got)
	}
	if got, want := ResidueOf(d), (petition.Details{Days: 1, Ground: "x", Into: "x", Solved: "x", Content: "x"}); !reflect.DeepEqual(got, want) {
		t.Errorf("details %+v", got)
	}
}

// fill sets every plain field of a struct.
func fill(v reflect.Value) {
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString("x")
		case reflect.Bool:
			f.SetBool(true)
		case reflect.Int:
			f.SetInt(1)
		case reflect.Slice:
			f.Set(reflect.ValueOf([]string{"x"}))
		}
	}
}
