package petition

import (
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition/clock"
)

// TestTimeline: the citizen reads what was told them, and nothing that was not.
func TestTimeline(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 11, 23, 14, 0, 0, 0, time.UTC)
	at := func(days int) time.Time { return day.AddDate(0, 0, days) }
	secret := "内部"
	log := []Event{
		{Type: EventFiled, Actor: ActorCitizen, At: at(0)},
		{Type: EventRouted, Actor: ActorRouter, Unit: "a", Reason: secret, At: at(0)},
		{Type: EventTransferred, Actor: secret, Unit: "b", Reason: secret, At: at(1)},
		{Type: EventDisputed, Actor: secret, Unit: "a", Reason: secret, Text: secret, At: at(1)},
		{Type: EventDecided, Actor: secret, Unit: "b", Reason: secret, At: at(2)},
		{Type: EventAccepted, Actor: secret, At: at(2)},
		{Type: EventNoted, Actor: secret, Text: secret, At: at(2)},
		{Type: EventRecurred, Actor: ActorCitizen, Text: "又吵了", At: at(3)},
		{Type: EventNoted, Actor: secret, Text: secret, At: at(4)},
		{Type: EventRecurred, Actor: ActorCitizen, Text: "又吵了", At: at(5)},
		{Type: EventWaiting, Actor: secret, Text: "几楼？", Reason: secret, At: at(6)},
		{Type: EventMerged, Actor: secret, Reason: secret, Details: Details{Into: secret}, At: at(7)},
		{Type: EventAnswered, Actor: secret, Text: "改好了", Reason: secret, Details: Details{Overruled: []string{secret}}, At: at(8)},
		{Type: EventRated, Actor: ActorCitizen, Details: Details{Solved: "no"}, At: at(9)},
		{Type: EventReopened, Actor: ActorCitizen, At: at(9)},
		{Type: EventNotAccepted, Actor: secret, Reason: "不归本局管", Text: "打12345", At: at(10)},
	}
	got := Timeline(log, func(id string) string { return "单位" + id })
	want := []string{
		"2026年11月23日：登记", "2026年11月23日：转给单位a", "2026年11月24日：改由单位b承办",
		"2026年11月24日：由哪个单位承办，正请上一级决定", "2026年11月25日：上一级决定由单位b承办", "2026年11月25日：承办单位受理",
		"2026年11月26日至2026年11月28日：您说又发生了（2次）", "2026年11月29日：请您补充：几楼？",
		"2026年11月30日：和同一来源的投诉合并办理", "2026年12月1日：有了答复", "2026年12月2日：您的评价：没解决", "2026年12月2日：您要求换人再办",
		"2026年12月3日：没有受理，原因：不归本局管；可以这样办：打12345",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestEveryEventIsSaid but the officers' own notes.
func TestEveryEventIsSaid(t *testing.T) {
	t.Parallel()
	for _, e := range eventTypes {
		if _, said := passages[e]; said == (e == EventNoted) {
			t.Errorf("%s: said %v", e, said)
		}
	}
}

func TestDiary(t *testing.T) {
	t.Parallel()
	if got := Diary([]Event{{Type: EventFiled}}); got != "" {
		t.Errorf("without an entry: %q", got)
	}
	var log []Event
	tell := func(day, hour int, words string) {
		at := time.Date(2026, 11, day, hour-8, 30, 0, 0, time.UTC)
		log = append(log, Event{Type: EventRecurred, Text: words, At: at}, Event{Type: EventNoted, At: at})
	}
	tell(23, 23, "又吵了")
	tell(24, 23, "又吵了")
	tell(24, 1, "仲喺度嘈")
	tell(29, 9, "昨晚又吵了")
	want := "市民日记：又发生4次，2026-11-23至2026-11-29\n" +
		"按钟点\n01时 █ 1\n23时 ██ 2\n按星期\n周一 █ 1\n周二 ██ 2\n另有1次说的不是当时，没有算进去"
	if got := Diary(log); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	log = nil
	for range 400 {
		tell(23, 23, "又吵了")
	}
	if got := Diary(log); !strings.Contains(got, "23时 "+strings.Repeat("█", longestBar)+" 400") {
		t.Errorf("many: %s", got)
	}
}

func TestRecurs(t *testing.T) {
	t.Parallel()
	noise, smell, water := []string{"noise-construction"}, []string{"air-odour"}, []string{"water-industrial"}
	for _, tt := range []struct {
		words        string
		labels       []string
		again, about bool
	}{
		{"又吵了", noise, true, true},
		{"又吵了！！", noise, true, true},
		{"今晚又开始吵了", noise, true, true},
		{"仲喺度嘈", noise, true, true},
		{"还在施工", noise, true, true},
		{"昨晚工地又打桩了", noise, true, true},
		{"又臭了", noise, true, false},
		{"又臭了", smell, true, true},
		{"又好臭啊", smell, true, true},
		{"还在排", water, true, true},
		{"又偷排了", water, true, true},
		{"又来了", nil, true, true},
		{"又嚟喇", noise, true, true},
		{"又开始了", smell, true, true},
		{"还是这样", smell, true, true},
		{"又吵了", nil, true, false},
		{"又吵了怎么办", noise, false, false},
		{"我又来了", noise, false, false},
		{"吵死人", noise, false, false},
		{"天河区棠下村工地又半夜打桩", noise, false, false},
		{"隔壁新开的店又吵又臭", noise, false, false},
		{"还在吗", noise, false, false},
		{"又来了，今晚仲大烟", smell, true, true},
		{"又臭了！今晚比昨晚还臭", smell, true, true},
		{"又臭了，有人晕倒", smell, false, false},
		{"又吵了，这次是隔壁新开的酒吧，从八点一直放歌放到现在", noise, false, false},
	} {
		r := Report{Labels: tt.labels}
		if SaysAgain(tt.words) != tt.again || r.Recurs(tt.words) != tt.about {
			t.Errorf("%s of %v: again %v, about it %v", tt.words, tt.labels, SaysAgain(tt.words), r.Recurs(tt.words))
		}
	}
}

func TestSort(t *testing.T) {
	t.Parallel()
	fume := []string{"air-fume"}
	for _, tt := range []struct {
		what    string
		labels  []string
		kind    clock.Kind
		damages bool
	}{
		{"楼下餐厅油烟很大", fume, clock.Report, false},
		{"我要信访，楼下餐厅油烟很大", fume, clock.Report, false},
		{"我的信访事项：要求安排搬迁", nil, clock.Appeal, false},
		{"申诉求决：对搬迁安置有意见", []string{labelOther}, clock.Appeal, false},
		{"建议多种树", []string{LabelSuggestion}, clock.Suggestion, false},
		{"建议你们查一下楼下油烟", []string{LabelSuggestion, "air-fume"}, clock.Report, false},
		{"办事员态度差", []string{LabelStaff}, clock.Accusation, false},
		{"打了三次没人管，油烟很大", []string{LabelStaff, "air-fume"}, clock.Report, false},
		{"执法队员收了老板红包，油烟不查", fume, clock.Accusation, false},
		{"某科长受贿", nil, clock.Accusation, false},
		{"我已经起诉了那家厂，法院还在审", []string{"air-odour"}, clock.Procedure, false},
		{"已经申请行政复议", fume, clock.Procedure, false},
		{"厂里排水毒死我的鱼，要求赔偿损失", []string{"water-industrial"}, clock.Report, true},
		{"不要赔偿，只要他们停", fume, clock.Report, false},
		{"预约送法上门", []string{LabelBooking}, clock.Inquiry, false},
	} {
		r := Report{What: tt.what, Labels: tt.labels}
		if Sort(r) != tt.kind || WantsDamages(tt.what) != tt.damages {
			t.Errorf("%s %v: %s, damages %v", tt.what, tt.labels, Sort(r), WantsDamages(tt.what))
		}
	}
}
