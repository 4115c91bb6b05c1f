package redisstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/redis/go-redis/v9"
)

// What is waited for is usually there after some milliseconds.
const (
	firstPause = 5 * time.Millisecond
	lastPause  = 80 * time.Millisecond
)

// dropEqual deletes a key that still holds the given value.
var dropEqual = redis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then
	return redis.call('DEL', KEYS[1])
end
return 0`)

// poll calls try until it is done or fails. When ctx ends first, the error is
// late. Polling, not subscribing: a subscription is one more connection that
// can break without a sign, and waiting is rare.
func poll(ctx context.Context, late error, try func() (done bool, err error)) error {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		done, err := try()
		if done {
			return err
		}
		if err != nil && ended(ctx) {
			// Whatever the command says then, it was cut short.
			return fmt.Errorf("%w: %w", late, err)
		}
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", late, ctx.Err())
		case <-time.After(pause/2 + rand.N(pause/2)): // apart from other waiters
		}
	}
}

// ended tells whether ctx is over. A connection's deadline is the context's
// own and may fire a moment before the context does.
func ended(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return ctx.Err() != nil || ok && !time.Now().Before(deadline)
}
