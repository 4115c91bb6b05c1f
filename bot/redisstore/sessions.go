package redisstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"suihuan/bot"
)

const (
	// turnLife is how long a turn holds when its owner died: several times
	// what a message may take.
	turnLife = 15 * time.Second
	// sessionLife counts from the person's last message.
	sessionLife = 24 * time.Hour
)

var _ bot.Sessions = (*Store)(nil)

// begin takes the lock KEYS[1] and returns the next fence with the session in
// the hash KEYS[2], or nothing when someone has the lock. The hash keeps fence
// (the last one given), saved (the last one that wrote) and session together,
// so that they are lost together or not at all.
var begin = redis.NewScript(`
if redis.call('EXISTS', KEYS[1]) == 1 then
	return false
end
local fence = redis.call('HINCRBY', KEYS[2], 'fence', 1)
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('SET', KEYS[1], fence, 'PX', ARGV[1])
return {fence, redis.call('HGET', KEYS[2], 'session') or ''}`)

// save writes the session unless a newer fence has. A hash that was emptied
// during the turn takes the turn's fence over: the count must not start below
// a fence that has saved.
var save = redis.NewScript(`
local fence = tonumber(ARGV[1])
if tonumber(redis.call('HGET', KEYS[1], 'saved') or 0) > fence then
	return 0
end
redis.call('HSET', KEYS[1], 'saved', ARGV[1], 'session', ARGV[2])
if tonumber(redis.call('HGET', KEYS[1], 'fence') or 0) < fence then
	redis.call('HSET', KEYS[1], 'fence', ARGV[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1`)

// Begin waits for the person's turn and returns the session, the zero value
// when there is none or it is older than a day. The fences of a person rise.
// The error is bot.ErrBusy when ctx ends first. A turn that is never ended
// ends by itself after 15 seconds.
func (s *Store) Begin(ctx context.Context, person string) (session bot.Session, fence int64, err error) {
	keys := []string{s.key("turn", person), s.key("session", person)}
	var text string
	err = poll(ctx, bot.ErrBusy, func() (bool, error) {
		taken, err := begin.Run(ctx, s.client, keys,
			turnLife.Milliseconds(), sessionLife.Milliseconds()).Slice()
		if errors.Is(err, redis.Nil) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		fence, _ = taken[0].(int64)
		text, _ = taken[1].(string)
		return true, nil
	})
	if err != nil {
		return bot.Session{}, 0, fmt.Errorf("begin turn: %w", err)
	}
	return remembered(text), fence, nil
}

// remembered reads a session. One that cannot be read, as after a change of
// its shape, is forgotten: what was told stands in the draft, and an error
// would keep the person out for a day.
func remembered(text string) (session bot.Session) {
	if err := json.Unmarshal([]byte(text), &session); err != nil {
		return bot.Session{}
	}
	return session
}

// Save keeps the session for a day. It returns bot.ErrStale, and changes
// nothing, when a turn with a newer fence has saved.
func (s *Store) Save(ctx context.Context, person string, session bot.Session, fence int64) error {
	text, err := json.Marshal(session)
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	saved, err := save.Run(ctx, s.client, []string{s.key("session", person)},
		fence, text, sessionLife.Milliseconds()).Bool()
	if err != nil {
		return fmt.Errorf("save session: %w", err)
	}
	if !saved {
		return bot.ErrStale
	}
	return nil
}

// End gives the turn to the next message. A turn that has passed to another
// fence stays there.
func (s *Store) End(ctx context.Context, person string, fence int64) error {
	err := dropEqual.Run(ctx, s.client, []string{s.key("turn", person)}, fence).Err()
	if err != nil {
		return fmt.Errorf("end turn: %w", err)
	}
	return nil
}
