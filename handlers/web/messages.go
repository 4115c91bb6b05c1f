package web

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"suihuan/bot"
)

// Core answers messages.
type Core interface {
	Handle(ctx context.Context, m bot.Message, seal bot.Seal) (bot.Sealed, error)
	Confirm(ctx context.Context, m bot.Message, s bot.Sealed)
}

// Messages serves POST /chat/messages, the page's way to the bot. The session
// is a secret of the page: who shows it is the person.
type Messages struct {
	Core Core
	Now  func() time.Time
	Log  *slog.Logger
}

// posted is the body of a request.
type posted struct {
	Session     string        `json:"session"`
	Text        string        `json:"text"`
	Location    *bot.Location `json:"location"`
	Attachments []string      `json:"attachments"`
	ID          string        `json:"id"`
}

// bodyLimit is the largest body that is read, in bytes.
const bodyLimit = 64 << 10

var (
	sessionForm = regexp.MustCompile(`^[0-9A-Za-z_\-]{8,128}$`)
	idForm      = regexp.MustCompile(`^[0-9A-Za-z_\-.:]{0,128}$`)
)

func (h *Messages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	p, err := read(w, r)
	if err != nil {
		h.fail(w, http.StatusBadRequest, bot.UserText(err))
		return
	}
	m := h.message(p)
	sealed, err := h.Core.Handle(r.Context(), m, seal)
	if errors.Is(err, bot.ErrBusy) {
		h.fail(w, http.StatusConflict, "上一条还在处理，请稍等一下再发。")
		return
	}
	if err != nil {
		h.Log.ErrorContext(r.Context(), "message not answered", "message", m, "error", err)
		h.fail(w, http.StatusInternalServerError, bot.UserText(err))
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, err = w.Write(sealed.Body)
	if err == nil {
		err = http.NewResponseController(w).Flush() // a write may have gone no further than a buffer
	}
	if err == nil && r.Context().Err() == nil {
		h.Core.Confirm(context.WithoutCancel(r.Context()), m, sealed)
	}
}

// read decodes a request and refuses what is not one.
func read(w http.ResponseWriter, r *http.Request) (posted, error) {
	var p posted
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyLimit))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return p, bot.UserError{Text: "这条消息没有收好，请再发一次；太长的话请分成几条。"}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return p, bot.UserError{Text: "这条消息的格式不对，请再发一次。"}
	}
	if !sessionForm.MatchString(p.Session) || !idForm.MatchString(p.ID) || !utf8.ValidString(p.Text) {
		return p, bot.UserError{Text: "这条消息的格式不对，请刷新页面再试。"}
	}
	return p, nil
}

// message reads the request as a message. A request without an id is never a
// repeat.
func (h *Messages) message(p posted) bot.Message {
	if p.ID == "" {
		p.ID = rand.Text()
	}
	m := bot.Message{
		Channel: bot.ChannelWeb, Account: "chat", Sender: p.Session, Kind: bot.KindText,
		Key:  strings.Join([]string{bot.ChannelWeb, p.Session, p.ID}, "|"),
		Text: strings.TrimSpace(p.Text), At: h.Now(),
	}
	if p.Location != nil && *p.Location != (bot.Location{}) && m.Text == "" {
		m.Kind, m.Location = bot.KindLocation, p.Location
	}
	if len(p.Attachments) > 0 && m.Text == "" && m.Location == nil {
		m.Kind = bot.KindImage
	}
	return m
}

// seal writes a reply as JSON; lists are never null.
func seal(r bot.Reply, _ *bot.Session) ([]byte, error) {
	parts := make([]bot.Part, 0, len(r.Parts))
	for _, p := range r.Parts {
		p.Choices = append([]bot.Choice{}, p.Choices...)
		p.Citations = append([]bot.Citation{}, p.Citations...)
		parts = append(parts, p)
	}
	r.Parts = parts
	return json.Marshal(r)
}

func (h *Messages) fail(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(map[string]string{"error": text}); err != nil {
		h.Log.Warn("error reply not taken", "error", err)
	}
}
