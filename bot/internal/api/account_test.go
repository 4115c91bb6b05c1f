package api

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

// shelf keeps one token and counts.
type shelf struct {
	token   string
	fetched int
	dropped []string
	broken  error // what Drop says
}

func (s *shelf) Token(ctx context.Context, _ string, fetch func(context.Context) (string, time.Duration, error)) (string, error) {
	if s.token == "" {
		token, _, err := fetch(ctx)
		if err != nil {
			return "", err
		}
		s.token, s.fetched = token, s.fetched+1
	}
	return s.token, nil
}

func (s *shelf) Drop(_ context.Context, _, token string) error {
	s.dropped = append(s.dropped, token)
	if s.token == token {
		s.token = ""
	}
	return s.broken
}

func TestAccountRetriesOnce(t *testing.T) {
	t.Parallel()
	fetch := func(context.Context) (string, time.Duration, error) { return "new", time.Hour, nil }
	lost := errors.New("lost")
	for _, c := range []struct {
		name     string
		outcomes []error // of one call after the other
		used     []string
		dropped  int
		want     error
	}{
		{"good", []error{nil}, []string{"old"}, 0, nil},
		{"40001 once", []error{&Error{Code: 40001}, nil}, []string{"old", "new"}, 1, nil},
		{"40014 once", []error{&Error{Code: 40014}, nil}, []string{"old", "new"}, 1, nil},
		{"42001 once", []error{&Error{Code: 42001}, nil}, []string{"old", "new"}, 1, nil},
		{"42001 always", []error{&Error{Code: 42001}, &Error{Code: 42001}}, []string{"old", "new"}, 1, &Error{Code: 42001}},
		{"other errcode", []error{&Error{Code: 45015}}, []string{"old"}, 0, &Error{Code: 45015}},
		{"unknown outcome", []error{lost}, []string{"old"}, 0, lost},
	} {
		s := &shelf{token: "old"}
		var used []string
		err := Account{Tokens: s, Name: "n", Fetch: fetch}.Do(t.Context(), func(token string) error {
			used = append(used, token)
			return c.outcomes[len(used)-1]
		})
		if !slices.Equal(used, c.used) || len(s.dropped) != c.dropped || text(err) != text(c.want) {
			t.Errorf("%s: used %v, dropped %v, %v", c.name, used, s.dropped, err)
		}
	}
}

func TestAccountWithoutToken(t *testing.T) {
	t.Parallel()
	refused := &Error{Code: 40125}
	a := Account{Tokens: &shelf{}, Fetch: func(context.Context) (string, time.Duration, error) { return "", 0, refused }}
	if err := a.Do(t.Context(), func(string) error { t.Error("called"); return nil }); !errors.Is(err, refused) {
		t.Error(err)
	}
	broken := errors.New("store down")
	a.Tokens = &shelf{token: "old", broken: broken}
	if err := a.Do(t.Context(), func(string) error { return &Error{Code: 40001} }); !errors.Is(err, broken) {
		t.Error(err)
	}
}
