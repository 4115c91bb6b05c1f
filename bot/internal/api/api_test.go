package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answer  string
		ok      bool
		code    int // of the *Error, 0 where it is none or partial
		refused []string
	}{
		{answer: `{"errcode":0,"errmsg":"ok"}`, ok: true},
		{answer: `{"errcode":0,"invaliduser":"","invalidparty":"","unlicenseduser":""}`, ok: true},
		{answer: `{"errcode":0,"invaliduser":[]}`, ok: true},
		{answer: `{"errcode":0,"invaliduser":null}`, ok: true},
		{answer: `{"errcode":0,"invaliduser":"a|b"}`, refused: []string{"a", "b"}},
		{answer: `{"errcode":0,"invaliduser":["a"],"unlicenseduser":"c"}`, refused: []string{"a", "c"}},
		{answer: `{"errcode":0,"invalidparty":7}`, refused: []string{"7"}},
		{answer: `{"errcode":45015,"errmsg":"out of time rid: 6-a"}`, code: 45015},
		{answer: `{"errcode":-1,"errmsg":"system busy"}`, code: -1},
		{answer: `{"errcode":"0"}`},
		{answer: `{"errcode":null}`},
		{answer: `{"errcode":0.5}`},
		{answer: `{"ErrCode":0}`},
		{answer: `{}`},
		{answer: `{"msgid":"1"}`},
		{answer: `null`},
		{answer: `[]`},
		{answer: ``},
		{answer: `<html>200</html>`},
		{answer: `{"errcode":0`},
	} {
		err := Check([]byte(c.answer))
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.answer, err)
		}
		var refusal *Error
		if errors.As(err, &refusal) != (c.code != 0 || c.refused != nil) {
			t.Errorf("%s: %T", c.answer, err)
		} else if refusal != nil && (refusal.Errcode() != c.code || !slices.Equal(refusal.Refused, c.refused)) {
			t.Errorf("%s: %+v", c.answer, refusal)
		}
	}
}

func TestErrorTellsTheTraceOnly(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		`{"errcode":40001,"errmsg":"invalid credential SECRET, rid: 65a-b_c"}`:                `the platform answered errcode 40001 (trace "65a-b_c")`,
		`{"errcode":60020,"errmsg":"not allow SECRET, hint: [1700_7_ab], from ip: 10.0.0.1"}`: `the platform answered errcode 60020 (trace "1700_7_ab")`,
		`{"errcode":1,"errmsg":"SECRET"}`:                                                     `the platform answered errcode 1 (trace "")`,
		`{"errcode":0,"invaliduser":"SECRET"}`:                                                `the platform refused 1 receivers`,
		`{"errcode":1,"errmsg":{"odd":"SECRET"}}`:                                             `the platform answered errcode 1 (trace "")`,
		`{"errcode":1,"errmsg":"rid: a\nb SECRET"}`:                                           `the platform answered errcode 1 (trace "a")`,
	} {
		if err := Check([]byte(answer)); err == nil || err.Error() != want {
			t.Errorf("%s: %v", answer, err)
		}
	}
}

func TestToken(t *testing.T) {
	t.Parallel()
	for answer, ok := range map[string]bool{
		`{"access_token":"T","expires_in":7200}`:                           true,
		`{"errcode":0,"errmsg":"ok","access_token":"T","expires_in":7200}`: true,
		`{"errcode":40125,"errmsg":"invalid appsecret"}`:                   false,
		`{"errcode":"0","access_token":"T","expires_in":7200}`:             false,
		`{"access_token":"","expires_in":7200}`:                            false,
		`{"access_token":"T"}`:                                             false,
		`{"access_token":"T","expires_in":0}`:                              false,
		`{"access_token":7,"expires_in":7200}`:                             false,
		`{}`:                                                               false,
		``:                                                                 false,
	} {
		token, ttl, err := Token([]byte(answer))
		if (err == nil) != ok || (ok && (token != "T" || ttl != 2*time.Hour)) || (!ok && token != "") {
			t.Errorf("%s: %q, %v, %v", answer, token, ttl, err)
		}
	}
}

func TestCallerBase(t *testing.T) {
	t.Parallel()
	for base, ok := range map[string]bool{
		"":                            true, // the fallback
		"http://127.0.0.1:9/prefix/":  true,
		"https://api.example":         true,
		"api.example":                 false,
		"ftp://api.example":           false,
		"https://":                    false,
		"https://user:pw@api.example": false,
		"https://api.example?x=1":     false,
		"https://api.example:port":    false,
	} {
		if _, err := NewCaller(base, "https://fallback.example", nil); (err == nil) != ok {
			t.Errorf("%q: %v", base, err)
		}
	}
}

// A call goes under the base's path and takes from the platform only what is
// a bounded 200 of its own.
func TestCall(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	mux.HandleFunc("/base/ok", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		io.WriteString(w, r.Method+" "+r.URL.RawQuery+" "+string(body))
	})
	mux.HandleFunc("/base/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/base/ok", http.StatusTemporaryRedirect)
	})
	mux.HandleFunc("/base/long", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, strings.Repeat("x", maxAnswer+1))
	})
	mux.HandleFunc("/base/full", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, strings.Repeat("x", maxAnswer))
	})
	mux.HandleFunc("/base/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "{")
	})
	mux.HandleFunc("/base/dead", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	caller, err := NewCaller(server.URL+"/base", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	query := url.Values{"access_token": {"CANARY"}}
	for path, ok := range map[string]bool{
		"/ok": true, "/full": true, "/moved": false, "/long": false, "/cut": false, "/dead": false, "/missing": false,
	} {
		answer, err := caller.Post(t.Context(), path, query, []byte("body"))
		if (err == nil) != ok {
			t.Errorf("%s: %q, %v", path, answer, err)
		}
		if err != nil && strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%s: the error holds the token: %v", path, err)
		}
	}
	if answer, _ := caller.Post(t.Context(), "/ok", query, []byte("body")); string(answer) != "POST access_token=CANARY body" {
		t.Errorf("posted %q", answer)
	}
	if answer, _ := caller.Get(t.Context(), "/ok", query); string(answer) != "GET access_token=CANARY " {
		t.Errorf("got %q", answer)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := caller.Get(gone, "/ok", query); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("cancelled: %v", err)
	}
	server.Close()
	if _, err := caller.Get(t.Context(), "/ok", query); err == nil || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("nobody there: %v", err)
	}
}

func TestCallerBoundsAGivenClient(t *testing.T) {
	t.Parallel()
	given := &http.Client{Timeout: time.Hour}
	caller, err := NewCaller("https://api.example", "", given)
	if err != nil {
		t.Fatal(err)
	}
	if caller.http.Timeout != timeout || given.Timeout != time.Hour || given.CheckRedirect != nil {
		t.Errorf("bounded to %v, the given one has %v", caller.http.Timeout, given.Timeout)
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestSplit(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.StringOf(rapid.SampledFrom([]rune("ab汉字👍\n"))).Draw(t, "text")
		limit := rapid.IntRange(4, 40).Draw(t, "limit")
		pieces := Split(whole, limit)
		for _, p := range pieces {
			if p == "" || len(p) > limit || !utf8.ValidString(p) {
				t.Fatalf("piece %q", p)
			}
		}
		if strings.ReplaceAll(strings.Join(pieces, ""), "\n", "") != strings.ReplaceAll(whole, "\n", "") {
			t.Fatalf("%q became %q", whole, pieces)
		}
	})
	if got := Split("\x80\x80\x80\x80\x80\x80", 4); len(got) != 2 {
		t.Errorf("what is not UTF-8 became %q", got)
	}
	if got := Split("第一行\n第二行", 14); !slices.Equal(got, []string{"第一行", "第二行"}) {
		t.Errorf("at a line's end: %q", got)
	}
}

// TestUnreachable tells a receiver who is not there from a call that failed.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]bool{
		`{"errcode":81013}`: true, `{"errcode":0,"invaliduser":"li"}`: true, `{"errcode":0,"unlicenseduser":"li"}`: true,
		`{"errcode":45009}`: false, `{"errcode":60020}`: false,
	} {
		var refusal *Error
		if err := Check([]byte(answer)); !errors.As(err, &refusal) || refusal.Unreachable() != want {
			t.Errorf("%s: %v, want %v", answer, err, want)
		}
	}
}
