package redisstore

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"
)

// held is a token with its times by this process's clock: it is due for
// renewal from due on and of no use from end on. The zero value is no token.
type held struct {
	token    string
	due, end time.Time
}

// desk is what this process keeps for one token name.
type desk struct {
	key, lock string
	last      atomic.Pointer[held] // never nil; for when Redis is down

	renewing sync.Mutex // guards what is below
	failure  error      // of the last fetch
	pause    time.Time  // until when it stands
}

func (s *Store) desk(name string) *desk {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.desks[name]
	if d == nil {
		d = &desk{key: s.key("token", name), lock: s.key("token-lock", name)}
		d.last.Store(&held{})
		s.desks[name] = d
	}
	return d
}

// readToken returns token, remaining life and margin in milliseconds. Lives
// are counted by Redis alone: the instances' clocks need not agree.
var readToken = redis.NewScript(`
local kept = redis.call('HMGET', KEYS[1], 'token', 'margin')
if not kept[1] then
	return false
end
return {kept[1], redis.call('PTTL', KEYS[1]), tonumber(kept[2])}`)

var keepToken = redis.NewScript(`
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'margin', ARGV[2])
return redis.call('PEXPIRE', KEYS[1], ARGV[3])`)

var dropToken = redis.NewScript(`
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then
	return redis.call('DEL', KEYS[1])
end
return 0`)

// look reads the shared token, or this process's copy when Redis does not
// answer; shared tells which.
func (s *Store) look(ctx context.Context, d *desk) (h held, shared bool) {
	kept, err := readToken.Run(ctx, s.client, []string{d.key}).Slice()
	if errors.Is(err, redis.Nil) {
		return held{}, true
	}
	if err != nil {
		return *d.last.Load(), false
	}
	token, _ := kept[0].(string)
	life, _ := kept[1].(int64)
	margin, _ := kept[2].(int64)
	return s.remember(d, token, time.Duration(life)*time.Millisecond, time.Duration(margin)*time.Millisecond), true
}

// keep stores a new token here and in Redis. A Redis that does not take it
// makes the token no worse, so that is no error.
func (s *Store) keep(ctx context.Context, d *desk, token string, life time.Duration) {
	margin := min(earliest, life/10)
	s.remember(d, token, life, margin)
	_ = keepToken.Run(ctx, s.client, []string{d.key}, token, margin.Milliseconds(), life.Milliseconds()).Err()
}

func (s *Store) remember(d *desk, token string, life, margin time.Duration) held {
	end := s.now().Add(life)
	h := held{token: token, due: end.Add(-margin), end: end}
	d.last.Store(&h)
	return h
}

// lock makes the caller the only one to renew the token: in all instances, or
// in this process alone when Redis does not answer.
func (s *Store) lock(ctx context.Context, d *desk, shared bool) (unlock func(), ok bool) {
	if !d.renewing.TryLock() {
		return nil, false
	}
	if !shared {
		return d.renewing.Unlock, true
	}
	free, err := s.client.SetNX(ctx, d.lock, s.instance, lockLife).Result()
	if err != nil { // Redis has gone since we looked
		return d.renewing.Unlock, true
	}
	if !free {
		d.renewing.Unlock()
		return nil, false
	}
	return func() {
		defer d.renewing.Unlock()
		// A lock that cannot be given back runs out by itself.
		_ = dropEqual.Run(context.WithoutCancel(ctx), s.client, []string{d.lock}, s.instance).Err()
	}, true
}
