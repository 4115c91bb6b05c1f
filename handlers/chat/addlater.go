package chat

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/knowledge"
)

const wordAdd = "补充"

// addition hears 补充 SH-… 内容. The group is what stands behind the word.
var addition = regexp.MustCompile(`(?s)^\s*(?:我)?(?:想|要|再)*(?:补充|補充)(?:一下|一点|证据|材料|情况|内容|说明)?[:：，,\s]*(.*)$`)

// isAddition hears more about a case: with its number at any time, without it
// outside of a form, where it would be more about what is being told.
func isAddition(t *turn) bool {
	m := addition.FindStringSubmatch(t.Text)
	return m != nil && (numbered.MatchString(m[1]) || !inFlow(t)) && !asks(m[1])
}

// addLater adds what is told later to a case: to the one that waits for it, else
// to the one that is open.
func (c *Chat) addLater(ctx context.Context, t *turn) (bot.Reply, error) {
	a := aim{
		verb: wordAdd, rest: addition.FindStringSubmatch(t.Text)[1], fits: isWaiting,
		none:  "您现在没有正在办的投诉，不知道补充到哪一件。要补充以前的，请写上编号：补充 SH-… 内容；新的事直接说就行。",
		which: "补充到哪一件？",
	}
	if len(t.ownThat(a.fits)) == 0 {
		a.fits = isOpen
	}
	p, found, reply, err := c.aimed(ctx, t, a)
	if err != nil || !found {
		return reply, err
	}
	words := withoutCase(a.rest)
	if !hasWords(words) {
		return c.askAddition(ctx, t, p)
	}
	if petition.Sort(petition.Report{What: words}) == clock.Accusation {
		return c.accused(ctx, t)
	}
	return c.addTo(ctx, t, p, words)
}

func isWaiting(p petition.Petition) bool { return p.Status == petition.Waiting }

func isOpen(p petition.Petition) bool {
	return p.Status.Open() && p.Status.Allows(petition.EventSupplemented)
}

// askAddition asks what to add; the next text is that.
func (c *Chat) askAddition(ctx context.Context, t *turn, p petition.Petition) (bot.Reply, error) {
	log, err := c.History.Events(ctx, p.Case)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look for what was asked: %w", err)
	}
	ask := "要给 " + p.Case + " 补充什么？请直接写下来。"
	if asked := p.Asked(log); asked != "" {
		ask = "承办人员想了解您的 " + p.Case + "：\n" + asked + "\n请直接回答。"
	}
	if inFlow(t) {
		return c.onCase(t, "请写在一句话里：补充 "+p.Case+" 内容"), nil
	}
	expectNext(t, stepAdd, p.Case)
	return bot.Say(ask).In(flowCase, stepAdd), nil
}

// addTo adds words to a case. A place counts where none was known.
func (c *Chat) addTo(ctx context.Context, t *turn, p petition.Petition, words string) (bot.Reply, error) {
	e := petition.Event{Type: petition.EventSupplemented, Text: petition.WithoutContact(words), Contact: petition.Contact(words)}
	if p.Report.Where == "" {
		e.Where = c.Hearing.Hear(words).Where
	}
	now, refused, err := c.change(ctx, t, p, e)
	if err != nil {
		return bot.Reply{}, err
	}
	if refused {
		return c.onCase(t, p.Case+" 现在是“"+now.Status.Words()+"”，补充不进去了。有新的情况，直接说发生了什么就行。"), nil
	}
	return c.onCase(t, "已经补充到 "+p.Case+"，承办单位会看到。"), nil
}

// mayAnswer hears, while a case waits for its citizen's answer, what is no
// question and nothing that we know: it may be that answer.
func (c *Chat) mayAnswer(t *turn) bool {
	if t.other || len(t.ownThat(isWaiting)) == 0 || !hasWords(t.Text) || asks(t.Text) {
		return false
	}
	unknown := t.answer.Kind == knowledge.KindRefuse || t.answer.Kind == knowledge.KindClarify
	return unknown || t.answer.Flow == flowComplaint || c.tellsMatter(t)
}

// wordOther begins what is no answer to an officer's question.
const wordOther = "另一件事："

// isOther says that a text is about another matter, and leaves the matter.
func isOther(t *bot.Turn) (other bool) {
	t.Text, other = strings.CutPrefix(t.Text, wordOther)
	return other
}

// askIfAnswer asks whether words are the answer that a case waits for.
func (c *Chat) askIfAnswer(ctx context.Context, t *turn) (bot.Reply, error) {
	p := t.ownThat(isWaiting)[0]
	log, err := c.History.Events(ctx, p.Case)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look for what was asked: %w", err)
	}
	return bot.Say("承办人员在等您补充 "+p.Case+"：\n"+p.Asked(log)+"\n您刚才说的是回答这个吗？",
		bot.Choice{Text: "是，补充进去", Value: wordAdd + " " + p.Case + " " + t.Text},
		bot.Choice{Text: "不是，另一件事", Value: wordOther + t.Text}).In(flowStatus, ""), nil
}
