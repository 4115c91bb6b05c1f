package chat

import (
	"context"
	"slices"
	"strings"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/knowledge"
)

// recordTime is how long an answer waits for being recorded.
const recordTime = time.Second

// served lets an ability answer, and records what the reply tells or cannot
// tell. What cannot be recorded is logged, and the reply goes out without a
// receipt. A menu key comes back as words and is recorded then.
func (c *Chat) served(ctx context.Context, t *turn, a ability) (bot.Reply, error) {
	event, form := isEvent(t), inFlow(t)
	reply, err := a.serve(ctx, t)
	if err != nil || event {
		return reply, err
	}
	ctx, cancel := context.WithTimeout(ctx, recordTime)
	defer cancel()
	reply.Receipt = c.receiptFor(ctx, t, c.told(t, reply))
	if reply.Kind != kindNotice { // which leaves the answer before it the last one
		t.Session.Receipt = reply.Receipt
	}
	if !form && (reply.Kind == knowledge.KindRefuse || reply.Kind == knowledge.KindClarify) {
		c.collect(ctx, t)
	}
	return reply, nil
}

// collect keeps a question that was not answered, without a trace of whose it
// is.
func (c *Chat) collect(ctx context.Context, t *turn) {
	q := bot.Unanswered{
		Day: t.Now.In(guangzhou).Format(time.DateOnly), Kind: t.answer.Kind, Question: petition.Nameless(t.Text),
		Near: slices.Concat(t.answer.Candidates, t.answer.Near), Version: t.answer.KB,
	}
	if !c.Knowledge.IsQuestion(strings.ReplaceAll(q.Question, petition.Masked, " ")) {
		return
	}
	if err := c.Questions.CollectQuestion(ctx, t.Message.Key, q); err != nil {
		c.Log.WarnContext(ctx, "question not collected", "message", t.Message, "error", err)
	}
}

// told lists the entries' answers that a reply carries: of each part that names
// its entry, and of the entry that the reply names, such as the item of a
// verdict.
func (c *Chat) told(t *turn, reply bot.Reply) []knowledge.Answer {
	var entries []string
	for _, p := range reply.Parts {
		entries = append(entries, p.Entry)
	}
	if reply.Kind == knowledge.KindAnswer {
		entries = append(entries, reply.Entry)
	}
	var told []knowledge.Answer
	for i, entry := range entries {
		if entry != "" && !slices.Contains(entries[:i], entry) {
			told = append(told, c.answerOf(t, entry))
		}
	}
	return told
}

// answerOf is what the turn was answered from an entry, or what it says today.
func (c *Chat) answerOf(t *turn, entry string) knowledge.Answer {
	for _, a := range append([]knowledge.Answer{t.answer}, t.more...) {
		if a.Entry == entry {
			return a
		}
	}
	return c.Knowledge.Say(entry, t.Now)
}

// receiptFor records answers and returns their receipt, "" when there is none.
func (c *Chat) receiptFor(ctx context.Context, t *turn, told []knowledge.Answer) string {
	if len(told) == 0 {
		return ""
	}
	given := make([]bot.Answered, len(told))
	for i, a := range told {
		given[i] = bot.Answered{
			Person: t.Message.Person(), Channel: t.Message.Channel, Entry: a.Entry,
			Digest: a.Digest, Version: a.KB, AsOf: a.AsOf.Format(time.DateOnly),
		}
	}
	receipt, err := c.Ledger.RecordAnswers(ctx, t.Message.Key, given)
	if err != nil {
		c.Log.WarnContext(ctx, "answer not recorded", "message", t.Message, "error", err)
	}
	return receipt
}
