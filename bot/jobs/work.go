package jobs

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"suihuan/bot/petition"
)

// route chooses the unit of a petition that has none yet. The status table
// makes a second routing of the same petition impossible.
func (w Work) route(ctx context.Context, caseNo string) error {
	p, err := w.Petitions.Petition(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load petition to route: %w", err)
	}
	if p.Status != petition.Received {
		return nil
	}
	unit, reason := w.Rules.Route(p.Report)
	_, _, err = w.Petitions.Change(ctx, "route:"+caseNo, caseNo, petition.Event{
		Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: unit, Reason: reason,
	})
	if err != nil && !errors.Is(err, petition.ErrTransition) {
		return fmt.Errorf("route petition: %w", err)
	}
	return nil
}

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
	number, err := w.forOfficers(ctx, caseNo)
	if err != nil || number == 0 {
		return err
	}
	unit, officers := w.officers(p)
	if len(officers) == 0 {
		return fmt.Errorf("notify: unit %q and the default unit have no officers", p.Unit)
	}
	var failed []error
	for _, officer := range officers {
		failed = append(failed, w.deliver(ctx, p, unit, officer, number))
	}
	return errors.Join(failed...)
}

// forOfficers returns the number of the newest event that officers are told
// of, 0 when there is none.
func (w Work) forOfficers(ctx context.Context, caseNo string) (int, error) {
	events, err := w.Petitions.Events(ctx, caseNo)
	if err != nil {
		return 0, fmt.Errorf("load events to notify: %w", err)
	}
	for i := len(events) - 1; i >= 0; i-- {
		if slices.Contains(events[i].FollowUps(), petition.JobNotify) {
			return i + 1, nil
		}
	}
	return 0, nil
}

// officers lists who is told: the unit's officers, and those of the default
// unit where the unit has none or people are in danger.
func (w Work) officers(p petition.Petition) (petition.Unit, []string) {
	unit, _ := w.Rules.Unit(p.Unit)
	fallback, _ := w.Rules.Unit(w.Rules.Default)
	told := slices.Clone(unit.Officers)
	if len(told) == 0 || p.Report.Urgent {
		told = append(told, fallback.Officers...)
	}
	slices.Sort(told)
	return unit, slices.Compact(told)
}

// deliver sends one officer's card, once: what the ledger says was sent is not
// sent again, and an attempt that ended in doubt repeats the same bytes, which
// the platform drops.
func (w Work) deliver(ctx context.Context, p petition.Petition, unit petition.Unit, officer string, number int) error {
	taskID := fmt.Sprintf("%s_%d_%x", p.Case, number, sha256.Sum256([]byte(officer)))[:40]
	body, err := w.Desk.Card(p, unit, taskID, officer)
	if err != nil {
		return fmt.Errorf("write card: %w", err)
	}
	d, err := w.Ledger.Intend(ctx, petition.Delivery{Case: p.Case, Event: number, Officer: officer, TaskID: taskID, Body: body})
	if err != nil || d.State == petition.DeliverySent {
		return err
	}
	messageID, code, err := w.Desk.SendCard(ctx, d.Body)
	if err != nil {
		return errors.Join(fmt.Errorf("send card: %w", err), w.Ledger.Failed(ctx, d.ID, err.Error()))
	}
	return w.Ledger.Sent(ctx, d.ID, code, messageID)
}

// refresh writes the petition's status on every card that can still be changed.
func (w Work) refresh(ctx context.Context, caseNo string) error {
	if w.Desk == nil {
		return nil
	}
	p, err := w.Petitions.Petition(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load petition to refresh: %w", err)
	}
	cards, err := w.Cards.CardsOf(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load cards: %w", err)
	}
	var failed []error
	for _, d := range cards {
		if d.ResponseCode == "" {
			continue
		}
		err := w.Desk.UpdateCard(ctx, d.Officer, d.ResponseCode, p.Status.Words())
		if err == nil {
			err = w.Cards.NewResponseCode(ctx, d.TaskID, d.Officer, "")
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// sweepLimit bounds one sweep; the rest waits a minute.
const sweepLimit = 200

// sweep queues again what no officer has been told of for too long, whatever
// the queue says about it.
func (w Work) sweep(ctx context.Context, insert func(context.Context, petition.JobKind, string) error) error {
	cases, err := w.Petitions.Undelivered(ctx, w.Now().Add(-leftLying), sweepLimit)
	if err != nil {
		return fmt.Errorf("look for petitions left lying: %w", err)
	}
	for _, caseNo := range cases {
		p, err := w.Petitions.Petition(ctx, caseNo)
		if err != nil {
			return fmt.Errorf("load petition left lying: %w", err)
		}
		kind := petition.JobNotify
		if p.Status == petition.Received {
			kind = petition.JobRoute
		}
		if kind == petition.JobNotify && w.Desk == nil {
			continue
		}
		if err := insert(ctx, kind, caseNo); err != nil {
			return fmt.Errorf("queue again: %w", err)
		}
		w.Log.WarnContext(ctx, "petition was left lying, queued again", "case", caseNo, "job", string(kind))
	}
	return nil
}

// forget drops what has been remembered long enough.
func (w Work) forget(ctx context.Context) error {
	now := w.Now()
	if err := errors.Join(w.Memory.Forget(ctx, now.Add(-remembered)), w.Memory.ForgetInterviews(ctx, now)); err != nil {
		return fmt.Errorf("forget what is old: %w", err)
	}
	return nil
}
