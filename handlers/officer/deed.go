package officer

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// deed is how an act changes a petition: the event that the order asks for, or
// the answer that it cannot be made one, and what the officer reads when it is
// done.
type deed struct {
	event func(ctx context.Context, d *Desk, o order) (e petition.Event, no string, err error)
	done  func(d *Desk, o order, e petition.Event) string
}

// deeds are those of all groups, by the verb of the act.
var deeds = gather(taking, passing, talking, ending, opening)

func gather(groups ...map[string]deed) map[string]deed {
	all := map[string]deed{}
	for _, g := range groups {
		maps.Copy(all, g)
	}
	return all
}

// longest is how long the words of a command may be, in bytes, so that they fit
// into one message. What the linter reads it measures itself.
const longest = 1500

// carry carries the order out, or says what is missing in it.
func (d *Desk) carry(ctx context.Context, o order) (bot.Reply, error) {
	if look, found := looks[o.act.Verb]; found {
		return d.look(ctx, o, look)
	}
	_, reads := kinds[o.act.Verb]
	if o.anyway && reads && !o.overrules() {
		return bot.Say("请写明理由和内容，格式：\n" + o.overruleLine()), nil
	}
	switch {
	case o.act.Form != "" && clicked(o.turn) && !o.Petition.Status.Allows(o.act.Event):
		return d.refuse(ctx, o, petition.ErrTransition)
	case o.act.Form != "" && o.rest == "":
		return bot.Say(o.form("")), nil
	case len(o.rest) > longest && !reads:
		return bot.Say(fmt.Sprintf("内容太长，一条消息放不下。请控制在%d个字以内，再发一次。", longest/3)), nil
	}
	if err := d.open(ctx, &o); err != nil {
		return bot.Reply{}, err
	}
	does := deeds[o.act.Verb]
	e, no, err := does.event(ctx, d, o)
	if err != nil {
		return bot.Reply{}, err
	}
	if no != "" {
		return bot.Say(no), nil
	}
	return d.send(ctx, o, e, does.done)
}

// form says how the act is asked for in words, behind what is missing in it.
func (o order) form(missing string) string {
	says := "请用文字" + o.act.Word + "，格式：\n" + o.act.Line(o.caseNo())
	if hint := hints[o.act.Verb]; hint != "" {
		says += "\n" + strings.ReplaceAll(hint, "{writer}", writer(o.Petition))
	}
	says += templateHint(o.act, o.caseNo())
	if missing != "" {
		return missing + "\n" + says
	}
	return says
}

// hints tell what becomes of the words.
var hints = map[string]string{
	"answer":     "内容会原样发给{writer}。",
	"ask":        "问题会原样发给{writer}，请不要问身份证号。",
	"not-accept": "原因和去处都会发给{writer}，中间用分号隔开。",
	"hand-over":  "接收单位和原因都会发给{writer}。",
	"extend":     "理由会告知{writer}。例：30 张局 要等检测结果",
	"note":       "只有承办人员看得到。",
	"transfer":   "只能转办一次，再有不同意见要提请裁定。",
}

// change applies the event and says what was done, or why not.
func (d *Desk) change(ctx context.Context, o order, e petition.Event, done func(*Desk, order, petition.Event) string) (bot.Reply, error) {
	e.Actor, e.Seen = o.turn.Message.Sender, o.seen
	_, _, err := d.Petitions.Change(ctx, o.turn.Message.Key, o.caseNo(), e)
	switch {
	case err == nil:
		return bot.Say(done(d, o, e)), nil
	case refused(err):
		return d.refuse(ctx, o, err)
	}
	return bot.Reply{}, fmt.Errorf("change petition: %w", err)
}

// refuse says why the order was refused and how to go on. Another officer may
// have changed the petition since it was loaded, so it is loaded again.
func (d *Desk) refuse(ctx context.Context, o order, why error) (bot.Reply, error) {
	now, err := d.brief(ctx, o.caseNo(), o.turn)
	if err != nil {
		return bot.Reply{}, err
	}
	o.Brief = now
	if o.seen > 0 && o.seen < now.Petition.Version && errors.Is(why, petition.ErrTransition) {
		why = petition.ErrStale
	}
	return bot.Say(o.sentence(why) + o.goOn()), nil
}
