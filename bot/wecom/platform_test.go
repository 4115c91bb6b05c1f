package wecom

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

// platform answers like qyapi.weixin.qq.com: a token, then the answers to
// everything else one after the other, the last one for ever.
type platform struct {
	*httptest.Server
	mu      sync.Mutex
	tokens  int
	asked   []string // queries of token requests
	calls   []string // path?query body
	answers []string
	token   string // the answer to a token request instead of a token
}

func newPlatform(t *testing.T, answers ...string) *platform {
	t.Helper()
	p := &platform{answers: answers}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /cgi-bin/gettoken", p.giveToken)
	mux.HandleFunc("POST /", p.take)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func (p *platform) giveToken(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, r.URL.Query().Get("corpid")+" "+r.URL.Query().Get("corpsecret"))
	p.tokens++
	if p.token != "" {
		io.WriteString(w, p.token)
		return
	}
	fmt.Fprintf(w, `{"errcode":0,"errmsg":"ok","access_token":"CANARY-TOKEN-%d","expires_in":7200}`, p.tokens)
}

func (p *platform) take(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls = append(p.calls, r.URL.Path+" "+r.URL.Query().Get("access_token")+" "+string(body))
	answer := p.answers[min(len(p.calls), len(p.answers))-1]
	if answer == "302" {
		w.Header().Set("Location", "/cgi-bin/elsewhere")
		w.WriteHeader(http.StatusTemporaryRedirect)
		return
	}
	io.WriteString(w, answer)
}

func (p *platform) seen() (calls []string, tokens int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.calls), p.tokens
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
	o := options()
	o.Secret, o.APIBase = secret, p.URL
	c, err := NewClient(o, tokens, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
