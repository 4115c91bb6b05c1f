package redisstore

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
)

const (
	app  = "wechat:wx1"
	life = 7200 * time.Second
)

// platform gives out tokens: T1, T2 …
type platform struct {
	calls  atomic.Int64
	fail   atomic.Bool
	before func() // called in each fetch
}

var errPlatform = errors.New("errcode 45009")

func (p *platform) fetch(context.Context) (string, time.Duration, error) {
	n := p.calls.Add(1)
	if p.before != nil {
		p.before()
	}
	if p.fail.Load() {
		return "", 0, errPlatform
	}
	return fmt.Sprintf("T%d", n), life, nil
}

func (p *platform) wantToken(t *testing.T, s *Store, want string) {
	t.Helper()
	got, err := s.Token(t.Context(), app, p.fetch)
	must(t, err)
	if got != want {
		t.Fatalf("token %s, want %s", got, want)
	}
}

func (p *platform) wantCalls(t *testing.T, want int64) {
	t.Helper()
	if got := p.calls.Load(); got != want {
		t.Fatalf("%d fetches, want %d", got, want)
	}
}

// later shifts a store's own clock.
func later(s *Store, by time.Duration) {
	s.now = func() time.Time { return time.Now().Add(by) }
}

func TestTokenIsFetchedOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		stores := []*Store{w.open(), w.open()}
		p := &platform{}
		tokens, errs := make(chan string, 20), make(chan error, 20)
		for i := range cap(tokens) {
			go func() {
				token, err := stores[i%2].Token(t.Context(), app, p.fetch)
				tokens <- token
				errs <- err
			}()
		}
		for range cap(tokens) {
			must(t, <-errs)
			if token := <-tokens; token != "T1" {
				t.Errorf("token %s, want T1", token)
			}
		}
		p.wantCalls(t, 1)
	})
}

func TestTokenIsRenewedEarlyWhileTheOldOneServes(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		p := &platform{}
		p.wantToken(t, a, "T1")
		w.advance(life - 2*earliest)
		p.wantToken(t, b, "T1")
		p.wantCalls(t, 1)

		w.advance(earliest)
		p.before = func() {
			p.before = nil
			p.wantToken(t, a, "T1") // same process
			p.wantToken(t, b, "T1") // another one
		}
		p.wantToken(t, a, "T2")
		p.wantToken(t, b, "T2")
		p.wantCalls(t, 2)
	})
}

func TestOldTokenServesWhileFetchFails(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		p := &platform{}
		p.wantToken(t, s, "T1")
		w.advance(life - earliest)
		p.fail.Store(true)
		p.wantToken(t, s, "T1")
		p.wantToken(t, s, "T1")
		p.wantCalls(t, 2)
		p.fail.Store(false)
		later(s, fetchPause)
		p.wantToken(t, s, "T3")
	})
}

func TestFailedFetchIsNotRepeatedAtOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		p := &platform{}
		p.fail.Store(true)
		for range 3 {
			_, err := s.Token(t.Context(), app, p.fetch)
			wantError(t, err, errPlatform)
		}
		p.wantCalls(t, 1)
		p.fail.Store(false)
		later(s, fetchPause)
		p.wantToken(t, s, "T2")
	})
}

func TestDeadFetcherIsReplaced(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		p := &platform{}
		must(t, a.client.Set(t.Context(), a.desk(app).lock, "dead", lockLife).Err())
		_, err := b.Token(waited(t.Context(), b), app, p.fetch)
		wantError(t, err, errTokenLate)
		p.wantCalls(t, 0)
		w.advance(lockLife)
		p.wantToken(t, b, "T1")
	})
}

func TestEndedCallerDoesNotFetch(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		p := &platform{}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := s.Token(ctx, app, p.fetch)
		wantError(t, err, context.Canceled)
		p.wantCalls(t, 0)
	})
}

func TestFetchWithoutTokenOrLifeFails(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		for name, life := range map[string]time.Duration{"": life, "T": 0} {
			_, err := s.Token(t.Context(), "app "+name, func(context.Context) (string, time.Duration, error) {
				return name, life, nil
			})
			wantError(t, err, errTokenEmpty)
		}
	})
}

func TestDropTakesOnlyTheFailedToken(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		p := &platform{}
		p.wantToken(t, a, "T1")
		p.wantToken(t, b, "T1")
		must(t, a.Drop(t.Context(), app, "T1"))
		p.wantToken(t, a, "T2")
		must(t, b.Drop(t.Context(), app, "T1")) // b's send failed with T1 too
		p.wantToken(t, b, "T2")
		p.wantCalls(t, 2)
	})
}

func TestTokensOfDifferentNamesDoNotMeet(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		p := &platform{}
		p.wantToken(t, s, "T1")
		other, err := s.Token(t.Context(), app+"2", p.fetch)
		must(t, err)
		if other != "T2" {
			t.Errorf("token %s of another app", other)
		}
	})
}

func TestOutageLeavesTheLastToken(t *testing.T) {
	t.Parallel()
	server := miniredis.NewMiniRedis()
	t.Cleanup(server.Close)
	s, p := closing(t, connect(piped(server))), &platform{}
	p.wantToken(t, s, "T1")

	server.SetError("LOADING")
	for range 3 {
		p.wantToken(t, s, "T1")
	}
	p.wantCalls(t, 1)
	later(s, life-earliest)
	for range 3 {
		p.wantToken(t, s, "T2")
	}
	if err := s.Drop(t.Context(), app, "T2"); err == nil {
		t.Error("Drop without Redis returned no error")
	}
	p.wantToken(t, s, "T3") // the own copy was dropped all the same
	p.wantToken(t, s, "T3")
	p.wantCalls(t, 3)
}
