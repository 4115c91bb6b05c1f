package chat

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const (
	alarm    = "化工厂爆炸了，好多人受伤"
	gasAsked = "氯气泄漏好多人中毒是哪本小说"
	smell    = "化工厂那边飘过来一股刺鼻气味，好多人头晕"
)

// TestWordsThatTakeBack: some say it whenever they are said, some just behind
// the alarm only, and what tells of more never does.
func TestWordsThatTakeBack(t *testing.T) {
	t.Parallel()
	always := `不是紧急情况 唔系紧急 唔係緊急情況 不紧急 不是很紧急 没那么紧急 没有紧急情况 这不是紧急情况啊 不好意思，不是紧急情况 搞错了，不是紧急情况 打错了不是紧急的事
		误报 误报了，不好意思 虚惊一场 不是紧急情况，只是想问问 not_an_emergency False_alarm,_sorry`
	behind := `搞错了 搞错咗 不好意思打错了 发错了！ 打错字 只是想问问 我只是想问一下 净系想问下 问问而已 随便问问 我就问问 测试 开玩笑的 误会了 唔好意思，按错咗 just_asking my_mistake 撤回 我要撤销`
	never := `搞错了，不是爆炸是泄漏 搞错了地址 地址搞错了 打错了，是越秀区 我只是想问煤气罐会不会爆炸 不紧急吗 这都不紧急？ 不紧急个屁 不是紧急情况但是有人晕倒了 没事了 火灭了 不是火警，是毒气
		有人受伤 紧急情况 还不紧急 取消 结束 好的 不知道 我问问消防几时到`
	for i, list := range []string{always, behind, never} {
		for _, say := range strings.Fields(list) {
			say = strings.ReplaceAll(say, "_", " ")
			_, now := denied(say, true)
			_, later := denied(say, false)
			if now != (i < 2) || later != (i == 0) {
				t.Errorf("%s: just behind the alarm %v, later %v", say, now, later)
			}
		}
	}
	for say, want := range map[string]string{"不是紧急情况，就是楼下油烟大": "就是楼下油烟大", "误报，我想查进度": "我想查进度", "唔系紧急啦": ""} {
		if rest, ok := denied(say, true); !ok || rest != want {
			t.Errorf("%s: rest %q, %v", say, rest, ok)
		}
	}
}

// TestTakenBack offers the way back behind an alarm, keeps the case, and goes on
// with what was told as what else it is.
func TestTakenBack(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		talks []exchange
		told  string // of the withdrawn case
	}{
		{"a question", []exchange{
			{gasAsked, []string{"119", "编号 SH-", "1. 不是紧急情况"}},
			{"1", []string{"已撤回，值班人员会看到", "110、119、120", "这个我答不了", "!登记投诉，只问"}},
		}, gasAsked + "\n撤回：不是紧急情况"},
		{"a complaint goes on with what was told", []exchange{
			{smell, []string{"119", "1. 不是紧急情况"}},
			{"黄埔区南岗镇康南路口", []string{"已经补充到", "1. 结束", "2. 不是紧急情况"}},
			{"2", []string{"已撤回", "您说的我记下了", "什么时候发生的"}},
			{"昨晚", []string{"以前反映过"}}, {"没有", []string{"电话"}},
			{"匿名", []string{"刺鼻气味", "补充：黄埔区南岗镇康南路口", "地点：黄埔区南岗镇康南路\n", "时间：昨晚", "!撤回"}},
		}, smell + "\n补充：黄埔区南岗镇康南路口\n撤回：不是紧急情况"},
		{"free words just behind it", []exchange{{smell, nil}, {"唔好意思，搞错咗", []string{"已撤回", "在哪里"}}}, smell + "\n撤回：唔好意思，搞错咗"},
		{"what it is instead", []exchange{
			{smell, nil},
			{"不是紧急情况，我想问2021年PM2.5要控制到多少", []string{"已撤回", "33微克", "!在哪里"}},
		}, smell + "\n撤回：不是紧急情况，我想问2021年PM2.5要控制到多少"},
		{"after the talk was ended", []exchange{
			{alarm, nil}, {"结束", []string{"已在处理", "1. 不是紧急情况"}}, {"第18项任务", []string{"送法上门"}},
			{"不是紧急情况", []string{"已撤回"}},
		}, alarm + "\n撤回：不是紧急情况"},
		{"an open report goes on", []exchange{
			{"天河区棠下街中山大道188号工地半夜打桩", []string{"以前反映过"}},
			{smell, []string{"119"}},
			{"打错了", []string{"已撤回", "以前反映过", "!记下了"}},
			{"没有反映过", []string{"电话"}}, {"匿名", []string{"请核对", "!刺鼻"}},
		}, smell + "\n撤回：打错了"},
		{"what sounds like a project", []exchange{
			{"化工厂气体泄漏", nil}, {"算了", []string{"1. 不是紧急情况"}}, {"1", []string{"已撤回", "直接说就行", "!名录"}},
		}, "化工厂气体泄漏\n撤回：不是紧急情况"},
		{"in English", []exchange{
			{"there is a fire at the chemical plant and people are hurt", []string{"119 for fire", "1. Not an emergency"}},
			{"Not an emergency", []string{"has been withdrawn", "Where is it?"}},
		}, "there is a fire at the chemical plant and people are hurt\n撤回：不是紧急情况"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.run(tt.talks)
			p, _ := k.filed()
			if p.Status != petition.Withdrawn || !p.Report.Urgent || p.Report.What != tt.told {
				t.Errorf("the case is %s: %q", p.Status, p.Report.What)
			}
			events, err := k.store.Events(t.Context(), p.Case)
			if last := events[len(events)-1]; err != nil || last.Type != petition.EventWithdrawn || last.Actor != petition.ActorCitizen || last.Reason == "" {
				t.Errorf("history %+v, %v", events, err)
			}
		})
	}
}

// TestNotTakenBack: more danger joins the alarm, and words that may mean
// something else do, later on; the way back stays.
func TestNotTakenBack(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{alarm, nil},
		{"搞错了，不是爆炸是泄漏", []string{"已经补充到", "2. 不是紧急情况"}},
		{"不是紧急情况，但是有人晕倒了", []string{"已经补充到"}},
		{"搞错了", []string{"已经补充到"}},
		{"进度", []string{"SH-", "!已撤回"}},
	})
	if p, _ := k.filed(); p.Status != petition.Received {
		t.Errorf("the case is %s", p.Status)
	}
}

// TestAlarmAnew: danger that is told after an alarm was taken back raises one of
// its own.
func TestAlarmAnew(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{smell, nil}, {"不是紧急情况", []string{"在哪里"}},
		{alarm, []string{"119", "编号 SH-"}},
		{"黄埔区南岗镇康南路口", []string{"已经补充到"}},
	})
	all, err := k.store.PetitionsOf(t.Context(), asker, 9)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d petitions, %v", len(all), err)
	}
	for _, p := range all {
		if want := map[bool]petition.Status{true: petition.Withdrawn, false: petition.Received}[strings.Contains(p.Report.What, "刺鼻")]; p.Status != want {
			t.Errorf("%q is %s", p.Report.What, p.Status)
		}
	}
}

// TestNoAlarmToTakeBack raises none by the words themselves.
func TestNoAlarmToTakeBack(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"不是紧急情况", []string{"没有登记紧急情况"}},
		{"不是紧急情况，我想问2021年PM2.5要控制到多少", []string{"33微克", "!119"}},
		{alarm, []string{"119"}},
	})
	k.now = k.now.Add(2 * time.Hour) // the alarm is over
	k.run([]exchange{{"唔系紧急", []string{"没有登记紧急情况"}}, {"进度", []string{"!已撤回"}}})
}

// TestTakenBackTwice brings one message again, with the session as it was and
// without one: one event, one draft, and nothing moves on.
func TestTakenBackTwice(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{smell, nil}})
	m, before := bot.Message{Kind: bot.KindText, Text: "不是紧急情况", Key: "same"}, k.session
	first := k.hear(m)
	for name, session := range map[string]bot.Session{"as it was": before, "lost": {}} {
		k.session = session
		said, _, _ := strings.Cut(first, "\n\n")
		if again := k.hear(m); !strings.HasPrefix(again, said) || !strings.HasSuffix(again, last(first)) {
			t.Errorf("session %s: first %q, again %q", name, first, again)
		}
	}
	p, _ := k.filed()
	events, err := k.store.Events(t.Context(), p.Case)
	if err != nil || len(events) != 2 {
		t.Errorf("%d events, %v", len(events), err)
	}
	k.run([]exchange{{"不是紧急情况", []string{"之前已经办结或撤回"}}})
}

// last is the last paragraph of a reply.
func last(reply string) string { return reply[strings.LastIndex(reply, "\n\n"):] }

// TestTakenBackWithoutSessions: with the session store down the case is
// withdrawn all the same, and no complaint is promised.
func TestTakenBackWithoutSessions(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.down = true
	k.run([]exchange{{smell, []string{"编号 SH-"}}})
	k.session = bot.Session{}
	k.run([]exchange{{"不是紧急情况", []string{"已撤回", "还没有登记"}}})
	if p, _ := k.filed(); p.Status != petition.Withdrawn {
		t.Errorf("the case is %s", p.Status)
	}
}

// TestAnsweredAlarm cannot be taken back any more.
func TestAnsweredAlarm(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{alarm, nil}})
	p, _ := k.filed()
	for i, e := range []petition.Event{
		{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "bureau"}, {Type: petition.EventAccepted, Actor: "li"}, {Type: petition.EventAnswered, Actor: "li", Text: "已处置"},
	} {
		if _, _, err := k.store.Change(t.Context(), string(e.Type), p.Case, e); err != nil {
			t.Fatalf("event %d: %v", i, err)
		}
	}
	k.run([]exchange{{"不是紧急情况", []string{"之前已经办结或撤回"}}, {"进度", []string{"已答复", "已处置"}}})
}

// unchangeable takes no change.
type unchangeable struct{ Petitions }

func (unchangeable) Change(context.Context, string, string, petition.Event) (petition.Petition, bool, error) {
	return petition.Petition{}, false, errors.New("disk full")
}

func TestTakingBackThatFailsIsSaid(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{alarm, nil}})
	k.chat.Petitions = unchangeable{k.store}
	k.run([]exchange{{"不是紧急情况", []string{"没能记上", "1. 不是紧急情况", "!已撤回"}}})
	k.chat.Petitions = k.store
	k.run([]exchange{{"1", []string{"已撤回"}}})
}

// TestAlarmKeepsPlaceAndNumber: what is told behind an alarm stands where
// officers look for it.
func TestAlarmKeepsPlaceAndNumber(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{alarm, nil}, {"黄埔区南岗镇康南路，我电话13800138000", nil},
		{"我跑到天河区体育西路了", nil},
	})
	if p, _ := k.filed(); p.Report.Where != "黄埔区南岗镇康南路" || strings.Contains(p.Report.What, "138") {
		t.Errorf("where %q, told %q", p.Report.Where, p.Report.What)
	}
	k.run([]exchange{{"地点不对，是黄埔区广深公路5号", []string{"已经补充到"}}})
	if p, _ := k.filed(); p.Report.Where != "黄埔区广深公路5号" || p.Report.Was["where"] != "黄埔区南岗镇康南路" {
		t.Errorf("where %q, was %v", p.Report.Where, p.Report.Was)
	}
}
