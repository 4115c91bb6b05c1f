package wechat

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/silenceper/wechat/v2/util"
)

func TestNewClientRefuses(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"no app id": {Secret: secret},
		"no secret": {AppID: appID},
		"bad base":  {AppID: appID, Secret: secret, APIBase: "api.example"},
	} {
		if _, err := NewClient(o, &shelf{}, nil); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPush(t *testing.T) {
	t.Parallel()
	p, s := newPlatform(t, `{"errcode":0,"errmsg":"ok"}`), &shelf{}
	c := client(t, p, s)
	for range 2 {
		if err := c.Push(t.Context(), openid, "办好了 <a href=\"x\">&"); err != nil {
			t.Fatal(err)
		}
	}
	sent, used, tokens := p.seen()
	if s.name != "wechat:"+appID || tokens != 1 {
		t.Errorf("token %q fetched %d times", s.name, tokens)
	}
	var asked map[string]any
	if err := json.Unmarshal([]byte(p.asked[0]), &asked); err != nil || asked["grant_type"] != "client_credential" ||
		asked["appid"] != appID || asked["secret"] != secret || asked["force_refresh"] != false {
		t.Errorf("asked for a token with %v", asked)
	}
	want := `{"touser":"` + openid + `","msgtype":"text","text":{"content":"办好了 <a href=\"x\">&"}}`
	if strings.TrimSpace(sent[0]) != want || used[0] != "CANARY-TOKEN-1" {
		t.Errorf("sent %s with %s", sent[0], used[0])
	}
}

// Every answer of the platform but an explicit errcode 0 is a failure; a token
// that does not hold is replaced once.
func TestPushOutcomes(t *testing.T) {
	t.Parallel()
	const ok = `{"errcode":0,"errmsg":"ok"}`
	for name, c := range map[string]struct {
		answers []string
		sends   int
		tokens  int
		ok      bool
		code    int // of an APIError
	}{
		"token expired":       {[]string{`{"errcode":42001,"errmsg":"x"}`, ok}, 2, 2, true, 0},
		"token unknown":       {[]string{`{"errcode":40001,"errmsg":"x"}`, ok}, 2, 2, true, 0},
		"token illegal":       {[]string{`{"errcode":40014,"errmsg":"x"}`, ok}, 2, 2, true, 0},
		"token never good":    {[]string{`{"errcode":40001,"errmsg":"x"}`}, 2, 2, false, 40001},
		"out of 48 hours":     {[]string{`{"errcode":45015,"errmsg":"x"}`}, 1, 1, false, 45015},
		"busy":                {[]string{`{"errcode":-1,"errmsg":"x"}`}, 1, 1, false, -1},
		"no errcode":          {[]string{`{}`}, 1, 1, false, 0},
		"errcode as text":     {[]string{`{"errcode":"0"}`}, 1, 1, false, 0},
		"page":                {[]string{`<html>CANARY-TEXT</html>`}, 1, 1, false, 0},
		"nothing":             {[]string{``}, 1, 1, false, 0},
		"too long":            {[]string{`{"errcode":0,"x":"` + strings.Repeat("x", 70_000) + `"}`}, 1, 1, false, 0},
		"redirect":            {[]string{"302"}, 1, 1, false, 0},
		"status 500":          {[]string{"500"}, 1, 1, false, 0},
		"connection cut":      {[]string{"cut"}, 1, 1, false, 0},
		"errmsg repeats text": {[]string{`{"errcode":40003,"errmsg":"CANARY-TEXT CANARY-OPENID"}`}, 1, 1, false, 40003},
	} {
		p := newPlatform(t, c.answers...)
		err := client(t, p, &shelf{}).Push(t.Context(), "CANARY-OPENID", "CANARY-TEXT")
		sent, _, tokens := p.seen()
		if (err == nil) != c.ok || len(sent) != c.sends || tokens != c.tokens {
			t.Errorf("%s: %d sends, %d tokens, %v", name, len(sent), tokens, err)
		}
		var refusal *APIError
		if errors.As(err, &refusal) != (c.code != 0) || (refusal != nil && refusal.Code != c.code) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%s: the error tells: %v", name, err)
		}
	}
}

func TestPushWithoutToken(t *testing.T) {
	t.Parallel()
	p := newPlatform(t, "unused")
	p.token = `{"errcode":40125,"errmsg":"invalid appsecret CANARY"}`
	err := client(t, p, &shelf{}).Push(t.Context(), openid, "text")
	if sent, _, _ := p.seen(); err == nil || len(sent) != 0 || strings.Contains(err.Error(), "CANARY") || !strings.Contains(err.Error(), "40125") {
		t.Errorf("%d sends, %v", len(sent), err)
	}
	p.Close()
	if err := client(t, p, &shelf{}).Push(t.Context(), openid, "text"); err == nil || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("nobody there: %v", err)
	}
}

func TestPushSplits(t *testing.T) {
	t.Parallel()
	p := newPlatform(t, `{"errcode":0}`)
	text := strings.Repeat("很长的答复。\n", 200)
	if err := client(t, p, &shelf{}).Push(t.Context(), openid, text); err != nil {
		t.Fatal(err)
	}
	sent, _, _ := p.seen()
	var whole strings.Builder
	for _, body := range sent {
		var m struct{ Text struct{ Content string } }
		if err := json.Unmarshal([]byte(body), &m); err != nil || len(m.Text.Content) > textLimit {
			t.Errorf("%d bytes, %v", len(m.Text.Content), err)
		}
		whole.WriteString(m.Text.Content + "\n")
	}
	if len(sent) < 2 || whole.String() != text {
		t.Errorf("%d messages", len(sent))
	}
	for _, c := range [][2]string{{"", "text"}, {openid, ""}, {openid, " \x00"}} {
		if err := client(t, p, &shelf{}).Push(t.Context(), c[0], c[1]); err == nil {
			t.Errorf("pushed %q to %q", c[1], c[0])
		}
	}
}

// The SDK's Send takes no context; ours ends it all the same.
func TestPushEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	p := &platform{Server: server}
	err := client(t, p, &shelf{token: "T"}).Push(ctx, openid, "text")
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// The global client of the SDK serves many clients at once, each to its own
// platform, and nobody else.
func TestPushesDoNotMix(t *testing.T) {
	t.Parallel()
	var wg sync.WaitGroup
	for n := range 8 {
		p := newPlatform(t, `{"errcode":0}`)
		c := client(t, p, &shelf{token: fmt.Sprintf("T%d", n)})
		wg.Go(func() {
			for range 10 {
				if err := c.Push(t.Context(), fmt.Sprintf("o%d", n), "text"); err != nil {
					t.Error(err)
				}
			}
			sent, used, _ := p.seen()
			for i, body := range sent {
				if used[i] != fmt.Sprintf("T%d", n) || !strings.Contains(body, fmt.Sprintf(`"touser":"o%d"`, n)) {
					t.Errorf("platform %d got %s with %s", n, body, used[i])
				}
			}
			if len(sent) != 10 {
				t.Errorf("platform %d got %d messages", n, len(sent))
			}
		})
	}
	wg.Wait()
	x := sdkExchange()
	x.mu.Lock()
	defer x.mu.Unlock()
	if open := len(x.deliveries); open > 8 { // other tests may be sending
		t.Errorf("%d calls were not forgotten", open)
	}
}

func TestSDKRequestsOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	p := newPlatform(t, `{"errcode":0}`)
	sdkExchange()
	if _, err := util.HTTPGet(p.URL + "/base/cgi-bin/message/custom/send?access_token=T"); !errors.Is(err, errNoTicket) {
		t.Error(err)
	}
	if _, err := util.PostJSON(p.URL+"/base/cgi-bin/message/custom/send?access_token=ticket-0", nil); !errors.Is(err, errNoTicket) {
		t.Error(err)
	}
	if sent, _, _ := p.seen(); len(sent) != 0 {
		t.Error("sent all the same")
	}
}
