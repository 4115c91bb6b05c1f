package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Tokens keeps access tokens for all instances. Token returns the one in force
// under name, calling fetch (once, whoever asks) when there is none; ttl is
// what the platform said. Drop forgets the token if it is still this one.
type Tokens interface {
	Token(ctx context.Context, name string, fetch func(context.Context) (token string, ttl time.Duration, err error)) (string, error)
	Drop(ctx context.Context, name, token string) error
}

// expired are the errcodes after which a fresh token helps (protocol.md A3, A7).
var expired = []int{40001, 40014, 42001}

// Account is one account's way to its access token.
type Account struct {
	Tokens Tokens
	Name   string // under which Tokens keeps it: one per secret
	Fetch  func(context.Context) (token string, ttl time.Duration, err error)
}

// Do runs call with the access token. When the platform says that the token
// does not hold any more, it is dropped and call runs once more, never twice.
func (a Account) Do(ctx context.Context, call func(token string) error) error {
	token, err := a.token(ctx)
	if err != nil {
		return err
	}
	err = call(token)
	var refusal *Error
	if !errors.As(err, &refusal) || !slices.Contains(expired, refusal.Code) {
		return err
	}
	if err := a.Tokens.Drop(ctx, a.Name, token); err != nil {
		return fmt.Errorf("drop access token: %w", err)
	}
	token, err = a.token(ctx)
	if err != nil {
		return err
	}
	return call(token)
}

func (a Account) token(ctx context.Context) (string, error) {
	token, err := a.Tokens.Token(ctx, a.Name, a.Fetch)
	if err != nil {
		return "", fmt.Errorf("get access token: %w", err)
	}
	return token, nil
}
