// Package officer is what an officer can do in WeCom, by card and by text: take
// a petition or not, pass it on, ask and answer, extend, close, look at it. Who
// is an officer, and of which unit, is decided by UserID alone; everybody else
// is a citizen, whatever they type.
package officer

import (
	"context"
	"errors"
	"fmt"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/bot/petition/reply"
)

// Petitions is what an officer works on.
type Petitions interface {
	Petition(ctx context.Context, caseNo string) (petition.Petition, error)
	Events(ctx context.Context, caseNo string) ([]petition.Event, error)
	Change(ctx context.Context, key, caseNo string, e petition.Event) (petition.Petition, bool, error)
	// HasChanged says that a message has changed a petition already.
	HasChanged(ctx context.Context, key string) (bool, error)
	// Merged lists the cases that an answer to a case answers too.
	Merged(ctx context.Context, caseNo string) ([]string, error)
}

// Identities opens what is sealed of a reporter: "" is no contact.
type Identities interface {
	Contact(ctx context.Context, caseNo string) (string, error)
}

// Docket lists the petitions that wait for a unit.
type Docket interface {
	OpenCases(ctx context.Context, unit string, superior bool, limit int) ([]string, error)
}

// Cards keeps the code that a click brings, with which the card is updated, and
// the cards that officers have on their screens.
type Cards interface {
	NewResponseCode(ctx context.Context, taskID, officer, code string) error
	CardsOf(ctx context.Context, caseNo string) ([]petition.Delivery, error)
	// Card finds the card that is clicked, though it may be too new for CardsOf.
	Card(ctx context.Context, taskID, officer string) (petition.Delivery, error)
}

// Audit notes that an officer looks at a petition.
type Audit interface {
	Audit(ctx context.Context, officer, action, caseNo, about string) error
}

// Sites finds the other petitions in work about the same source.
type Sites interface {
	SameSource(ctx context.Context, caseNo string) ([]petition.Voice, error)
}

// Units knows the units and their officers. Brief says what an officer may do
// with a petition.
type Units interface {
	Brief(p petition.Petition, log []petition.Event, officer string, now time.Time) petition.Brief
	UnitOf(officer string) (petition.Unit, bool)
	UnitNamed(name string) (petition.Unit, bool)
}

// Desk serves officers. All fields are required.
type Desk struct {
	Petitions  Petitions
	Docket     Docket
	Cards      Cards
	Sites      Sites
	Units      Units
	Audit      Audit
	Identities Identities

	Book     *reply.Book                     // templates, and what drafts are read by
	Repealed func(day clock.Day) []reply.Law // laws that may no longer be cited on a day
}

// order is one act asked of a petition.
type order struct {
	petition.Brief
	turn    *bot.Turn
	act     petition.Act
	unit    petition.Unit // of the officer
	rest    string        // what was written behind the case number
	seen    int           // the version that the clicked card showed; 0 for words
	repeat  bool          // the same message was carried out before
	anyway  bool          // what is found in the words is to be overruled
	reason  string        // why
	contact string        // of the reporter, where the act opens it
	merged  []string      // the cases that the answer answers too
}

func (o order) caseNo() string { return o.Petition.Case }

// Serve answers officers and leaves everybody and everything else to next.
func (d *Desk) Serve(next bot.Handler) bot.Handler {
	return func(ctx context.Context, t *bot.Turn) (bot.Reply, error) {
		if t.Message.Channel != bot.ChannelWeCom {
			return next(ctx, t)
		}
		unit, ok := d.Units.UnitOf(t.Message.Sender)
		if !ok && clicked(t) {
			return bot.Say("您不是承办人员，不能处理这个工单。"), nil
		}
		if !ok {
			return next(ctx, t)
		}
		if list, found := lists[listWord(t)]; found {
			return list(ctx, d, t, unit)
		}
		asked, understood := parse(t)
		if !understood {
			return next(ctx, t)
		}
		return d.serve(ctx, order{turn: t, unit: unit, rest: asked.rest, seen: asked.seen, anyway: asked.anyway}, asked)
	}
}

// serve loads the petition, checks that it is the officer's, and carries the
// order out.
func (d *Desk) serve(ctx context.Context, o order, a asked) (bot.Reply, error) {
	b, err := d.brief(ctx, a.caseNo, o.turn)
	if errors.Is(err, bot.ErrNotFound) {
		return bot.Say("没有这个编号的工单，请核对。"), nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	var known bool
	if o.act, known = petition.ActOf(a.name); !known {
		return bot.Say("这个按钮我不认识，请用文字，比如“查看 " + a.caseNo + "”。"), nil
	}
	o.Brief = b
	if o.repeat, err = d.Petitions.HasChanged(ctx, o.turn.Message.Key); err != nil {
		return bot.Reply{}, fmt.Errorf("look for a repeat: %w", err)
	}
	if no := o.forbidden(); no != "" && !o.repeat {
		return bot.Say(no), nil
	}
	lapsed, err := d.keepCode(ctx, o.turn)
	if err != nil {
		return bot.Reply{}, err
	}
	reply, err := d.carry(ctx, o)
	if err == nil && lapsed {
		reply = reply.Then(bot.Say("这张卡片不能再更新了，以后请用文字，发“查看 " + a.caseNo + "”可以看到怎么写。"))
	}
	return reply, err
}

// brief is a petition as the officer of a turn sees it. The superior serves it
// too where a card brought it to them.
func (d *Desk) brief(ctx context.Context, caseNo string, t *bot.Turn) (petition.Brief, error) {
	p, err := d.Petitions.Petition(ctx, caseNo)
	if err != nil {
		return petition.Brief{}, fmt.Errorf("load petition: %w", err)
	}
	log, err := d.Petitions.Events(ctx, caseNo)
	if err != nil {
		return petition.Brief{}, fmt.Errorf("load history: %w", err)
	}
	b := d.Units.Brief(p, log, t.Message.Sender, t.Now)
	if b.Serves || !b.Superior {
		return b, nil
	}
	cards, err := d.Cards.CardsOf(ctx, caseNo)
	if err != nil {
		return petition.Brief{}, fmt.Errorf("load cards: %w", err)
	}
	if clicked, err := d.Cards.Card(ctx, t.Message.Event.TaskID, t.Message.Sender); err == nil && clicked.Case == caseNo {
		cards = append(cards, clicked)
	}
	for _, c := range cards {
		if c.Officer == t.Message.Sender {
			b = b.Told(c.Event)
		}
	}
	return b, nil
}

// forbidden says why the officer may not give the order at all; "" when they may.
func (o order) forbidden() string {
	switch {
	case o.act.Superior && o.Superior:
		return ""
	case o.act.Superior:
		return "“" + o.act.Word + "”由共同的上一级作出，您的单位不能办。"
	case !o.Serves:
		return "工单 " + o.caseNo() + " 现在不由您的单位承办。"
	}
	return ""
}

// keepCode keeps the code of a click before anything is changed, so that the
// change can update the card. lapsed says that the clicked card cannot be.
func (d *Desk) keepCode(ctx context.Context, t *bot.Turn) (lapsed bool, err error) {
	e := t.Message.Event
	if !clicked(t) {
		return false, nil
	}
	if e.ResponseCode == "" {
		return true, nil
	}
	err = d.Cards.NewResponseCode(ctx, e.TaskID, t.Message.Sender, e.ResponseCode)
	if errors.Is(err, bot.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("keep response code: %w", err)
	}
	return false, nil
}
