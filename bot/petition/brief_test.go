package petition

import (
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition/clock"
)

// bench has a unit of two, one of one, one without anybody, and the superior.
func bench() Rules {
	terms, err := NewTerms()
	if err != nil {
		panic(err)
	}
	return Rules{Default: "bureau", Terms: terms, Units: []Unit{
		{ID: "bureau", Name: "市局", Officers: []string{"qian"}}, {ID: "tianhe", Name: "天河分局", Officers: []string{"wang", "li"}},
		{ID: "haizhu", Name: "海珠分局", Officers: []string{"zhao"}}, {ID: "empty", Name: "空"},
	}}
}

func logOf(kinds ...EventType) []Event {
	log := make([]Event, len(kinds))
	for i, k := range kinds {
		log[i] = Event{Type: k, At: time.Date(2026, 11, 24, 1, i, 0, 0, time.UTC)}
	}
	return log
}

// TestOffersAreAllowed: what is offered in a status may happen in it, and every
// act is offered somewhere, but those that are looked up.
func TestOffersAreAllowed(t *testing.T) {
	t.Parallel()
	offered := map[string]bool{"history": true, "template": true, "contact": true, ActView: true}
	for status, verbs := range offers {
		for _, v := range verbs {
			a, ok := ActOf(v)
			if !ok || !status.Allows(a.Event) {
				t.Errorf("%s is offered when %s", v, status)
			}
			offered[v] = true
		}
	}
	for _, a := range Acts() {
		if byWord, ok := ActOf(a.Word); !ok || byWord != a || !offered[a.Verb] {
			t.Errorf("%s: offered %v, by its word %+v", a.Verb, offered[a.Verb], byWord)
		}
	}
}

// TestActs offers each officer what fits.
func TestActs(t *testing.T) {
	t.Parallel()
	filed, routed, accepted, passed, disputed := EventFiled, EventRouted, EventAccepted, EventTransferred, EventDisputed
	appeal := Petition{Unit: "tianhe", Status: Accepted, Report: Report{Sorted: clock.Appeal}}
	report := appeal
	report.Report.Sorted = ""
	in := func(p Petition, s Status) Petition { p.Status = s; return p }
	reopened := in(report, Reopened)
	reopened.Former = "li"
	alone := reopened
	alone.Unit, alone.Former = "haizhu", "zhao"
	urgent := in(report, Routed)
	urgent.Report.Urgent = true
	empty := in(report, Routed)
	empty.Unit = "empty"
	for name, c := range map[string]struct {
		on      Petition
		log     []Event
		officer string
		want    string
	}{
		"new":                    {in(report, Routed), logOf(filed, routed), "li", "accept not-accept transfer hand-over merge"},
		"passed on before":       {in(report, Routed), logOf(filed, routed, passed), "li", "accept not-accept dispute hand-over merge"},
		"in dispute":             {in(report, Routed), logOf(filed, routed, passed, disputed), "li", "accept not-accept hand-over merge"},
		"in dispute, superior":   {in(report, Routed), logOf(filed, routed, passed, disputed), "qian", "decide accept not-accept hand-over merge"},
		"decided, superior":      {in(report, Routed), logOf(filed, routed, passed, disputed, EventDecided), "qian", ""},
		"another unit":           {in(report, Routed), logOf(filed, routed), "zhao", ""},
		"superior":               {in(report, Routed), logOf(filed, routed), "qian", ""},
		"danger, superior":       {urgent, logOf(filed, routed), "qian", "accept not-accept transfer hand-over merge"},
		"nobody there, superior": {empty, logOf(filed, routed), "qian", "accept not-accept transfer hand-over merge"},
		"an appeal":              {appeal, logOf(filed, routed, accepted), "li", "start answer ask extend transfer"},
		"extended before":        {appeal, append(logOf(filed, routed, accepted), extension()), "li", "start answer ask transfer"},
		"a report has no term":   {report, logOf(filed, routed, accepted), "li", "start answer ask transfer"},
		"reopened, another":      {reopened, logOf(filed, routed, accepted, EventAnswered, EventReopened), "wang", "accept transfer"},
		"reopened, the former":   {reopened, logOf(filed, routed, accepted, EventAnswered, EventReopened), "li", "transfer"},
		"reopened, no other":     {alone, logOf(filed, routed, accepted, EventAnswered, EventReopened), "qian", "accept transfer"},
		"review, superior":       {in(appeal, Review), logOf(filed, routed, accepted), "qian", "review"},
		"review, unit":           {in(appeal, Review), logOf(filed, routed, accepted), "li", ""},
		"closed":                 {in(appeal, Closed), logOf(filed, routed, accepted), "li", ""},
	} {
		var verbs []string
		for _, a := range bench().Brief(c.on, c.log, c.officer, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)).Acts() {
			verbs = append(verbs, a.Verb)
		}
		if got := strings.Join(verbs, " "); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func extension() Event {
	return Event{Type: EventExtended, Reason: "等检测", At: time.Date(2026, 11, 24, 2, 0, 0, 0, time.UTC), Details: Details{Days: 10, Approver: "张局"}}
}

// TestToldByCard lets the superior work on what was sent to it, until it is assigned
// anew.
func TestToldByCard(t *testing.T) {
	t.Parallel()
	p := Petition{Unit: "tianhe", Status: Routed}
	for _, c := range []struct {
		officer string
		log     []Event
		card    int
		want    bool
	}{
		{"qian", logOf(EventFiled, EventRouted), 2, true},
		{"qian", logOf(EventFiled, EventRouted, EventTransferred), 2, false},
		{"zhao", logOf(EventFiled, EventRouted), 2, false},
		{"li", logOf(EventFiled, EventRouted, EventTransferred), 2, true},
	} {
		if got := bench().Brief(p, c.log, c.officer, time.Time{}).Told(c.card).Serves; got != c.want {
			t.Errorf("%s, %d events: %v", c.officer, len(c.log), got)
		}
	}
}

// TestTerm says the next term in few words.
func TestTerm(t *testing.T) {
	t.Parallel()
	appeal := Petition{Unit: "tianhe", Report: Report{Sorted: clock.Appeal}}
	day := func(month time.Month, d int) time.Time { return time.Date(2026, month, d, 4, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		on   Petition
		log  []Event
		now  time.Time
		want string
	}{
		{appeal, logOf(EventFiled, EventRouted), day(11, 24), "转送异议最迟2026-12-01"},
		{appeal, logOf(EventFiled, EventRouted), day(12, 5), "受理告知最迟2026-12-09"},
		{appeal, logOf(EventFiled, EventRouted), day(12, 10), "受理告知最迟2026-12-09，已超期"},
		{appeal, logOf(EventFiled, EventRouted, EventAccepted), day(11, 24), "办结最迟2027-01-25（暂定）"},
		{appeal, logOf(EventFiled, EventRouted, EventAccepted, EventAnswered), day(11, 24), ""},
		{Petition{Report: Report{Labels: []string{LabelBooking}}}, logOf(EventFiled, EventRouted), day(11, 24), ""},
	} {
		if got := bench().Brief(c.on, c.log, "li", c.now).Term(); got != c.want {
			t.Errorf("%d events, %v: %q, want %q", len(c.log), c.now, got, c.want)
		}
	}
}

// TestTurns says who is told, and who when those cannot be reached.
func TestTurns(t *testing.T) {
	t.Parallel()
	rs := bench()
	on := func(officer, days string) Shift {
		s, err := NewShift(officer, days)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	rs.Seat("tianhe", []string{"wang", "li", "sun"}, on("li", "2026-12-01至2026-12-03"), on("sun", "周一至周五"), on("gone", "周日"))
	monday, tuesday, sunday := clock.Date(2026, 11, 30), clock.Date(2026, 12, 1), clock.Date(2026, 11, 29)
	p := Petition{Unit: "tianhe", Status: Routed}
	taken, reopened, urgent, own := p, p, p, p
	taken.Officer, reopened.Former, urgent.Report.Urgent, own.Unit = "wang", "sun", true, "bureau"
	for name, c := range map[string]struct {
		on    Petition
		event EventType
		day   clock.Day
		want  string
	}{
		"weekday":             {p, EventRouted, monday, "sun|li wang|qian"},
		"a date comes first":  {p, EventRouted, tuesday, "li|sun wang|qian"},
		"who is not there":    {p, EventRouted, sunday, "li sun wang|qian"},
		"who has it":          {taken, EventSupplemented, monday, "wang|li sun|qian"},
		"not the former":      {reopened, EventReopened, monday, "li wang|qian"},
		"danger":              {urgent, EventRouted, monday, "li qian sun wang"},
		"for the superior":    {p, EventDisputed, monday, "qian"},
		"the superior's own":  {own, EventRouted, monday, "qian"},
		"nobody in the unit":  {Petition{Unit: "empty"}, EventRouted, monday, "qian"},
		"an unknown unit":     {Petition{Unit: "gone"}, EventRouted, monday, "qian"},
		"nobody at all there": {Petition{Unit: "bureau", Former: "qian"}, EventReopened, monday, ""},
	} {
		var turns []string
		for _, turn := range rs.Turns(c.on, Event{Type: c.event}, c.day) {
			turns = append(turns, strings.Join(turn, " "))
		}
		if got := strings.Join(turns, "|"); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if u, _ := rs.Unit("tianhe"); !slices.Equal(u.Officers, []string{"wang", "li", "sun"}) {
		t.Errorf("the officers became %v", u.Officers)
	}
}

func TestShifts(t *testing.T) {
	t.Parallel()
	for on, want := range map[string]string{ // from Monday 2026-11-30
		"周一": "1......", "周六至周一": "1....11", "周日": "......1", "2026-12-01": ".1.....", "2026-12-05至2026-12-20": ".....11",
	} {
		s, err := NewShift("li", on)
		got := ""
		for d := range clock.Day(7) {
			if s.on(clock.Date(2026, 11, 30) + d) {
				got += "1"
			} else {
				got += "."
			}
		}
		if err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", on, got, err, want)
		}
	}
	for _, on := range []string{"", "星期一", "周一到周五", "2026-12-07至2026-12-01", "周一至2026-12-01", "2026-13-01", "周一至"} {
		if s, err := NewShift("li", on); err == nil {
			t.Errorf("%q is %+v", on, s)
		}
	}
}
