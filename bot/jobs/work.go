package jobs

import (
	"context"
	"errors"
	"fmt"

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
