package chat

import (
	"context"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// askedFor is how long after an answer its citizen is asked about it unasked.
const askedFor = 14 * 24 * time.Hour

// alsoAsk puts behind a reply what an officer waits for from the person, or asks
// once what they say of an answer that has reached them. It never comes between
// the steps of a conversation.
func (c *Chat) alsoAsk(ctx context.Context, t *turn, reply bot.Reply) bot.Reply {
	if len(t.own) == 0 || len(reply.Parts) == 0 || reply.Kind == "flow" || t.Session.Flow != "" || t.Stateless {
		return reply
	}
	end := &reply.Parts[len(reply.Parts)-1]
	if waiting := t.ownThat(isWaiting); len(waiting) > 0 {
		end.Choices = append(end.Choices, bot.Choice{Text: wordReply, Value: wordAdd + " " + waiting[0].Case})
		return reply
	}
	if len(end.Choices) > 0 {
		return reply
	}
	for _, p := range t.ownThat(isAnswered) {
		log, err := c.History.Events(ctx, p.Case)
		if err != nil {
			c.Log.WarnContext(ctx, "answer not asked about", "case", p, "error", err)
			return reply
		}
		choices := openQuestion(p, log)
		if len(choices) == 0 || t.Session.Asked == p.Case || !p.Report.IsComplaint() || t.Now.Sub(log[len(log)-1].At) > askedFor {
			continue
		}
		t.Session.Asked = p.Case
		return reply.Then(bot.Reply{
			Parts: []bot.Part{{Text: p.Case + " 的答复给您了。问题解决了吗？", Choices: choices}},
			Kind:  reply.Kind, Entry: reply.Entry, Flow: reply.Flow, Step: reply.Step, Receipt: reply.Receipt,
		})
	}
	return reply
}

// openQuestion offers the words for what the citizen has not yet said of an
// answer.
func openQuestion(p petition.Petition, log []petition.Event) []bot.Choice {
	said := petition.Rating(log)
	switch {
	case !isAnswered(p):
		return nil
	case said.Solved == "":
		return verdictChoices(p, "解决了", "没解决")
	case said.Content == "":
		return verdictChoices(p, "满意", "不满意")
	}
	return nil
}
