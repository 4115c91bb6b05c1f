package chat

import (
	"context"

	"suihuan/bot"
)

func isEvent(t *turn) bool { return t.Message.Kind == bot.KindEvent }

const welcome = "您好，我是穗环助手，广州市生态环境局的问答和投诉受理助手（机器人，不是真人）。\n" +
	"您可以直接打字：\n" +
	"· 问2021年工作要点，比如“送法上门是什么”\n" +
	"· 投诉污染，直接说发生了什么\n" +
	"· 请人上门讲环保法律，回复“预约送法上门”\n" +
	"· 回复“进度”，查您投诉的办理情况\n" +
	"有人受伤、起火、爆炸，请先打110、119、120。"

var starters = bot.Pick("2021年PM2.5要控制到多少", "我要投诉", "进度")

// events are what the platform reports and we answer. Every other event gets
// the bare acknowledgement: nobody reads a reply to it.
func (c *Chat) events() map[string]func(context.Context, *turn) (bot.Reply, error) {
	return map[string]func(context.Context, *turn) (bot.Reply, error){
		"subscribe":   c.welcome,
		"scan":        c.welcome,
		"enter_agent": c.silent,
		"click":       c.menu,
		"unsubscribe": c.forget,
	}
}

func (c *Chat) event(ctx context.Context, t *turn) (bot.Reply, error) {
	if serve, ok := c.events()[t.Message.Event.Name]; ok {
		return serve(ctx, t)
	}
	return c.silent(ctx, t)
}

func (c *Chat) silent(context.Context, *turn) (bot.Reply, error) { return bot.Reply{}, nil }

func (c *Chat) welcome(context.Context, *turn) (bot.Reply, error) {
	return bot.Say(welcome, starters...), nil
}

// menu reads a menu key as if its words had been typed.
func (c *Chat) menu(ctx context.Context, t *turn) (bot.Reply, error) {
	t.Message.Kind, t.Text = bot.KindText, t.Message.Event.Key
	return c.answer(ctx, t.Turn)
}

// forget drops the conversation of one who left, with the interview; filed cases
// stay under their legal retention.
func (c *Chat) forget(ctx context.Context, t *turn) (bot.Reply, error) {
	*t.Session = bot.Session{}
	return bot.Reply{}, c.dropInterview(ctx, t)
}
