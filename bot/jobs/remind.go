package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// sweepReminders queues the petitions whose reminders are to be looked at.
func (w Work) sweepReminders(ctx context.Context, insert func(context.Context, petition.JobKind, string) error) error {
	if w.Desk == nil {
		return nil
	}
	cases, err := w.Terms.RemindersDue(ctx, w.Now(), sweepLimit)
	if err != nil {
		return fmt.Errorf("look for due reminders: %w", err)
	}
	for _, caseNo := range cases {
		if err := insert(ctx, petition.JobRemind, caseNo); err != nil {
			return fmt.Errorf("queue reminders: %w", err)
		}
	}
	return nil
}

// Remind tells officers of the limits of a petition whose time has come, each
// reminder once, and keeps when to look again.
func (w Work) Remind(ctx context.Context, caseNo string) error {
	p, err := w.Petitions.Petition(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load petition to remind of: %w", err)
	}
	log, err := w.Petitions.Events(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load events to remind of: %w", err)
	}
	due, next := w.Rules.Terms.DueBy(p, log, w.Now())
	var failed []error
	for _, r := range due {
		done, err := w.remind(ctx, p, r)
		failed = append(failed, err)
		if !done {
			next = w.Now().Add(sweepEvery)
		}
	}
	return errors.Join(append(failed, w.Terms.RemindNext(ctx, caseNo, p.Version, next))...)
}

// remind tells one reminder, unless it has been told; done is false when it must
// be tried again, or another instance is at it.
func (w Work) remind(ctx context.Context, p petition.Petition, r clock.Reminder) (done bool, err error) {
	claim, err := w.Reminders.ClaimReminder(ctx, p.Case, r.Key)
	if err != nil || !claim.Mine {
		return claim.Told, err
	}
	today := clock.DayOf(w.Now())
	words := w.Rules.Remind(p, r, today)
	tell := func(ctx context.Context, officer string) (string, error) {
		if slices.Contains(claim.Officers, officer) {
			return "", nil
		}
		if err := w.Desk.SendText(ctx, officer, words); err != nil {
			return "", fmt.Errorf("send reminder: %w", reachable(err))
		}
		claim.Officers = append(claim.Officers, officer)
		return "", w.Reminders.Reminded(ctx, p.Case, r.Key, officer)
	}
	var failed []error
	for _, turns := range w.Rules.Reminded(p, r, today) {
		_, err := inTurn(ctx, turns, tell)
		failed = append(failed, err)
	}
	err = errors.Join(failed...)
	return err == nil, errors.Join(err, w.Reminders.EndReminder(ctx, p.Case, r.Key, err == nil))
}

// recompute brings the stored dates up to date, as after a year's notice was added
// or where none have been kept yet.
func (w Work) recompute(ctx context.Context) error {
	moved, err := w.Terms.Recompute(ctx)
	if err != nil {
		return fmt.Errorf("bring terms up to date: %w", err)
	}
	w.Log.InfoContext(ctx, "terms are up to date", "moved", len(moved))
	return nil
}
