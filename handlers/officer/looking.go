package officer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// looks are the acts that change nothing.
var looks = map[string]func(context.Context, *Desk, order) (bot.Reply, error){
	petition.ActView: view,
	"history":        history,
	"template":       template,
}

// look shows what is asked for, once it is noted who has seen it.
func (d *Desk) look(ctx context.Context, o order, show func(context.Context, *Desk, order) (bot.Reply, error)) (bot.Reply, error) {
	if err := d.Audit.Audit(ctx, o.turn.Message.Sender, o.act.Verb, o.caseNo(), ""); err != nil {
		return bot.Reply{}, fmt.Errorf("note a look: %w", err)
	}
	return show(ctx, d, o)
}

// mostDiary is how many entries of the citizen's diary are shown, the newest.
const mostDiary = 5

// view shows the matter, the terms and what can be done, never the reporter.
func view(ctx context.Context, d *Desk, o order) (bot.Reply, error) {
	lines := append([]string{o.caseNo() + "：" + o.Petition.Status.Words()}, matter(o.Petition)...)
	lines = append(lines, diary(o.Log)...)
	same, err := d.sameSource(ctx, o)
	if err != nil {
		return bot.Reply{}, err
	}
	lines = append(lines, same...)
	for _, l := range o.Limits() {
		lines = append(lines, l.ForOfficer(clock.DayOf(o.Now))+"（信访工作条例"+l.Article+"）")
	}
	return bot.Say(strings.Join(lines, "\n") + o.goOn()), nil
}

// matter is what was reported, by whom it is about.
func matter(p petition.Petition) []string {
	r := p.Report
	all := [][2]string{
		{"情况", clean(r.Matter())}, {"地点", clean(r.Place())}, {"来源", clean(r.Source)}, {"时间", clean(r.When)},
		{"以前反映", clean(r.Before)}, {"转来原因", p.RouteReason},
	}
	if !r.IsComplaint() {
		all[2][0], all[4][1] = "单位", ""
	}
	var lines []string
	for _, row := range all {
		if row[1] != "" {
			lines = append(lines, row[0]+"："+row[1])
		}
	}
	return lines
}

// diary is how often and when it happened again, by hours and days, and what was
// said last.
func diary(log []petition.Event) []string {
	var entries []string
	for _, e := range slices.Backward(log) {
		if e.Type == petition.EventRecurred {
			entries = append(entries, clock.Stamp(e.At)+" "+clean(e.Text))
		}
	}
	if len(entries) == 0 {
		return nil
	}
	return append([]string{petition.Diary(log), "最近的："}, entries[:min(len(entries), mostDiary)]...)
}

// clean masks numbers that name or reach a person.
func clean(text string) string { return petition.MaskNumbers(petition.Plain(text)) }

// history tells what has happened. What the citizen wrote is not in it.
func history(_ context.Context, d *Desk, o order) (bot.Reply, error) {
	lines := []string{o.caseNo() + " 的经过："}
	for _, e := range o.Log {
		lines = append(lines, d.entry(e))
	}
	return bot.Say(strings.Join(lines, "\n")), nil
}

// entry is one event in a line.
func (d *Desk) entry(e petition.Event) string {
	says := clock.Stamp(e.At) + " " + actor(e.Actor) + eventNames[e.Type]
	if unit, ok := d.Units.UnitNamed(e.Unit); ok {
		says += "：" + unit.Name
	}
	if e.Into != "" {
		says += "：" + e.Into
	}
	if e.With != "" {
		says += "：随 " + e.With + " 一并"
	}
	if e.Days > 0 {
		says += fmt.Sprintf("%d日，批准人%s", e.Days, e.Approver)
	}
	if e.Actor == petition.ActorCitizen {
		return says
	}
	for _, words := range []string{e.Reason, e.Text} {
		if words != "" {
			says += "；" + clean(words)
		}
	}
	if e.OverruledFor != "" {
		says += fmt.Sprintf("；%d条提示没有照改，理由：%s", len(e.Overruled), petition.Nameless(e.OverruledFor))
	}
	return says
}

func actor(name string) string {
	switch name {
	case petition.ActorCitizen:
		return "对方"
	case petition.ActorRouter:
		return "系统"
	}
	return name + " "
}

// eventNames say the events to officers.
var eventNames = map[petition.EventType]string{
	petition.EventFiled: "登记", petition.EventRouted: "分办", petition.EventAccepted: "受理",
	petition.EventNotAccepted: "不予受理", petition.EventTransferred: "转办", petition.EventDisputed: "提请裁定",
	petition.EventDecided: "裁定", petition.EventHandedOver: "移交", petition.EventStarted: "开始核查",
	petition.EventNoted: "备注", petition.EventOpened: "查看联系方式", petition.EventWaiting: "询问", petition.EventResumed: "继续办理",
	petition.EventExtended: "延期", petition.EventAnswered: "答复", petition.EventReceived: "收到答复",
	petition.EventRated: "评价", petition.EventReopened: "不满意，重新交办", petition.EventClosed: "办结",
	petition.EventSupplemented: "补充情况（内容见“查看”）", petition.EventRecurred: "再次反映（内容见“查看”）",
	petition.EventWithdrawn: "撤回", petition.EventMerged: "合并", petition.EventReviewApplied: "申请复查",
	petition.EventReviewAnswered: "复查意见", petition.EventSecondApplied: "申请复核", petition.EventSecondAnswered: "复核意见",
}
