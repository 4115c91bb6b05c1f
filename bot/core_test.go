package bot

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestFaults lets one part fail at a time and reads what the person gets, what
// the caller gets, and what was called in which order.
func TestFaults(t *testing.T) {
	t.Parallel()
	failing := func(err error) Handler {
		return func(context.Context, *Turn) (Reply, error) { return Say("half an answer"), err }
	}
	tests := []struct {
		name   string
		spoil  func(*world)
		seal   Seal
		body   string
		err    error
		calls  string
		logged string
	}{
		{"nothing", func(*world) {}, lines, "hello", nil, "answer save end record", ""},
		{"claim store down", func(w *world) { w.claimErr = errDown }, lines, "hello", nil, "answer save end", "claim store unavailable"},
		{"claim busy", func(w *world) { w.claimErr = fmt.Errorf("claim: %w", ErrBusy) }, lines, "", ErrBusy, "", ""},
		{"record fails", func(w *world) { w.recordErr = errDown }, lines, "hello", nil, "answer save end record", "record reply"},
		{"session store down", func(w *world) { w.beginErr = errDown }, lines, "hello", nil, "answer record", "session store unavailable"},
		{"both stores down", func(w *world) { w.claimErr, w.beginErr = errDown, errDown }, lines, "hello", nil, "answer", "session store unavailable"},
		{"turn busy", func(w *world) { w.beginErr = fmt.Errorf("turn: %w", ErrBusy) }, lines, "", ErrBusy, "release", ""},
		{"save fails", func(w *world) { w.saveErr = errDown }, lines, "", errDown, "answer save end release", ""},
		{"newer turn has saved", func(w *world) { w.saveErr = ErrStale }, lines, "", ErrStale, "answer save end release", ""},
		{"seal fails", func(*world) {}, func(Reply, *Session) ([]byte, error) { return nil, errDown }, "", errDown, "answer end release", ""},
		{"seal fails, no claim", func(w *world) { w.claimErr = errDown }, func(Reply, *Session) ([]byte, error) { return nil, errDown }, "", errDown, "answer end", "claim store unavailable"},
		{"handler fails", func(w *world) { w.answer = failing(errDown) }, lines, apology, nil, "answer save end record", "answer failed"},
		{"handler tells the person", func(w *world) { w.answer = failing(fmt.Errorf("file: %w", UserError{"没有保存"})) }, lines, "没有保存", nil, "answer save end record", "answer failed"},
		{"mailbox down", func(w *world) { w.mailErr = errDown }, lines, "hello", nil, "answer save end record", "read mailbox"},
	}
	for _, tt := range tests {
		w := newWorld(t, saying("hello"))
		tt.spoil(w)
		got, err := w.core.Handle(t.Context(), from("k", "canary-text"), tt.seal)
		if string(got.Body) != tt.body || !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
			t.Errorf("%s: %q, %v, want %q, %v", tt.name, got.Body, err, tt.body, tt.err)
		}
		if calls := w.calls(); calls != tt.calls {
			t.Errorf("%s: calls %q, want %q", tt.name, calls, tt.calls)
		}
		if log := w.log.String(); !strings.Contains(log, tt.logged) || strings.Contains(log, "canary") || (log == "") != (tt.logged == "") {
			t.Errorf("%s: log %q, want %q and nothing personal", tt.name, log, tt.logged)
		}
	}
}

// TestFailedMessageIsWorkedOnAgain sends the platform's second try.
func TestFailedMessageIsWorkedOnAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, saying("hello"))
	broken := func(Reply, *Session) ([]byte, error) { return nil, errDown }
	if _, err := w.core.Handle(t.Context(), from("k", "x"), broken); !errors.Is(err, errDown) {
		t.Fatalf("first try: %v", err)
	}
	if got, err := w.core.Handle(t.Context(), from("k", "x"), lines); err != nil || string(got.Body) != "hello" {
		t.Errorf("second try: %q, %v", got.Body, err)
	}
}

// TestRepeats sends one message many times at once; the seal would write other
// bytes each time.
func TestRepeats(t *testing.T) {
	t.Parallel()
	w := newWorld(t, saying("hello"))
	w.notices[citizen] = []Notice{{"n1", "notice"}}
	sealed := 0
	counting := func(Reply, *Session) ([]byte, error) {
		sealed++
		return fmt.Appendf(nil, "sealed %d", sealed), nil
	}
	got := make([]Sealed, 20)
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() {
			var err error
			if got[i], err = w.core.Handle(t.Context(), from("k", "x"), counting); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, s := range got {
		if !reflect.DeepEqual(s, Sealed{Body: []byte("sealed 1"), Notices: []string{"n1"}}) {
			t.Errorf("got %q with %q", s.Body, s.Notices)
		}
	}
	if calls := w.calls(); calls != "answer save end record" {
		t.Errorf("calls %q", calls)
	}
	if other, err := w.core.Handle(t.Context(), from("k2", "x"), counting); err != nil || string(other.Body) != "sealed 2" {
		t.Errorf("another message: %q, %v", other.Body, err)
	}
}

// TestRepeatsWithoutClaims is what is left when the claim store is down: every
// repeat is answered.
func TestRepeatsWithoutClaims(t *testing.T) {
	t.Parallel()
	w := newWorld(t, saying("hello"))
	w.claimErr = errDown
	for range 2 {
		if got, err := w.core.Handle(t.Context(), from("k", "x"), lines); err != nil || string(got.Body) != "hello" {
			t.Errorf("got %q, %v", got.Body, err)
		}
	}
}

// TestTurn reads what the handler is given.
func TestTurn(t *testing.T) {
	t.Parallel()
	told := Session{Flow: "complaint", Step: "what", Choices: []Choice{{"确认", "yes"}, {"修改", "no"}}}
	place := Location{Lat: 1, Lng: 2, Label: `<a href="https://example.com">here</a>`}
	tests := []struct {
		name      string
		message   Message
		spoil     func(*world)
		text      string
		label     string
		session   Session
		stateless bool
	}{
		{"words", from("k", "楼下好吵"), func(*world) {}, "楼下好吵", "", told, false},
		{"a number", from("k", "2"), func(*world) {}, "no", "", told, false},
		{"a label", from("k", "确认"), func(*world) {}, "yes", "", told, false},
		{"angle brackets", from("k", "<a href='x'>"), func(*world) {}, "＜a href='x'＞", "", told, false},
		{"session store down", from("k", "2"), func(w *world) { w.beginErr = errDown }, "2", "", Session{}, true},
		{"a place", Message{Channel: ChannelWeChat, Account: "gh", Sender: "canary-openid", Key: "k", Kind: KindLocation, Location: &place},
			func(*world) {}, "", "＜a href=\"https://example.com\"＞here＜/a＞", told, false},
	}
	for _, tt := range tests {
		var got *Turn
		w := newWorld(t, nil)
		w.sessions[citizen] = told
		w.answer = func(ctx context.Context, turn *Turn) (Reply, error) {
			seen := *turn
			session := *turn.Session
			seen.Session = &session
			got = &seen
			if _, ok := ctx.Deadline(); !ok {
				t.Errorf("%s: no budget", tt.name)
			}
			return Reply{}, nil
		}
		tt.spoil(w)
		if _, err := w.core.Handle(t.Context(), tt.message, lines); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if got.Text != tt.text || got.Message.Text != tt.message.Text || !got.Now.Equal(noon) || got.Stateless != tt.stateless {
			t.Errorf("%s: %+v", tt.name, got)
		}
		if !reflect.DeepEqual(*got.Session, tt.session) {
			t.Errorf("%s: session %+v, want %+v", tt.name, *got.Session, tt.session)
		}
		if l := got.Message.Location; l != nil && (l.Label != tt.label || l.Lat != place.Lat || l.Lng != place.Lng) {
			t.Errorf("%s: place %+v", tt.name, *l)
		}
	}
	if !strings.HasPrefix(place.Label, "<a") {
		t.Error("the caller's message was changed")
	}
}

// TestSessionIsSaved reads the session after a turn.
func TestSessionIsSaved(t *testing.T) {
	t.Parallel()
	old := Session{Flow: "complaint", Choices: Pick("old"), Rest: "old rest", Touched: noon.Add(-time.Hour)}
	long := func(_ Reply, s *Session) ([]byte, error) {
		s.Rest += "what did not fit"
		return nil, nil
	}
	tests := []struct {
		name  string
		reply Reply
		seal  Seal
		want  Session
	}{
		{"an answer", Say("a", Pick("x", "y")...), lines, Session{Flow: "now", Choices: Pick("x", "y"), Touched: noon}},
		{"choices of the last part", Say("a", Pick("x")...).Then(Say("b", Pick("y")...)), lines, Session{Flow: "now", Choices: Pick("y"), Touched: noon}},
		{"no choices", Say("a"), lines, Session{Flow: "now", Touched: noon}},
		{"rest", Say("a"), long, Session{Flow: "now", Rest: "what did not fit", Touched: noon}},
		{"silence leaves the last reply", Reply{}, lines, Session{Flow: "now", Choices: Pick("old"), Rest: "old rest", Touched: old.Touched}},
	}
	for _, tt := range tests {
		w := newWorld(t, func(_ context.Context, turn *Turn) (Reply, error) {
			turn.Session.Flow = "now"
			return tt.reply, nil
		})
		w.sessions[citizen] = old
		if _, err := w.core.Handle(t.Context(), from("k", "x"), tt.seal); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if got := w.sessions[citizen]; !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

// TestBudget lets a handler use all of its time: what must be settled is
// settled with a context that lives.
func TestBudget(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(ctx context.Context, _ *Turn) (Reply, error) {
		<-ctx.Done()
		return Say("late"), nil
	})
	w.core.Budget = time.Millisecond
	if got, err := w.core.Handle(t.Context(), from("k", "x"), lines); err != nil || string(got.Body) != "late" {
		t.Errorf("%q, %v", got.Body, err)
	}
	w.saveErr = context.DeadlineExceeded
	if _, err := w.core.Handle(t.Context(), from("k2", "x"), lines); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if calls := w.calls(); calls != "answer save end record answer save end release" {
		t.Errorf("calls %q", calls)
	}
}
