package main

import (
	"testing"
	"time"
)

// Times of the queue after a failure: it tries again after a second, then
// after sixteen, each a tenth more or less, and looks every five seconds for
// what is due.
const (
	secondTry = within
	thirdTry  = 30 * time.Second
)

// calls waits until an address was called so many times.
func (w *world) calls(t *testing.T, address string, n int, limit time.Duration) {
	t.Helper()
	until(t, "calls of "+address, limit, func() (int, bool) { got := w.platform.count(address); return got, got >= n })
}

// faultsAreOvercome: whatever the platform does to one call, the officer sees
// the card, and sees it once.
func faultsAreOvercome(t *testing.T, program string) {
	onEach(t, func(t *testing.T, w *world) {
		w.spawn(t, program)
		for _, f := range []struct {
			name  string
			fault fault
			sends int // calls of message/send until all is well
			asks  int // calls of gettoken
		}{
			{"none", nil, 1, 1},
			{"token expired", expired, 2, 1},
			{"no errcode", mute, 2, 0},
			{"answer lost", lost, 2, 0},
			{"status 500", broken, 2, 0},
		} {
			t.Run(f.name, func(t *testing.T) { w.meets(t, f.fault, f.sends, f.asks) })
		}
		t.Run("one of two officers", func(t *testing.T) {
			before := w.platform.count(messageSend)
			w.platform.fail(messageSend, fine, broken)
			caseNo := w.citizen(t).filesInHaizhu()
			zhaoliu, chenqi := w.member(t, "zhaoliu"), w.member(t, "chenqi")
			zhaoliu.card(caseNo, secondTry)
			c := chenqi.card(caseNo, within)
			expect(t, "受理", zhaoliu.says("受理 "+caseNo), "已受理")
			expect(t, "other officer's card", chenqi.updated(c), "受理")
			if n := w.platform.count(messageSend) - before; n != 3 {
				t.Errorf("%d calls to send two cards, one of them twice", n)
			}
		})
		t.Run("officer has left", func(t *testing.T) {
			w.platform.fail(messageSend, refused)
			caseNo := w.citizen(t).files()
			lisi := w.member(t, "lisi")
			expect(t, "受理", lisi.clicks(lisi.card(caseNo, within), "受理"), "已受理")
			if got := len(w.platform.seen(caseNo)); got != 1 {
				t.Errorf("officers see %d cards", got)
			}
		})
		t.Run("update fails", func(t *testing.T) {
			zhangsan := w.member(t, "zhangsan")
			c := zhangsan.card(w.citizen(t).files(), within)
			w.platform.fail(updateCard, broken)
			expect(t, "受理", zhangsan.clicks(c, "受理"), "已受理")
			expect(t, "updated card", zhangsan.updated(c), "受理")
		})
		t.Run("restart", func(t *testing.T) { restartLosesNothing(t, w, program) })
	})
}

// restartLosesNothing stops the service as soon as a number is told.
func restartLosesNothing(t *testing.T, w *world, program string) {
	p := w.citizen(t)
	caseNo := p.files()
	if err := w.service.stop(); err != nil {
		t.Errorf("the service ended with %v", err)
	}
	w.spawn(t, program)
	w.member(t, "zhangsan").card(caseNo, within)
	p.talks(exchange{"进度", []string{"^" + caseNo, "天河"}})
	w.once(t, caseNo)
}

func (w *world) meets(t *testing.T, f fault, sends, asks int) {
	t.Helper()
	sent, asked := w.platform.count(messageSend), w.platform.count(getToken)
	if f != nil {
		w.platform.fail(messageSend, f)
	}
	p, zhangsan := w.citizen(t), w.member(t, "zhangsan")
	caseNo := p.files()
	c := zhangsan.card(caseNo, secondTry)
	w.calls(t, messageSend, sent+sends, secondTry)
	expect(t, "受理", zhangsan.clicks(c, "受理"), "已受理")
	zhangsan.updated(c)
	if got := len(w.platform.seen(caseNo)); got != 1 {
		t.Errorf("officers see %d cards", got)
	}
	if s, a := w.platform.count(messageSend)-sent, w.platform.count(getToken)-asked; s != sends || a != asks {
		t.Errorf("%d calls to send and %d for a token, want %d and %d", s, a, sends, asks)
	}
}

// once ends the service, so that no work is left, and counts the cards.
func (w *world) once(t *testing.T, caseNo string) {
	t.Helper()
	if err := w.service.stop(); err != nil {
		t.Errorf("the service ended with %v", err)
	}
	seen := w.platform.seen(caseNo)
	if len(seen) != 1 || seen[0].officer != "zhangsan" {
		t.Errorf("officers see %d cards about %s", len(seen), caseNo)
	}
}
