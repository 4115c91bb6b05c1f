package chat

import (
	"context"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// commands are the words that mean the same at any time.
func (c *Chat) commands() map[string]func(context.Context, *turn) (bot.Reply, error) {
	return map[string]func(context.Context, *turn) (bot.Reply, error){
		"继续": c.more, "更多": c.more,
		"取消": c.cancel, "退出": c.cancel, "结束": c.cancel, "算了": c.cancel, "不投诉了": c.cancel, "不预约了": c.cancel,
		"进度": c.status, "查进度": c.status, "进度查询": c.status, "查询进度": c.status, "我的投诉": c.status,
		"帮助": c.help, "菜单": c.help, "功能": c.help,
		wordBook:    c.book,
		wordForward: c.forward, "给我一段可以转发的文字": c.forward, "转发": c.forward,
		wordAskOn:  c.askAgain,
		wordHandIn: c.handIn, "留资料": c.handIn, "留资料俾窗口": c.handIn,
		"人工": c.human, wordHuman: c.human, "人工客服": c.human,
		"我要投诉": c.complain, "投诉": c.complain, "举报": c.complain, "我要举报": c.complain,
	}
}

// caseTalk is the length of a text that is about the case number in it, in bytes.
const caseTalk = 40

// isCommand hears a command word, or a case number with hardly a word beside it.
func isCommand(t *turn) bool {
	word := commandWord(t.Text)
	if _, ok := (*Chat)(nil).commands()[word]; ok {
		return true
	}
	_, isCase := petition.FindCaseNumber(word)
	return isCase && len(word) < caseTalk
}

func commandWord(text string) string {
	return strings.ToLower(strings.Trim(text, " \t\r\n　。.!！?？~～"))
}

func (c *Chat) command(ctx context.Context, t *turn) (bot.Reply, error) {
	if serve, ok := c.commands()[commandWord(t.Text)]; ok {
		return serve(ctx, t)
	}
	return c.status(ctx, t)
}

// more brings what did not fit into the last reply.
func (c *Chat) more(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.Session.Rest == "" {
		return c.moreOf(ctx, t)
	}
	return bot.Say(t.Session.Rest), nil
}

// cancel leaves whatever is going on; an open report is dropped. Who only does
// not want to change anything keeps it.
func (c *Chat) cancel(ctx context.Context, t *turn) (bot.Reply, error) {
	if serve, ok := map[string]func(context.Context, *turn) (bot.Reply, error){
		flowEIA: c.cancelInterview, flowHandIn: c.cancelHandIn,
	}[t.Session.Flow]; ok {
		return serve(ctx, t)
	}
	if isFilling(t) && t.Session.Step == stepModify && commandWord(t.Text) == "算了" {
		return c.reopen(ctx, t, stepConfirm)
	}
	flow, caseNo := t.Session.Flow, t.Session.Case
	t.Session.Leave()
	if flow == flowEmergency {
		return bot.Say("好的。编号 "+caseNo+" 已在处理，回复“进度”可以查看。请注意安全。", bot.Pick(wordNoAlarm)...), nil
	}
	f, filling := formIn(flow)
	if !filling {
		return bot.Say("好的。有事随时找我。"), nil
	}
	if err := c.Drafts.DropDraft(ctx, t.Message.Person(), t.Message.Key); err != nil {
		return bot.Reply{}, err
	}
	return bot.Say("好的，这次" + f.name + "不登记了，刚才填的内容已经删掉。"), nil
}

func (c *Chat) help(_ context.Context, t *turn) (bot.Reply, error) {
	return c.goOn(t, bot.Say(welcome, starters...)), nil
}
