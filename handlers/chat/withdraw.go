package chat

import (
	"context"
	"regexp"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const (
	wordWithdraw     = "撤回"
	wordWithdrawSure = "确认撤回"
	wordKeepCase     = "不撤了"
)

// Forms of the wish to withdraw, the last group what stands behind it, and of the
// answers to the question whether that is sure.
var (
	withdrawal = regexp.MustCompile(`^\s*(?:我)?(?:想|要|想要|需要)?(?:把)?(?:确认)?(?:撤回|撤销|撤銷|撤诉|撤訴|撤掉)(?:我的|这个|这件|那件)?(?:投诉|投訴|举报|舉報|案件|单子|工单)?[:：，,\s]*(` + sh + `.{0,20})?[。！!～~\s]*$`)
	sure       = regexp.MustCompile(`^` + wordWithdrawSure)
	notSure    = regexp.MustCompile(`^(?:还是|先|那|都)*(?:不|唔|别)撤(?:回|销|诉)?(?:了|喇|啦)?[。！!\s]*$`)
)

// sh is how a case number begins.
const sh = `[Ss][Hh]`

// isWithdrawal hears 撤回 SH-… or 撤销投诉, and the answer to whether it is sure.
func isWithdrawal(t *turn) bool {
	m := withdrawal.FindStringSubmatch(t.Text)
	return m != nil && (m[1] != "" || !inFlow(t)) || notSure.MatchString(t.Text) && !inFlow(t) || sureOf(t) != ""
}

// sureOf is the command that an assent stands for, where the last reply asked
// whether to withdraw.
func sureOf(t *turn) string {
	for _, choice := range t.Session.Choices {
		if sure.MatchString(choice.Value) && confirming.MatchString(commandWord(t.Text)) {
			return choice.Value
		}
	}
	return ""
}

// withdraw asks whether it is sure, and withdraws. The unit may look into the
// matter all the same.
func (c *Chat) withdraw(ctx context.Context, t *turn) (bot.Reply, error) {
	if f, filling := formIn(t.Session.Flow); filling {
		return c.onCase(t, "您的"+f.name+"还没提交。请先填完，或者回“取消”，再撤回以前的。"), nil
	}
	if command := sureOf(t); command != "" {
		t.Text = command
	}
	m := withdrawal.FindStringSubmatch(t.Text)
	if m == nil {
		return c.onCase(t, "好的，没有撤回。"), nil
	}
	if m[1] == "" && len(t.ownThat(isWithdrawable)) == 0 {
		t.answer, t.more = c.Knowledge.Say("petition-withdraw", t.Now), nil
		return c.tell(ctx, t)
	}
	p, found, reply, err := c.aimed(ctx, t, aim{verb: wordWithdraw, rest: m[1], fits: isWithdrawable, which: "要撤回哪一件？"})
	switch {
	case err != nil || !found:
		return reply, err
	case !isWithdrawable(p) && p.Status != petition.Withdrawn:
		return c.onCase(t, p.Case+" 现在是“"+p.Status.Words()+"”，不能撤回了。"), nil
	case !sure.MatchString(t.Text):
		return c.onCase(t, "要撤回 "+p.Case+"（"+ellipsis(p.Report.What, 30)+"）吗？\n撤回以后承办单位会看到；发现违法的，还可以依法继续查。\n要是有人逼您撤，请先回“"+wordHuman+"”告诉工作人员；有人身危险先打110。",
			bot.Choice{Text: wordWithdrawSure, Value: wordWithdrawSure + " " + p.Case}, bot.Choice{Text: wordKeepCase, Value: wordKeepCase}), nil
	}
	now, refused, err := c.change(ctx, t, p, petition.Event{
		Type: petition.EventWithdrawn, Reason: "市民自己撤回", Text: "市民自己撤回",
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if refused && now.Status != petition.Withdrawn {
		return c.onCase(t, p.Case+" 现在是“"+now.Status.Words()+"”，不能撤回了。"), nil
	}
	return c.onCase(t, p.Case+" 已撤回，承办单位会看到。以后又发生了，直接在这里说就行。"), nil
}

func isWithdrawable(p petition.Petition) bool { return p.Status.Allows(petition.EventWithdrawn) }
