package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// Turn is one message on its way to its reply. Session is never nil. Text is
// the message's text without angle brackets, after a number or label has been
// resolved to the choice that it stands for.
type Turn struct {
	Message Message
	Session *Session
	Text    string
	Now     time.Time
	// Stateless is true when the session store does not answer: questions are
	// answered, nothing may be filed.
	Stateless bool
}

// Handler answers one turn.
type Handler func(ctx context.Context, t *Turn) (Reply, error)

// Notice is something that a person must still be told.
type Notice struct {
	ID   string
	Text string
}

// Sealed is a reply in the bytes of its channel, with the notices it carries.
type Sealed struct {
	Body    []byte   `json:"body"`
	Notices []string `json:"notices,omitempty"`
}

// Claims keeps one reply per message. Claim returns first = true to the one
// caller that must work; every other caller waits and gets the recorded reply,
// or ErrBusy when ctx ends first. Release gives an unfinished claim back.
type Claims interface {
	Claim(ctx context.Context, key string) (first bool, reply Sealed, err error)
	Record(ctx context.Context, key string, reply Sealed) error
	Release(ctx context.Context, key string) error
}

// Sessions keeps conversations and hands out turns. Begin waits for the
// person's turn (ErrBusy when ctx ends first) and returns the session with the
// fence that Save must show; an older fence gets ErrStale.
type Sessions interface {
	Begin(ctx context.Context, person string) (s Session, fence int64, err error)
	Save(ctx context.Context, person string, s Session, fence int64) error
	End(ctx context.Context, person string, fence int64) error
}

// Mailbox keeps what a person must still be told. Waiting lists the oldest
// first; Delivered forgets what a channel has confirmed.
type Mailbox interface {
	Waiting(ctx context.Context, person string) ([]Notice, error)
	Delivered(ctx context.Context, person string, ids []string) error
}

// Core is the life of a message. All fields are required.
type Core struct {
	Claims   Claims
	Sessions Sessions
	Mailbox  Mailbox
	Answer   Handler
	Budget   time.Duration // for one message, all in all
	Now      func() time.Time
	Log      *slog.Logger
}

// Seal turns a reply into the bytes of a channel. It may shorten the reply and
// leave the rest in the session.
type Seal func(r Reply, s *Session) ([]byte, error)

// Handle answers one message with sealed bytes; a repeat of the message gets
// the same bytes. When the claim store is down the message is answered without
// it: every effect is idempotent by its own key.
func (c *Core) Handle(ctx context.Context, m Message, seal Seal) (Sealed, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Budget)
	defer cancel()
	first, reply, err := c.Claims.Claim(ctx, m.Key)
	if errors.Is(err, ErrBusy) {
		return Sealed{}, err
	}
	if err != nil {
		c.Log.WarnContext(ctx, "claim store unavailable", "error", err)
		return c.turn(ctx, m, seal)
	}
	if !first {
		return reply, nil
	}
	return c.claimed(ctx, m, seal)
}

// claimed works on a message that is ours, and records its reply. A failed
// message is given back so that the platform's next try can succeed.
func (c *Core) claimed(ctx context.Context, m Message, seal Seal) (Sealed, error) {
	settle := context.WithoutCancel(ctx)
	sealed, err := c.turn(ctx, m, seal)
	if err != nil {
		if err := c.Claims.Release(settle, m.Key); err != nil {
			c.Log.WarnContext(ctx, "release claim", "error", err)
		}
		return Sealed{}, err
	}
	if err := c.Claims.Record(settle, m.Key, sealed); err != nil {
		c.Log.WarnContext(ctx, "record reply", "error", err)
	}
	return sealed, nil
}

// turn runs one message inside the person's turn.
func (c *Core) turn(ctx context.Context, m Message, seal Seal) (Sealed, error) {
	person := m.Person()
	session, fence, err := c.Sessions.Begin(ctx, person)
	if errors.Is(err, ErrBusy) {
		return Sealed{}, err
	}
	stateless := err != nil
	if stateless {
		c.Log.WarnContext(ctx, "session store unavailable", "error", err)
	} else {
		defer c.end(context.WithoutCancel(ctx), person, fence)
	}
	if m.Location != nil {
		m.Location = &Location{Lat: m.Location.Lat, Lng: m.Location.Lng, Label: harmless.Replace(m.Location.Label)}
	}
	sealed, err := c.reply(ctx, &Turn{
		Message: m, Session: &session, Text: session.Chosen(harmless.Replace(m.Text)),
		Now: c.Now(), Stateless: stateless,
	}, seal)
	if err != nil || stateless {
		return sealed, err
	}
	if err := c.Sessions.Save(ctx, person, session, fence); err != nil {
		return Sealed{}, fmt.Errorf("save session: %w", err)
	}
	return sealed, nil
}

// harmless takes the angle brackets out of what people write: it is shown to
// others later, and the channels make links of them.
var harmless = strings.NewReplacer("<", "＜", ">", "＞")

func (c *Core) end(ctx context.Context, person string, fence int64) {
	if err := c.Sessions.End(ctx, person, fence); err != nil {
		c.Log.WarnContext(ctx, "end turn", "error", err)
	}
}

// reply puts waiting notices before the handler's answer and seals both.
func (c *Core) reply(ctx context.Context, t *Turn, seal Seal) (Sealed, error) {
	notices, err := c.Mailbox.Waiting(ctx, t.Message.Person())
	if err != nil {
		c.Log.WarnContext(ctx, "read mailbox", "error", err)
	}
	answer, err := c.Answer(ctx, t)
	if err != nil {
		c.Log.ErrorContext(ctx, "answer failed", "message", t.Message, "error", err)
		answer = Say(UserText(err))
	}
	var ids []string
	if len(answer.Parts) > 0 {
		t.Session.Offer(answer.Parts[len(answer.Parts)-1].Choices)
		t.Session.Rest, t.Session.Touched = "", t.Now
		answer, ids = carry(notices, answer)
	}
	body, err := seal(answer, t.Session)
	if err != nil {
		return Sealed{}, fmt.Errorf("seal reply: %w", err)
	}
	return Sealed{Body: body, Notices: ids}, nil
}

// noticeRoom is how many bytes of notices go in front of one answer, so that
// none of them is cut off; the rest waits for the next message.
const noticeRoom = 1600

// carry puts the notices in front of the answer. An answer that says nothing
// (to an event that nobody reads a reply to) carries none, and nothing goes
// before the words that may save somebody.
func carry(notices []Notice, answer Reply) (Reply, []string) {
	if answer.Flow == FlowEmergency {
		return answer, nil
	}
	carried := Reply{}
	ids := make([]string, 0, len(notices))
	room := noticeRoom
	for _, n := range notices {
		if room -= len(n.Text); room < 0 && len(ids) > 0 {
			break
		}
		carried.Parts = append(carried.Parts, Part{Text: n.Text})
		ids = append(ids, n.ID)
	}
	return carried.Then(answer), ids
}

// Confirm forgets the notices of a reply that its channel has taken.
func (c *Core) Confirm(ctx context.Context, m Message, s Sealed) {
	if len(s.Notices) == 0 {
		return
	}
	if err := c.Mailbox.Delivered(ctx, m.Person(), s.Notices); err != nil {
		c.Log.WarnContext(ctx, "confirm notices", "error", err)
	}
}
