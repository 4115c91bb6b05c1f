package sqlstore

import (
	"context"
	"fmt"

	"suihuan/bot/petition"
)

// CardsOf returns the deliveries of a petition's cards that officers have on
// their screens, the oldest first.
func (s *Store) CardsOf(ctx context.Context, caseNo string) ([]petition.Delivery, error) {
	cards, err := list(ctx, s.db.read, func(r row) (petition.Delivery, error) {
		return s.scanDelivery(ctx, r)
	}, `SELECT `+deliveryRow+` FROM deliveries WHERE case_no = $1 AND state = $2
		AND case_no IN (SELECT case_no FROM case_keys) ORDER BY event_number, officer`,
		caseNo, string(petition.DeliverySent))
	if err != nil {
		return nil, fmt.Errorf("list cards: %w", err)
	}
	return cards, nil
}
