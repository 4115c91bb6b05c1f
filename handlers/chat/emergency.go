package chat

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const flowEmergency = bot.FlowEmergency

// callFirst comes before everything else, whatever fails behind it.
const callFirst = "请马上离开危险的地方，先打电话：\n有人受伤、中毒：120\n起火、爆炸、泄漏：119\n治安、交通事故：110\n污染情况也请同时打12345。"

// callFirstEnglish stands before it for those who write no Chinese.
const callFirstEnglish = "Leave the dangerous place now and call first: 120 if anybody is hurt or poisoned, 119 for fire, explosion or leaks, 110 for the police. Then tell me where it is.\n\n"

// callWords are the words for who wrote a text.
func callWords(text string) string {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return callFirst
	}
	return callFirstEnglish + callFirst
}

func isEmergency(t *turn) bool {
	return t.answer.Flow == flowEmergency || t.Session.Flow == flowEmergency && t.Message.Kind == bot.KindLocation
}

// emergency says whom to call, and files what was told at once so that
// officers are alerted; a second alarm of the same conversation joins the
// first.
func (c *Chat) emergency(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.Session.Flow == flowEmergency && t.Session.Case != "" {
		return c.supplement(ctx, t)
	}
	report := c.Hearing.Hear(t.Text)
	report.Urgent = true
	report.Labels = append([]string{petition.LabelEmergency}, report.Labels...)
	filed, err := c.Petitions.FileReport(ctx, t.Message.Person(), t.Message.Key, report)
	if err != nil {
		return bot.Say(callWords(t.Text)+"\n（我这边暂时没能登记，请一定打电话。）").In(flowEmergency, ""), nil
	}
	t.Session.At(flowEmergency, "where")
	t.Session.Case = filed.Case
	said := callWords(t.Text) + "\n\n您说的情况已经登记并通知值班人员，编号 " + filed.Case + "。"
	if report.Where == "" {
		said += "\n人安全了再告诉我：在哪里？（可以打字，也可以发微信位置）"
	}
	return bot.Say(said).In(flowEmergency, "where"), nil
}

// supplement adds what is told after an alarm to its case.
func (c *Chat) supplement(ctx context.Context, t *turn) (bot.Reply, error) {
	told := t.Text
	if l := t.Message.Location; l != nil {
		var at petition.Report
		at.Position(l.Lat, l.Lng, placeOf(*l))
		told = at.Place()
	}
	caseNo := t.Session.Case
	_, _, err := c.Petitions.Change(ctx, t.Message.Key, caseNo, petition.Event{
		Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: petition.WithoutContact(told),
	})
	if errors.Is(err, petition.ErrTransition) {
		t.Session.Leave()
		return bot.Say(callFirst+"\n\n之前的 "+caseNo+" 已经办结。如果是新的情况，请再说一次。").In(flowEmergency, ""), nil
	}
	if err != nil {
		return bot.Say(callFirst+"\n（刚才这句没能登记上，请一定打电话。）").In(flowEmergency, ""), nil
	}
	return bot.Say("已经补充到 "+caseNo+"，值班人员会看到。还有别的情况可以接着说；说完回“结束”。\n请注意安全，有危险先打110、119、120。", bot.Pick("结束")...).In(flowEmergency, "where"), nil
}
