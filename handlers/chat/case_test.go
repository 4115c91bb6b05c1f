package chat

import (
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// open files a case of the talk's citizen and takes it as far as the events do.
func (k *talk) open(r petition.Report, events ...petition.Event) petition.Petition {
	k.t.Helper()
	k.sent++
	if r.Labels == nil {
		r.Labels = []string{"noise-construction"}
	}
	p, err := k.store.FileReport(k.t.Context(), "wechat:gh_test:"+k.sender, "filing-"+r.What, r)
	if err != nil {
		k.t.Fatal(err)
	}
	k.happen(p.Case, append([]petition.Event{{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "内部规则"}}, events...)...)
	return p
}

// happen changes a case by what officers do.
func (k *talk) happen(caseNo string, events ...petition.Event) {
	k.t.Helper()
	for _, e := range events {
		k.sent++
		if e.Actor == "" {
			e.Actor = "officer-canary"
		}
		if _, _, err := k.store.Change(k.t.Context(), "change-"+caseNo+string(rune('a'+k.sent)), caseNo, e); err != nil {
			k.t.Fatalf("%s: %v", e.Type, err)
		}
	}
}

var (
	accepted = petition.Event{Type: petition.EventAccepted}
	answered = petition.Event{Type: petition.EventAnswered, Text: "已责令停工"}
	waiting  = petition.Event{Type: petition.EventWaiting, Text: "是几号楼？"}
	settled  = petition.Event{Type: petition.EventClosed}
)

// TestCases are conversations about cases that are there already: # stands for
// the number of the only case.
func TestCases(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		report petition.Report
		events []petition.Event
		talks  []exchange
		status petition.Status
	}{
		"history": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, {Type: petition.EventNoted, Text: "机密"}, waiting}, []exchange{
			{"进度", []string{"#：等您补充情况", "2026年11月23日：登记", "承办单位受理", "请您补充：是几号楼？", "1. 回答承办人员", "!机密", "!内部规则", "!canary", "!60日"}},
		}, petition.Waiting},
		"a term": {petition.Report{What: "工地半夜打桩"}, nil, []exchange{
			{"#", []string{"接下来：收到之日起15日内", "最迟2026年12月8日", "!60日"}},
		}, petition.Routed},
		"no term": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted}, []exchange{
			{"#", []string{"接下来：举报污染没有规定固定的办结天数", "!60日"}},
		}, petition.Accepted},
		"an appeal": {petition.Report{What: "信访事项", Sorted: clock.Appeal}, []petition.Event{accepted}, []exchange{
			{"#", []string{"受理之日起60日内应当办结"}},
		}, petition.Accepted},
		"the answer that is waited for": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, waiting}, []exchange{
			{"你好", []string{"回答承办人员"}},
			{"回答承办人员", []string{"是几号楼？", "请直接回答"}},
			{"3号楼", []string{"已经补充到 #"}},
			{"#", []string{"您补充了情况"}},
		}, petition.InProgress},
		"words that may be the answer": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, waiting}, []exchange{
			{"东边那个三号楼", []string{"是几号楼？", "是回答这个吗", "1. 是，补充进去"}},
			{"1", []string{"已经补充到 #"}},
		}, petition.InProgress},
		"words that are no answer": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, waiting}, []exchange{
			{"楼下餐厅油烟好大", []string{"是回答这个吗"}},
			{"不是，另一件事", []string{"在哪里"}},
		}, petition.Waiting},
		"additions": {petition.Report{What: "工地半夜打桩"}, nil, []exchange{
			{"补充 他们用电镐", []string{"已经补充到 #"}},
			{"补充", []string{"要给 # 补充什么"}},
			{"2021年PM2.5要控制到多少？", []string{"33微克"}},
			{"补充 #：工头电话13900139000", []string{"已经补充到 #"}},
			{"补充一下", []string{"要给 # 补充什么"}},
			{"算了", []string{"好的"}},
			{"补充 # 怎么办", []string{"!已经补充"}},
		}, petition.Routed},
		"an addition too late": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, answered, settled}, []exchange{
			{"补充 # 还在吵", []string{"已办结", "补充不进去"}},
			{"补充 还在吵", []string{"没有正在办的投诉"}},
			{"又吵了", []string{"!记到"}},
		}, petition.Closed},
		"it happens again": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted}, []exchange{
			{"又吵了", []string{"记到 # 里了", "11月23日22:00", "第1次", "!在哪里"}},
			{"仲喺度嘈", []string{"第2次"}},
			{"又臭了", []string{"!第3次"}},
		}, petition.Accepted},
		"withdrawing": {petition.Report{What: "工地半夜打桩"}, nil, []exchange{
			{"撤销投诉", []string{"要撤回 #", "1. 确认撤回", "110"}},
			{"不撤了", []string{"没有撤回"}},
			{"撤回 #", []string{"要撤回 #"}},
			{"好的", []string{"# 已撤回"}},
			{"撤回 #", []string{"要撤回 #"}},
			{"确认撤回", []string{"# 已撤回"}},
		}, petition.Withdrawn},
		"withdrawing too late": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, answered}, []exchange{
			{"撤回 #", []string{"已答复", "不能撤回"}},
			{"撤销投诉", []string{"取消"}},
		}, petition.Answered},
		"content": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, answered}, []exchange{
			{"第18项任务", []string{"送法上门", "# 的答复给您了", "1. 解决了"}},
			{"1", []string{"记下了", "满意吗", "!换人再办"}},
			{"满意", []string{"谢谢", "!满意吗", "!换人再办"}},
			{"#", []string{"您的评价：解决了", "您的评价：满意", "!1. "}},
			{"第18项任务", []string{"!答复给您了"}},
		}, petition.Answered},
		"not solved": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, answered}, []exchange{
			{"还没解决", []string{"只有一次", "第145条第三款", "12345", "1. 换人再办", "2. 满意", "!复查", "!60日"}},
			{"换人再办", []string{"# 已经重新交办"}},
			{"换人再办 #", []string{"已经重新交办"}},
		}, petition.Reopened},
		"not content, and nobody else to take it": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, answered, {Type: petition.EventReopened, Actor: petition.ActorCitizen}, {Type: petition.EventAccepted, Actor: "another"}, {Type: petition.EventAnswered, Actor: "another", Text: "再次检查"}}, []exchange{
			{"不满意", []string{"第145条第三款", "!换人再办", "!复查"}},
			{"换人再办 #", []string{"不能再换人办了", "第145条第三款"}},
		}, petition.Answered},
		"an appeal that is answered": {petition.Report{What: "信访事项", Sorted: clock.Appeal}, []petition.Event{accepted, answered, {Type: petition.EventReceived, Actor: petition.ActorMailbox}}, []exchange{
			{"评价 # 没解决", []string{"换人再办", "复查", "最稳妥是在2026年12月23日当天或之前提出", "2. 不服处理意见：复查和复核"}},
			{"2", []string{"信访工作条例第35条"}},
		}, petition.Answered},
		"rating before an answer": {petition.Report{What: "工地半夜打桩"}, nil, []exchange{
			{"评价 # 满意", []string{"有了答复再评价"}},
			{"换人再办 #", []string{"不能再换人办了"}},
		}, petition.Routed},
		"rating without a word": {petition.Report{What: "工地半夜打桩"}, []petition.Event{accepted, answered}, []exchange{
			{"评价 #", []string{"解决了吗", "4. 不满意"}},
			{"4", []string{"记下了", "换人再办"}},
		}, petition.Answered},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			p := k.open(tt.report, tt.events...)
			k.t = t
			k.run(about(p.Case, tt.talks))
			now, err := k.store.Petition(t.Context(), p.Case)
			if err != nil || now.Status != tt.status {
				t.Errorf("%s, want %s, %v\n%s", now.Status, tt.status, err, k.log.String())
			}
		})
	}
}

// about puts a case number where # stands.
func about(caseNo string, talks []exchange) (all []exchange) {
	for _, e := range talks {
		e.say = strings.ReplaceAll(e.say, "#", caseNo)
		want := make([]string, len(e.want))
		for i, w := range e.want {
			want[i] = strings.ReplaceAll(w, "#", caseNo)
		}
		all = append(all, exchange{e.say, want})
	}
	return all
}

// TestSeveralCases asks which one is meant only where it could be several.
func TestSeveralCases(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	noise := k.open(petition.Report{What: "工地半夜打桩"})
	smell := k.open(petition.Report{What: "工厂好臭", Labels: []string{"air-odour"}})
	k.run([]exchange{
		{"又臭了", []string{smell.Case, "第1次", "!" + noise.Case}},
		{"又吵了", []string{noise.Case, "第1次", "!" + smell.Case}},
		{"又来了", []string{"哪一件", "1. SH-", "2. SH-"}},
		{"1", []string{"第2次"}},
		{"补充 他们有电镐", []string{"补充到哪一件", "2. SH-"}},
		{"2", []string{"已经补充到"}},
		{"撤销投诉", []string{"撤回哪一件"}},
		{"1", []string{"要撤回"}},
		{"不撤了", []string{"没有撤回"}},
		{"进度", []string{noise.Case, smell.Case, "1. SH-", "!经过"}},
		{"1", []string{"经过："}},
	})
	k.happen(smell.Case, accepted, waiting)
	k.run([]exchange{
		{"补充 三号楼", []string{"已经补充到 " + smell.Case}}, // who waits comes first
	})
}

// TestAgainWithoutACase is an ordinary complaint.
func TestAgainWithoutACase(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"楼下工地又吵了", []string{"在哪里", "!记到"}}})
}

// TestForeignNumber: a number of somebody else's brings the same bytes as one
// that does not exist, whatever is asked for, and changes nothing.
func TestForeignNumber(t *testing.T) {
	t.Parallel()
	commands := []string{
		"#", "进度 #", "补充 #", "补充 # 他们用电镐", "补充 # 13900139000", "撤回 #", "撤销投诉 #", "确认撤回 #", "评价 #", "评价 # 没解决", "评价 # 满意",
		"换人再办 #", "又发生 # 又吵了", "又吵了 #", "一起办 #", "分开办 #",
	}
	k := newTalk(t)
	k.sender = "somebody else"
	foreign := k.open(petition.Report{What: "工地半夜打桩"}, accepted, answered)
	before, err := k.store.Events(t.Context(), foreign.Case)
	if err != nil {
		t.Fatal(err)
	}
	k.sender = "openid"
	own := k.open(petition.Report{What: "楼下好吵"}) // which a bare command would mean
	k.session = bot.Session{}
	for _, command := range commands {
		var said []string
		for _, number := range []string{foreign.Case, petition.NewCaseNumber()} {
			k.session = bot.Session{}
			said = append(said, strings.ReplaceAll(k.say(strings.ReplaceAll(command, "#", number)), number, "#"))
			if len(k.session.Choices) > 0 || k.session.Flow != "" || k.session.Asked != "" {
				t.Errorf("%s leaves %+v", command, k.session)
			}
		}
		if said[0] != said[1] || said[0] != sayUnknown {
			t.Errorf("%s\nforeign: %s\nnone: %s", command, said[0], said[1])
		}
	}
	after, err := k.store.Events(t.Context(), foreign.Case)
	if err != nil || len(after) != len(before) {
		t.Errorf("%d events, then %d, %v", len(before), len(after), err)
	}
	if log, err := k.store.Events(t.Context(), own.Case); err != nil || len(log) != 2 {
		t.Errorf("the own case has %d events, %v", len(log), err)
	}
	k.run([]exchange{{"补充 SH-22222-22223 还在吵", []string{sayUnknown}}}) // a slip of the hand
}

// TestMidForm: with a report open, words without a number belong to it.
func TestMidForm(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	p := k.open(petition.Report{What: "楼下好吵"}, accepted, answered)
	k.run(about(p.Case, []exchange{
		{"隔壁餐厅油烟好大", []string{"在哪里", "!答复给您了"}},
		{"天河区棠下街中山大道188号", []string{"什么时候"}},
		{"补充 # 还在吵", []string{"已经补充到 #", "什么时候"}},
		{"撤回 #", []string{"还没提交", "什么时候"}},
		{"评价 # 没解决", []string{"记下了", "什么时候"}},
		{"昨晚", []string{"以前反映过"}},
		{"反映过，没解决", []string{"电话", "!换人再办"}},
		{"改电话", []string{"电话"}},
		{"匿名", []string{"请核对"}},
	}))
}

// TestReceivedAfterDelivery: the answer counts as received when its notice was
// delivered, and is asked about no more than once in a conversation.
func TestReceivedAfterDelivery(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	p := k.open(petition.Report{What: "工地半夜打桩"}, accepted, answered)
	person := "wechat:gh_test:" + k.sender
	notices, err := k.store.Waiting(t.Context(), person)
	if err != nil || len(notices) != 2 {
		t.Fatalf("%v, %v", notices, err)
	}
	for range 2 {
		if err := k.store.Delivered(t.Context(), person, []string{notices[0].ID, notices[1].ID}); err != nil {
			t.Fatal(err)
		}
	}
	log, err := k.store.Events(t.Context(), p.Case)
	if err != nil || petition.Count(log, petition.EventReceived) != 1 {
		t.Errorf("%d receipts, %v", petition.Count(log, petition.EventReceived), err)
	}
	k.run([]exchange{{"第18项任务", []string{"答复给您了"}}, {"第18项任务", []string{"!答复给您了"}}})
	k.session, k.now = bot.Session{}, k.now.Add(20*24*time.Hour)
	k.run([]exchange{{"第18项任务", []string{"!答复给您了"}}})
}
