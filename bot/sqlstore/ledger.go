package sqlstore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"suihuan/bot/petition"
)

const deliveryColumns = `id, case_no, event_number, officer, task_id, body, state,
	response_code, message_id, reason, updated_at`

// deliveryRow is what scanDelivery reads.
const deliveryRow = deliveryColumns + `, (SELECT wrapped FROM case_keys k WHERE k.case_no = deliveries.case_no)`

// Intend stores that an officer is about to be told of an event, and returns
// the stored delivery. When there is one already for the same case, event and
// officer, that one comes back unchanged: its body is to be sent, not a new
// one. Of d only Case, Event, Officer, TaskID and Body count.
func (s *Store) Intend(ctx context.Context, d petition.Delivery) (petition.Delivery, error) {
	kept, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (petition.Delivery, error) {
		key, err := s.db.caseKey(ctx, tx, d.Case)
		if err != nil {
			return petition.Delivery{}, err
		}
		id := rand.Text()
		return s.scanDelivery(ctx, tx.QueryRowContext(ctx, `
			INSERT INTO deliveries (`+deliveryColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, '', '', '', $8)
			ON CONFLICT (case_no, event_number, officer) DO UPDATE SET officer = excluded.officer
			RETURNING `+deliveryRow,
			id, d.Case, d.Event, d.Officer, d.TaskID, key.Seal(of("card", id), string(d.Body)),
			string(petition.DeliveryIntended), s.clock().UnixMilli()))
	})
	if err != nil {
		return petition.Delivery{}, fmt.Errorf("intend delivery: %w", err)
	}
	return kept, nil
}

// Sent stores that the platform has confirmed a delivery. A response code that
// a click has brought meanwhile is newer and stays. The error is
// bot.ErrNotFound when the id is unknown.
func (s *Store) Sent(ctx context.Context, id, responseCode, messageID string) error {
	return s.settle(ctx, "settle delivery", `
		UPDATE deliveries SET state = $1, message_id = $2, reason = '', updated_at = $3,
			response_code = CASE response_code WHEN '' THEN $4 ELSE response_code END
		WHERE id = $5`,
		string(petition.DeliverySent), messageID, s.clock().UnixMilli(), responseCode, id)
}

// Failed stores why an attempt failed; a delivery that was sent stays sent. The
// error is bot.ErrNotFound when the id is unknown.
func (s *Store) Failed(ctx context.Context, id, reason string) error {
	return s.settle(ctx, "settle delivery", `
		UPDATE deliveries SET updated_at = $1,
			reason = CASE state WHEN $2 THEN reason ELSE $3 END,
			state = CASE state WHEN $2 THEN state ELSE $4 END
		WHERE id = $5`,
		s.clock().UnixMilli(), string(petition.DeliverySent), storable(reason),
		string(petition.DeliveryFailed), id)
}

// Gone stores that a delivery was given up, because its officer cannot be
// reached and another was told; one that was sent stays sent. The error is
// bot.ErrNotFound when the id is unknown.
func (s *Store) Gone(ctx context.Context, id string) error {
	return s.settle(ctx, "give delivery up", `
		UPDATE deliveries SET updated_at = $1, state = CASE state WHEN $2 THEN state ELSE $3 END WHERE id = $4`,
		s.clock().UnixMilli(), string(petition.DeliverySent), string(petition.DeliveryGone), id)
}

// NewResponseCode stores the code that an officer's click has brought, in place
// of the one before. The error is bot.ErrNotFound when the officer has no such
// card.
func (s *Store) NewResponseCode(ctx context.Context, taskID, officer, code string) error {
	return s.settle(ctx, "keep response code", `
		UPDATE deliveries SET response_code = $1, updated_at = $2 WHERE task_id = $3 AND officer = $4`,
		code, s.clock().UnixMilli(), taskID, officer)
}

// Card returns the delivery whose card an officer has, or bot.ErrNotFound.
func (s *Store) Card(ctx context.Context, taskID, officer string) (petition.Delivery, error) {
	d, err := s.scanDelivery(ctx, s.db.read.QueryRowContext(ctx,
		`SELECT `+deliveryRow+` FROM deliveries WHERE task_id = $1 AND officer = $2`, taskID, officer))
	if err != nil {
		return petition.Delivery{}, fmt.Errorf("load card: %w", err)
	}
	return d, nil
}

// Undelivered returns the case numbers of at most limit petitions that wait for
// us, the longest waiting first: not routed, or routed or withdrawn and not
// answered while no officer was told of the newest event that officers must
// know. Petitions that changed at or after before are left out, because their
// jobs may still be at work.
func (s *Store) Undelivered(ctx context.Context, before time.Time, limit int) ([]string, error) {
	cases, err := list(ctx, s.db.read, func(r row) (caseNo string, err error) {
		err = r.Scan(&caseNo)
		return caseNo, err
	}, `SELECT p.case_no FROM petitions p JOIN case_keys k ON k.case_no = p.case_no
		WHERE p.changed_at < $1 AND (p.status = $2 OR p.status IN (`+quoted(awaited)+`) AND NOT EXISTS (
			SELECT 1 FROM deliveries d WHERE d.case_no = p.case_no AND d.state = $3
			AND d.event_number = (SELECT MAX(e.number) FROM events e
				WHERE e.case_no = p.case_no AND e.type IN (`+quoted(petition.ForOfficers())+`))))
		ORDER BY p.changed_at, p.case_no LIMIT $4`,
		before.UnixMilli(), string(petition.Received), string(petition.DeliverySent), limit)
	if err != nil {
		return nil, fmt.Errorf("list undelivered petitions: %w", err)
	}
	return cases, nil
}

// awaited are the statuses in which officers must have been told of the newest
// event that is for them.
var awaited = []petition.Status{
	petition.Routed, petition.Accepted, petition.InProgress, petition.Waiting, petition.Extended, petition.Reopened,
	petition.Withdrawn, petition.Review, petition.SecondReview,
}

// quoted lists words of ours for SQL.
func quoted[T ~string](words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = "'" + string(w) + "'"
	}
	return strings.Join(list, ", ")
}

// settle runs a statement that must meet one delivery.
func (s *Store) settle(ctx context.Context, what, statement string, args ...any) error {
	_, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		return struct{}{}, hit(tx.ExecContext(ctx, statement, args...))
	})
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

func (s *Store) scanDelivery(ctx context.Context, r row) (d petition.Delivery, err error) {
	var sealed, body string
	var wrapped sql.NullString
	if err := r.Scan(&d.ID, &d.Case, &d.Event, &d.Officer, &d.TaskID, &sealed, &d.State,
		&d.ResponseCode, &d.MessageID, &d.Reason, instant{&d.Updated}, &wrapped); err != nil {
		return petition.Delivery{}, found(err)
	}
	key, err := s.db.unwrap(ctx, d.Case, wrapped)
	if err != nil {
		return petition.Delivery{}, err
	}
	o := opener{key: key}
	o.text(of("card", d.ID), sealed, &body)
	d.Body = []byte(body)
	return d, o.err
}
