package officer

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/bot/petition/reply"
)

// good is an answer of which the linter finds nothing.
const good = "11月23日现场检查，已责令停工（《生态环境法典》第249条）。"

// repealedLaws are those of a day.
func repealedLaws(clock.Day) []reply.Law {
	return []reply.Law{{Title: "中华人民共和国噪声污染防治法", Short: []string{"噪声法"}, Successor: "中华人民共和国生态环境法典", Since: 20680}}
}

func book(t testing.TB) *reply.Book {
	t.Helper()
	b, err := reply.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var (
	errDown = errors.New("connection refused")
	noon    = time.Date(2026, 11, 24, 4, 0, 0, 0, time.UTC)
	// caseNo has a right check sign; unknown has too.
	caseNo, unknown = petition.NewCaseNumber(), petition.NewCaseNumber()
)

// office is a desk with its store, in memory. An error makes its call fail;
// meanwhile is done by somebody else between loading and changing.
type office struct {
	desk      *Desk
	petitions map[string]petition.Petition
	keys      map[string]bool
	logs      map[string][]petition.Event
	cards     []petition.Delivery
	events    []petition.Event
	codes     []string
	order     []string // calls that change something
	looks     []string // what was noted of looking
	meanwhile func(*petition.Petition)

	loadErr, changeErr, codeErr, auditErr error
}

func newOffice(t testing.TB, p petition.Petition) *office {
	t.Helper()
	o := &office{petitions: map[string]petition.Petition{p.Case: p}, keys: map[string]bool{}}
	o.logs = map[string][]petition.Event{p.Case: {{Type: petition.EventFiled, At: p.FiledAt}, {Type: petition.EventRouted, Unit: p.Unit, At: p.FiledAt}}}
	terms, err := petition.NewTerms()
	if err != nil {
		t.Fatal(err)
	}
	o.desk = &Desk{Petitions: o, Docket: o, Cards: o, Sites: o, Audit: o, Identities: o, Book: book(t), Repealed: repealedLaws, Units: petition.Rules{Default: "bureau", Terms: terms, Units: []petition.Unit{
		{ID: "bureau", Name: "市局", Officers: []string{"qian"}},
		{ID: "tianhe", Name: "天河分局", Officers: []string{"li", "wang"}},
		{ID: "haizhu", Name: "海珠分局", Officers: []string{"zhao"}},
	}}}
	return o
}

// routed is a petition that waits for an officer of 天河分局.
func routed() petition.Petition {
	return petition.Petition{
		Case: caseNo, Person: "canary-person", Status: petition.Routed, Unit: "tianhe", RouteReason: "规则 tianhe",
		Report: petition.Report{What: "半夜打桩", Where: "棠下街", Source: "工地", When: "半夜", Before: "没有反映过", Contact: "13800138000"},
		// 1 am of the 24th in Guangzhou.
		FiledAt: time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC), ReceiptDue: time.Date(2026, 12, 9, 15, 59, 59, 0, time.UTC),
	}
}

func accepted() petition.Petition {
	p := routed()
	p.Status, p.Officer = petition.Accepted, "li"
	return p
}

// withdrawn is an alarm that the citizen has taken back.
func withdrawn() petition.Petition {
	p := routed()
	p.Status, p.Report.Urgent, p.Report.What = petition.Withdrawn, true, "半夜打桩\n撤回：搞错了"
	return p
}

func (o *office) Petition(_ context.Context, caseNo string) (petition.Petition, error) {
	p, ok := o.petitions[caseNo]
	if !ok {
		return p, fmt.Errorf("load petition: %w", bot.ErrNotFound)
	}
	return p, o.loadErr
}

func (o *office) Change(_ context.Context, key, caseNo string, e petition.Event) (petition.Petition, bool, error) {
	o.order = append(o.order, "change")
	if o.changeErr != nil {
		return petition.Petition{}, false, o.changeErr
	}
	p := o.petitions[caseNo]
	if o.keys[key] {
		return p, false, nil
	}
	if o.meanwhile != nil {
		o.meanwhile(&p)
		o.petitions[caseNo] = p
	}
	if err := p.Apply(o.logs[caseNo], e); err != nil {
		return petition.Petition{}, false, fmt.Errorf("change: %w", err)
	}
	o.logs[caseNo] = append(o.logs[caseNo], e)
	o.keys[key], o.petitions[caseNo], o.events = true, p, append(o.events, e)
	return p, true, nil
}

func (o *office) Audit(_ context.Context, officer, action, caseNo, _ string) error {
	if o.auditErr == nil {
		o.looks = append(o.looks, officer+" "+action+" "+caseNo)
	}
	return o.auditErr
}

func (o *office) Events(_ context.Context, caseNo string) ([]petition.Event, error) {
	return o.logs[caseNo], nil
}

func (o *office) Merged(context.Context, string) ([]string, error) { return nil, o.loadErr }

func (o *office) SameSource(context.Context, string) ([]petition.Voice, error) {
	return nil, o.loadErr
}

func (o *office) Card(_ context.Context, taskID, officer string) (petition.Delivery, error) {
	for _, c := range o.cards {
		if c.TaskID == taskID && c.Officer == officer {
			return c, nil
		}
	}
	return petition.Delivery{}, bot.ErrNotFound
}

func (o *office) Contact(_ context.Context, caseNo string) (string, error) {
	return o.petitions[caseNo].Report.Contact, o.loadErr
}

func (o *office) CardsOf(context.Context, string) ([]petition.Delivery, error) { return o.cards, nil }

func (o *office) OpenCases(context.Context, string, bool, int) ([]string, error) {
	return nil, o.loadErr
}

func (o *office) HasChanged(_ context.Context, key string) (bool, error) {
	return o.keys[key], o.loadErr
}

func (o *office) NewResponseCode(_ context.Context, taskID, officer, code string) error {
	o.order = append(o.order, "code")
	o.codes = append(o.codes, taskID+" "+officer+" "+code)
	return o.codeErr
}

const elsewhere = "a citizen's answer"

// hear sends a message to the desk.
func (o *office) hear(m bot.Message) (string, error) {
	if m.Channel == "" {
		m.Channel = bot.ChannelWeCom
	}
	next := func(context.Context, *bot.Turn) (bot.Reply, error) { return bot.Say(elsewhere), nil }
	reply, err := o.desk.Serve(next)(context.Background(), &bot.Turn{Message: m, Session: &bot.Session{}, Text: m.Text, Now: noon})
	texts := make([]string, len(reply.Parts))
	for i, p := range reply.Parts {
		texts[i] = p.Text
	}
	return strings.Join(texts, "\n"), err
}

func text(sender, words string) bot.Message {
	return bot.Message{Sender: sender, Key: "key of " + words, Kind: bot.KindText, Text: words}
}

func click(sender, key string) bot.Message {
	return bot.Message{Sender: sender, Key: "key of " + key, Kind: bot.KindEvent,
		Event: bot.Event{Name: "template_card_event", Key: key, TaskID: "task", ResponseCode: "code"}}
}

// conversation is one message and what must come of it.
type conversation struct {
	name    string
	on      petition.Petition
	message bot.Message
	want    string          // part of the reply
	event   *petition.Event // nil when nothing may change
}

func (c conversation) run(t *testing.T) {
	t.Helper()
	o := newOffice(t, c.on)
	got, err := o.hear(c.message)
	if err != nil || !strings.Contains(got, c.want) {
		t.Errorf("%s: %q, %v, want %q", c.name, got, err, c.want)
	}
	if c.event == nil && len(o.events) == 0 {
		return
	}
	if c.event == nil || len(o.events) != 1 || !reflect.DeepEqual(o.events[0], *c.event) {
		t.Errorf("%s: events %+v, want %+v", c.name, o.events, c.event)
	}
}

// TestWho decides who may do what.
func TestWho(t *testing.T) {
	t.Parallel()
	urgent := routed()
	urgent.Report.Urgent = true
	take := func(who string) *petition.Event {
		return &petition.Event{Type: petition.EventAccepted, Actor: who}
	}
	named := text("li", "受理 "+caseNo)
	wechat, web := named, named
	wechat.Channel, web.Channel = bot.ChannelWeChat, bot.ChannelWeb
	menu := click("li", "accept:"+caseNo)
	menu.Event.Name = "click"
	for _, c := range []conversation{
		{"an officer of the unit", routed(), named, "已受理", take("li")},
		{"by click", routed(), click("wang", "accept:"+caseNo), "已受理", take("wang")},
		{"an officer of another unit", routed(), text("zhao", "受理 "+caseNo), "不由您的单位承办", nil},
		{"another unit by click", routed(), click("zhao", "accept:"+caseNo), "不由您的单位承办", nil},
		{"another unit looks", routed(), text("zhao", "查看 "+caseNo), "不由您的单位承办", nil},
		{"people in danger: the default unit helps", urgent, text("qian", "受理 "+caseNo), "已受理", take("qian")},
		{"people in danger: a third unit does not", urgent, text("zhao", "受理 "+caseNo), "不由您的单位承办", nil},
		{"a colleague who is no officer clicks", routed(), click("sun", "accept:"+caseNo), "不是承办人员", nil},
		{"a colleague who is no officer writes", routed(), text("sun", "受理 "+caseNo), elsewhere, nil},
		{"nobody", routed(), text("", "受理 "+caseNo), elsewhere, nil},
		{"an officer's name on WeChat", routed(), wechat, elsewhere, nil},
		{"an officer's name on the web", routed(), web, elsewhere, nil},
		{"the menu is no card", routed(), menu, elsewhere, nil},
		{"an officer asks", routed(), text("li", "2021年臭氧目标"), elsewhere, nil},
		{"an officer without a number", routed(), text("li", "受理"), elsewhere, nil},
		{"a wrong number", routed(), text("li", "受理 SH-22222-22223"), elsewhere, nil},
		{"an unknown case", routed(), text("li", "受理 "+unknown), "没有这个编号", nil},
		{"an unknown case by click", routed(), click("li", "accept:"+unknown), "没有这个编号", nil},
		{"a click without a case", routed(), click("li", "accept:"), "没有这个编号", nil},
		{"a click on an unknown button", routed(), click("li", "explode:"+caseNo), "不认识", nil},
		{"a click without a verb", routed(), click("li", "explode"), elsewhere, nil},
	} {
		c.run(t)
	}
}

// TestOrders carries orders out as they are typed and clicked.
func TestOrders(t *testing.T) {
	t.Parallel()
	answer := func(words string) *petition.Event {
		return &petition.Event{Type: petition.EventAnswered, Actor: "li", Text: words}
	}
	pass := func(why string) *petition.Event {
		return &petition.Event{Type: petition.EventTransferred, Actor: "li", Unit: "haizhu", Reason: "由天河分局转办：" + why}
	}
	take := &petition.Event{Type: petition.EventAccepted, Actor: "li"}
	loose := strings.ToLower(strings.ReplaceAll(caseNo, "-", " "))
	for _, c := range []conversation{
		{"accept, loosely typed", routed(), text("li", "  受理："+loose), "答复 " + caseNo, take},
		{"accept, nothing between", routed(), text("li", "受理"+caseNo), "已受理", take},
		{"answer", accepted(), text("li", "答复 "+caseNo+" "+good), "答复已保存", answer(good)},
		{"answer, loosely typed", accepted(), text("li", "答复:"+loose+"："+good+"\n谢谢！"), "答复已保存", answer(good + "\n谢谢！")},
		{"answer with spaces and another number", accepted(), text("li", "答复 "+caseNo+"  见 "+unknown+"，"+good), "答复已保存", answer("见 " + unknown + "，" + good)},
		{"answer without words", accepted(), text("li", "答复 "+caseNo), "请用文字答复", nil},
		{"answer by click", accepted(), click("li", "answer:"+caseNo), "请用文字答复", nil},
		{"answer before acceptance", routed(), text("li", "答复 "+caseNo+" 好"), "等待受理", nil},
		{"transfer", accepted(), text("li", "转办 "+caseNo+" 海珠分局 地址在海珠区"), "已转给海珠分局", pass("地址在海珠区")},
		{"transfer by id", routed(), text("li", "转办 "+caseNo+" haizhu"), "已转给海珠分局", pass("未写原因")},
		{"transfer with a comma", routed(), text("li", "转办 "+caseNo+"，海珠分局，地址 在海珠区"), "已转给海珠分局", pass("地址 在海珠区")},
		{"transfer over lines", routed(), text("li", "转办 "+caseNo+"\n海珠分局\n地址在海珠区"), "已转给海珠分局", pass("地址在海珠区")},
		{"transfer, full-width spaces", routed(), text("li", "转办　"+caseNo+"　海珠分局　地址在海珠区"), "已转给海珠分局", pass("地址在海珠区")},
		{"transfer to itself", routed(), text("li", "转办 "+caseNo+" 天河分局 不归我"), "现在就由天河分局承办", nil},
		{"transfer to nowhere", routed(), text("li", "转办 "+caseNo+" 月球分局"), "请写明转给哪个单位", nil},
		{"transfer without a unit", routed(), text("li", "转办 "+caseNo), "请用文字转办", nil},
		{"transfer by click", routed(), click("li", "transfer:"+caseNo), "请用文字转办", nil},
		{"accept what was taken back", withdrawn(), text("li", "受理 "+caseNo), "已受理", take},
		{"answer what was taken back", withdrawn(), text("li", "答复 "+caseNo+" 好"), "已撤回", nil},
		{"accept twice", accepted(), text("wang", "受理 "+caseNo), "正在处理", nil},
		{"view by click", routed(), click("li", "view:"+caseNo), "半夜打桩", nil},
	} {
		c.run(t)
	}
}
