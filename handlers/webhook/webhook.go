// Package webhook serves the callbacks of the platforms: it bounds and reads
// the body, has the adapter verify and decrypt it, and answers in time. Every
// kind of forgery gets one and the same 403.
package webhook

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"suihuan/bot"
)

// Receiver turns the bytes of a channel into messages.
type Receiver interface {
	// Verify answers the platform's check of the address.
	Verify(query url.Values) (echo []byte, err error)
	// Receive returns the message and how its reply is sealed.
	Receive(query url.Values, body []byte) (bot.Message, bot.Seal, error)
}

// Core answers messages.
type Core interface {
	Handle(ctx context.Context, m bot.Message, seal bot.Seal) (bot.Sealed, error)
	Confirm(ctx context.Context, m bot.Message, s bot.Sealed)
}

// Callback is the address of one channel. Malformed tells a well-signed body
// that cannot be read from a forged one.
type Callback struct {
	Receiver  Receiver
	Core      Core
	Malformed error
	Log       *slog.Logger
}

// limit is the largest body that is read (reliability: parsers cost up to 60
// times the size of what they read).
const limit = 64 << 10

// acknowledged is what the platforms take for "nothing to say".
const acknowledged = "success"

func (c *Callback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	serve, ok := map[string]http.HandlerFunc{http.MethodGet: c.verify, http.MethodPost: c.receive}[r.Method]
	if !ok {
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	serve(w, r)
}

func (c *Callback) verify(w http.ResponseWriter, r *http.Request) {
	echo, err := c.Receiver.Verify(r.URL.Query())
	if err != nil {
		c.forbid(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	c.write(w, r, echo)
}

func (c *Callback) receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	if err != nil {
		http.Error(w, "body too large or cut off", http.StatusRequestEntityTooLarge)
		return
	}
	m, seal, err := c.Receiver.Receive(r.URL.Query(), body)
	if errors.Is(err, c.Malformed) {
		c.Log.WarnContext(r.Context(), "malformed message", "error", err)
		c.write(w, r, []byte(acknowledged))
		return
	}
	if err != nil {
		c.forbid(w, r, err)
		return
	}
	c.answer(w, r, m, seal)
}

// answer writes the reply. A failure is answered with 500, so that the platform
// tries again; a message that is still in work elsewhere too.
func (c *Callback) answer(w http.ResponseWriter, r *http.Request, m bot.Message, seal bot.Seal) {
	began := time.Now()
	sealed, err := c.Core.Handle(r.Context(), m, seal)
	if err != nil {
		c.Log.ErrorContext(r.Context(), "message not answered", "message", m, "error", err)
		http.Error(w, "try again", http.StatusInternalServerError)
		return
	}
	if c.write(w, r, sealed.Body) && r.Context().Err() == nil {
		c.Core.Confirm(context.WithoutCancel(r.Context()), m, sealed)
	}
	c.Log.InfoContext(r.Context(), "message answered", "message", m, "took", time.Since(began))
}

func (c *Callback) write(w http.ResponseWriter, r *http.Request, body []byte) bool {
	_, err := w.Write(body)
	if err == nil {
		err = http.NewResponseController(w).Flush()
	}
	if err != nil {
		c.Log.WarnContext(r.Context(), "reply not taken", "error", err)
	}
	return err == nil
}

// forbid says nothing about what was wrong.
func (c *Callback) forbid(w http.ResponseWriter, r *http.Request, err error) {
	c.Log.WarnContext(r.Context(), "callback refused", "error", err)
	http.Error(w, "forbidden", http.StatusForbidden)
}
