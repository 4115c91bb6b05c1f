package officer

import (
	"context"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// templated are the acts that have a template. The first is meant where none is
// named.
var templated = []string{"answer", "not-accept", "hand-over", "extend"}

// template shows how an act is written: nothing but what is to be sent, once its
// blanks are filled.
func template(_ context.Context, d *Desk, o order) (bot.Reply, error) {
	act := namedIn(o.turn.Text)
	words := d.Book.Fill(d.about(o, kinds[act.Verb](o.Petition.Report)), map[string]string{
		"答复单位": o.Unit.Name, "答复日期": clock.DayOf(o.Now).Chinese(),
	})
	if words == "" {
		return bot.Say("这件工单的“" + act.Word + "”没有模板，直接写就行：\n" + act.Line(o.caseNo())), nil
	}
	between := " "
	if strings.Contains(words, "\n") {
		between = "\n"
	}
	return bot.Say(act.Word + " " + o.caseNo() + between + words), nil
}

// namedIn is the act whose template a text asks for.
func namedIn(text string) petition.Act {
	for _, verb := range templated[1:] {
		if act, _ := petition.ActOf(verb); strings.Contains(text, act.Word) {
			return act
		}
	}
	act, _ := petition.ActOf(templated[0])
	return act
}

// templateHint says how the template of an act is asked for; "" when it has none.
func templateHint(act petition.Act, caseNo string) string {
	switch slices.Index(templated, act.Verb) {
	case -1:
		return ""
	case 0:
		return "\n要模板，请发：模板 " + caseNo
	}
	return "\n要模板，请发：模板 " + caseNo + " " + act.Word
}
