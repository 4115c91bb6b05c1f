package officer

import (
	"context"
	"fmt"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// lists are the commands that name no case.
var lists = map[string]func(context.Context, *Desk, *bot.Turn, petition.Unit) (bot.Reply, error){
	"我的工单": mine,
	"帮助":   help,
}

// mostListed is how many cases are listed at once.
const mostListed = 10

// mine lists the officer's open cases, then those of the unit that nobody has
// taken, the oldest first.
func mine(ctx context.Context, d *Desk, t *bot.Turn, unit petition.Unit) (bot.Reply, error) {
	superior := d.Units.Brief(petition.Petition{}, nil, t.Message.Sender, t.Now).Superior
	cases, err := d.Docket.OpenCases(ctx, unit.ID, superior, mostListed+1)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("list open cases: %w", err)
	}
	if len(cases) == 0 {
		return bot.Say(unit.Name + "现在没有要办的工单。"), nil
	}
	own, rest := []string{"您在办的："}, []string{unit.Name + "其他要办的："}
	for _, caseNo := range cases[:min(len(cases), mostListed)] {
		b, err := d.brief(ctx, caseNo, t)
		if err != nil {
			return bot.Reply{}, err
		}
		if b.Petition.Officer == t.Message.Sender {
			own = append(own, listed(b))
		} else {
			rest = append(rest, listed(b))
		}
	}
	var lines []string
	for _, part := range [][]string{own, rest} {
		if len(part) > 1 {
			lines = append(lines, part...)
		}
	}
	if len(cases) > mostListed {
		lines = append(lines, fmt.Sprintf("只列了最早的%d件。", mostListed))
	}
	return bot.Say(strings.Join(lines, "\n")), nil
}

// listed is one case in a line.
func listed(b petition.Brief) string {
	line := b.Petition.Case + " " + b.Petition.Status.Words()
	if term := b.Term(); term != "" {
		line += "，" + term
	}
	return line
}

// help lists the commands that the officer can write.
func help(_ context.Context, d *Desk, t *bot.Turn, _ petition.Unit) (bot.Reply, error) {
	superior := d.Units.Brief(petition.Petition{}, nil, t.Message.Sender, t.Now).Superior
	lines := []string{"可以点卡片上的按钮，也可以发文字（“编号”是 SH- 开头的工单编号）："}
	for _, a := range petition.Acts() {
		if superior || !a.Superior {
			lines = append(lines, a.Line("编号"))
		}
	}
	return bot.Say(strings.Join(append(lines, "我的工单", "帮助"), "\n")), nil
}
