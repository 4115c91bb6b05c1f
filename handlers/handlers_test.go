package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/prometheus/client_golang/prometheus"
)

var errDown = errors.New("connection to canary-host refused")

// says answers every request with its name.
func says(name string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, name) })
}

func all() Parts {
	return Parts{WeChat: says("wechat"), WeCom: says("wecom"), Messages: says("messages"), Pages: says("pages"), Open311: says("open311"), Metrics: prometheus.NewRegistry()}
}

func ask(h http.Handler, method, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	return w
}

func TestMux(t *testing.T) {
	t.Parallel()
	full := Mux(all())
	off := all()
	off.WeChat, off.WeCom, off.Open311 = nil, nil, nil
	bare := Mux(off)
	tests := []struct {
		name, method, target string
		mux                  http.Handler
		status               int
		body                 string
	}{
		{"wechat", "POST", "/callback/wechat?signature=x", full, 200, "wechat"},
		{"wechat verification", "GET", "/callback/wechat", full, 200, "wechat"},
		{"wecom", "POST", "/callback/wecom", full, 200, "wecom"},
		{"wechat off", "POST", "/callback/wechat", bare, 404, ""},
		{"wecom off", "GET", "/callback/wecom", bare, 404, ""},
		{"open311", "GET", "/open311/v2/services.json", full, 200, "open311"},
		{"open311 by POST", "POST", "/open311/v2/requests.xml", full, 200, "open311"},
		{"open311 off", "GET", "/open311/v2/services.json", bare, 404, ""},
		{"messages", "POST", "/chat/messages", full, 200, "messages"},
		{"messages by GET", "GET", "/chat/messages", full, 405, ""},
		{"page", "GET", "/", full, 200, "pages"},
		{"static", "GET", "/static/app.js", full, 200, "pages"},
		{"health", "GET", "/healthz", full, 200, "ok"},
		{"health by HEAD", "HEAD", "/healthz", full, 200, ""},
		{"ready", "GET", "/readyz", full, 200, "{}"},
		{"metrics", "GET", "/metrics", full, 200, ""},
		{"elsewhere", "GET", "/admin", full, 404, ""},
		{"below a callback", "GET", "/callback/wechat/x", full, 404, ""},
		{"page by POST", "POST", "/", full, 405, ""},
	}
	for _, tt := range tests {
		w := ask(tt.mux, tt.method, tt.target)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.body) {
			t.Errorf("%s: %d %q, want %d %q", tt.name, w.Code, w.Body, tt.status, tt.body)
		}
	}
}

func TestReady(t *testing.T) {
	t.Parallel()
	ok := func(context.Context) error { return nil }
	down := func(context.Context) error { return errDown }
	tests := []struct {
		name   string
		checks []Check
		status int
		parts  map[string]string
	}{
		{"no parts", nil, 200, map[string]string{}},
		{"all", []Check{{"redis", ok}, {"database", ok}}, 200, map[string]string{"redis": "ok", "database": "ok"}},
		{"first down", []Check{{"redis", down}, {"database", ok}}, 503, map[string]string{"redis": "not answering", "database": "ok"}},
		{"last down", []Check{{"redis", ok}, {"database", down}}, 503, map[string]string{"redis": "ok", "database": "not answering"}},
		{"all down", []Check{{"redis", down}, {"database", down}}, 503, map[string]string{"redis": "not answering", "database": "not answering"}},
	}
	for _, tt := range tests {
		p := all()
		p.Checks = tt.checks
		w := ask(Mux(p), "GET", "/readyz")
		got := map[string]string{}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if w.Code != tt.status || !maps.Equal(got, tt.parts) || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s: %d %v, want %d %v", tt.name, w.Code, got, tt.status, tt.parts)
		}
		if strings.Contains(w.Body.String(), "canary") {
			t.Errorf("%s: names a host: %s", tt.name, w.Body)
		}
	}
}

// TestReadyDoesNotHang lets one part never answer: it is named, and the next is
// not blamed for it.
func TestReadyDoesNotHang(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		hangs := func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}
		w := httptest.NewRecorder()
		ready([]Check{{"redis", hangs}, {"database", func(ctx context.Context) error { return ctx.Err() }}})(w, httptest.NewRequest("GET", "/readyz", nil))
		if got := strings.TrimSpace(w.Body.String()); w.Code != 503 || got != `{"database":"ok","redis":"not answering"}` {
			t.Errorf("%d %s", w.Code, got)
		}
	})
}

// TestObserve counts by pattern and status, and turns a panic into a 500 that
// tells nothing.
func TestObserve(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	registry := prometheus.NewRegistry()
	p := all()
	p.Metrics = registry
	p.WeChat = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case "PUT":
			panic("canary in the panic")
		case "PATCH":
			w.WriteHeader(http.StatusTeapot)
			panic("canary after the header")
		case "DELETE":
			http.Error(w, "no", http.StatusForbidden)
		case "POST":
			if err := http.NewResponseController(w).Flush(); err != nil {
				t.Errorf("cannot flush: %v", err)
			}
		}
	})
	h := Observe(Mux(p), registry, slog.New(slog.NewTextHandler(&log, nil)))
	tests := []struct {
		method, target string
		status         int
		address        string
	}{
		{"GET", "/callback/wechat?signature=canary", 200, "/callback/wechat"},
		{"POST", "/callback/wechat?signature=canary", 200, "/callback/wechat"},
		{"DELETE", "/callback/wechat?signature=canary", 403, "/callback/wechat"},
		{"PUT", "/callback/wechat?signature=canary", 500, "/callback/wechat"},
		{"PATCH", "/callback/wechat", 418, "/callback/wechat"},
		{"GET", "/static/x?v=canary", 200, "GET /static/"},
		{"GET", "/canary?x=canary", 404, ""},
		{"GET", "/chat/messages?x=canary", 405, ""},
	}
	for _, tt := range tests {
		w := ask(h, tt.method, tt.target)
		if w.Code != tt.status || strings.Contains(w.Body.String(), "canary") {
			t.Errorf("%s %s: %d %q, want %d", tt.method, tt.target, w.Code, w.Body, tt.status)
		}
	}
	if !strings.Contains(log.String(), "msg=panic") || strings.Contains(log.String(), "canary") {
		t.Errorf("log %s", log.String())
	}
	counted := ask(h, "GET", "/metrics").Body.String()
	for _, want := range []string{
		`suihuan_http_seconds_count{address="/callback/wechat",status="200"} 2`,
		`suihuan_http_seconds_count{address="/callback/wechat",status="403"} 1`,
		`suihuan_http_seconds_count{address="/callback/wechat",status="500"} 2`,
		`suihuan_http_seconds_count{address="GET /static/",status="200"} 1`,
		`suihuan_http_seconds_count{address="",status="404"} 1`,
	} {
		if !strings.Contains(counted, want) {
			t.Errorf("%s is not counted", want)
		}
	}
	if strings.Contains(counted, "canary") {
		t.Errorf("the numbers name what was asked:\n%s", counted)
	}
}
