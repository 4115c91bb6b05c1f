package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	errDown = errors.New("connection refused")
	noon    = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
)

// world is everything around a core, in memory. A non-nil error makes its
// store fail.
type world struct {
	mu       sync.Mutex
	replies  map[string]Sealed        // recorded
	working  map[string]chan struct{} // claimed, not yet recorded or released
	sessions map[string]Session
	notices  map[string][]Notice
	fences   int64
	said     []string // calls that matter, in order

	claimErr, recordErr, beginErr, saveErr, mailErr error

	answer Handler
	log    strings.Builder
	core   *Core
}

func newWorld(t *testing.T, answer Handler) *world {
	t.Helper()
	w := &world{
		replies: map[string]Sealed{}, working: map[string]chan struct{}{},
		sessions: map[string]Session{}, notices: map[string][]Notice{}, answer: answer,
	}
	w.core = &Core{
		Claims: claims{w}, Sessions: sessions{w}, Mailbox: mailbox{w}, Answer: w.answered, Budget: time.Minute,
		Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(&w.log, nil)),
	}
	return w
}

func (w *world) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, fmt.Sprintf(format, args...))
}

// calls are what was called, in order, in one line.
func (w *world) calls() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Join(w.said, " ")
}

func (w *world) answered(ctx context.Context, t *Turn) (Reply, error) {
	w.note("answer")
	return w.answer(ctx, t)
}

// alive fails when a call that must happen anyway got a dead context.
func (w *world) alive(ctx context.Context, call string) {
	if ctx.Err() != nil {
		call += "(too late)"
	}
	w.note("%s", call)
}

type claims struct{ *world }

func (c claims) Claim(ctx context.Context, key string) (bool, Sealed, error) {
	for {
		c.mu.Lock()
		if c.claimErr != nil {
			c.mu.Unlock()
			return false, Sealed{}, c.claimErr
		}
		reply, done := c.replies[key]
		wait, taken := c.working[key]
		if !done && !taken {
			c.working[key] = make(chan struct{})
			c.mu.Unlock()
			return true, Sealed{}, nil
		}
		c.mu.Unlock()
		if done {
			return false, reply, nil
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return false, Sealed{}, fmt.Errorf("claim: %w", ErrBusy)
		}
	}
}

func (c claims) settle(key string, reply *Sealed) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if reply != nil {
		c.replies[key] = *reply
	}
	if wait, ok := c.working[key]; ok {
		close(wait)
		delete(c.working, key)
	}
}

func (c claims) Record(ctx context.Context, key string, reply Sealed) error {
	c.alive(ctx, "record")
	if c.recordErr == nil {
		c.settle(key, &reply)
	}
	return c.recordErr
}

func (c claims) Release(ctx context.Context, key string) error {
	c.alive(ctx, "release")
	c.settle(key, nil)
	return nil
}

type sessions struct{ *world }

func (s sessions) Begin(_ context.Context, person string) (Session, int64, error) {
	if s.beginErr != nil {
		return Session{}, 0, s.beginErr
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fences++
	return s.sessions[person], s.fences, nil
}

func (s sessions) Save(_ context.Context, person string, session Session, fence int64) error {
	s.note("save")
	if s.saveErr != nil {
		return s.saveErr
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if fence != s.fences {
		return ErrStale
	}
	s.sessions[person] = session
	return nil
}

func (s sessions) End(ctx context.Context, _ string, _ int64) error {
	s.alive(ctx, "end")
	return nil
}

type mailbox struct{ *world }

func (b mailbox) Waiting(_ context.Context, person string) ([]Notice, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.notices[person]), b.mailErr
}

func (b mailbox) Delivered(_ context.Context, person string, ids []string) error {
	b.note("delivered:%s", strings.Join(ids, ","))
	b.mu.Lock()
	defer b.mu.Unlock()
	b.notices[person] = slices.DeleteFunc(b.notices[person], func(n Notice) bool { return slices.Contains(ids, n.ID) })
	return b.mailErr
}

// from is a message of the one citizen of these tests.
func from(key, text string) Message {
	return Message{Channel: ChannelWeChat, Account: "gh", Sender: "canary-openid", Key: key, Kind: KindText, Text: text, At: noon}
}

const citizen = "wechat:gh:canary-openid"

// lines seals a reply as its texts, a line each.
func lines(r Reply, _ *Session) ([]byte, error) {
	texts := make([]string, len(r.Parts))
	for i, p := range r.Parts {
		texts[i] = p.Text
	}
	return []byte(strings.Join(texts, "\n")), nil
}

// saying answers everything with one text.
func saying(text string) Handler {
	return func(context.Context, *Turn) (Reply, error) { return Say(text), nil }
}
