package webhook

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"suihuan/bot"
)

var (
	errMalformed = errors.New("malformed")
	errForged    = errors.New("canary: wrong signature")
	errDown      = errors.New("connection refused")
)

// rig is a callback between a scripted adapter and a scripted core. said lists
// what happened, in order.
type rig struct {
	verifyErr, receiveErr, handleErr, writeErr error

	reply    bot.Sealed
	confirms []string
	said     []string
	read     string // the body that the adapter got
	hangUp   func() // called while the message is in work
	log      strings.Builder
}

func (r *rig) Verify(q url.Values) ([]byte, error) {
	return []byte(q.Get("echostr")), r.verifyErr
}

func (r *rig) Receive(_ url.Values, body []byte) (bot.Message, bot.Seal, error) {
	r.read = string(body)
	return bot.Message{Channel: bot.ChannelWeChat, Sender: "canary", Text: "canary", Key: "k"}, nil, r.receiveErr
}

func (r *rig) Handle(_ context.Context, m bot.Message, _ bot.Seal) (bot.Sealed, error) {
	r.said = append(r.said, "handle "+m.Key)
	if r.hangUp != nil {
		r.hangUp()
	}
	return r.reply, r.handleErr
}

func (r *rig) Confirm(ctx context.Context, m bot.Message, s bot.Sealed) {
	r.said = append(r.said, "confirm "+m.Key)
	r.confirms = append(r.confirms, s.Notices...)
	if ctx.Err() != nil {
		r.said = append(r.said, "too late")
	}
}

// wire notes when bytes leave, or refuses them.
type wire struct {
	*httptest.ResponseRecorder
	rig *rig
}

func (w wire) Write(b []byte) (int, error) {
	w.rig.said = append(w.rig.said, "write")
	if w.rig.writeErr != nil {
		return 0, w.rig.writeErr
	}
	return w.ResponseRecorder.Write(b)
}

func (w wire) FlushError() error {
	w.rig.said = append(w.rig.said, "flush")
	w.Flush()
	return nil
}

func (r *rig) serve(method, query string, body io.Reader) *http.Response {
	request := httptest.NewRequest(method, "/callback/wechat?"+query, body)
	ctx, cancel := context.WithCancel(request.Context())
	defer cancel()
	if r.hangUp != nil {
		r.hangUp = cancel
	}
	w := wire{httptest.NewRecorder(), r}
	callback := &Callback{Receiver: r, Core: r, Malformed: errMalformed, Log: slog.New(slog.NewTextHandler(&r.log, nil))}
	callback.ServeHTTP(w, request.WithContext(ctx))
	return w.Result()
}

func text(t *testing.T, res *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestCallback(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("x", 64<<10)
	tests := []struct {
		name, method, body string
		spoil              func(*rig)
		status             int
		answer             string
		said               []string
		logged             string
	}{
		{"verification", "GET", "", func(*rig) {}, 200, "echo", []string{"write", "flush"}, ""},
		{"forged verification", "GET", "", func(r *rig) { r.verifyErr = errForged }, 403, "forbidden\n", []string{"write"}, "callback refused"},
		{"message", "POST", "<xml>", func(*rig) {}, 200, "sealed", []string{"handle k", "write", "flush", "confirm k"}, "message answered"},
		{"nothing to say", "POST", "<xml>", func(r *rig) { r.reply = bot.Sealed{Body: []byte{}} }, 200, "", []string{"handle k", "write", "flush", "confirm k"}, "message answered"},
		{"empty body", "POST", "", func(*rig) {}, 200, "sealed", []string{"handle k", "write", "flush", "confirm k"}, "message answered"},
		{"largest body", "POST", full, func(*rig) {}, 200, "sealed", []string{"handle k", "write", "flush", "confirm k"}, "message answered"},
		{"larger body", "POST", full + "x", func(*rig) {}, 413, "body too large or cut off\n", []string{"write"}, ""},
		{"forged", "POST", "<xml>", func(r *rig) { r.receiveErr = errForged }, 403, "forbidden\n", []string{"write"}, "callback refused"},
		{"malformed", "POST", "<xml>", func(r *rig) { r.receiveErr = fmt.Errorf("read: %w", errMalformed) }, 200, "success", []string{"write", "flush"}, "malformed message"},
		{"core fails", "POST", "<xml>", func(r *rig) { r.handleErr = errDown }, 500, "try again\n", []string{"handle k", "write"}, "message not answered"},
		{"in work elsewhere", "POST", "<xml>", func(r *rig) { r.handleErr = bot.ErrBusy }, 500, "try again\n", []string{"handle k", "write"}, "message not answered"},
		{"reply not taken", "POST", "<xml>", func(r *rig) { r.writeErr = errDown }, 200, "", []string{"handle k", "write"}, "reply not taken"},
		{"platform hung up", "POST", "<xml>", func(r *rig) { r.hangUp = func() {} }, 200, "sealed", []string{"handle k", "write", "flush"}, "message answered"},
		{"put", "PUT", "<xml>", func(*rig) {}, 405, "method not allowed\n", []string{"write"}, ""},
		{"delete", "DELETE", "", func(*rig) {}, 405, "method not allowed\n", []string{"write"}, ""},
		{"head", "HEAD", "", func(*rig) {}, 405, "method not allowed\n", []string{"write"}, ""},
		{"options", "OPTIONS", "", func(*rig) {}, 405, "method not allowed\n", []string{"write"}, ""},
	}
	for _, tt := range tests {
		r := &rig{reply: bot.Sealed{Body: []byte("sealed"), Notices: []string{"n1"}}}
		tt.spoil(r)
		res := r.serve(tt.method, "echostr=echo&signature=canary", strings.NewReader(tt.body))
		if got := text(t, res); res.StatusCode != tt.status || got != tt.answer {
			t.Errorf("%s: %d %q, want %d %q", tt.name, res.StatusCode, got, tt.status, tt.answer)
		}
		if !slices.Equal(r.said, tt.said) {
			t.Errorf("%s: %q, want %q", tt.name, r.said, tt.said)
		}
		if tt.status == 405 && res.Header.Get("Allow") != "GET, POST" {
			t.Errorf("%s: Allow %q", tt.name, res.Header.Get("Allow"))
		}
		if confirmed := slices.Contains(r.said, "confirm k"); confirmed != (len(r.confirms) > 0) && len(r.reply.Notices) > 0 {
			t.Errorf("%s: confirmed %q", tt.name, r.confirms)
		}
		log := strings.ReplaceAll(r.log.String(), errForged.Error(), "")
		if !strings.Contains(log, tt.logged) || (log == "") != (tt.logged == "") || strings.Contains(log, "canary") {
			t.Errorf("%s: log %q, want %q and nothing of the request", tt.name, log, tt.logged)
		}
		if tt.method == "POST" && tt.status == 200 && r.read != tt.body {
			t.Errorf("%s: the adapter read %d bytes of %d", tt.name, len(r.read), len(tt.body))
		}
	}
}

// TestForgeriesLookAlike holds that a forger learns nothing from an answer.
func TestForgeriesLookAlike(t *testing.T) {
	t.Parallel()
	answers := map[string]bool{}
	for _, err := range []error{errForged, errors.New("wrong app"), fmt.Errorf("open: %w", errDown)} {
		for _, method := range []string{"GET", "POST"} {
			res := (&rig{verifyErr: err, receiveErr: err}).serve(method, "", strings.NewReader("x"))
			answers[fmt.Sprint(res.StatusCode, res.Header, text(t, res))] = true
		}
	}
	if len(answers) != 1 {
		t.Errorf("%d different answers: %v", len(answers), answers)
	}
}

// TestCutOffBody ends a body in the middle.
func TestCutOffBody(t *testing.T) {
	t.Parallel()
	r := &rig{}
	res := r.serve("POST", "", io.MultiReader(strings.NewReader("<xml>"), broken{}))
	if res.StatusCode != http.StatusRequestEntityTooLarge || slices.Contains(r.said, "handle k") {
		t.Errorf("%d, %q", res.StatusCode, r.said)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// TestOverTheWire asks a real server: a reply with nothing in it is a whole
// answer too, and the echo cannot be taken for a page.
func TestOverTheWire(t *testing.T) {
	t.Parallel()
	r := &rig{reply: bot.Sealed{Body: []byte{}}}
	server := httptest.NewServer(&Callback{Receiver: r, Core: r, Malformed: errMalformed, Log: slog.New(slog.DiscardHandler)})
	defer server.Close()
	posted, err := server.Client().Post(server.URL, "text/xml", strings.NewReader("<xml>"))
	if err != nil {
		t.Fatal(err)
	}
	defer posted.Body.Close()
	if got := text(t, posted); got != "" || posted.StatusCode != 200 {
		t.Errorf("%d %q", posted.StatusCode, got)
	}
	echoed, err := server.Client().Get(server.URL + "?echostr=%3Cscript%3E")
	if err != nil {
		t.Fatal(err)
	}
	defer echoed.Body.Close()
	if got := text(t, echoed); got != "<script>" || !strings.HasPrefix(echoed.Header.Get("Content-Type"), "text/plain") || echoed.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%q as %v", got, echoed.Header)
	}
}
