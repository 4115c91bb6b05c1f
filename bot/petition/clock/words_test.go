package clock

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestWords holds what officers and citizens read of the newest limit.
func TestWords(t *testing.T) {
	t.Parallel()
	second := []string{"answered 2026-06-01 10:00", "review-applied 2026-06-15 10:00", "review-answered 2026-07-08 10:00", "second-applied 2026-07-15 10:00"}
	for _, want := range []struct {
		name, on         string
		kind             Kind
		log              []string
		duty             Duty
		officer, citizen string
	}{
		{"a settled notice", "2026-01-21", Report, []string{"filed 2026-01-20 10:00"}, Notice,
			"受理告知：最迟2026-02-04",
			"收到之日起15日内，应当书面告知您接收情况和怎么办（姓名、住址不清的除外），最迟2026年2月4日。这是告知的期限，不是办结的期限。"},
		{"a provisional one", "2026-12-20", Report, []string{"filed 2026-12-19 10:00"}, Notice,
			"受理告知：最迟2027-01-04（暂定，按周末推算，2027年放假安排未录入；第15日2027-01-03是休息日，参照民法典第二百零三条顺延，条例没有写，在这一天之前办最稳妥）",
			"收到之日起15日内，应当书面告知您接收情况和怎么办（姓名、住址不清的除外）；具体是哪一天要看2027年的放假安排，现在还不能确定。这是告知的期限，不是办结的期限。"},
		{"a provisional one that may have passed", "2027-01-06", Report, []string{"filed 2026-12-21 10:00"}, Notice,
			"受理告知：最迟2027-01-05，已超期（暂定，按周末推算，2027年放假安排未录入）",
			"收到之日起15日内，应当书面告知您接收情况和怎么办（姓名、住址不清的除外）；具体是哪一天要看2027年的放假安排，现在还不能确定。这是告知的期限，不是办结的期限。"},
		{"passed", "2026-02-05", Report, []string{"filed 2026-01-20 10:00"}, Notice,
			"受理告知：最迟2026-02-04，已超期",
			"告知的期限（2026年2月4日）已经过了，我这里没有已告知您的记录。您可以向上级机关反映（信访工作条例第四十四条）。"},
		{"done in time", "2026-02-05", Report, []string{"filed 2026-01-20 10:00", "accepted 2026-02-03 10:00"}, Notice,
			"受理告知：2026-02-03已完成", "2026年2月3日已告知您接收情况。"},
		{"done late", "2026-02-09", Report, []string{"filed 2026-01-20 10:00", "accepted 2026-02-06 10:00"}, Notice,
			"受理告知：最迟2026-02-04，2026-02-06才完成，超期", "2026年2月6日已告知您接收情况，比2026年2月4日的期限晚了。"},
		{"without a name", "2026-02-05", Report, []string{"filed 2026-01-20 10:00 nameless"}, Notice,
			"受理告知：参照的日期2026-02-04已过（姓名或者住址不清，条例不作要求，账号能收到，仍请告知）",
			"您没有留下姓名、住址，条例没有要求书面告知您。回复“进度”可以看办到哪一步。"},
		{"without a name, told late", "2026-02-09", Report, []string{"filed 2026-01-20 10:00 nameless", "accepted 2026-02-06 10:00"}, Notice,
			"受理告知：2026-02-06已完成", "2026年2月6日已告知您接收情况。"},
		{"withdrawn", "2026-02-05", Report, []string{"filed 2026-01-20 10:00", "withdrawn 2026-01-21 10:00"}, Notice, "受理告知：不再计时", ""},
		{"an objection", "2026-03-03", Report, []string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a"}, Objection,
			"转送异议：最迟2026-03-09", ""},
		{"the objection of the next unit", "2026-03-04", Report, []string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a", "transferred 2026-03-03 10:00 unit=b"}, Objection,
			"转送异议：最迟2026-03-10", ""},
		{"an objection that was not raised", "2026-03-10", Report, []string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a"}, Objection,
			"转送异议：2026-03-09已过，不能再提", ""},
		{"a dispute", "2026-03-10", Report,
			[]string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a", "transferred 2026-03-03 10:00 unit=b", "transferred 2026-03-04 10:00 unit=a"}, Arbitration,
			"受理争议：报共同的上一级决定由谁办，条例没有定天数；其他期限照走",
			"由哪个单位办还有不同意见，正请上一级决定。已经开始的期限不会因此重新计算。"},
		{"the handling", "2026-06-02", Appeal, []string{"accepted 2026-06-01 10:00"}, Handling,
			"办结：最迟2026-07-31", "受理之日起60日内应当办结，最迟2026年7月31日。情况复杂、经批准的可以再延，最多30日，并应当告知您理由。"},
		{"extended", "2026-06-02", Appeal, []string{"accepted 2026-06-01 10:00", "extended 2026-07-01 10:00 days=12 approver=局长 reason=复杂 told"}, Handling,
			"办结：最迟2026-08-12（已延12日）", "办理期限经批准延长了12日，最迟2026年8月12日。条例规定最多延长30日。"},
		{"ask for a review, receipt known, on the rolled day", "2026-10-08", Appeal, []string{"answered 2026-09-03 10:00", "received 2026-09-03 11:00"}, ApplyReview,
			"申请复查：最迟2026-10-08（第30日2026-10-03是休息日，参照民法典第二百零三条顺延，条例没有写，在这一天之前办最稳妥）",
			"按记录，申请的30日到2026年10月3日为止；最后一天是休息日能不能顺延，条例没有写，请尽快提出。"},
		{"receipt not known", "2026-07-01", Appeal, []string{"answered 2026-06-01 10:00"}, ApplyReview,
			"申请复查：最迟2026-07-01（没有签收记录，按答复当天起算，不能以此认定逾期）",
			"对处理意见不服的，可以自收到书面答复之日起30日内，向原办理单位的上一级申请复查。最稳妥是在2026年7月1日当天或之前提出。"},
		{"receipt not known, and the days are over", "2026-07-02", Appeal, []string{"answered 2026-06-01 10:00"}, ApplyReview,
			"申请复查：最迟2026-07-01（没有签收记录，按答复当天起算，不能以此认定逾期）",
			"申请的30日，从您收到书面答复那天起算；我这里没有您收到的记录，请尽快提出。"},
		{"not asked for", "2026-07-04", Appeal, []string{"answered 2026-06-01 10:00", "received 2026-06-03 10:00"}, ApplyReview,
			"申请复查：2026-07-03已过", "按记录，申请复查的30日到2026年7月3日为止。"},
		{"the second review, in a hearing", "2026-07-21", Appeal, append(second, "waiting 2026-07-20 10:00 ground=hearing"), SecondReview,
			"复核意见：2026-07-20起停止计时（听证），已停的不算，恢复后接着走", "正在听证，听证的时间不计算在30日内。"},
		{"after it", "2026-07-24", Appeal, append(second, "waiting 2026-07-20 10:00 ground=hearing", "resumed 2026-07-23 10:00"), SecondReview,
			"复核意见：最迟2026-08-17（听证停3日）", "收到复核请求之日起30日内，应当提出复核意见，最迟2026年8月17日。听证的时间不计算在内。"},
	} {
		c := embedded(t)
		l, ok := Find(Due(c, want.kind, events(t, want.log)), want.duty)
		on := day(t, want.on)
		if officer, citizen := l.ForOfficer(on), l.ForCitizen(on); !ok || officer != want.officer || citizen != want.citizen {
			t.Errorf("%s:\nofficer %s\n   want %s\ncitizen %s\n   want %s", want.name, officer, want.officer, citizen, want.citizen)
		}
	}
}

func TestReminderWords(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	list := Reminders(c, Due(c, Report, events(t, []string{"filed 2026-12-21 10:00"})), Policy{Notice: {Before: []int{2}, After: []int{3}}})
	dispute := []string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a", "accepted 2026-03-02 11:00", "transferred 2026-03-03 10:00 unit=b", "transferred 2026-03-04 10:00 unit=a"}
	list = append(list, Reminders(c, Due(c, Report, events(t, dispute)), Policy{Arbitration: {After: []int{3}}})...)
	for i, want := range []string{
		"还有2个工作日。受理告知：最迟2027-01-05（暂定，按周末推算，2027年放假安排未录入）",
		"已超期3个工作日。受理告知：最迟2027-01-05（暂定，按周末推算，2027年放假安排未录入）",
		"受理争议已有3个工作日没有定。受理争议：报共同的上一级决定由谁办，条例没有定天数；其他期限照走",
	} {
		if got := list[i].Words(c, DayOf(list[i].At)); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// TestLateReminderWords: what is told later than it was to be says what is true
// on that day.
func TestLateReminderWords(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	list := Reminders(c, Due(c, Report, events(t, []string{"filed 2026-03-02 10:00"})), Policy{Notice: {Before: []int{5}, After: []int{1}}})
	for _, want := range []struct {
		reminder int
		on, says string
	}{
		{0, "2026-03-10", "还有5个工作日。"}, {0, "2026-03-12", "还有3个工作日。"}, {0, "2026-03-14", "还有2个工作日。"},
		{0, "2026-03-17", "今天是最后一天。"}, {1, "2026-03-18", "已超期1个工作日。"}, {1, "2026-03-29", "已超期8个工作日。"},
	} {
		if got := list[want.reminder].Words(c, day(t, want.on)); !strings.HasPrefix(got, want.says) {
			t.Errorf("%s: %s, want %s", want.on, got, want.says)
		}
	}
}

// TestCitizensArePromisedNothing: a citizen reads no provisional day, no 60 days
// but in an appeal, no date later than the last day, and no unfilled word; an
// officer always reads something.
func TestCitizensArePromisedNothing(t *testing.T) {
	dates := regexp.MustCompile(`\d{4}年\d{1,2}月\d{1,2}日`)
	eachLog(t, func(t *rapid.T, c *Calendar, kind Kind, log []Event) {
		on := Date(2025, 11, 1) + Day(rapid.IntRange(0, 700).Draw(t, "on"))
		for _, l := range Due(c, kind, log) {
			officer, citizen := l.ForOfficer(on), l.ForCitizen(on)
			switch {
			case l.Duty.Name() == "" || !strings.HasPrefix(officer, l.Duty.Name()+"：") || strings.ContainsAny(officer+citizen, "{}"):
				t.Fatalf("%q, %q", officer, citizen)
			case kind != Appeal && strings.Contains(citizen, "60"):
				t.Fatalf("60 days for a %s: %s", kind, citizen)
			case l.Provisional() && !l.Exempt && (l.StateOn(on) == Running || l.StateOn(on) == Missed) && !strings.Contains(officer, "暂定，按周末推算"):
				t.Fatalf("officers are not told that the day is provisional: %s", officer)
			}
			for _, date := range dates.FindAllString(citizen, -1) {
				if date != l.Plain.Chinese() && date != l.Met.Chinese() && (date != l.Last.Chinese() || l.Provisional()) {
					t.Fatalf("the date %s in %q, of %+v", date, citizen, l)
				}
			}
		}
	})
}

func TestBreach(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	log := []string{"filed 2026-03-02 10:00", "routed 2026-03-02 10:00 unit=a"}
	for _, want := range []struct {
		duty Duty
		log  []string
		on   string
		is   bool
	}{
		{Notice, log, "2026-03-17", false},
		{Notice, log, "2026-03-18", true},
		{Notice, append(log, "accepted 2026-03-18 10:00"), "2026-03-20", true},
		{Notice, []string{"filed 2026-03-02 10:00 nameless"}, "2026-03-18", false},
		{Objection, log, "2026-03-18", false},
		{ApplyReview, []string{"answered 2026-03-02 10:00", "received 2026-03-02 10:00"}, "2026-06-01", false},
	} {
		l, ok := Find(Due(c, Appeal, events(t, want.log)), want.duty)
		if !ok || l.Breach(day(t, want.on)) != want.is {
			t.Errorf("%s on %s: a breach is %v, want %v", want.duty, want.on, !want.is, want.is)
		}
	}
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	plain, noticed := embedded(t), with(t, parsed(t, invented))
	for _, want := range []struct {
		calendar *Calendar
		on       Day
		says     []string
	}{
		{plain, Date(2026, 9, 11), nil}, // 104 days before the last settled day
		{plain, Date(2026, 9, 12), []string{"缺2027年放假安排"}},
		{plain, Date(2026, 11, 28), []string{"缺2027年放假安排"}},
		{plain, Date(2026, 12, 25), []string{"严重：今天（2026-12-25）", "缺2027年放假安排"}},
		{plain, Date(2027, 10, 1), []string{"严重：今天（2027-10-01）", "缺2027年放假安排", "缺2028年放假安排"}},
		{noticed, Date(2026, 11, 28), nil},
		{noticed, Date(2027, 9, 12), []string{"缺2028年放假安排"}},
	} {
		got := Warnings(want.calendar, want.on.At(12))
		if len(got) != len(want.says) {
			t.Errorf("%s: %q, want %q", want.on, got, want.says)
			continue
		}
		for i, says := range want.says {
			if !strings.HasPrefix(got[i], says) {
				t.Errorf("%s: %q, want %q", want.on, got[i], says)
			}
		}
	}
}

// TestNoticeSettles recomputes a limit from the same log with the notice there.
func TestNoticeSettles(t *testing.T) {
	t.Parallel()
	log := events(t, []string{"filed 2026-12-11 08:00", "accepted 2026-12-12 10:00"})
	before := render(Due(embedded(t), Appeal, log))
	after := render(Due(with(t, parsed(t, invented)), Appeal, log))
	for i, want := range []struct{ before, after string }{
		{"notice 2026-12-11+15=2026-12-28 met=2026-12-12 plain=2026-12-26 rolled lacks=2027",
			"notice 2026-12-11+15=2026-12-27 met=2026-12-12 plain=2026-12-26 rolled"},
		{"handling 2026-12-12+60=2027-02-10 running lacks=2027",
			"handling 2026-12-12+60=2027-02-15 running plain=2027-02-10 rolled"},
	} {
		if before[i] != want.before || after[i] != want.after {
			t.Errorf("%s, then %s\nwant %s, then %s", before[i], after[i], want.before, want.after)
		}
	}
}
