package chat

import (
	"context"
	"fmt"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const wordAgain = "又发生"

// isAgainOfCase hears 又吵了 with a case number, or the case that was chosen for
// words which could be about several.
func isAgainOfCase(t *turn) bool {
	return caseNumber.MatchString(t.Text) && petition.SaysAgain(againIn(t.Text))
}

// againIn are the words that say that something happens again.
func againIn(text string) string {
	return strings.TrimSpace(strings.TrimPrefix(caseNumber.ReplaceAllString(text, ""), wordAgain))
}

// happensAgain hears 又吵了 of a case that is being worked on.
func happensAgain(t *turn) bool {
	return petition.SaysAgain(t.Text) && len(t.ownThat(t.recurs)) > 0
}

// recurs says that the text can tell that the matter of a case happens again.
func (t *turn) recurs(p petition.Petition) bool {
	inWork := (p.Status.Open() || p.Status == petition.Merged) && p.Status.Allows(petition.EventRecurred)
	return inWork && p.Report.IsComplaint() && p.Report.Recurs(t.Text)
}

// recur writes an entry into the diary of a case, and asks nothing but which
// case it is where it could be several.
func (c *Chat) recur(ctx context.Context, t *turn) (bot.Reply, error) {
	a := aim{verb: wordAgain, rest: t.Text, fits: t.recurs, which: "是哪一件又发生了？"}
	p, found, reply, err := c.aimed(ctx, t, a)
	if err != nil || !found {
		return reply, err
	}
	now, refused, err := c.change(ctx, t, p, petition.Event{
		Type: petition.EventRecurred, Text: petition.WithoutContact(againIn(t.Text)), At: t.Now,
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if refused {
		return c.onCase(t, p.Case+" 现在是“"+now.Status.Words()+"”。还在发生的话，请直接说地点、时间，我帮您重新登记。"), nil
	}
	log, err := c.History.Events(ctx, p.Case)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("count what happened again: %w", err)
	}
	return c.onCase(t, fmt.Sprintf("记到 %s 里了：%s又发生，这是第%d次。承办单位会看到。\n想多说几句，回“补充 %s 内容”。",
		p.Case, t.Now.In(guangzhou).Format("1月2日15:04"), petition.Count(log, petition.EventRecurred), p.Case)), nil
}
