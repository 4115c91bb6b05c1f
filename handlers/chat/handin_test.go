package chat

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// flowerpots is an interview up to its result.
var flowerpots = []exchange{
	{"我在番禺租厂房做塑料花盆，注塑，年产300吨", []string{"第53项"}},
	{"新料，不喷漆不电镀", []string{"没有提到", "!结论"}},
	{"没有", []string{"结论：要编环境影响报告表", "1. 留资料给窗口", "2. 转人工"}},
}

// petitions returns what the person has filed, the newest first.
func (k *talk) petitions() []petition.Petition {
	k.t.Helper()
	filed, err := k.store.PetitionsOf(k.t.Context(), person, 9)
	if err != nil {
		k.t.Fatal(err)
	}
	return filed
}

// TestHandIn leaves the facts of a project: nothing without consent, nothing of
// the person in it, and no complaint.
func TestHandIn(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run(flowerpots)
	k.run([]exchange{
		{"1", []string{"单位名称、电话或邮箱", "1. 不留", "!投诉"}},
		{"永兴塑料制品有限公司，找陈工13800138000", []string{"会提交这些", "塑料花盆", "第53项的结果：报告表", "地点：番禺区", "单位：永兴塑料制品有限公司", "陈工13800138000", "转给番禺分局", "同意提交吗", "!匿名"}},
		{"多久有答复", []string{"没有规定要多少天", "!60", "资料还没提交"}},
		{"第18项任务是什么？", []string{"送法上门", "资料还没提交", "1. 同意提交"}},
		{"楼下工地半夜打桩", []string{"您是想投诉吗", "资料还没提交"}},
		{"嗯嗯呢", []string{"没看懂", "同意提交"}},
	})
	if n := len(k.petitions()); n != 0 {
		t.Fatalf("%d petitions without consent", n)
	}
	k.run([]exchange{
		{"同意提交", []string{"登记好了，编号 SH-", "核实为准", "!投诉", "!没有留联系方式", "!日内"}},
		{"进度", []string{"SH-", "已登记", "环评资料（名录第53项，查得：报告表）"}},
		{"留资料给窗口", []string{"没有可以留的资料"}},
	})
	p := k.petitions()[0]
	if !p.Report.IsSheet() || p.Report.IsComplaint() || !p.ReceiptDue.IsZero() || p.Report.Source != "永兴塑料制品有限公司" || p.Report.Anonymous {
		t.Errorf("filed %+v, due %v", p.Report.Labels, p.ReceiptDue)
	}
	if what := p.Report.What; strings.Contains(what, "13800138000") || strings.Contains(what, "陈工") || !strings.Contains(what, "再生塑料：否") {
		t.Errorf("officers read: %s", what)
	}
	if unit, reason := k.chat.Hearing.Route(p.Report); unit != "panyu" {
		t.Errorf("goes to %s: %s", unit, reason)
	}
}

// TestSheet keeps what was told, how it was learnt and by what it was judged;
// judged again by the same it is the same.
func TestSheet(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"我在番禺租厂房做塑料花盆，注塑，年产300吨", []string{"第53项"}}, {"新料", []string{"胶"}}})
	for range 5 {
		if k.say("没有"); k.last.Step == stepResult {
			break
		}
	}
	k.run([]exchange{{"1", nil}, {"不留", []string{"单位：不留", "联系方式：不留"}}, {"同意提交", []string{"没有留联系方式"}}})
	sheets, err := k.store.Sheets(t.Context())
	if err != nil || len(sheets) != 1 {
		t.Fatalf("%d sheets, %v", len(sheets), err)
	}
	s := sheets[0]
	catalogue, version := k.chat.Adviser.Edition(k.now)
	if s.Case != k.petitions()[0].Case || s.Item != 53 || s.Level != "报告表" || !reflect.DeepEqual(s.Possible, []string{"报告表"}) ||
		catalogue != "eia-catalogue-2021" || s.Catalogue != catalogue || s.Version != version || version == "" ||
		!s.JudgedAt.Equal(k.now) || !s.ConsentAt.Equal(k.now) || !strings.Contains(s.Description, "年产300吨，新料") {
		t.Errorf("kept %+v", s)
	}
	how := map[string]string{}
	for _, f := range s.Facts {
		how[f.How] = f.Fact + "=" + f.Value
	}
	if how[petition.HowAnswered] == "" {
		t.Errorf("facts %+v", s.Facts)
	}
	if again := Rejudge(k.chat.Adviser, s, k.now); petition.Verdict(again.Possible) != "报告表" {
		t.Errorf("judged again: %+v", again)
	}
	s.Facts = nil
	if open := Rejudge(k.chat.Adviser, s, k.now); len(open.Possible) < 2 {
		t.Errorf("without the answers: %v", open.Possible)
	}
}

// TestHandInUndecided hands in what its owner does not know.
func TestHandInUndecided(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"家具厂，木头家具，租了车间，电话13800138000", []string{"第36项"}}})
	for range 5 {
		if k.say("不知道"); k.last.Step == stepResult {
			break
		}
	}
	k.run([]exchange{
		{"留资料给窗口", []string{"在哪个区", "1. 不知道"}},
		{"？？", []string{"在哪个区"}},
		{"1", []string{"单位名称"}},
		{"跳过", []string{"地点：不知道", "转给市局", "结果：不纳入、"}},
		{"修改", []string{"在哪个区"}},
		{"增城新塘", []string{"单位名称"}},
		{"不留", []string{"地点：增城新塘", "转给增城分局"}},
		{"13900139000", []string{"联系方式：13900139000"}},
		{"好的", []string{"编号 SH-"}},
	})
	sheets, err := k.store.Sheets(t.Context())
	if err != nil || len(sheets) != 1 || sheets[0].Level != "需要确认" || len(sheets[0].Possible) < 2 {
		t.Fatalf("kept %+v, %v", sheets, err)
	}
	if s := sheets[0]; strings.Contains(s.Description, "138") || !strings.Contains(s.Description, "木头家具") {
		t.Errorf("kept %q", s.Description)
	}
	if unknown := Rejudge(k.chat.Adviser, sheets[0], k.now); !reflect.DeepEqual(unknown.Possible, sheets[0].Possible) {
		t.Errorf("judged again: %v, was %v", unknown.Possible, sheets[0].Possible)
	}
}

// TestHandInIsDeclined keeps nothing of who does not consent.
func TestHandInIsDeclined(t *testing.T) {
	t.Parallel()
	for _, no := range []string{"不用了", "取消", "不同意"} {
		k := newTalk(t)
		k.run(flowerpots)
		k.run([]exchange{{"1", nil}, {"不留", nil}, {no, []string{"没有提交", "删掉"}}, {"进度", []string{"还没有在这里登记过"}}, {"留资料", []string{"没有可以留的"}}})
		if _, err := k.store.Interview(t.Context(), person); !errors.Is(err, bot.ErrNotFound) {
			t.Errorf("%s: an interview is left: %v", no, err)
		}
	}
}

// TestHandInPlace takes the name of a sent place and not where it is to the
// metre.
func TestHandInPlace(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"我想开间牛仔裤洗水厂，使唔使环评", nil}, {"没有", nil}, {"留资料给窗口", []string{"在哪个区"}}})
	got := k.hear(bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.1, Lng: 113.3}})
	if !strings.Contains(got, "在哪个区") {
		t.Errorf("a place without a name: %s", got)
	}
	k.hear(bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.1, Lng: 113.3, Label: "天河公园"}})
	k.run([]exchange{{"不留", []string{"地点：天河公园\n", "转给天河分局"}}})
}

// TestHandInRepeats hands in once, also when the session is lost, and waits for
// a form that is open.
func TestHandInRepeats(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run(flowerpots)
	k.session = bot.Session{}
	k.run([]exchange{{"留资料给窗口", []string{"单位名称"}}})
	k.session = bot.Session{}
	skip := bot.Message{Kind: bot.KindText, Text: "不留", Key: "skip"}
	first := k.hear(skip)
	k.session = bot.Session{}
	if again := k.hear(skip); again != first || !strings.Contains(again, "同意提交吗") {
		t.Errorf("first %q, then %q", first, again)
	}
	k.session = bot.Session{}
	agree := bot.Message{Kind: bot.KindText, Text: "同意提交", Key: "agree"}
	session := k.session
	first = k.hear(agree)
	for _, s := range []bot.Session{session, {}, {Flow: flowHandIn, Step: stepConsent, Touched: k.now}} {
		k.session = s
		if again := k.hear(agree); again != first || !strings.Contains(again, "编号 SH-") {
			t.Errorf("first %q, then %q", first, again)
		}
	}
	if n := len(k.petitions()); n != 1 {
		t.Errorf("%d petitions", n)
	}
	k.run(flowerpots)
	k.run([]exchange{{"预约送法上门", []string{"哪个单位"}}, {"留资料给窗口", []string{"您的预约还没提交", "哪个单位"}}, {"接着问", []string{"您的预约还没提交"}}})
	k.down = true
	k.run([]exchange{{"留资料给窗口", []string{"还没有登记"}}})
}
