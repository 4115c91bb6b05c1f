package redisstore

import (
	"context"
	"reflect"
	"testing"
	"time"

	"suihuan/bot"
)

const message = "wechat:gh_1:oOpenID:1790000000:text:42"

var sealed = bot.Sealed{Body: []byte("<xml>\x00答</xml>"), Notices: []string{"n1", "n2"}}

// outcome is what Claim returned.
type outcome struct {
	first bool
	reply bot.Sealed
	err   error
}

// claiming starts a Claim and returns once it has read the claim of another,
// or has ended.
func claiming(ctx context.Context, s *Store, key string) <-chan outcome {
	waiting, result := waits(s), make(chan outcome, 1)
	go func() {
		var o outcome
		o.first, o.reply, o.err = s.Claim(ctx, key)
		result <- o
	}()
	select {
	case <-waiting:
	case o := <-result:
		result <- o
	}
	return result
}

func mustClaim(t *testing.T, s *Store) {
	t.Helper()
	first, _, err := s.Claim(t.Context(), message)
	must(t, err)
	if !first {
		t.Fatal("not the first, want the first")
	}
}

func wantReply(t *testing.T, o outcome, want bot.Sealed) {
	t.Helper()
	must(t, o.err)
	if o.first || !reflect.DeepEqual(o.reply, want) {
		t.Fatalf("first %v, reply %+v, want a repeat with %+v", o.first, o.reply, want)
	}
}

func TestRepeatGetsEqualBytes(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		mustClaim(t, a)
		repeat := claiming(t.Context(), b, message)
		must(t, a.Record(t.Context(), message, sealed))
		wantReply(t, <-repeat, sealed)

		w.advance(2 * time.Hour) // from an hour ahead to an hour behind
		wantReply(t, <-claiming(t.Context(), a, message), sealed)
		w.advance(replyLife)
		mustClaim(t, b)
	})
}

func TestEmptyReplyIsAReply(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		mustClaim(t, a)
		must(t, a.Record(t.Context(), message, bot.Sealed{}))
		wantReply(t, <-claiming(t.Context(), b, message), bot.Sealed{})
	})
}

func TestOnlyOneWorks(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		stores := []*Store{w.open(), w.open()}
		results := make(chan outcome, 20)
		for i := range cap(results) {
			go func() {
				s := stores[i%2]
				var o outcome
				o.first, o.reply, o.err = s.Claim(t.Context(), message)
				if o.first {
					o.reply = sealed
					o.err = s.Record(t.Context(), message, sealed)
				}
				results <- o
			}()
		}
		workers := 0
		for range cap(results) {
			o := <-results
			must(t, o.err)
			if !reflect.DeepEqual(o.reply, sealed) {
				t.Errorf("reply %+v, want %+v", o.reply, sealed)
			}
			if o.first {
				workers++
			}
		}
		if workers != 1 {
			t.Errorf("%d callers worked, want 1", workers)
		}
	})
}

func TestLostOwnerIsTakenOver(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		mustClaim(t, a)
		repeat := claiming(t.Context(), b, message)
		w.advance(pendingLife)
		if o := <-repeat; o.err != nil || !o.first {
			t.Fatalf("got %+v, want the lost message", o)
		}

		// The lost owner comes back: the claim is b's now.
		must(t, a.Release(t.Context(), message))
		wantError(t, a.Record(t.Context(), message, bot.Sealed{Body: []byte("late")}), errTaken)
		must(t, b.Record(t.Context(), message, sealed))
		wantError(t, a.Record(t.Context(), message, bot.Sealed{Body: []byte("late")}), errTaken)
		wantReply(t, <-claiming(t.Context(), a, message), sealed)
	})
}

func TestLateRecordOfAnUntakenClaim(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		mustClaim(t, a)
		w.advance(pendingLife)
		must(t, a.Record(t.Context(), message, sealed))
		wantReply(t, <-claiming(t.Context(), b, message), sealed)
	})
}

func TestReleasedClaimIsWorkedOnAgain(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		mustClaim(t, a)
		repeat := claiming(t.Context(), b, message)
		must(t, a.Release(t.Context(), message))
		if o := <-repeat; o.err != nil || !o.first {
			t.Fatalf("got %+v, want the released message", o)
		}
	})
}

func TestReleaseKeepsARecordedReply(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		mustClaim(t, s)
		must(t, s.Record(t.Context(), message, sealed))
		must(t, s.Release(t.Context(), message))
		wantReply(t, <-claiming(t.Context(), s, message), sealed)
	})
}

func TestClaimIsBusyWhenTimeEnds(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		mustClaim(t, a)
		ctx, cancel := context.WithCancel(t.Context())
		repeat := claiming(ctx, b, message)
		cancel()
		wantError(t, (<-repeat).err, bot.ErrBusy)
	})
}
