package redisstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"suihuan/bot"
)

const (
	// pendingLife is how long a claim without a reply holds. It is longer
	// than any message may take, and ends before the platform's third and
	// last try, ten seconds after the first, has used up its patience: a dead
	// owner's message is still answered.
	pendingLife = 10 * time.Second
	// replyLife is longer than a repeat can come: callbacks older or newer
	// than an hour are refused.
	replyLife = 3 * time.Hour
)

// pending starts the value of a claim without a reply; a reply starts with {.
const pending = "pending:"

// errTaken says that a claim ran out and another instance has taken it over.
var errTaken = errors.New("the claim has passed to another instance")

var _ bot.Claims = (*Store)(nil)

// claim is the value of this instance's claims. The owner is the instance and
// not the call, because a message key is all that Record and Release are told.
// So two calls of one instance can hold the same claim only when the first has
// outlived pendingLife; then the first recorded reply stays, and the repeats
// still get equal bytes.
func (s *Store) claim() string { return pending + s.instance }

// Claim takes the message, or waits for the reply of whoever has it. A claim
// that runs out or is given back while we wait becomes ours. The error is
// bot.ErrBusy when ctx ends first.
func (s *Store) Claim(ctx context.Context, key string) (first bool, reply bot.Sealed, err error) {
	k := s.key("claim", key)
	err = poll(ctx, bot.ErrBusy, func() (done bool, err error) {
		first, err = s.client.SetNX(ctx, k, s.claim(), pendingLife).Result()
		if err != nil || first {
			return first, err
		}
		reply, done, err = s.recorded(ctx, k)
		return done, err
	})
	if err != nil {
		return false, bot.Sealed{}, fmt.Errorf("claim message: %w", err)
	}
	return first, reply, nil
}

// recorded reads the reply of a claimed message; ok is false as long as there
// is none.
func (s *Store) recorded(ctx context.Context, k string) (reply bot.Sealed, ok bool, err error) {
	value, err := s.client.Get(ctx, k).Result()
	if errors.Is(err, redis.Nil) { // it has just run out
		return bot.Sealed{}, false, nil
	}
	if err != nil || strings.HasPrefix(value, pending) {
		return bot.Sealed{}, false, err
	}
	if err := json.Unmarshal([]byte(value), &reply); err != nil {
		return bot.Sealed{}, false, fmt.Errorf("read recorded reply: %w", err)
	}
	return reply, true, nil
}

// record writes a reply over the own claim, or where the claim has run out and
// nobody has taken it over.
var record = redis.NewScript(`
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] then
	return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`)

// Record keeps the reply of a claimed message for its repeats, three hours
// long. It is an error when the claim has passed to another instance: that
// one's reply will be the one that is kept.
func (s *Store) Record(ctx context.Context, key string, reply bot.Sealed) error {
	value, err := json.Marshal(reply)
	if err != nil {
		return fmt.Errorf("record reply: %w", err)
	}
	kept, err := record.Run(ctx, s.client, []string{s.key("claim", key)},
		s.claim(), value, replyLife.Milliseconds()).Bool()
	if err == nil && !kept {
		err = errTaken
	}
	if err != nil {
		return fmt.Errorf("record reply: %w", err)
	}
	return nil
}

// Release gives an unfinished claim back, so that a repeat of the message is
// worked on at once. What is not, or no longer, ours stays as it is.
func (s *Store) Release(ctx context.Context, key string) error {
	err := dropEqual.Run(ctx, s.client, []string{s.key("claim", key)}, s.claim()).Err()
	if err != nil {
		return fmt.Errorf("release claim: %w", err)
	}
	return nil
}
