package officer

import (
	"context"

	"suihuan/bot/petition"
)

// plain is the event of an act that needs no words.
func plain(context.Context, *Desk, order) (petition.Event, string, error) {
	return petition.Event{}, "", nil
}

// taking is whether the unit handles a petition, and that it does.
var taking = map[string]deed{
	"accept": {plain, func(_ *Desk, o order, _ petition.Event) string {
		return "已受理 " + o.caseNo() + "。办完后请回复：\n答复 " + o.caseNo() + " 内容"
	}},
	"not-accept": {notAccepted, func(_ *Desk, o order, e petition.Event) string {
		return "已记不予受理 " + o.caseNo() + "，会告知" + writer(o.Petition) + "。\n原因：" + e.Reason + "\n可以找：" + e.Text
	}},
	"start": {plain, func(_ *Desk, o order, _ petition.Event) string {
		return "已记开始核查 " + o.caseNo() + "。"
	}},
	"resume": {plain, func(_ *Desk, o order, _ petition.Event) string {
		return "已继续办理 " + o.caseNo() + "，不再等补充。"
	}},
}

// notAccepted needs the reason and where to turn: the citizen is told both.
func notAccepted(_ context.Context, _ *Desk, o order) (petition.Event, string, error) {
	reason, where := halves(o.rest)
	if reason == "" || where == "" {
		return petition.Event{}, o.form("不予受理要写明原因，还要写明可以找谁办。"), nil
	}
	return petition.Event{Reason: reason, Text: where}, "", nil
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
