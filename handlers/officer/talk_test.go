package officer

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/bot/sqlstore"
)

// room is a desk on a real database, with a clock that moves when told.
type room struct {
	*testing.T
	store *sqlstore.Store
	desk  *Desk
	now   time.Time
	said  int
	cases map[string]string // $A and so on → case number
	order []string          // names of cases, replaced in what is said and wanted
}

type noJobs struct{}

func (noJobs) Enqueue(context.Context, *sql.Tx, petition.JobKind, string) error { return nil }

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{T: t, now: noon, cases: map[string]string{}}
	db, err := sqlstore.Open(t.Context(), sqlstore.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	terms, err := petition.NewTerms()
	if err != nil {
		t.Fatal(err)
	}
	r.store = sqlstore.New(db, noJobs{}, terms, func() time.Time { return r.now })
	rules := petition.Rules{Default: "bureau", Terms: terms, Units: []petition.Unit{
		{ID: "bureau", Name: "市局", Officers: []string{"qian"}},
		{ID: "tianhe", Name: "天河分局", Officers: []string{"li", "wang"}},
		{ID: "haizhu", Name: "海珠分局", Officers: []string{"zhao"}},
	}}
	r.desk = &Desk{Petitions: r.store, Docket: r.store, Cards: r.store, Sites: r.store, Audit: r.store, Identities: r.store, Units: rules, Book: book(t), Repealed: repealedLaws}
	return r
}

// files routes a new petition to 天河分局 and calls it by a name.
func (r *room) files(name string, kind clock.Kind) {
	r.Helper()
	r.filesReport(name, petition.Report{
		What: "半夜打桩，找我13800138000", Where: "天河区棠下街", Source: "工地", When: "半夜", Sorted: kind, Contact: "欧阳测试 13800138000",
	})
}

func (r *room) filesReport(name string, report petition.Report) {
	r.Helper()
	p, err := r.store.FileReport(r.Context(), "wechat:gh:citizen", "file "+name, report)
	if err != nil {
		r.Fatal(err)
	}
	r.cases[name] = p.Case
	r.order = append(r.order, name, p.Case)
	r.happens(name, petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "规则 tianhe"})
}

func (r *room) happens(name string, e petition.Event) {
	r.Helper()
	if _, _, err := r.store.Change(r.Context(), r.key(), r.cases[name], e); err != nil {
		r.Fatal(err)
	}
}

func (r *room) key() string { r.said++; return fmt.Sprint("key ", r.said) }

func (r *room) fill(text string) string { return strings.NewReplacer(r.order...).Replace(text) }

// line is one message of an officer and parts of the reply; ! forbids a part.
// A say that begins with # is the key of a button.
type line struct {
	who, say string
	want     []string
}

// hears returns the reply.
func (r *room) hears(l line) string {
	r.Helper()
	m := bot.Message{Channel: bot.ChannelWeCom, Sender: l.who, Key: r.key(), Kind: bot.KindText, Text: r.fill(l.say)}
	if key, pressed := strings.CutPrefix(m.Text, "#"); pressed {
		m.Kind, m.Text, m.Event = bot.KindEvent, "", bot.Event{Name: "template_card_event", Key: key, TaskID: "t", ResponseCode: "c"}
	}
	next := func(context.Context, *bot.Turn) (bot.Reply, error) { return bot.Say(elsewhere), nil }
	reply, err := r.desk.Serve(next)(r.Context(), &bot.Turn{Message: m, Session: &bot.Session{}, Text: m.Text, Now: r.now})
	if err != nil {
		r.Errorf("%s: %s: %v", l.who, l.say, err)
		return ""
	}
	var got strings.Builder
	for _, p := range reply.Parts {
		got.WriteString(p.Text + "\n")
	}
	for _, want := range append(l.want, "!13800138000", "!欧阳测试") {
		part, forbidden := strings.CutPrefix(r.fill(want), "!")
		if strings.Contains(got.String(), part) == forbidden {
			r.Errorf("%s: %s\n%s\nwant %q", l.who, l.say, got.String(), want)
		}
	}
	return got.String()
}

func (r *room) talks(lines ...line) {
	r.Helper()
	for _, l := range lines {
		r.hears(l)
	}
}

// says makes lines of words, each with one wanted part.
func says(who string, pairs ...string) (lines []line) {
	for i := 0; i < len(pairs); i += 2 {
		lines = append(lines, line{who, pairs[i], []string{pairs[i+1]}})
	}
	return lines
}

// TestTalkToTheEnd handles an appeal from acceptance to the second review.
func TestTalkToTheEnd(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.files("$A", clock.Appeal)
	r.talks(says("li",
		"受理 $A", "已受理",
		"开始核查 $A", "已记开始核查",
		"询问 $A 是哪一栋楼？", "投诉人下次来时就会看到",
		"继续办理 $A", "不再等补充",
		"备注 $A 现场要带分贝仪", "只有承办人员看得到",
		"延期 $A 很久", "延期要先写天数",
		"延期 $A 31 张局 等检测", "最多30日",
		"延期 $A 30", "写明批准人",
		"延期 $A 30 张局", "写明理由",
		"延期 $A 30日 张局 等检测 结果", "已延长30日（批准人：张局）",
		"延期 $A 10 张局 再等", "已经延过一次",
		"答复 $A 支持您。"+good+"不服的，可以自收到答复之日起30日内向广东省生态环境厅申请复查。", "答复已保存",
		"复查意见 $A 维持", "由共同的上一级作出",
	)...)
	r.hears(line{"li", "经过 $A", []string{
		"系统分办：天河分局", "li 询问；是哪一栋楼？", "li 备注；现场要带分贝仪", "li 延期30日，批准人张局；等检测 结果", "li 答复；支持您。11月23日现场检查", "!半夜打桩",
	}})
	r.talks(says("qian", "复查意见 $A 维持", "现在是“已答复”，不能这样处理")...)
	r.happens("$A", petition.Event{Type: petition.EventReviewApplied, Actor: petition.ActorCitizen})
	r.talks(says("qian", "我的工单", "$A 正在复查，复查答复最迟", "查看 $A", "复查意见 $A 内容", "复查意见 $A 维持原意见", "复查意见已保存")...)
	r.happens("$A", petition.Event{Type: petition.EventSecondApplied, Actor: petition.ActorCitizen})
	r.talks(says("qian", "复核意见 $A 维持", "复核意见已保存")...)
	r.talks(says("li", "办结 $A", "现在是“已办结”")...)
}

// TestTalkAboutWho passes a petition on, once, and then to the superior.
func TestTalkAboutWho(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for _, name := range []string{"$A", "$B", "$C", "$D"} {
		r.files(name, "")
	}
	r.talks(says("li", "提请裁定 $A 不归我", "可以直接转办", "转办 $A 海珠分局 在海珠", "已转给海珠分局", "查看 $A", "不由您的单位承办")...)
	r.talks(says("zhao",
		"转办 $A 天河分局 在天河", "提请裁定 $A 理由",
		"裁定 $A 天河分局 在天河", "由共同的上一级作出",
		"提请裁定 $A 在天河", "期限照走",
		"提请裁定 $A 还是在天河", "已经提请过裁定",
	)...)
	r.talks(says("qian",
		"查看 $B", "不由您的单位承办",
		"我的工单", "$A 已转给承办单位，等待受理，",
		"查看 $A", "裁定 $A 单位名称 理由",
		"裁定 $A 天河分局", "还要写明理由",
		"裁定 $A 天河分局 地点在天河", "已裁定由天河分局承办",
		"查看 $A", "不由您的单位承办",
	)...)
	r.talks(says("li",
		"移交 $B 海珠分局 在海珠", "转办 $B 海珠分局 原因",
		"移交 $B 区城管局", "移交要写明接收单位和原因",
		"移交 $B 区城管局 油烟由街道管", "已移交区城管局",
		"不予受理 $C 正在诉讼", "还要写明可以找谁办",
		"不予受理 $C 正在诉讼；受理的人民法院", "可以找：受理的人民法院",
		"办结 $C", "已办结",
		"合并 $A $A", "不能是它自己",
		"合并 $A $B", "不能再并入",
		"合并 $A "+unknown, "本单位没有",
		"合并 $A $D", "已并入 $D",
		"合并 $D $A", "不能再并入",
		"答复 $A "+good, "答复已保存",
	)...)
}

// TestTalkOfOldCards clicks cards whose status has moved since, and cards whose
// petition has only been added to.
func TestTalkOfOldCards(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.files("$A", "")
	r.happens("$A", petition.Event{Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: "昨晚又响"})
	r.talks(
		line{"li", "#accept:$A:2", []string{"已受理"}}, // what was added moves nothing
		line{"wang", "#accept:$A:3", []string{"这张卡片是旧的", "承办单位已受理", "开始核查 $A", "答复 $A 内容"}},
		line{"wang", "#not-accept:$A:3", []string{"这张卡片是旧的", "!请用文字不予受理"}},
		line{"wang", "#answer:$A:3", []string{"请用文字答复", "答复 $A 内容"}},
		line{"li", "#start:$A:4", []string{"已记开始核查"}},
		line{"li", "#start:$A:4", []string{"这张卡片是旧的", "正在核查", "!开始核查 $A"}},
		line{"li", "询问 $A 几点？", []string{"已记下"}},
		line{"wang", "#start:$A:5", []string{"这张卡片是旧的", "等您补充情况", "继续办理 $A"}}, // allowed, were it not old
		line{"wang", "#view:$A:2", []string{"等您补充情况", "这张卡片不能再更新了，以后请用文字，发“查看 $A”"}},
		line{"wang", "#view:$A:x", []string{"等您补充情况"}},
	)
	p, err := r.store.Petition(r.Context(), r.cases["$A"])
	if err != nil || p.Status != petition.Waiting || p.Officer != "li" {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestTalkOfContacts: who has the case alone reads the contact, for a reason that
// stands in the history.
func TestTalkOfContacts(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.filesReport("$A", petition.Report{What: "半夜打桩", Where: "天河区棠下街", Contact: "13900139000"})
	r.filesReport("$B", petition.Report{What: "半夜打桩", Where: "天河区棠下街", Anonymous: true})
	r.talks(
		line{"li", "联系方式 $A 要上门核实位置", []string{"不能这样处理", "!13900139000"}},
		line{"li", "受理 $A", []string{"已受理"}},
		line{"wang", "联系方式 $A 要上门核实位置", []string{"只有受理工单 $A 的承办人", "!13900139000"}},
		line{"li", "联系方式 $A", []string{"联系方式 $A 查看的理由", "!13900139000"}},
		line{"li", "联系方式 $A 看", []string{"为什么要看", "!13900139000"}},
		line{"li", "联系方式 $A 要上门核实位置", []string{"13900139000", "第146条", "已经记下"}},
		line{"li", "经过 $A", []string{"查看联系方式", "要上门核实位置", "!13900139000"}},
		line{"li", "受理 $B", []string{"已受理"}},
		line{"li", "联系方式 $B 要上门核实位置", []string{"没有留联系方式"}},
	)
}

// TestTalkAfterReopening: who answered does not take it again.
func TestTalkAfterReopening(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.files("$A", "")
	r.talks(says("li", "受理 $A", "已受理", "答复 $A "+good, "答复已保存")...)
	r.happens("$A", petition.Event{Type: petition.EventReopened, Actor: petition.ActorCitizen, Text: "还是吵，我叫欧阳测试"})
	r.happens("$A", petition.Event{Type: petition.EventRecurred, Actor: petition.ActorCitizen, Text: "凌晨两点又响，电话13800138000"})
	r.talks(
		line{"li", "受理 $A", []string{"上次答复的人不能再办", "转办 $A 单位名称 原因", "!\n受理 $A"}},
		line{"li", "经过 $A", []string{"对方不满意，重新交办", "对方再次反映", "!凌晨"}},
		line{"wang", "查看 $A", []string{"市民日记：又发生1次", "凌晨两点又响", "受理 $A"}},
		line{"wang", "受理 $A", []string{"已受理"}},
		line{"li", "我的工单", []string{"天河分局其他要办的：\n$A 承办单位已受理", "!您在办的"}},
		line{"wang", " 我的工单。", []string{"您在办的：\n$A"}},
	)
}

// TestTalkWithTheSuperiorInTheUnitsPlace: the default unit works on what was sent
// to it because nobody of the unit could be reached, until it is passed on.
func TestTalkWithTheSuperiorInTheUnitsPlace(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.files("$A", "")
	r.talks(says("qian", "受理 $A", "不由您的单位承办")...)
	d, err := r.store.Intend(t.Context(), petition.Delivery{Case: r.cases["$A"], Event: 2, Officer: "qian", TaskID: "t", Body: []byte("{}")})
	if err == nil {
		err = r.store.Sent(t.Context(), d.ID, "code", "message")
	}
	if err != nil {
		t.Fatal(err)
	}
	r.talks(says("qian", "#view:$A:2", "受理 $A", "转办 $A 海珠分局 在海珠", "已转给海珠分局", "受理 $A", "不由您的单位承办")...)
}

// TestHelp lists what an officer can write, and to the superior what it alone can.
func TestHelp(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.talks(
		line{"li", "帮助", []string{"延期 编号 天数 批准人 理由", "我的工单", "!裁定 编号 单位", "!复核意见"}},
		line{"qian", "帮助", []string{"裁定 编号 单位名称 理由", "复核意见 编号 内容"}},
		line{"sun", "帮助", []string{elsewhere}},
		line{"li", "我的工单", []string{"天河分局现在没有要办的工单"}},
		line{"li", "我的工单在哪", []string{elsewhere}},
		line{"li", "答复 SH-22222-22223 好", []string{elsewhere}},
	)
	for range mostListed + 1 {
		r.files(fmt.Sprintf("$%02d", len(r.cases)), "")
	}
	r.talks(says("li", "我的工单", "只列了最早的10件", "备注 $00 "+strings.Repeat("长", 501), "内容太长")...)
}
