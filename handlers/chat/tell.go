package chat

import (
	"context"
	"regexp"
	"slices"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition/clock"
	"suihuan/knowledge"
)

// guangzhou is the clock that citizens read; China has one zone without
// summer time.
var guangzhou = clock.Zone()

// startsFlow hears a text that the knowledge base takes for the start of a
// conversation.
func startsFlow(t *turn) bool { return t.answer.Kind == knowledge.KindFlow }

// wishes hears the bare wish to complain where the knowledge base has no answer.
func wishes(t *turn) bool {
	return t.answer.Kind != knowledge.KindAnswer && onlyWish.MatchString(t.Text) && complaining.MatchString(t.Text) && !puzzle.MatchString(t.Text)
}

var complaining = regexp.MustCompile(`投诉|投訴|举报|舉報`)

// tellsMatter hears a report where the knowledge base is not sure: a matter of
// ours is named with its place or its source, and nothing is asked.
func (c *Chat) tellsMatter(t *turn) bool {
	if t.answer.Kind == knowledge.KindAnswer || asks(t.Text) {
		return false
	}
	heard := c.Hearing.Hear(t.Text)
	return len(heard.Labels) > 0 && (heard.Where != "" || heard.Source != "")
}

// start begins the conversation that the text asks for.
func (c *Chat) start(ctx context.Context, t *turn) (bot.Reply, error) {
	flows := map[string]func(context.Context, *turn) (bot.Reply, error){
		flowComplaint: c.complain,
		flowStatus:    c.status,
		"human":       c.human,
		flowEIA:       c.assess,
	}
	return flows[t.answer.Flow](ctx, t)
}

// tell answers from the knowledge base: the entry, the choices, or a refusal
// that shows the way. Two questions get two parts.
func (c *Chat) tell(_ context.Context, t *turn) (bot.Reply, error) {
	reply := bot.Reply{Parts: []bot.Part{c.part(t.answer, t.Now)}, Kind: t.answer.Kind, Entry: t.answer.Entry}
	last := t.answer
	for _, last = range t.more {
		reply.Parts = append(reply.Parts, c.part(last, t.Now))
	}
	end := &reply.Parts[len(reply.Parts)-1]
	end.Choices = append(end.Choices, c.offers(t, last)...)
	if t.answer.Entry != "" {
		t.Session.Entry = reply.Parts[len(reply.Parts)-1].Entry
	}
	return reply, nil
}

// part is one answer as it is shown.
func (c *Chat) part(a knowledge.Answer, today time.Time) bot.Part {
	part := bot.Part{Text: a.Text, Short: a.Short, Entry: a.Entry}
	for _, cite := range a.Citations {
		part.Citations = append(part.Citations, bot.Citation(cite))
	}
	for _, candidate := range slices.Concat(a.Candidates, a.Near) {
		text, value := c.Knowledge.Choice(candidate, today)
		part.Choices = append(part.Choices, bot.Choice{Text: text, Value: value})
	}
	return part
}

const wordHuman = "转人工"

// human says how to reach a person.
func (c *Chat) human(ctx context.Context, t *turn) (bot.Reply, error) {
	t.answer, t.more = c.Knowledge.Say("service-human", t.Now), nil
	reply, err := c.tell(ctx, t)
	return c.goOn(t, reply.In("human", "")), err
}
