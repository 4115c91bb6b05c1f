package chat

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const (
	flowStatus = "status"
	listed     = 5
)

// status shows where a person's cases stand: the one that is named, else the
// newest.
func (c *Chat) status(ctx context.Context, t *turn) (bot.Reply, error) {
	cases, err := c.asked(ctx, t)
	if errors.Is(err, bot.ErrNotFound) {
		return c.goOn(t, bot.Say("没有查到这个编号。只能查您自己在这里登记的投诉，请核对编号再试。").In(flowStatus, "")), nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look up cases: %w", err)
	}
	if len(cases) == 0 {
		return c.goOn(t, bot.Say("您还没有在这里登记过投诉。要投诉的话，直接说发生了什么就行。", bot.Pick("我要投诉")...).In(flowStatus, "")), nil
	}
	blocks := make([]string, len(cases))
	for i, p := range cases {
		blocks[i] = c.standing(p)
	}
	return c.goOn(t, bot.Say(strings.Join(blocks, "\n\n")).In(flowStatus, "")), nil
}

func (c *Chat) asked(ctx context.Context, t *turn) ([]petition.Petition, error) {
	caseNo, named := petition.FindCaseNumber(t.Text)
	if !named {
		return c.Petitions.PetitionsOf(ctx, t.Message.Person(), listed)
	}
	p, err := c.Petitions.PetitionOf(ctx, t.Message.Person(), caseNo)
	return []petition.Petition{p}, err
}

// standing says one case in a few lines.
func (c *Chat) standing(p petition.Petition) string {
	lines := []string{
		p.Case + "：" + p.Status.Words(),
		"内容：" + ellipsis(p.Report.What, 40),
	}
	if c := p.Report.Correction(); c != "" {
		lines = append(lines, c)
	}
	lines = append(lines, "登记时间："+p.FiledAt.In(guangzhou).Format("2006年1月2日 15:04"))
	if unit, ok := c.Hearing.Unit(p.Unit); ok {
		lines = append(lines, "承办单位："+unit.Name)
	}
	if p.Answer != "" {
		lines = append(lines, "答复："+p.Answer)
	}
	return strings.Join(lines, "\n")
}

func ellipsis(s string, n int) string {
	runes := []rune(strings.ReplaceAll(s, "\n", " "))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n]) + "…"
}
