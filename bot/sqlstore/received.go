package sqlstore

import (
	"context"
	"errors"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// received notes in the history of each petition whose written answer was among
// the delivered notices that it has reached the citizen: from then on the
// citizen's days run (信访工作条例 arts. 35, 36). A repeat notes nothing.
func (s *Store) received(ctx context.Context, person string, notices []string) error {
	for _, id := range notices {
		caseNo, err := s.answerIn(ctx, person, id)
		if err == nil {
			_, _, err = s.Change(ctx, "received:"+id, caseNo, petition.Event{Type: petition.EventReceived, Actor: petition.ActorMailbox})
		}
		if err != nil && !errors.Is(err, bot.ErrNotFound) && !errors.Is(err, petition.ErrTransition) {
			return fmt.Errorf("note the receipt of an answer: %w", err)
		}
	}
	return nil
}

// answerIn returns the case whose answer a notice of the person carries, or
// bot.ErrNotFound.
func (s *Store) answerIn(ctx context.Context, person, notice string) (caseNo string, err error) {
	err = s.db.read.QueryRowContext(ctx, `
		SELECT mailbox.case_no FROM mailbox JOIN events
			ON events.case_no = mailbox.case_no AND events.number = mailbox.event_number
		WHERE mailbox.id = $1 AND mailbox.person = $2 AND mailbox.delivered_at IS NOT NULL AND events.type IN ($3, $4)`,
		notice, s.person(person), string(petition.EventAnswered), string(petition.EventReviewAnswered)).Scan(&caseNo)
	return caseNo, found(err)
}
