package chat

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

const (
	wordRate   = "评价"
	wordReopen = "换人再办"
	wordReply  = "回答承办人员"
)

// verdicts are what can be said of an answer, with the words for it.
var verdicts = []struct {
	word    string
	form    *regexp.Regexp
	details petition.Details
}{
	{"解决了", regexp.MustCompile(`^(?:问题|事情|这件事|已经?|都|全部?|终于|总算|基本)*解决(?:了|咗|晒|好了?)` + ending), petition.Details{Solved: "yes"}},
	{"没解决", regexp.MustCompile(`^(?:问题|事情|这件事|还是?|仍然?|根本|都|也|仲)*(?:没有?|未|冇|没能)(?:得到)?解决(?:到|好)?` + ending), petition.Details{Solved: "no"}},
	{"满意", regexp.MustCompile(`^(?:我)?(?:很|非常|比较|基本|挺|好|都)*(?:满意|滿意)` + ending), petition.Details{Content: "yes"}},
	{"不满意", regexp.MustCompile(`^(?:我)?(?:很|非常|对答复|对结果|完全|一点都?)*(?:不|唔)(?:太|很|是很)?(?:满意|滿意)` + ending), petition.Details{Content: "no"}},
}

const ending = `(?:了|啦|喇|啊|的|嘅|谢谢[你您]?|多谢|唔该|[，,。.！!～~\s])*$`

var (
	rating    = regexp.MustCompile(`(?s)^\s*(?:` + wordRate + `|評價)[:：，,\s]*(.*)$`)
	reopening = regexp.MustCompile(`^\s*(?:我?要|请|申请)?(?:` + wordReopen + `|換人再辦|重新办理|换个?人(?:来)?办)[:：，,\s]*(` + sh + `.{0,20})?[。！!\s]*$`)
)

// verdictIn reads what is said of an answer.
func verdictIn(words string) (petition.Details, bool) {
	for _, v := range verdicts {
		if v.form.MatchString(words) {
			return v.details, true
		}
	}
	return petition.Details{}, false
}

// isVerdict hears 评价 SH-… and, where an answer was given, a verdict alone.
func isVerdict(t *turn) bool {
	if m := rating.FindStringSubmatch(t.Text); m != nil {
		return numbered.MatchString(m[1])
	}
	_, is := verdictIn(commandWord(t.Text))
	return is && !inFlow(t) && len(t.ownThat(isAnswered)) > 0
}

func isAnswered(p petition.Petition) bool { return p.Status == petition.Answered }

// rateCase notes what the citizen says of an answer, and asks what is left to
// ask.
func (c *Chat) rateCase(ctx context.Context, t *turn) (bot.Reply, error) {
	a := aim{verb: wordRate, rest: t.Text, fits: isAnswered, which: "说的是哪一件的答复？"}
	if m := rating.FindStringSubmatch(t.Text); m != nil {
		a.rest = m[1]
	} else if t.Session.Asked != "" {
		a.fits = func(p petition.Petition) bool { return isAnswered(p) && p.Case == t.Session.Asked }
	}
	p, found, reply, err := c.aimed(ctx, t, a)
	if err != nil || !found {
		return reply, err
	}
	details, understood := verdictIn(commandWord(withoutCase(a.rest)))
	if !p.Status.Allows(petition.EventRated) {
		return c.onCase(t, p.Case+" 现在是“"+p.Status.Words()+"”，有了答复再评价。"), nil
	}
	if !understood {
		return c.onCase(t, p.Case+" 的问题解决了吗？对办理满意吗？", verdictChoices(p, "解决了", "没解决", "满意", "不满意")...), nil
	}
	p, refused, err := c.change(ctx, t, p, petition.Event{Type: petition.EventRated, Details: details})
	if err != nil || refused {
		return c.onCase(t, p.Case+" 现在是“"+p.Status.Words()+"”，有了答复再评价。"), err
	}
	return c.afterVerdict(ctx, t, p, details)
}

// verdictChoices are the commands that say some verdicts of a case.
func verdictChoices(p petition.Petition, words ...string) []bot.Choice {
	choices := make([]bot.Choice, len(words))
	for i, w := range words {
		choices[i] = bot.Choice{Text: w, Value: wordRate + " " + p.Case + " " + w}
	}
	return choices
}

// afterVerdict asks the second question, and shows who is not content where to
// turn.
func (c *Chat) afterVerdict(ctx context.Context, t *turn, p petition.Petition, said petition.Details) (bot.Reply, error) {
	log, err := c.History.Events(ctx, p.Case)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("load what was rated: %w", err)
	}
	lines, choices := []string{"谢谢，记下了。"}, []bot.Choice{}
	if said.Solved == "no" || said.Content == "no" {
		further, ways := c.ways(p, log, t.Now)
		lines, choices = append(lines, further...), append(choices, ways...)
	}
	if heard := petition.Rating(log); heard.Content == "" {
		lines = append(lines, "对这次办理满意吗？")
		choices = append(choices, verdictChoices(p, "满意", "不满意")...)
	}
	return c.onCase(t, strings.Join(lines, "\n"), choices...), nil
}

// ways are what can be done by who is not content: once another officer, and
// what the law has for such a matter.
func (c *Chat) ways(p petition.Petition, log []petition.Event, now time.Time) (lines []string, choices []bot.Choice) {
	if canReopen(p, log) {
		lines = append(lines, "可以换一位承办人员再办一次，只有一次；要换就回“"+wordReopen+"”。")
		choices = append(choices, bot.Choice{Text: wordReopen, Value: wordReopen + " " + p.Case})
	}
	if words := unhappy[p.Report.Kind()]; words != "" {
		lines = append(lines, words)
	}
	for _, l := range c.Terms.Limits(p, log) {
		if words := l.ForCitizen(clock.DayOf(now)); l.Party == clock.Citizen && l.Met == 0 && words != "" {
			lines = append(lines, words)
			text, value := c.Knowledge.Choice("petition-review", now)
			choices = append(choices, bot.Choice{Text: text, Value: value})
		}
	}
	return lines, choices
}

func canReopen(p petition.Petition, log []petition.Event) bool {
	return p.Status.Allows(petition.EventReopened) && petition.Count(log, petition.EventReopened) == 0
}

// isReopening hears 换人再办.
func isReopening(t *turn) bool {
	m := reopening.FindStringSubmatch(t.Text)
	return m != nil && (m[1] != "" || !inFlow(t) && len(t.ownThat(isAnswered)) > 0)
}

// reopenCase has another officer take an answered case, once.
func (c *Chat) reopenCase(ctx context.Context, t *turn) (bot.Reply, error) {
	a := aim{verb: wordReopen, rest: reopening.FindStringSubmatch(t.Text)[1], fits: isAnswered, which: "哪一件要换人再办？"}
	p, found, reply, err := c.aimed(ctx, t, a)
	if err != nil || !found {
		return reply, err
	}
	p, refused, err := c.change(ctx, t, p, petition.Event{Type: petition.EventReopened})
	if err != nil {
		return bot.Reply{}, err
	}
	if !refused || p.Status == petition.Reopened {
		return c.onCase(t, p.Case+" 已经重新交办，由另一位承办人员来办。有进展我会告诉您。"), nil
	}
	log, err := c.History.Events(ctx, p.Case)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look for the reopening: %w", err)
	}
	lines, choices := c.ways(p, log, t.Now)
	lines = append([]string{p.Case + " 现在是“" + p.Status.Words() + "”，不能再换人办了。"}, lines...)
	return c.onCase(t, strings.Join(lines, "\n"), choices...), nil
}
