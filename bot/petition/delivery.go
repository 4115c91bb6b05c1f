package petition

import (
	"log/slog"
	"time"
)

// DeliveryState is how far the telling of an officer has come.
type DeliveryState string

// The states of a delivery. A failed one is tried again; a sent one stays sent,
// and one that was given up stays so.
const (
	DeliveryIntended DeliveryState = "intended" // stored, perhaps sent: not yet known
	DeliverySent     DeliveryState = "sent"     // the platform has confirmed it
	DeliveryFailed   DeliveryState = "failed"   // the platform has refused it, or was not reached
	DeliveryGone     DeliveryState = "gone"     // the officer cannot be reached at all, and another was told
)

// Delivery is the ledger entry of one card that tells one officer of one event
// of a petition. There is one for each case, event and officer; every attempt
// sends the same Body, so that the platform can drop a repeat.
type Delivery struct {
	ID      string
	Case    string
	Event   int // number of the event that it tells of, from 1
	Officer string
	TaskID  string // names the card at the platform (protocol.md A6); never empty
	Body    []byte // the request as it was first built, in JSON
	State   DeliveryState
	// ResponseCode lets the card be changed once; the newest one counts. Empty
	// until the platform has given one.
	ResponseCode string
	MessageID    string // the platform's id of the sent message
	Reason       string // why the last attempt failed
	Updated      time.Time
}

// LogValue shows a delivery without its body and its response code.
func (d Delivery) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("id", d.ID),
		slog.String("case", d.Case),
		slog.Int("event", d.Event),
		slog.String("state", string(d.State)),
	)
}
