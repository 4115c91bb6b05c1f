package chat

import (
	"context"
	"fmt"
	"slices"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// Words that answer the summary.
var (
	confirming = []string{"确认", "确定", "提交", "确认提交", "好", "好的", "可以", "对", "是", "没问题", "冇问题", "ok", "系", "啱", "无误", "没错"}
	modifying  = []string{"修改", "改", "我要改", "要改", "更正", "不对", "错了", "唔啱"}
)

// confirm files the report, opens it for change, or asks once more.
func (c *Chat) confirm(ctx context.Context, t *turn) (bot.Reply, error) {
	word := commandWord(t.Text)
	if slices.Contains(confirming, word) {
		return c.file(ctx, t)
	}
	if slices.Contains(modifying, word) {
		return c.reopen(ctx, t, stepModify, func(*petition.Report) {})
	}
	return bot.Say("请回“确认”提交，要改就回“修改”，不想投诉了就回“取消”。", bot.Pick("确认", "修改", "取消")...).In(flowComplaint, stepConfirm), nil
}

// file files the report. The number is told only after it is stored.
func (c *Chat) file(ctx context.Context, t *turn) (bot.Reply, error) {
	filed, err := c.Drafts.File(ctx, t.Message.Person(), t.Message.Key)
	if finished(err) {
		t.Session.Leave()
		return c.status(ctx, t)
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("file report: %w", err)
	}
	t.Session.Leave()
	return registered(filed), nil
}

// registered tells the number.
func registered(p petition.Petition) bot.Reply {
	text := "登记好了，编号 " + p.Case + "，请记下。\n我们会转给承办单位处理。有进展，您下次来这里说话时我第一时间告诉您；也可以随时回“进度”查看。"
	if p.Report.Anonymous {
		text += "\n您选择了匿名，所以不会有人打电话回复您。"
	}
	return bot.Say(text, bot.Pick("进度")...).In(flowComplaint, "filed")
}

// modify opens the field that is named.
func (c *Chat) modify(ctx context.Context, t *turn) (bot.Reply, error) {
	for _, q := range questions() {
		if commandWord(t.Text) == q.name {
			return c.reopen(ctx, t, q.step, q.clear)
		}
	}
	return bot.Say("请告诉我要改哪一项。", fieldChoices()...).In(flowComplaint, stepModify), nil
}

// reopen puts the draft back on a step.
func (c *Chat) reopen(ctx context.Context, t *turn, step string, change func(*petition.Report)) (bot.Reply, error) {
	draft, err := c.Drafts.StepDraft(ctx, t.Message.Person(), t.Message.Key, func(d *petition.Draft) error {
		change(&d.Report)
		d.Step = step
		return nil
	})
	if err != nil {
		return bot.Reply{}, fmt.Errorf("reopen draft: %w", err)
	}
	t.Session.At(flowComplaint, draft.Step)
	return ask(draft), nil
}
