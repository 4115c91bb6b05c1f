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
	f, _ := formIn(t.Session.Flow)
	return bot.Say("请回“确认”提交，要改就回“修改”，不想"+f.name+"了就回“取消”。", bot.Pick("确认", "修改", "取消")...).In(f.flow, stepConfirm), nil
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
	return formOf(filed.Report).registered(filed), nil
}

// modify opens the field that is named.
func (c *Chat) modify(ctx context.Context, t *turn) (bot.Reply, error) {
	f, _ := formIn(t.Session.Flow)
	for _, q := range f.fields() {
		if commandWord(t.Text) == q.name {
			return c.reopen(ctx, t, q.step, q.clear)
		}
	}
	return bot.Say("请告诉我要改哪一项。", f.fieldChoices()...).In(f.flow, stepModify), nil
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
	f := formOf(draft.Report)
	t.Session.At(f.flow, draft.Step)
	return f.ask(draft), nil
}
