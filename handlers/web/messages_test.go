package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
)

var (
	errDown = errors.New("connection refused")
	noon    = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
)

const session = "canary-session-0001"

// core takes messages and answers with one reply, sealed as the page's.
type core struct {
	reply     bot.Reply
	err       error
	got       []bot.Message
	confirmed []string
}

func (c *core) Handle(_ context.Context, m bot.Message, seal bot.Seal) (bot.Sealed, error) {
	c.got = append(c.got, m)
	if c.err != nil {
		return bot.Sealed{}, c.err
	}
	body, err := seal(c.reply, &bot.Session{})
	return bot.Sealed{Body: body, Notices: []string{"n1"}}, err
}

func (c *core) Confirm(_ context.Context, _ bot.Message, s bot.Sealed) {
	c.confirmed = append(c.confirmed, s.Notices...)
}

// post sends a body to the handler and returns the answer and the log.
func (c *core) post(body string) (*httptest.ResponseRecorder, string) {
	var log strings.Builder
	h := &Messages{Core: c, Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(&log, nil))}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/chat/messages?x=canary", strings.NewReader(body)))
	return w, log.String()
}

// with writes a body of the session and more fields.
func with(fields string) string { return `{"session":"` + session + `"` + fields + `}` }

func TestMessageIsRead(t *testing.T) {
	t.Parallel()
	place := &bot.Location{Lat: 23.1, Lng: 113.3, Label: "天河公园"}
	message := func(kind bot.Kind, text string, at *bot.Location) bot.Message {
		return bot.Message{Channel: bot.ChannelWeb, Account: "chat", Sender: session, Key: "web|" + session + "|a.1", Kind: kind, Text: text, Location: at, At: noon}
	}
	long := strings.Repeat("字", 20000) // 60,000 bytes
	tests := []struct {
		name, fields string
		want         bot.Message
	}{
		{"text", `,"text":"楼下好吵"`, message(bot.KindText, "楼下好吵", nil)},
		{"spaces around", `,"text":" \n 楼下好吵\u3000 "`, message(bot.KindText, "楼下好吵", nil)},
		{"long text stays whole", `,"text":"` + long + `"`, message(bot.KindText, long, nil)},
		{"no text", ``, message(bot.KindText, "", nil)},
		{"location only", `,"location":{"lat":23.1,"lng":113.3,"label":"天河公园"}`, message(bot.KindLocation, "", place)},
		{"location with spaces", `,"text":"  ","location":{"lat":23.1,"lng":113.3,"label":"天河公园"}`, message(bot.KindLocation, "", place)},
		{"location without a label", `,"location":{"lat":23.1,"lng":113.3}`, message(bot.KindLocation, "", &bot.Location{Lat: 23.1, Lng: 113.3})},
		{"no location", `,"text":"x","location":null`, message(bot.KindText, "x", nil)},
		{"empty location", `,"location":{"lat":0,"lng":0,"label":""}`, message(bot.KindText, "", nil)},
		{"picture only", `,"attachments":["a1"]`, message(bot.KindImage, "", nil)},
		{"picture and text", `,"text":"x","attachments":["a1"]`, message(bot.KindText, "x", nil)},
		{"picture and location", `,"location":{"lat":23.1,"lng":113.3,"label":"天河公园"},"attachments":["a1"]`, message(bot.KindLocation, "", place)},
	}
	for _, tt := range tests {
		c := &core{reply: bot.Say("好")}
		w, log := c.post(with(tt.fields + `,"id":"a.1"`))
		if w.Code != 200 || len(c.got) != 1 || !reflect.DeepEqual(c.got[0], tt.want) {
			t.Errorf("%s: %d %+v, want %+v", tt.name, w.Code, c.got, tt.want)
		}
		if !slices.Equal(c.confirmed, []string{"n1"}) || log != "" {
			t.Errorf("%s: confirmed %q, log %q", tt.name, c.confirmed, log)
		}
	}
}

// TestRefused holds that what is no request never becomes a message.
func TestRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"empty":                ``,
		"no JSON":              `session=x`,
		"half":                 `{"session":"` + session,
		"null":                 `null`,
		"a list":               `[` + with(``) + `]`,
		"unknown field":        with(`,"admin":true`),
		"unknown part":         with(`,"location":{"lat":1,"lng":2,"alt":3}`),
		"trailing data":        with(``) + `{}`,
		"trailing brace":       with(``) + `}`,
		"text is a number":     with(`,"text":1`),
		"latitude is a word":   with(`,"location":{"lat":"x"}`),
		"endless latitude":     with(`,"location":{"lat":1e999}`),
		"one attachment":       with(`,"attachments":"a"`),
		"no session":           `{"text":"x"}`,
		"short session":        `{"session":"1234567"}`,
		"long session":         `{"session":"` + strings.Repeat("x", 129) + `"}`,
		"session with a bar":   `{"session":"12345678|9"}`,
		"session with a colon": `{"session":"12345678:9"}`,
		"session in Chinese":   `{"session":"一二三四五六七八九"}`,
		"session of two lines": `{"session":"12345678\n"}`,
		"id with a bar":        with(`,"id":"a|b"`),
		"long id":              with(`,"id":"` + strings.Repeat("x", 129) + `"`),
		"too large":            with(`,"text":"` + strings.Repeat("x", bodyLimit) + `"`),
		"deep":                 strings.Repeat("[", 20000),
	}
	for name, body := range tests {
		c := &core{reply: bot.Say("好")}
		w, log := c.post(body)
		var answer map[string]string
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if w.Code != http.StatusBadRequest || answer["error"] == "" || strings.Contains(answer["error"], "json") || len(answer) != 1 {
			t.Errorf("%s: %d %v", name, w.Code, answer)
		}
		if len(c.got)+len(c.confirmed) > 0 || strings.Contains(log, "canary") {
			t.Errorf("%s: handled %v, log %q", name, c.got, log)
		}
	}
}

// TestKeys holds that a repeat has the key of its first, and nothing else has.
func TestKeys(t *testing.T) {
	t.Parallel()
	other := `{"session":"canary-session-0002"`
	c := &core{}
	for _, body := range []string{
		with(`,"id":"a"`), with(`,"id":"a","text":"other words"`), with(`,"id":"b"`), other + `,"id":"a"}`,
		with(``), with(``), with(`,"id":""`),
	} {
		if w, _ := c.post(body); w.Code != 200 {
			t.Fatalf("%s: %d", body, w.Code)
		}
	}
	keys := map[string]int{}
	for _, m := range c.got {
		keys[m.Key]++
	}
	if c.got[0].Key != c.got[1].Key || len(keys) != 6 {
		t.Errorf("keys %v", keys)
	}
	if c.got[0].Person() == c.got[3].Person() {
		t.Errorf("two sessions are one person %s", c.got[0].Person())
	}
}

// TestReplies reads what the page gets: lists, never null, and no short forms.
func TestReplies(t *testing.T) {
	t.Parallel()
	full := bot.Part{Text: "<答>", Short: "短", Choices: bot.Pick("是"), Citations: []bot.Citation{{Title: "甲", Status: "repealed"}}}
	tests := []struct {
		name  string
		reply bot.Reply
		want  string
	}{
		{"nothing", bot.Reply{}, `{"replies":[],"kind":"","entry":"","flow":"","step":""}`},
		{"a step", bot.Say("在哪里？").In("complaint", "where"),
			`{"replies":[{"text":"在哪里？","choices":[],"citations":[]}],"kind":"flow","entry":"","flow":"complaint","step":"where"}`},
		{"a receipt", bot.Reply{Kind: "answer", Entry: "plan-2021", Receipt: "K7PQR2M4X9"},
			`{"replies":[],"kind":"answer","entry":"plan-2021","flow":"","step":"","receipt":"K7PQR2M4X9"}`},
		{"an answer", bot.Reply{Parts: []bot.Part{full}, Kind: "answer", Entry: "plan-2021"},
			`{"replies":[{"text":"\u003c答\u003e","choices":[{"text":"是","value":"是"}],"citations":[{"title":"甲","number":"","article":"","url":"","issued":"","effective":"","expires":"","status":"repealed"}]}],"kind":"answer","entry":"plan-2021","flow":"","step":""}`},
	}
	for _, tt := range tests {
		w, _ := (&core{reply: tt.reply}).post(with(``))
		if got := w.Body.String(); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		for header, want := range map[string]string{"Content-Type": "application/json; charset=utf-8", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"} {
			if got := w.Header().Get(header); got != want {
				t.Errorf("%s: %s is %q", tt.name, header, got)
			}
		}
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		err    error
		status int
		says   string
		logged bool
	}{
		{"busy", fmt.Errorf("turn: %w", bot.ErrBusy), 409, "上一条还在处理", false},
		{"fails", errDown, 500, "12345", true},
		{"stale", bot.ErrStale, 500, "12345", true},
		{"for people", fmt.Errorf("file: %w", bot.UserError{Text: "没有保存"}), 500, "没有保存", true},
	}
	for _, tt := range tests {
		c := &core{err: tt.err}
		w, log := c.post(with(`,"text":"canary-text"`))
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) || strings.Contains(w.Body.String(), "refused") {
			t.Errorf("%s: %d %s", tt.name, w.Code, w.Body)
		}
		if (log != "") != tt.logged || strings.Contains(log, "canary") || len(c.confirmed) > 0 {
			t.Errorf("%s: log %q, confirmed %q", tt.name, log, c.confirmed)
		}
	}
}

// stuck is a connection that takes no bytes, or holds them back.
type stuck struct {
	*httptest.ResponseRecorder
	writeErr, flushErr error
}

func (s stuck) Write(b []byte) (int, error) { return len(b), s.writeErr }
func (s stuck) FlushError() error           { return s.flushErr }

// TestConfirmsOnlyWhatWasTaken breaks the connection in three ways.
func TestConfirmsOnlyWhatWasTaken(t *testing.T) {
	t.Parallel()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name string
		ctx  context.Context
		w    stuck
		want []string
	}{
		{"taken", t.Context(), stuck{}, []string{"n1"}},
		{"not written", t.Context(), stuck{writeErr: errDown}, nil},
		{"not flushed", t.Context(), stuck{flushErr: errDown}, nil},
		{"page closed", gone, stuck{}, nil},
	}
	for _, tt := range tests {
		c := &core{reply: bot.Say("好")}
		tt.w.ResponseRecorder = httptest.NewRecorder()
		h := &Messages{Core: c, Now: func() time.Time { return noon }, Log: slog.New(slog.DiscardHandler)}
		h.ServeHTTP(tt.w, httptest.NewRequest("POST", "/", strings.NewReader(with(``))).WithContext(tt.ctx))
		if !slices.Equal(c.confirmed, tt.want) {
			t.Errorf("%s: confirmed %q, want %q", tt.name, c.confirmed, tt.want)
		}
	}
}
