package chat

import (
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/sqlstore"
	"suihuan/knowledge"
)

// talk is one citizen's conversation with the real store and knowledge base.
type talk struct {
	t       *testing.T
	chat    *Chat
	store   *sqlstore.Store
	session bot.Session
	now     time.Time
	sent    int
	last    bot.Reply
	sender  string
	down    bool // the session store does not answer
	log     strings.Builder
}

func newTalk(t *testing.T) *talk {
	t.Helper()
	base, err := knowledge.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(knowledge.Embedded(), knowledge.RoutingFile)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := petition.ParseRules(knowledge.RoutingFile, data)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sqlstore.Open(t.Context(), sqlstore.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	k := &talk{t: t, now: time.Date(2026, 11, 23, 22, 0, 0, 0, guangzhou), sender: "openid"}
	terms, err := petition.NewTerms()
	if err != nil {
		t.Fatal(err)
	}
	k.store = sqlstore.New(db, noJobs{}, terms, func() time.Time { return k.now })
	k.chat = &Chat{Knowledge: base, Adviser: base, Drafts: k.store, Interviews: k.store, Petitions: k.store, History: k.store, Personal: k.store, Repeats: k.store, Hearing: hearing{rules, base}, Terms: terms, Ledger: k.store, Questions: k.store, Sites: k.store, Log: slog.New(slog.NewTextHandler(&k.log, nil))}
	return k
}

// hear sends a message and returns the reply as the citizen reads it.
func (k *talk) hear(m bot.Message) string {
	k.t.Helper()
	k.sent++
	m.Channel, m.Account, m.Sender, m.At = bot.ChannelWeChat, "gh_test", k.sender, k.now
	if m.Key == "" {
		m.Key = fmt.Sprint("key-", k.sent)
	}
	reply, err := k.chat.Answer(k.t.Context(), &bot.Turn{
		Message: m, Session: &k.session, Text: k.session.Chosen(m.Text), Now: k.now, Stateless: k.down,
	})
	if err != nil {
		return bot.UserText(err)
	}
	k.last = reply
	if len(reply.Parts) > 0 {
		k.session.Offer(reply.Parts[len(reply.Parts)-1].Choices)
		k.session.Rest, k.session.Touched = "", k.now
	}
	text, rest := bot.Plain(reply, bot.TextLimit, func(i int, c bot.Choice) string { return fmt.Sprintf("%d. %s", i+1, c.Text) })
	k.session.Rest = rest
	return text
}

func (k *talk) say(text string) string { return k.hear(bot.Message{Kind: bot.KindText, Text: text}) }

// exchange is what is said and what the reply must hold, or with a leading !
// must not hold.
type exchange struct {
	say  string
	want []string
}

func (k *talk) run(exchanges []exchange) {
	k.t.Helper()
	for _, e := range exchanges {
		got := k.say(e.say)
		for _, want := range e.want {
			word, forbidden := strings.CutPrefix(want, "!")
			if strings.Contains(got, word) == forbidden {
				k.t.Errorf("%s\n→ %s\nwant %q", e.say, got, want)
			}
		}
	}
}

func TestConversations(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		talks []exchange
	}{
		{"questions", []exchange{
			{"2021年PM2.5要控制到多少", []string{"33微克/立方米以下", "来源：《2021年广州市生态环境工作要点》", "历史文件"}},
			{"第18项任务", []string{"送法上门"}},
			{"架泥头车点管", []string{"扬尘"}},
			{"社保怎么转移", []string{"人力资源和社会保障部门", "12345"}},
			{"😀😀", []string{"没看懂"}},
			{strings.Repeat("啊", 3000), []string{"太长"}},
			{"帮助", []string{"穗环助手", "1. 2021年PM2.5"}},
			{"1", []string{"33微克"}},
			{"转人工", []string{"12345"}},
			{"继续", []string{"没有更多"}},
		}},
		{"a whole complaint", []exchange{
			{"楼下工地半夜打桩", []string{"在哪里", "!发生了什么"}},
			{"天河区棠下街中山大道188号", []string{"以前反映过"}},
			{"2021年PM2.5要控制到多少？", []string{"33微克", "以前反映过"}},
			{"没有反映过", []string{"电话", "匿名"}},
			{"我不想说", []string{"没看到电话号码"}},
			{"13800138000", []string{"请核对", "打桩", "棠下街", "工地", "半夜", "13800138000", "1. 确认"}},
			{"随便", []string{"请回“确认”"}},
			{"修改", []string{"要改哪一项"}},
			{"地点", []string{"在哪里"}},
			{"海珠区新港西路135号", []string{"请核对", "新港西路", "!棠下"}},
			{"1", []string{"登记好了，编号 SH-", "15日内", "最迟2026年12月8日", "不是办结的期限"}},
			{"进度", []string{"SH-", "已登记", "打桩"}},
			{"谢谢", []string{"!在哪里"}},
		}},
		{"told all at once", []exchange{
			{"天河区龙洞街永兴酒楼每晚十点油烟好大，投诉过三次都冇用，我要匿名", []string{"请核对", "龙洞", "永兴酒楼", "每晚", "匿名"}},
			{"取消", []string{"不登记"}},
			{"进度", []string{"还没有在这里登记过"}},
		}},
		{"bare wish", []exchange{
			{"我要投诉", []string{"发生了什么"}},
			{"隔壁工厂成日排臭气", []string{"在哪里"}},
			{"？？", []string{"在哪里"}},
			{"番禺区石楼镇莲花路8号", []string{"以前反映过"}},
			{"匿名会不会冇人理？", []string{"以前反映过"}},
			{"几时有雨？", []string{"答不上来", "以前反映过"}},
			{"1", []string{"电话"}},
			{"1", []string{"请核对", "成日", "没有反映过", "匿名"}},
			{"确认", []string{"编号 SH-", "匿名", "!15日内"}},
		}},
		{"emergency", []exchange{
			{"化工厂爆炸了，好多人受伤", []string{"120", "119", "110", "12345", "编号 SH-", "在哪里"}},
			{"黄埔区南岗镇康南路口", []string{"已经补充到", "SH-"}},
			{"又有泄漏，好大味", []string{"已经补充到"}},
			{"结束", []string{"已在处理"}},
			{"进度", []string{"SH-", "爆炸", "!已登记\n\nSH-"}},
		}},
		{"EIA interview", []exchange{
			{"我在番禺租厂房做塑料花盆，注塑，年产300吨", []string{"第53项", "不知道", "!结论"}},
			{"新料", []string{"!结论"}},
			{"环评报告表多久批下来？", []string{"30日", "第53项"}},
			{"0", []string{"第53项", "报告表"}},
			{"取消", []string{"好的"}},
			{"进度", []string{"还没有在这里登记过"}},
		}},
		{"what was not named is asked once", []exchange{
			{"我想开间牛仔裤洗水厂，使唔使环评", []string{"没有提到", "染色", "!结论"}},
			{"有染色", []string{"结论：要编环境影响报告书", "染色：是"}},
			{"我想开间牛仔裤洗水厂，使唔使环评", []string{"没有提到", "!结论"}},
			{"没有", []string{"结论", "报告表", "您没有提到，按没有算"}},
		}},
		{"not knowing is never a no", []exchange{
			{"家具厂，木头家具，租了车间", []string{"第36项"}},
			{"不知道", []string{"第36项"}},
			{"不知道", nil},
			{"不知道", nil},
			{"不知道", nil},
			{"不知道", []string{"!不纳入环评管理"}},
		}},
		{"officer's words from a citizen", []exchange{
			{"受理 SH-22222-22222", []string{"!已受理"}},
			{"答复 SH-22222-22222 好", []string{"!答复已保存"}},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			k.t = t
			k.run(tt.talks)
		})
	}
}

func TestOtherKinds(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	tests := []struct {
		message bot.Message
		want    string
	}{
		{bot.Message{Kind: bot.KindImage}, "还看不了图"},
		{bot.Message{Kind: bot.KindVoice}, "打字"},
		{bot.Message{Kind: bot.KindVideo}, "视频"},
		{bot.Message{Kind: bot.KindLink}, "链接"},
		{bot.Message{Kind: bot.KindOther}, "看不懂"},
		{bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.1, Lng: 113.3, Label: "天河公园"}}, "那里发生了什么"},
		{bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "subscribe"}}, "穗环助手"},
		{bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "scan"}}, "穗环助手"},
		{bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "click", Key: "进度"}}, "还没有在这里登记过"},
		{bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "view", Key: "https://example.com"}}, ""},
		{bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "location"}}, ""},
		{bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "unsubscribe"}}, ""},
		{bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "never_heard_of"}}, ""},
	}
	for _, tt := range tests {
		got := k.hear(tt.message)
		if !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("%s %s: got %q, want %q", tt.message.Kind, tt.message.Event.Name, got, tt.want)
		}
	}
}

func TestLocationAnswersWhere(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"隔壁餐厅油烟好大", []string{"在哪里"}}})
	got := k.hear(bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.12911, Lng: 113.264385, Label: "越秀区北京路"}})
	if !strings.Contains(got, "什么时候") {
		t.Errorf("got %q", got)
	}
	draft, err := k.store.Draft(t.Context(), "wechat:gh_test:openid")
	if err != nil || draft.Report.Where != "越秀区北京路(23.12911, 113.26439)" {
		t.Errorf("draft holds %q, %v", draft.Report.Where, err)
	}
}

// TestLostSession wipes the session in mid-form: the draft is found again.
func TestLostSession(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"楼下工地半夜打桩", []string{"在哪里"}}})
	k.session = bot.Session{}
	k.run([]exchange{{"天河区棠下街中山大道188号", []string{"以前反映过"}}})
}

// TestRepeat handles the same message twice: nothing moves on.
func TestRepeat(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{{"楼下工地半夜打桩", nil}})
	m := bot.Message{Kind: bot.KindText, Text: "天河区棠下街中山大道188号", Key: "same"}
	if first, second := k.hear(m), k.hear(m); first != second {
		t.Errorf("first %q, second %q", first, second)
	}
	k.run([]exchange{{"没有反映过", nil}, {"匿名", []string{"请核对"}}})
	m = bot.Message{Kind: bot.KindText, Text: "确认", Key: "filing"}
	session := k.session
	first := k.hear(m)
	k.session = session
	if second := k.hear(m); first != second {
		t.Errorf("first %q, second %q", first, second)
	}
	filed, err := k.store.PetitionsOf(t.Context(), "wechat:gh_test:openid", 9)
	if err != nil || len(filed) != 1 {
		t.Errorf("%d petitions, %v", len(filed), err)
	}
}

// TestSessionStoreDown answers questions and takes no complaint.
func TestSessionStoreDown(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.down = true
	k.run([]exchange{
		{"第18项任务", []string{"送法上门"}},
		{"楼下工地半夜打桩", []string{"还没有登记", "12345"}},
		{"化工厂爆炸了", []string{"119", "编号 SH-"}},
	})
}
