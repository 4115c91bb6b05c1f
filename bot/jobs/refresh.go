package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"suihuan/bot/petition"
)

// codeLife is how long the platform takes a response code (protocol.md A6).
const codeLife = 72 * time.Hour

// refresh shows the petition as it stands on every card that can still be
// changed.
func (w Work) refresh(ctx context.Context, caseNo string) error {
	if w.Desk == nil {
		return nil
	}
	p, err := w.Petitions.Petition(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load petition to refresh: %w", err)
	}
	log, err := w.Petitions.Events(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load events to refresh: %w", err)
	}
	voices, err := w.Sites.SameSource(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("look for the same source to refresh: %w", err)
	}
	cards, err := w.Cards.CardsOf(ctx, caseNo)
	if err != nil {
		return fmt.Errorf("load cards: %w", err)
	}
	var failed []error
	for _, d := range cards {
		if d.ResponseCode == "" || d.Event >= p.Version {
			continue // used up, or a card of how it stands
		}
		err := w.renew(ctx, d, w.Rules.Brief(p, log, d.Officer, w.Now()).Told(d.Event).Beside(voices))
		if err == nil || errors.Is(reachable(err), errGone) {
			err = w.Cards.NewResponseCode(ctx, d.TaskID, d.Officer, "")
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// renew changes a card. One whose code has lapsed shows what was: its officer,
// where they still have the petition, is told how to go on in words.
func (w Work) renew(ctx context.Context, d petition.Delivery, b petition.Brief) error {
	switch {
	case w.Now().Sub(d.Updated) < codeLife:
		return w.Desk.UpdateCard(ctx, d.ResponseCode, b)
	case !b.Serves:
		return nil
	}
	return w.Desk.SendText(ctx, d.Officer, fmt.Sprintf(
		"工单 %s 现在是“%s”。以前发的卡片过了72小时，不能再更新，请用文字办理，发“查看 %s”可以看到怎么写。",
		d.Case, b.Petition.Status.Words(), d.Case))
}
