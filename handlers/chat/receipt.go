package chat

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"suihuan/bot"
)

// receiptForm hears 回执 with or without a code.
var receiptForm = regexp.MustCompile(`^(?:我的|查|查询|查看)?回[执執](?:号|码|编号|號|碼)?[\s:：]*([0-9A-Za-z]*)$`)

// isReceipt hears a question for a receipt, or a code that is all there is.
func isReceipt(t *turn) bool {
	word := commandWord(t.Text)
	_, bare := bot.ReadReceipt(word)
	return bare || receiptForm.MatchString(word)
}

// receipt shows what a person was answered: under the code that is named, else
// the last.
func (c *Chat) receipt(ctx context.Context, t *turn) (bot.Reply, error) {
	word := commandWord(t.Text)
	if m := receiptForm.FindStringSubmatch(word); m != nil {
		word = m[1]
	}
	if word == "" {
		return c.lastReceipt(ctx, t)
	}
	code, _ := bot.ReadReceipt(word) // of a code that is not well formed there are no answers
	answers, err := c.Ledger.AnswersOf(ctx, t.Message.Person(), code)
	if errors.Is(err, bot.ErrNotFound) {
		return c.goOn(t, notice("没有查到这个回执。只能查您自己在这里得到的回答，请核对回执再试。")), nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look up receipt: %w", err)
	}
	shown := notice("回执 " + code + "：")
	for _, a := range answers {
		shown.Parts = append(shown.Parts, c.standsNow(a, t.Now))
	}
	return c.goOn(t, shown), nil
}

// lastReceipt tells the code of the last answer.
func (c *Chat) lastReceipt(ctx context.Context, t *turn) (bot.Reply, error) {
	answers, err := c.Ledger.LastAnswers(ctx, t.Message.Person())
	if errors.Is(err, bot.ErrNotFound) {
		return c.goOn(t, notice("您还没有在这里得到过回答，所以没有回执。想问什么直接打字就行。")), nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look up last receipt: %w", err)
	}
	lines := []string{"您最近一次得到的回答，回执是 " + answers[0].Receipt + "："}
	for _, a := range answers {
		lines = append(lines, c.given(a))
	}
	lines = append(lines, "回复“回执 "+answers[0].Receipt+"”，可以看这个回答现在有没有更正。")
	return c.goOn(t, notice(strings.Join(lines, "\n"))), nil
}

// kindNotice is the kind of a reply about an answer that was given before.
const kindNotice = "notice"

func notice(text string) bot.Reply {
	reply := bot.Say(text)
	reply.Kind = kindNotice
	return reply
}

// given says in one line which answer it was.
func (c *Chat) given(a bot.Answered) string {
	return fmt.Sprintf("%s：%s答，按%s的规定，知识库版本 %s",
		c.titleOf(a.Entry, a.At), a.At.In(guangzhou).Format("2006年1月2日 15:04"), chineseDay(a.AsOf), a.Version)
}

// titleOf names an entry, also one that is there no more.
func (c *Chat) titleOf(entry string, at time.Time) string {
	title, _ := c.Knowledge.Choice(entry, at)
	if title == "" {
		return "一个已经撤下的回答"
	}
	return "“" + title + "”"
}

// chineseDay writes YYYY-MM-DD as people read it.
func chineseDay(day string) string {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return d.Format("2006年1月2日")
}

// What a receipt says of an answer before it shows what the entry says today.
const (
	saySame      = "到现在没有更正过。现在的回答是：\n"
	sayChanged   = "当时的回答没有更正过，不过规定后来有变化。现在的回答是：\n"
	sayCorrected = "当时的回答后来更正过。现在的回答是：\n"
	sayWithdrawn = "这个回答已经撤下，请不要再按它办。可以再问我一次，或者打12345。"
)

// standsNow says whether an answer has been corrected since, and what the entry
// says today.
func (c *Chat) standsNow(a bot.Answered, now time.Time) bot.Part {
	head, today := c.given(a)+"\n", c.Knowledge.Say(a.Entry, now)
	if today.Digest == "" {
		return bot.Part{Text: head + sayWithdrawn}
	}
	head += c.sinceThen(a, today.Digest)
	part := bot.Part{Text: head + today.Text, Short: head + today.Short}
	for _, cite := range today.Citations {
		part.Citations = append(part.Citations, bot.Citation(cite))
	}
	return part
}

// sinceThen tells a correction from rules that have changed since the day of
// the answer.
func (c *Chat) sinceThen(a bot.Answered, today string) string {
	day, err := time.Parse(time.DateOnly, a.AsOf)
	if err != nil || c.Knowledge.Say(a.Entry, day).Digest != a.Digest {
		return sayCorrected
	}
	if today != a.Digest {
		return sayChanged
	}
	return saySame
}
