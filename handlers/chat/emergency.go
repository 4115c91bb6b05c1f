package chat

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const flowEmergency = bot.FlowEmergency

// The step just behind an alarm, and the one behind what was told since.
const (
	stepAlarm = "where"
	stepMore  = "more"
)

// callFirst comes before everything else, whatever fails behind it.
const callFirst = "请马上离开危险的地方，先打电话：\n有人受伤、中毒：120\n起火、爆炸、泄漏：119\n治安、交通事故：110\n污染情况也请同时打12345。"

// callFirstEnglish stands before it for those who write no Chinese.
const callFirstEnglish = "Leave the dangerous place now and call first: 120 if anybody is hurt or poisoned, 119 for fire, explosion or leaks, 110 for the police. Then tell me where it is.\n\n"

// callWords are the words for who wrote a text.
func callWords(text string) string {
	if writesEnglish(text) {
		return callFirstEnglish + callFirst
	}
	return callFirst
}

// writesEnglish says that a text has letters and none of them is Chinese.
func writesEnglish(text string) bool {
	return hasLetter(text, unicode.Letter) && !hasLetter(text, unicode.Han)
}

func hasLetter(text string, of *unicode.RangeTable) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(of, r) })
}

// inAlarm says that the conversation is about an alarm that was filed.
func inAlarm(t *turn) bool { return t.Session.Flow == flowEmergency && t.Session.Case != "" }

func isEmergency(t *turn) bool {
	return t.answer.Flow == flowEmergency || t.Session.Flow == flowEmergency && t.Message.Kind == bot.KindLocation
}

// emergency says whom to call, and files what was told at once so that
// officers are alerted; a second alarm of the same conversation joins the
// first.
func (c *Chat) emergency(ctx context.Context, t *turn) (bot.Reply, error) {
	if inAlarm(t) {
		return c.supplement(ctx, t)
	}
	report := c.Hearing.Hear(t.Text)
	report.Urgent = true
	report.Labels = append([]string{petition.LabelEmergency}, report.Labels...)
	report = atSentPlace(report, t)
	report.Confirm("")
	filed, err := c.Petitions.FileReport(ctx, t.Message.Person(), t.Message.Key, report)
	if err != nil {
		return bot.Say(callWords(t.Text)+"\n（我这边暂时没能登记，请一定打电话。）").In(flowEmergency, ""), nil
	}
	t.Session.Leave()
	t.Session.At(flowEmergency, stepAlarm)
	t.Session.Case = filed.Case
	said := callWords(t.Text) + "\n\n您说的情况已经登记并通知值班人员，编号 " + filed.Case + "。"
	if report.Where == "" {
		said += "\n人安全了再告诉我：在哪里？（可以打字，也可以发位置）"
	}
	return bot.Say(said, bot.Pick(wordNoAlarm)...).In(flowEmergency, stepAlarm), nil
}

// supplement adds what is told after an alarm to its case.
func (c *Chat) supplement(ctx context.Context, t *turn) (bot.Reply, error) {
	caseNo, told := t.Session.Case, t.Text
	if l := t.Message.Location; l != nil {
		var at petition.Report
		at.Position(l.Lat, l.Lng, placeOf(*l))
		told = at.Place()
	}
	_, _, err := c.Petitions.Change(ctx, t.Message.Key, caseNo, petition.Event{
		Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: petition.WithoutContact(told),
		Where: c.placeTold(ctx, t, told), Contact: petition.Contact(told),
	})
	if errors.Is(err, petition.ErrTransition) {
		t.Session.Leave()
		return bot.Say(callWords(t.Text)+"\n\n之前的 "+caseNo+" 已经办结或撤回。如果是新的情况，请再说一次。").In(flowEmergency, ""), nil
	}
	if err != nil {
		return bot.Say(callWords(t.Text)+"\n（刚才这句没能登记上，请一定打电话。）").In(flowEmergency, ""), nil
	}
	t.Session.Step = stepMore
	return bot.Say("已经补充到 "+caseNo+"，值班人员会看到。还有别的情况可以接着说；说完回“结束”。\n请注意安全，有危险先打110、119、120。", bot.Pick("结束", wordNoAlarm)...).In(flowEmergency, stepAlarm), nil
}

// placeTold is the place that the alarm is about from now on, or "": one that is
// corrected, or told where none was known. Whoever fled tells other places too.
func (c *Chat) placeTold(ctx context.Context, t *turn, told string) string {
	if a, ok := c.corrects(t, complaintForm()); ok && a.step == "where" && a.words != "" {
		return a.words
	}
	p, err := c.Petitions.PetitionOf(ctx, t.Message.Person(), t.Session.Case)
	if err != nil || p.Report.Where != "" {
		return ""
	}
	if t.Message.Location != nil {
		return told
	}
	return c.Hearing.Hear(told).Where
}

// alarmLife is how long after an alarm further words belong to it.
const alarmLife = time.Hour

// resumeAlarm puts a person whose session was lost back to a fresh alarm, and
// one who takes it back, whatever was said since.
func (c *Chat) resumeAlarm(ctx context.Context, t *bot.Turn) error {
	_, back := denied(t.Text, true)
	if !back && !isLost(t) && t.Message.Kind != bot.KindLocation {
		return nil
	}
	own, err := c.Petitions.PetitionsOf(ctx, t.Message.Person(), listed)
	if err != nil {
		return fmt.Errorf("look for a fresh alarm: %w", err)
	}
	for i, p := range own {
		open := p.Status != petition.Answered && p.Status != petition.Withdrawn
		if p.Report.Urgent && t.Now.Sub(p.FiledAt) < alarmLife && (back || open && i == 0) {
			t.Session.At(flowEmergency, stepAlarm)
			t.Session.Case = p.Case
			return nil
		}
	}
	return nil
}
