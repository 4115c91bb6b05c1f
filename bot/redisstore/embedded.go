package redisstore

import (
	"context"
	"net"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
)

// tick is how often the embedded server's keys age. One pass costs about 2 ms
// for 10,000 keys; the shortest life of a claim or lock is ten ticks.
const tick = time.Second

// slowest bounds each step of one command on the embedded server. That server
// cannot freeze alone, so slowness means a busy machine: waiting, within the
// caller's own time, then serves people better than going on without a session.
const slowest = 2 * time.Second

// embed starts a server inside the process and connects to it.
func embed() *Store {
	server := miniredis.NewMiniRedis()
	s := connect(piped(server))
	s.Embedded = true
	stop := age(server)
	s.shut = func() {
		stop()
		server.Close()
	}
	return s
}

// piped returns the options of a client that reaches the server through
// memory. No port is opened: another user of the machine cannot read along.
func piped(server *miniredis.Miniredis) *redis.UniversalOptions {
	return tight(&redis.UniversalOptions{
		Addrs: []string{"embedded"},
		Dialer: func(context.Context, string, string) (net.Conn, error) {
			return server.Dial()
		},
	}, slowest)
}

// age lets the server's keys expire, which it does only when told that time
// has passed, until stop is called. The server can follow the clock by itself,
// but then each command walks over all keys.
func age(server *miniredis.Miniredis) (stop func()) {
	done := make(chan struct{})
	var running sync.WaitGroup
	running.Go(func() {
		ticker := time.NewTicker(tick)
		defer ticker.Stop()
		last := time.Now()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				now := time.Now()
				server.FastForward(now.Sub(last))
				last = now
			}
		}
	})
	return func() {
		close(done)
		running.Wait()
	}
}
