package chat

import (
	"context"

	"suihuan/bot"
	"suihuan/knowledge"
)

// wordForward asks for the text to forward of the entry that answered last.
const wordForward = "转发文字"

// offers are the choices that go with an answer besides its own.
func (c *Chat) offers(t *turn, a knowledge.Answer) []bot.Choice {
	if inFlow(t) || a.Kind != knowledge.KindAnswer {
		return nil
	}
	if a.Forward != "" {
		return []bot.Choice{{Text: "给我一段可以转发的文字", Value: wordForward}}
	}
	return offered[a.Entry]
}

// offered are the choices of single entries.
var offered = map[string][]bot.Choice{lawToDoor: bot.Pick(wordBook)}

// forward gives the text to forward as a message of its own.
func (c *Chat) forward(_ context.Context, t *turn) (bot.Reply, error) {
	entry := t.Session.Entry
	text := ""
	if entry != "" {
		text = c.Knowledge.Say(entry, t.Now).Forward
	}
	if text == "" {
		return c.goOn(t, bot.Say("您想转发哪件事？先问我归谁管，比如“工地噪声归谁管”，再回“"+wordForward+"”。")), nil
	}
	reply := bot.Say(text)
	reply.Kind, reply.Entry = knowledge.KindAnswer, entry
	return c.goOn(t, reply), nil
}
