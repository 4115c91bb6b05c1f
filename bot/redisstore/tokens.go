package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// fetchLife bounds one fetch, and lockLife outlives it, so that a second
	// fetch never starts beside a running one.
	fetchLife = 8 * time.Second
	lockLife  = 10 * time.Second
	// earliest is the longest time before its end that a token is renewed:
	// in its last five minutes WeChat's stable_token gives out the next token
	// while both work; before that it gives the same one again.
	earliest = 5 * time.Minute
	// fetchPause keeps a failing fetch from being repeated by each waiting
	// send: the platforms count the calls.
	fetchPause = 2 * time.Second
)

// Errors of Token that are neither the fetch's nor the caller's own.
var (
	errTokenLate  = errors.New("another fetch did not end in time")
	errTokenEmpty = errors.New("fetch returned no token or no life")
)

// Token returns the shared token of that name. When there is none, or it nears
// its end, one caller among all instances calls fetch, which returns a token
// and its life; meanwhile the others use the old token while it lives, or
// wait. Without Redis each process uses the last token that it saw, and
// fetches only when that one nears its end, so the error never comes from
// Redis alone. A fetch that failed is not repeated by this process for two
// seconds: its error, or the old token while it lives, stands for them.
func (s *Store) Token(ctx context.Context, name string, fetch func(context.Context) (string, time.Duration, error)) (string, error) {
	d := s.desk(name)
	var token string
	err := poll(ctx, errTokenLate, func() (done bool, err error) {
		token, done, err = s.renewed(ctx, d, fetch)
		return done, err
	})
	if err != nil {
		return "", fmt.Errorf("get token: %w", err)
	}
	return token, nil
}

// Drop forgets a token that a platform has refused, unless a newer one has
// taken its place: of many sends that fail with one token, one leads to a
// fetch. The copy of this process goes even when Redis does not answer.
func (s *Store) Drop(ctx context.Context, name, token string) error {
	d := s.desk(name)
	if last := d.last.Load(); last.token == token {
		d.last.CompareAndSwap(last, &held{})
	}
	if err := dropToken.Run(ctx, s.client, []string{d.key}, token).Err(); err != nil {
		return fmt.Errorf("drop token: %w", err)
	}
	return nil
}

// renewed returns the token, renewed by us when it is due and nobody else is
// at it; done is false when someone is and no living token is left.
func (s *Store) renewed(ctx context.Context, d *desk, fetch func(context.Context) (string, time.Duration, error)) (token string, done bool, err error) {
	h, shared := s.look(ctx, d)
	if s.now().Before(h.due) {
		return h.token, true, nil
	}
	unlock, ok := s.lock(ctx, d, shared)
	if !ok {
		return h.token, s.now().Before(h.end), nil
	}
	defer unlock()
	// Whoever had the lock before us has renewed it since we looked.
	if h, _ = s.look(ctx, d); s.now().Before(h.due) {
		return h.token, true, nil
	}
	if ended(ctx) { // what looked like an outage was the caller's end
		return "", false, nil
	}
	token, err = s.fetch(ctx, d, fetch)
	if err != nil && s.now().Before(h.end) {
		return h.token, true, nil
	}
	return token, true, err
}

// fetch gets a new token and keeps it. The caller has the lock.
func (s *Store) fetch(ctx context.Context, d *desk, fetch func(context.Context) (string, time.Duration, error)) (string, error) {
	if s.now().Before(d.pause) {
		return "", d.failure
	}
	bounded, cancel := context.WithTimeout(ctx, fetchLife)
	defer cancel()
	token, life, err := fetch(bounded)
	if err == nil && (token == "" || life <= 0) {
		err = errTokenEmpty
	}
	if err != nil {
		if !ended(ctx) { // a caller's own end says nothing about the platform
			d.failure, d.pause = err, s.now().Add(fetchPause)
		}
		return "", err
	}
	s.keep(context.WithoutCancel(ctx), d, token, life)
	return token, nil
}
