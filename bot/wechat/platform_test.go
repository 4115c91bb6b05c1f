package wechat

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"
)

const secret = "CANARY-SECRET"

// platform answers like api.weixin.qq.com: a token, then the answers to sends
// one after the other, the last one for ever.
type platform struct {
	*httptest.Server
	mu      sync.Mutex
	tokens  int      // given out
	asked   []string // bodies of token requests
	used    []string // tokens of sends
	sent    []string // bodies of sends
	answers []string
	token   string // the answer to a token request instead of a token
}

func newPlatform(t *testing.T, answers ...string) *platform {
	t.Helper()
	p := &platform{answers: answers}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /base/cgi-bin/stable_token", p.giveToken)
	mux.HandleFunc("POST /base/cgi-bin/message/custom/send", p.take)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func (p *platform) giveToken(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, string(body))
	p.tokens++
	if p.token != "" {
		io.WriteString(w, p.token)
		return
	}
	fmt.Fprintf(w, `{"access_token":"CANARY-TOKEN-%d","expires_in":7200}`, p.tokens)
}

func (p *platform) take(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.used = append(p.used, r.URL.Query().Get("access_token"))
	p.sent = append(p.sent, string(body))
	answer := p.answers[min(len(p.sent), len(p.answers))-1]
	if code, ok := map[string]int{"302": 302, "500": 500}[answer]; ok {
		w.Header().Set("Location", "/base/cgi-bin/elsewhere")
		w.WriteHeader(code)
		return
	}
	if answer == "cut" {
		panic(http.ErrAbortHandler)
	}
	io.WriteString(w, answer)
}

// seen returns the bodies and tokens of sends and the number of tokens given.
func (p *platform) seen() (sent, used []string, tokens int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.sent), slices.Clone(p.used), p.tokens
}

// shelf keeps one token in memory.
type shelf struct {
	mu    sync.Mutex
	name  string
	token string
}

func (s *shelf) Token(ctx context.Context, name string, fetch func(context.Context) (string, time.Duration, error)) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.name = name
	if s.token == "" {
		token, ttl, err := fetch(ctx)
		if err != nil || ttl != 2*time.Hour {
			return "", fmt.Errorf("ttl %v: %w", ttl, err)
		}
		s.token = token
	}
	return s.token, nil
}

func (s *shelf) Drop(_ context.Context, _, token string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.token == token {
		s.token = ""
	}
	return nil
}

func client(t *testing.T, p *platform, tokens Tokens) *Client {
	t.Helper()
	c, err := NewClient(Options{AppID: appID, Secret: secret, APIBase: p.URL + "/base/"}, tokens, p.Client())
	if err != nil {
		t.Fatal(err)
	}
	return c
}
