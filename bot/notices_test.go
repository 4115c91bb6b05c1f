package bot

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestNotices follows two notices through a conversation.
func TestNotices(t *testing.T) {
	t.Parallel()
	waiting := []Notice{{"n1", "first"}, {"n2", "second"}}
	tests := []struct {
		name   string
		answer Handler
		spoil  func(*world)
		body   string
		ids    []string
	}{
		{"before the answer", saying("hello"), func(*world) {}, "first\nsecond\nhello", []string{"n1", "n2"}},
		{"before an apology", func(context.Context, *Turn) (Reply, error) { return Reply{}, errDown }, func(*world) {}, "first\nsecond\n" + apology, []string{"n1", "n2"}},
		{"without a session", saying("hello"), func(w *world) { w.beginErr = errDown }, "first\nsecond\nhello", []string{"n1", "n2"}},
		{"without a claim", saying("hello"), func(w *world) { w.claimErr = errDown }, "first\nsecond\nhello", []string{"n1", "n2"}},
		{"not with silence", func(context.Context, *Turn) (Reply, error) { return Reply{}, nil }, func(*world) {}, "", nil},
		{"none", saying("hello"), func(w *world) { w.notices = map[string][]Notice{"wechat:gh:another": waiting} }, "hello", nil},
	}
	for _, tt := range tests {
		w := newWorld(t, tt.answer)
		w.notices[citizen] = slices.Clone(waiting)
		tt.spoil(w)
		m := from("k", "x")
		got, err := w.core.Handle(t.Context(), m, lines)
		if err != nil || string(got.Body) != tt.body || !slices.Equal(got.Notices, tt.ids) {
			t.Errorf("%s: %q %q, %v", tt.name, got.Body, got.Notices, err)
		}
		if strings.Contains(w.calls(), "delivered") {
			t.Errorf("%s: confirmed before the channel took it: %s", tt.name, w.calls())
		}
		before := len(w.notices[citizen])
		w.core.Confirm(t.Context(), m, got)
		if left := len(w.notices[citizen]); left != before-len(tt.ids) {
			t.Errorf("%s: %d notices left of %d", tt.name, left, before)
		}
		if confirmed := strings.Contains(w.calls(), "delivered:n1,n2"); confirmed != (tt.ids != nil) {
			t.Errorf("%s: calls %s", tt.name, w.calls())
		}
	}
}

// TestNoticesWaitUntilTaken answers twice without a Confirm: the notices come
// again, and once confirmed no more.
func TestNoticesWaitUntilTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, saying("hello"))
	w.notices[citizen] = []Notice{{"n1", "first"}}
	for i, want := range []string{"first\nhello", "first\nhello", "hello"} {
		m := from(string(rune('a'+i)), "x")
		got, err := w.core.Handle(t.Context(), m, lines)
		if err != nil || string(got.Body) != want {
			t.Errorf("message %d: %q, %v, want %q", i+1, got.Body, err, want)
		}
		if i > 0 {
			w.core.Confirm(t.Context(), m, got)
		}
	}
}

// TestReplyOfNotices keeps what the answer says of itself, and its choices.
func TestReplyOfNotices(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(context.Context, *Turn) (Reply, error) {
		return Say("q", Pick("x")...).In("complaint", "what"), nil
	})
	w.notices[citizen] = []Notice{{"n1", "first"}}
	var sealed Reply
	seal := func(r Reply, _ *Session) ([]byte, error) {
		sealed = r
		return nil, nil
	}
	if _, err := w.core.Handle(t.Context(), from("k", "x"), seal); err != nil {
		t.Fatal(err)
	}
	if sealed.Kind != "flow" || sealed.Flow != "complaint" || sealed.Step != "what" || len(sealed.Parts) != 2 || len(sealed.Parts[1].Choices) != 1 {
		t.Errorf("sealed %+v", sealed)
	}
	if got := w.sessions[citizen].Choices; len(got) != 1 || got[0].Value != "x" {
		t.Errorf("choices %v", got)
	}
}
