package jobs

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

var (
	// errGone says that an officer cannot be reached by trying again.
	errGone = errors.New("the officer cannot be reached")
	// errNobody leaves a petition to the next sweep, which tries all again.
	errNobody = errors.New("no officer of the unit and of the default unit could be reached")
)

// notify tells the officers of a petition's unit of the newest event that is
// for them. Each officer gets a card of their own, because the code that
// updates a card is one officer's.
func (w Work) notify(ctx context.Context, caseNo string) error {
	if w.Desk == nil {
		w.Log.WarnContext(ctx, "no channel to officers is configured", "case", caseNo)
		return nil
	}
	p, err := w.Petitions.Petition(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load petition to notify: %w", err)
	}
	if p.Status == petition.Received {
		return nil // the routing tells the unit, with what was added before it
	}
	log, err := w.Petitions.Events(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load events to notify: %w", err)
	}
	number := forOfficers(log)
	if number == 0 {
		return nil
	}
	voices, err := w.Sites.SameSource(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("look for the same source to notify: %w", err)
	}
	turns := w.Rules.Turns(p, log[number-1], clock.DayOf(w.Now()))
	if len(turns) == 0 {
		return fmt.Errorf("notify: unit %q and the default unit have no officers", p.Unit)
	}
	m := message{p, log, voices, number}
	lost, err := inTurn(ctx, turns, func(ctx context.Context, officer string) (string, error) { return w.deliver(ctx, officer, m) })
	return errors.Join(err, w.giveUp(ctx, caseNo, lost))
}

// message is what officers are told: a petition, others about its source, and the
// number of the event.
type message struct {
	petition petition.Petition
	log      []petition.Event
	voices   []petition.Voice
	number   int
}

// forOfficers returns the number of the newest event that officers are told
// of, 0 when there is none.
func forOfficers(log []petition.Event) int {
	for i, e := range slices.Backward(log) {
		if slices.Contains(e.FollowUps(), petition.JobNotify) {
			return i + 1
		}
	}
	return 0
}

// telling tells one officer and names what was sent. The error is errGone when the
// officer cannot be reached by trying again.
type telling func(ctx context.Context, officer string) (id string, err error)

// inTurn tells the officers of the first turn in which anybody can be reached.
// Who cannot is lost once another has been told, and not before: nobody else
// would know of the petition.
func inTurn(ctx context.Context, turns [][]string, tell telling) (lost []string, err error) {
	var all []string
	for _, turn := range turns {
		told, gone, err := tell.each(ctx, turn)
		all = append(all, gone...)
		if told {
			return all, err
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, errNobody
}

// each tells some officers: whether one was told, what was sent to those who
// cannot be reached, and what else went wrong.
func (tell telling) each(ctx context.Context, officers []string) (told bool, gone []string, err error) {
	var failed []error
	for _, officer := range officers {
		id, err := tell(ctx, officer)
		switch {
		case err == nil:
			told = true
		case errors.Is(err, errGone):
			gone = append(gone, id)
		default:
			failed = append(failed, err)
		}
	}
	return told, gone, errors.Join(failed...)
}

func (w Work) giveUp(ctx context.Context, caseNo string, deliveries []string) error {
	var failed []error
	for _, id := range deliveries {
		w.Log.WarnContext(ctx, "an officer cannot be reached, the next was told", "case", caseNo, "delivery", id)
		failed = append(failed, w.Ledger.Gone(ctx, id))
	}
	return errors.Join(failed...)
}

// deliver sends one officer's card, once: what the ledger says was sent is not
// sent again, and an attempt that ended in doubt repeats the same bytes, which
// the platform drops.
func (w Work) deliver(ctx context.Context, officer string, m message) (id string, err error) {
	p := m.petition
	taskID := fmt.Sprintf("%s_%d_%x", p.Case, m.number, sha256.Sum256([]byte(officer)))[:40]
	body, err := w.Desk.Card(w.Rules.Brief(p, m.log, officer, w.Now()).Told(m.number).Beside(m.voices), taskID)
	if err != nil {
		return "", fmt.Errorf("write card: %w", err)
	}
	d, err := w.Ledger.Intend(ctx, petition.Delivery{Case: p.Case, Event: m.number, Officer: officer, TaskID: taskID, Body: body})
	switch {
	case err != nil || d.State == petition.DeliverySent:
		return d.ID, err
	case d.State == petition.DeliveryGone:
		return d.ID, errGone
	}
	messageID, code, err := w.Desk.SendCard(ctx, d.Body)
	if err != nil {
		return d.ID, errors.Join(fmt.Errorf("send card: %w", reachable(err)), w.Ledger.Failed(ctx, d.ID, err.Error()))
	}
	return d.ID, w.Ledger.Sent(ctx, d.ID, code, messageID)
}

// reachable makes errGone of a refusal that says so.
func reachable(err error) error {
	var refusal interface{ Unreachable() bool }
	if errors.As(err, &refusal) && refusal.Unreachable() {
		return fmt.Errorf("%w: %w", errGone, err)
	}
	return err
}
