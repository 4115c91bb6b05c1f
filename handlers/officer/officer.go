// Package officer is what an officer can do in WeCom, by card and by text:
// take a petition, pass it on, answer it, look at it. Who is an officer, and of
// which unit, is decided by UserID alone; everybody else is a citizen, whatever
// they type.
package officer

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// Petitions is what an officer works on.
type Petitions interface {
	Petition(ctx context.Context, caseNo string) (petition.Petition, error)
	Change(ctx context.Context, key, caseNo string, e petition.Event) (petition.Petition, bool, error)
	// HasChanged says that a message has changed a petition already.
	HasChanged(ctx context.Context, key string) (bool, error)
}

// Cards keeps the code that a click brings, with which the card is updated.
type Cards interface {
	NewResponseCode(ctx context.Context, taskID, officer, code string) error
}

// Units knows the units and their officers. Serves says that a unit may work on
// a petition.
type Units interface {
	Serves(unit string, p petition.Petition) bool
	Unit(id string) (petition.Unit, bool)
	UnitOf(officer string) (petition.Unit, bool)
	UnitNamed(name string) (petition.Unit, bool)
}

// Desk serves officers. All fields are required.
type Desk struct {
	Petitions Petitions
	Cards     Cards
	Units     Units
}

// order is one thing asked of a petition.
type order struct {
	turn *bot.Turn
	unit petition.Unit // of the officer
	p    petition.Petition
	rest string // what was written behind the case number
}

// orders are the words of text commands and the keys of card buttons.
func (d *Desk) orders() map[string]func(context.Context, order) (bot.Reply, error) {
	return map[string]func(context.Context, order) (bot.Reply, error){
		"受理": d.accept, "accept": d.accept,
		"转办": d.transfer, "transfer": d.transfer,
		"答复": d.answer, "answer": d.answer,
		"查看": d.view, "view": d.view,
	}
}

// Serve answers officers and leaves everybody and everything else to next.
func (d *Desk) Serve(next bot.Handler) bot.Handler {
	return func(ctx context.Context, t *bot.Turn) (bot.Reply, error) {
		if t.Message.Channel != bot.ChannelWeCom {
			return next(ctx, t)
		}
		clicked := t.Message.Event.Name == "template_card_event"
		unit, ok := d.Units.UnitOf(t.Message.Sender)
		if !ok && clicked {
			return bot.Say("您不是承办人员，不能处理这个工单。"), nil
		}
		verb, rest, understood := parse(t)
		if !ok || !understood {
			return next(ctx, t)
		}
		return d.serve(ctx, t, unit, verb, rest)
	}
}

var command = regexp.MustCompile(`(?s)^\s*(受理|转办|答复|查看)[:：\s]*(\S.*)$`)

// parse reads a command from a text (答复 SH-… 内容) or a button key
// (answer:SH-…). It is false when there is none.
func parse(t *bot.Turn) (verb, rest string, ok bool) {
	if t.Message.Event.Name == "template_card_event" {
		return strings.Cut(t.Message.Event.Key, ":")
	}
	m := command.FindStringSubmatch(t.Text)
	if m == nil {
		return "", "", false
	}
	_, named := petition.FindCaseNumber(m[2])
	return m[1], m[2], named
}

// serve loads the petition, checks that it is the officer's, and carries the
// order out.
func (d *Desk) serve(ctx context.Context, t *bot.Turn, unit petition.Unit, verb, rest string) (bot.Reply, error) {
	caseNo, _ := petition.FindCaseNumber(rest)
	p, err := d.Petitions.Petition(ctx, caseNo)
	if errors.Is(err, bot.ErrNotFound) {
		return bot.Say("没有这个编号的工单，请核对。"), nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("load petition: %w", err)
	}
	carry, known := d.orders()[verb]
	if !known {
		return bot.Say("这个按钮我不认识，请用文字，比如“受理 " + caseNo + "”。"), nil
	}
	repeat, err := d.Petitions.HasChanged(ctx, t.Message.Key)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look for a repeat: %w", err)
	}
	if !d.Units.Serves(unit.ID, p) && !repeat {
		return bot.Say("工单 " + caseNo + " 现在不由您的单位承办。"), nil
	}
	if err := d.keepCode(ctx, t); err != nil {
		return bot.Reply{}, err
	}
	return carry(ctx, order{turn: t, unit: unit, p: p, rest: behindCase(rest, caseNo)})
}

// keepCode keeps the code of a click before anything is changed, so that the
// change can update the card.
func (d *Desk) keepCode(ctx context.Context, t *bot.Turn) error {
	e := t.Message.Event
	if e.ResponseCode == "" {
		return nil
	}
	err := d.Cards.NewResponseCode(ctx, e.TaskID, t.Message.Sender, e.ResponseCode)
	if err != nil && !errors.Is(err, bot.ErrNotFound) {
		return fmt.Errorf("keep response code: %w", err)
	}
	return nil
}

// gaps are the signs that people put between the parts of a command.
const gaps = " \t\r\n　:：,，、;；"

// behindCase returns what was written behind the case number, however its
// signs were typed.
func behindCase(text, caseNo string) string {
	signs := strings.ReplaceAll(caseNo, "-", "")
	seen := 0
	for i, r := range text {
		if seen == len(signs) {
			return strings.TrimLeft(text[i:], gaps)
		}
		if strings.EqualFold(string(r), signs[seen:seen+1]) {
			seen++
		}
	}
	return ""
}
