package petition

import (
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestEffects(t *testing.T) {
	t.Parallel()
	filed := Petition{Case: "SH-1", Person: "p", Status: Received, Report: Report{What: "打桩"}}
	routed := Petition{Case: "SH-1", Person: "p", Status: Routed, Report: Report{What: "打桩"}, Unit: "old", RouteReason: "because"}
	accepted := routed
	accepted.Status, accepted.Officer = Accepted, "wang"
	with := func(p Petition, change func(*Petition)) Petition {
		change(&p)
		return p
	}
	tests := []struct {
		name  string
		from  Petition
		event Event
		want  Petition
	}{
		{"routed", filed, Event{Type: EventRouted, Actor: ActorRouter, Unit: "tianhe", Reason: "规则"},
			with(filed, func(p *Petition) { p.Status, p.Unit, p.RouteReason = Routed, "tianhe", "规则" })},
		{"accepted", routed, Event{Type: EventAccepted, Actor: "li", Unit: "ignored", Text: "ignored"},
			with(routed, func(p *Petition) { p.Status, p.Officer = Accepted, "li" })},
		{"transferred after acceptance", accepted, Event{Type: EventTransferred, Actor: "wang", Unit: "haizhu", Reason: "不归我们"},
			with(accepted, func(p *Petition) { p.Status, p.Unit, p.RouteReason, p.Officer = Routed, "haizhu", "不归我们", "" })},
		{"answered", accepted, Event{Type: EventAnswered, Actor: "wang", Text: "已责令整改"},
			with(accepted, func(p *Petition) { p.Status, p.Answer = Answered, "已责令整改" })},
		{"supplemented", accepted, Event{Type: EventSupplemented, Actor: ActorCitizen, Text: "昨晚又响"},
			with(accepted, func(p *Petition) { p.Report.What = "打桩\n补充：昨晚又响" })},
		{"supplemented with the place", routed, Event{Type: EventSupplemented, Text: "在棠下村", Where: "棠下村", Contact: "13800138000"},
			with(routed, func(p *Petition) {
				p.Report.What, p.Report.Where, p.Report.District, p.Report.Street = "打桩\n补充：在棠下村", "棠下村", "天河", "棠下街道"
			})},
		{"the place corrected", with(routed, func(p *Petition) {
			p.Report.Where, p.Report.Lat, p.Report.District, p.Report.Guessed = "石牌村", 23.1, "海珠", true
		}), Event{Type: EventSupplemented, Text: "不是石牌，是棠下村", Where: "棠下村"},
			with(routed, func(p *Petition) {
				p.Report = Report{What: "打桩\n补充：不是石牌，是棠下村", Where: "棠下村", District: "天河", Street: "棠下街道", Was: map[string]string{"where": "石牌村"}}
			})},
		{"reopened", with(accepted, func(p *Petition) { p.Status = Answered }), Event{Type: EventReopened, Actor: ActorCitizen},
			with(accepted, func(p *Petition) { p.Status, p.Officer, p.Former = Reopened, "", "wang" })},
		{"withdrawn", accepted, Event{Type: EventWithdrawn, Actor: ActorCitizen, Reason: "不是紧急情况", Text: "搞错了"},
			with(accepted, func(p *Petition) { p.Status, p.Report.What = Withdrawn, "打桩\n撤回：搞错了" })},
	}
	for _, tt := range tests {
		p := tt.from
		if err := p.Apply(nil, tt.event); err != nil || !reflect.DeepEqual(p, tt.want) {
			t.Errorf("%s: %+v, %v\nwant %+v", tt.name, p, err, tt.want)
		}
	}
}

// TestNoticesAndFollowUps says what each event brings to citizen and officers.
func TestNoticesAndFollowUps(t *testing.T) {
	t.Parallel()
	p := &Petition{Case: "SH-ABCDE-FGHJK", Answer: "已责令整改", Report: Report{Contact: "13800138000"}}
	tests := map[EventType]struct {
		notice []string // none: the citizen knows, or is not told
		jobs   []JobKind
	}{
		EventFiled:          {nil, []JobKind{JobRoute}},
		EventRouted:         {nil, []JobKind{JobNotify}},
		EventTransferred:    {nil, []JobKind{JobNotify, JobCards}},
		EventDisputed:       {nil, []JobKind{JobNotify, JobCards}},
		EventDecided:        {nil, []JobKind{JobNotify, JobCards}},
		EventSupplemented:   {nil, []JobKind{JobNotify}},
		EventRecurred:       {nil, []JobKind{JobNotify}},
		EventWithdrawn:      {nil, []JobKind{JobNotify, JobCards}}, // the reply tells the citizen
		EventReopened:       {nil, []JobKind{JobNotify, JobCards}},
		EventReviewApplied:  {nil, []JobKind{JobNotify, JobCards}},
		EventSecondApplied:  {nil, []JobKind{JobNotify, JobCards}},
		EventStarted:        {nil, []JobKind{JobCards}},
		EventClosed:         {nil, []JobKind{JobCards}},
		EventNoted:          {nil, nil},
		EventOpened:         {nil, nil},
		EventResumed:        {nil, []JobKind{JobCards}},
		EventReceived:       {nil, nil},
		EventRated:          {nil, nil},
		EventAccepted:       {[]string{p.Case, "受理"}, []JobKind{JobCards}},
		EventAnswered:       {[]string{p.Case, "已责令整改"}, []JobKind{JobCards}},
		EventNotAccepted:    {[]string{p.Case, "没有受理", "because", "words"}, []JobKind{JobCards}},
		EventHandedOver:     {[]string{p.Case, "已移交：words", "because"}, []JobKind{JobCards}},
		EventWaiting:        {[]string{p.Case, "words", "补充 " + p.Case}, []JobKind{JobCards}},
		EventExtended:       {[]string{p.Case, "延长20日", "because", "第三十四条"}, []JobKind{JobCards}},
		EventMerged:         {[]string{p.Case, "编号不变"}, []JobKind{JobCards}},
		EventReviewAnswered: {[]string{p.Case, "复查意见", "words"}, []JobKind{JobCards}},
		EventSecondAnswered: {[]string{p.Case, "复核意见", "words"}, []JobKind{JobCards}},
	}
	if len(tests) != len(eventTypes) {
		t.Fatalf("%d events in the table, there are %d", len(tests), len(eventTypes))
	}
	for what, want := range tests {
		e := Event{Type: what, Actor: "wang", Reason: "because", Text: "words", Details: Details{Days: 20}}
		if got := e.FollowUps(); !slices.Equal(got, want.jobs) {
			t.Errorf("%s is followed by %v, want %v", what, got, want.jobs)
		}
		notice := p.Notice(e)
		if (notice == "") != (want.notice == nil) {
			t.Errorf("%s tells %q", what, notice)
		}
		for _, w := range want.notice {
			if !strings.Contains(notice, w) {
				t.Errorf("%s tells %q without %q", what, notice, w)
			}
		}
	}
	if got := p.Notice(Event{Type: "unknown"}); got != "" {
		t.Errorf("an unknown event tells %q", got)
	}
}

func TestStatusWords(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range Statuses() {
		if s.Words() == "" || seen[s.Words()] {
			t.Errorf("%s is told as %q", s, s.Words())
		}
		seen[s.Words()] = true
	}
}

func TestNew(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 17, 30, 0, 0, time.UTC)
	r := Report{What: "打桩"}
	p := New("wechat:gh:openid", r, now)
	if _, ok := FindCaseNumber(p.Case); !ok || p.Status != Received || p.Person != "wechat:gh:openid" || !reflect.DeepEqual(p.Report, r) {
		t.Errorf("got %+v", p)
	}
	// 1.30 am of the 24th in Guangzhou: the 9th of December is the 15th day.
	if want := time.Date(2026, 12, 9, 15, 59, 59, 0, time.UTC); !p.FiledAt.Equal(now) || !p.ReceiptDue.Equal(want) {
		t.Errorf("filed %v, due %v", p.FiledAt, p.ReceiptDue)
	}
}

// TestWhatIsNoComplaint starts no clock: a booking and a fact sheet are no
// petitions in the law's sense. A complaint about an assessment is one.
func TestWhatIsNoComplaint(t *testing.T) {
	t.Parallel()
	for label, complaint := range map[string]bool{LabelBooking: false, LabelSheet: false, "eia": true, LabelEmergency: true} {
		p := New("wechat:gh:openid", Report{Labels: []string{label}}, time.Date(2026, 11, 23, 17, 30, 0, 0, time.UTC))
		if p.Report.IsComplaint() != complaint || p.ReceiptDue.IsZero() == complaint || p.Report.IsBooking() != (label == LabelBooking) || p.Report.IsSheet() != (label == LabelSheet) {
			t.Errorf("%s: complaint %v, due %v", label, p.Report.IsComplaint(), p.ReceiptDue)
		}
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	tests := []struct {
		report Report
		want   string
	}{
		{Report{}, "place time source"},
		{Report{What: "半夜打桩"}, "place time source"},
		{Report{Where: "棠下街"}, "time source"},
		{Report{When: "半夜"}, "place source"},
		{Report{When: "每天，晚上10点"}, "place source"},
		{Report{When: "每天"}, "place time source"},
		{Report{When: "成日，一直"}, "place time source"},
		{Report{Where: "棠下街", When: "半夜", Source: Unknown}, ""},
	}
	for _, tt := range tests {
		missing := tt.report.Missing()
		if got := strings.Join(missing, " "); got != tt.want || missing == nil {
			t.Errorf("where %q, when %q, source %q: %q, want %q", tt.report.Where, tt.report.When, tt.report.Source, got, tt.want)
		}
	}
}

// TestLogsNothingPersonal writes every type to a log and looks for its secrets.
func TestLogsNothingPersonal(t *testing.T) {
	t.Parallel()
	r := Report{What: "canary", Where: "canary", Contact: "canary"}
	for _, v := range []any{
		r, Draft{ID: "d", Person: "canary", Report: r},
		Petition{Case: "SH-1", Person: "canary", Report: r, Answer: "canary", Officer: "canary"},
		Interview{Text: "canary", Contact: "canary", Firm: "canary", Answers: map[string]string{"canary": "canary"}},
		Sheet{Case: "SH-1", Description: "canary", Facts: []SheetFact{{Fact: "canary", Value: "canary", How: "canary"}}},
		Delivery{ID: "x", Officer: "canary", Body: []byte("canary"), ResponseCode: "canary", Reason: "canary"},
	} {
		var out strings.Builder
		slog.New(slog.NewTextHandler(&out, nil)).Info("test", "value", v)
		if strings.Contains(out.String(), "canary") {
			t.Errorf("%T logs %s", v, out.String())
		}
	}
}
