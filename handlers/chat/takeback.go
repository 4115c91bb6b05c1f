package chat

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/knowledge"
)

// wordNoAlarm says that an alarm was none. It is offered behind every alarm.
const wordNoAlarm = "不是紧急情况"

// The words that take an alarm back, and what people say around them.
const (
	hesitation = `^(?:啊|哦|噢|呃|诶|哎呀?|喂|等等|等下|不好意思|唔好意思|对不起|抱歉|我|其实|刚才|头先|那个|嗰个|这个?|呢个|都|并|[，,。.！!、~～\s])*`
	softening  = `(?:的|了|啦|喇|咗|嘅|啊|呀|啫|而已|罢了|吧|谢谢|唔该|[，,。.！!、~～\s])*`
	mistake    = `(?:(?:搞|弄|打|发|發|按|点|點|写|说|讲|整|发送)(?:错|錯)(?:字|信息|消息|地方)?|` +
		`(?:只|就|净|淨|仅)?(?:是|系|係)?(?:想|随便|隨便)?(?:问问|問問|问一?下|問一?下|问下|了解一?下|咨询一?下|试试|试一?下|測試|测试)(?:看)?|` +
		`(?:是|系|係)?(?:开玩笑|開玩笑|讲笑|講笑|误会|誤會)|(?:我?要)?(?:撤回|撤销|撤銷|撤消)|my mistake|just asking)`
	noDanger = `(?:(?:不是|唔系|唔係|并非|不算|唔算|没有|没那么|冇咁|不|唔)(?:什么|很|太)?(?:紧急|緊急|危急)(?:情况|情況|事件|状况|的事|嘅事)?|` +
		`误报|誤報|假警报|虚惊一场|虛驚一場|not an? emergency|no emergency|false alarm)`
)

var (
	// noAlarm takes an alarm back whenever it is said; what is the matter
	// instead may stand behind it.
	noAlarm = regexp.MustCompile(`(?i)` + hesitation + `(?:` + mistake + softening + `)?` + noDanger + softening)
	// slip does so just behind the alarm only, and alone: later it may mean what
	// was told since.
	slip = regexp.MustCompile(`(?i)` + hesitation + `(?:` + mistake + softening + `)+$`)
	// turned takes back what stands before it, or doubts it.
	turned = regexp.MustCompile(`(?i)^(?:但|不过|可是|可系|只不过|然后|而是|而系|吗|咩|么|呢|个屁|个鬼|才怪|but|[?？])`)
)

// denied returns what a text tells behind the words that take an alarm back, and
// whether it takes one back. just says that nothing was said since the alarm.
func denied(text string, just bool) (rest string, ok bool) {
	if just && slip.MatchString(text) {
		return "", true
	}
	said := noAlarm.FindString(text)
	rest = strings.TrimPrefix(text, said)
	return rest, said != "" && !turned.MatchString(rest)
}

// takesBack hears that an alarm was none, where no danger is told besides. With
// no alarm before them the words themselves raise none.
func (c *Chat) takesBack(t *turn) bool {
	if t.Message.Kind != bot.KindText {
		return false
	}
	raised := inAlarm(t)
	rest, ok := denied(t.Text, raised && t.Session.Step == stepAlarm)
	return ok && (raised || t.answer.Flow == flowEmergency) && !c.isDanger(t, rest)
}

func (c *Chat) isDanger(t *turn, words string) bool {
	return hasWords(words) && c.Knowledge.AskAll(words, "", t.Now)[0].Flow == flowEmergency
}

// takeBack withdraws the alarm and goes on with what was told, as if it had
// raised none. The case stays, and its officers learn of it.
func (c *Chat) takeBack(ctx context.Context, t *turn) (bot.Reply, error) {
	rest, _ := denied(t.Text, t.Session.Step == stepAlarm)
	if !inAlarm(t) {
		return c.noAlarmRaised(ctx, t, rest)
	}
	caseNo := t.Session.Case
	p, _, err := c.Petitions.Change(ctx, t.Message.Key, caseNo, petition.Event{
		Type: petition.EventWithdrawn, Actor: petition.ActorCitizen,
		Reason: "市民说明不是紧急情况", Text: petition.WithoutContact(t.Text),
	})
	if errors.Is(err, petition.ErrTransition) {
		t.Session.Leave()
		return bot.Say("编号 " + caseNo + " 之前已经办结或撤回。有别的事直接说就行。"), nil
	}
	if err != nil {
		return bot.Say("刚才这句没能记上，值班人员还会按紧急情况处理。请再说一次。", bot.Pick(wordNoAlarm)...).In(flowEmergency, stepAlarm), nil
	}
	t.Session.Leave()
	said := bot.Say("好的，知道不是紧急情况。编号 " + caseNo + " 已撤回，值班人员会看到。\n要是真有危险，请马上打110、119、120，再告诉我。")
	reply, err := c.goOnCalmly(ctx, t, p.Report, rest)
	if err != nil {
		c.Log.WarnContext(ctx, "nothing follows an alarm that was taken back", "message", t.Message, "error", err)
		reply = bot.Say(bot.UserText(err))
	}
	return said.Then(reply), nil
}

// goOnCalmly answers what raised the alarm as what else it is: what was told
// with it instead, where that is something, or the words of the alarm.
func (c *Chat) goOnCalmly(ctx context.Context, t *turn, r petition.Report, rest string) (bot.Reply, error) {
	first, all := r.Told()
	r.What, r.Urgent = all, false
	r.Labels = slices.DeleteFunc(slices.Clone(r.Labels), func(l string) bool { return l == petition.LabelEmergency })
	t.told = &r
	if !hasWords(rest) || slip.MatchString(rest) {
		return c.calmly(ctx, t, first, false)
	}
	r = join(r, c.Hearing.Hear(rest))
	for _, words := range []string{rest, first + "，" + rest} {
		kind := c.Knowledge.AskCalmly(words, "", t.Now)[0].Kind
		if kind == knowledge.KindAnswer || kind == knowledge.KindFlow {
			return c.calmly(ctx, t, words, true)
		}
	}
	return c.calmly(ctx, t, first, false)
}

// noAlarmRaised answers those who say so without an alarm.
func (c *Chat) noAlarmRaised(ctx context.Context, t *turn, rest string) (bot.Reply, error) {
	if !hasWords(rest) {
		return c.goOn(t, bot.Say("好的，没有登记紧急情况。想问什么、反映什么，直接说就行。")), nil
	}
	return c.calmly(ctx, t, rest, true)
}

// calmly serves words that are no danger. In an open report they are its answer
// only where they were said just now; else it is gone on with.
func (c *Chat) calmly(ctx context.Context, t *turn, words string, now bool) (bot.Reply, error) {
	t.Text = words
	if err := c.resume(ctx, t.Turn); err != nil {
		return bot.Reply{}, err
	}
	answers := c.Knowledge.AskCalmly(words, t.Session.Entry, t.Now)
	t.answer, t.more = answers[0], answers[1:]
	switch {
	case now:
		return c.ability(t).serve(ctx, t)
	case isFilling(t) && !isAside(t):
		return c.goOn(t, bot.Reply{}), nil
	case describesProject(t) || t.answer.Flow == flowEIA: // an accident is no project
		return bot.Say("想问什么、反映什么，直接说就行。"), nil
	}
	return c.ability(t).serve(ctx, t)
}
