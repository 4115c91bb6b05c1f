package officer

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

func (d *Desk) accept(ctx context.Context, o order) (bot.Reply, error) {
	return d.change(ctx, o, petition.Event{Type: petition.EventAccepted},
		"已受理 "+o.p.Case+"。办完后请回复：\n答复 "+o.p.Case+" 内容")
}

// longestAnswer is how long an answer may be, in bytes, so that the citizen
// gets it in one message.
const longestAnswer = 1500

// answer sends the citizen the officer's words.
func (d *Desk) answer(ctx context.Context, o order) (bot.Reply, error) {
	if o.rest == "" {
		return bot.Say("请用文字答复，格式：\n答复 " + o.p.Case + " 内容\n内容会原样发给" + writer(o.p) + "。"), nil
	}
	if len(o.rest) > longestAnswer {
		return bot.Say(fmt.Sprintf("答复太长，一条消息放不下。请控制在%d个字以内，再发一次。", longestAnswer/3)), nil
	}
	return d.change(ctx, o, petition.Event{Type: petition.EventAnswered, Text: o.rest},
		"答复已保存，"+writer(o.p)+"下次来时就会收到。")
}

// transfer passes the petition to another unit, with a reason if one is given.
func (d *Desk) transfer(ctx context.Context, o order) (bot.Reply, error) {
	name, reason := o.rest, ""
	if i := strings.IndexAny(o.rest, gaps); i >= 0 {
		name, reason = o.rest[:i], strings.TrimLeft(o.rest[i:], gaps)
	}
	to, ok := d.Units.UnitNamed(name)
	if !ok {
		return bot.Say("请写明转给哪个单位，格式：\n转办 " + o.p.Case + " 单位名称 原因"), nil
	}
	if strings.TrimSpace(reason) == "" {
		reason = "未写原因"
	}
	return d.change(ctx, o, petition.Event{
		Type: petition.EventTransferred, Unit: to.ID, Reason: fmt.Sprintf("由%s转办：%s", o.unit.Name, strings.TrimSpace(reason)),
	}, "已转给"+to.Name+"。")
}

// view shows the matter, never the reporter.
func (d *Desk) view(_ context.Context, o order) (bot.Reply, error) {
	r := o.p.Report
	lines := []string{o.p.Case + "：" + o.p.Status.Words(), "情况：" + r.Matter(), "地点：" + r.Place()}
	if !r.IsComplaint() {
		lines = append(lines, "单位："+r.Source)
		if r.When != "" {
			lines = append(lines, "时间："+r.When)
		}
		return bot.Say(strings.Join(append(lines, "转来原因："+o.p.RouteReason), "\n")), nil
	}
	lines = append(lines,
		"来源："+r.Source,
		"时间："+r.When,
		"以前反映："+r.Before,
		"转来原因："+o.p.RouteReason,
	)
	if notice, runs := o.p.NoticeTerm(); runs {
		lines = append(lines, notice.ForOfficer(clock.DayOf(o.turn.Now))+"（信访工作条例第二十三条）")
	}
	return bot.Say(strings.Join(lines, "\n")), nil
}

// writer names the citizen of a case.
func writer(p petition.Petition) string {
	switch {
	case p.Report.IsBooking():
		return "预约人"
	case p.Report.IsSheet():
		return "提交人"
	}
	return "投诉人"
}

// change applies the event and says done, or why not.
func (d *Desk) change(ctx context.Context, o order, e petition.Event, done string) (bot.Reply, error) {
	e.Actor = o.turn.Message.Sender
	_, _, err := d.Petitions.Change(ctx, o.turn.Message.Key, o.p.Case, e)
	if errors.Is(err, petition.ErrTransition) {
		// Another officer may have changed it since it was loaded.
		if o.p, err = d.Petitions.Petition(ctx, o.p.Case); err != nil {
			return bot.Reply{}, fmt.Errorf("load petition again: %w", err)
		}
		return bot.Say("工单 " + o.p.Case + " 现在是“" + o.p.Status.Words() + "”，不能这样处理。"), nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("change petition: %w", err)
	}
	return bot.Say(done), nil
}
