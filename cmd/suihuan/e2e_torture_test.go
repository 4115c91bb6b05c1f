package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// How hard the service is treated: so many kills during so many intakes each.
// SUIHUAN_TEST_KILLS sets the number of kills (200 for 5,000 intakes).
const (
	fewKills       = 4
	intakesByKill  = 25
	mostMessages   = 24 // of one intake, repeats left out
	citizensAtOnce = 4
)

// asked is what a citizen says to what the service says, the first that fits.
var asked = []exchange{
	{"确认", []string{"请核对"}},
	{phone, []string{"电话"}},
	{"没有反映过", []string{"以前反映过"}},
	{"天河区棠下街中山大道188号", []string{"在哪里"}},
	{"楼下工地半夜打桩", []string{""}},
}

// killedAtRandom kills the service again and again while citizens file: whatever
// number was told stands with its officer exactly once.
func killedAtRandom(t *testing.T, program string) {
	kills := fewKills
	if n, err := strconv.Atoi(os.Getenv("SUIHUAN_TEST_KILLS")); err == nil {
		kills = n
	}
	r := &rough{w: newWorld(t, "", "")}
	first := r.w.spawn(t, program)
	r.url = first.url
	told := make(chan string, kills*intakesByKill)
	var left atomic.Int64
	left.Store(int64(kills * intakesByKill))
	var citizens sync.WaitGroup
	for range citizensAtOnce {
		citizens.Go(func() {
			for left.Add(-1) >= 0 {
				caseNo, err := r.intake(t)
				if err != nil {
					t.Error(err)
					return
				}
				told <- caseNo
			}
		})
	}
	go func() { citizens.Wait(); close(told) }()
	slowest := r.killing(t, program, first, kills, told)
	t.Logf("%d kills during %d intakes, %d messages; slowest start %v", kills, len(r.cases), r.posts.Load(), slowest)
	for caseNo := range r.cases {
		r.w.member(t, "zhangsan").card(caseNo, thirdTry)
	}
	if err := r.w.service.stop(); err != nil {
		t.Errorf("the service ended with %v", err)
	}
	for caseNo := range r.cases {
		if n := len(r.w.platform.seen(caseNo)); n != 1 {
			t.Errorf("officers see %d cards about %s", n, caseNo)
		}
	}
}

// rough is a service that is killed while it is used.
type rough struct {
	w     *world
	down  sync.RWMutex // held while no service runs
	url   string
	posts atomic.Int64
	cases map[string]bool // numbers that were told
}

// killing kills and starts the service until all citizens have their number, and
// returns how long the slowest start took.
func (r *rough) killing(t *testing.T, program string, s *service, kills int, told <-chan string) (slowest time.Duration) {
	r.cases = map[string]bool{}
	next := int64(1 + rand.IntN(2*intakesByKill*len(asked)))
	for caseNo := range told {
		if r.cases[caseNo] {
			t.Errorf("%s was told twice", caseNo)
		}
		r.cases[caseNo] = true
		if kills == 0 || r.posts.Load() < next {
			continue
		}
		kills--
		next = r.posts.Load() + int64(1+rand.IntN(2*intakesByKill*len(asked)))
		slowest = max(slowest, r.kill(&s, func() *service { return r.w.spawn(t, program) }))
	}
	return slowest
}

// kill ends a service without a warning, whatever it does, starts another, and
// returns how long the start took.
func (r *rough) kill(s **service, spawn func() *service) time.Duration {
	r.down.Lock()
	defer r.down.Unlock()
	(*s).kill()
	start := time.Now()
	*s = spawn()
	r.url = (*s).url
	return time.Since(start)
}

// address waits until a service runs.
func (r *rough) address() string {
	r.down.RLock()
	defer r.down.RUnlock()
	return r.url
}

// intake files one complaint and returns its number.
func (r *rough) intake(t *testing.T) (string, error) {
	p := r.w.citizen(t)
	said := ""
	for range mostMessages {
		answer := ""
		for _, e := range asked {
			if strings.Contains(said, e.want[0]) {
				answer = e.say
				break
			}
		}
		var err error
		if said, err = r.bring(p, p.text(answer)); err != nil {
			return "", err
		}
		if strings.Contains(said, "登记好了") {
			return number(t, said), nil
		}
	}
	return "", fmt.Errorf("no number after %d messages; the last reply: %s", mostMessages, said)
}

// bring brings a message until it is answered, however often the service ends
// meanwhile.
func (r *rough) bring(p person, message []byte) (string, error) {
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); {
		r.posts.Add(1)
		got, err := p.account.ask(r.address(), http.MethodPost, p.account.envelope(message, time.Now()))
		if err == nil && got.status == http.StatusOK {
			return p.account.read(got.body, p.id)
		}
	}
	return "", fmt.Errorf("a message was not answered for a minute")
}
