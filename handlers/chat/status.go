package chat

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

const (
	flowStatus = "status"
	listed     = 5
)

// status shows where a person's cases stand: the one that is named, or the only
// one, with all that happened; else the newest, to choose from.
func (c *Chat) status(ctx context.Context, t *turn) (bot.Reply, error) {
	cases, err := c.asked(ctx, t)
	if errors.Is(err, bot.ErrNotFound) {
		return c.onCase(t, sayUnknown), nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look up cases: %w", err)
	}
	if len(cases) == 0 {
		return c.onCase(t, "您还没有在这里登记过投诉。要投诉的话，直接说发生了什么就行。", bot.Pick("我要投诉")...), nil
	}
	if len(cases) == 1 {
		return c.wholeCase(ctx, t, cases[0])
	}
	blocks, choices := make([]string, len(cases)), make([]bot.Choice, len(cases))
	for i, p := range cases {
		blocks[i] = strings.Join(c.standing(p), "\n")
		choices[i] = bot.Choice{Text: p.Case, Value: p.Case}
	}
	return c.onCase(t, strings.Join(blocks, "\n\n"), choices...), nil
}

func (c *Chat) asked(ctx context.Context, t *turn) ([]petition.Petition, error) {
	caseNo, named := petition.FindCaseNumber(t.Text)
	if !named {
		return c.Petitions.PetitionsOf(ctx, t.Message.Person(), listed)
	}
	p, err := c.Petitions.PetitionOf(ctx, t.Message.Person(), caseNo)
	return []petition.Petition{p}, err
}

// wholeCase says what happened to a case, what comes next by law, and what its
// citizen can do now.
func (c *Chat) wholeCase(ctx context.Context, t *turn, p petition.Petition) (bot.Reply, error) {
	log, err := c.History.Events(ctx, p.Case)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("load the history: %w", err)
	}
	lines := append(c.standing(p), "经过：")
	lines = append(lines, petition.Timeline(log, c.unitName)...)
	lines = append(lines, c.comesNext(p, log, clock.DayOf(t.Now))...)
	if asked := p.Asked(log); asked != "" {
		return c.onCase(t, strings.Join(lines, "\n"), bot.Choice{Text: wordReply, Value: wordAdd + " " + p.Case}), nil
	}
	return c.onCase(t, strings.Join(lines, "\n"), openQuestion(p, log)...), nil
}

// comesNext says the terms of the law that run or have passed undone; where none
// runs, what the law has for such a matter instead.
func (c *Chat) comesNext(p petition.Petition, log []petition.Event, today clock.Day) (lines []string) {
	for _, l := range c.Terms.Limits(p, log) {
		if words := l.ForCitizen(today); words != "" && l.Met == 0 && !l.Exempt {
			lines = append(lines, words)
		}
	}
	if line := termless[p.Report.Kind()]; len(lines) == 0 && line != "" && p.Status.Open() {
		lines = append(lines, line)
	}
	if len(lines) > 0 {
		lines[0] = "接下来：" + lines[0]
	}
	return lines
}

// standing says one case in a few lines.
func (c *Chat) standing(p petition.Petition) []string {
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
	return lines
}

// unitName names a unit to the citizen.
func (c *Chat) unitName(id string) string {
	if unit, ok := c.Hearing.Unit(id); ok {
		return unit.Name
	}
	return "承办单位"
}

func ellipsis(s string, n int) string {
	runes := []rune(strings.ReplaceAll(s, "\n", " "))
	if len(runes) <= n {
		return string(runes)
	}
	return string(runes[:n]) + "…"
}
