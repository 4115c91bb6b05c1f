package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"golang.org/x/time/rate"

	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

// Judge judges a project by its fact sheet.
type Judge interface {
	JudgeSheet(s knowledge.Sheet, today time.Time) (eia.Advice, error)
}

// Assess serves POST /eia/assess: a fact sheet in, what it allows out, for other
// programs of the bureau. It keeps nothing.
type Assess struct {
	judge Judge
	now   func() time.Time
	limit *rate.Limiter
}

// Requests a second that are answered, and how many may come at once.
const (
	assessRate  = 20
	assessBurst = 40
)

// NewAssess returns the handler.
func NewAssess(judge Judge, now func() time.Time) *Assess {
	return &Assess{judge: judge, now: now, limit: rate.NewLimiter(assessRate, assessBurst)}
}

func (h *Assess) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	if !h.limit.Allow() {
		refuseSheet(w, http.StatusTooManyRequests, errors.New("too many requests, try again in a second"))
		return
	}
	sheet, err := readSheet(w, r)
	if err != nil {
		refuseSheet(w, http.StatusBadRequest, err)
		return
	}
	advice, err := h.judge.JudgeSheet(sheet, h.now())
	if err != nil {
		refuseSheet(w, http.StatusUnprocessableEntity, err)
		return
	}
	_ = json.NewEncoder(w).Encode(advice) // nobody can be told that nobody listens
}

func readSheet(w http.ResponseWriter, r *http.Request) (knowledge.Sheet, error) {
	var sheet knowledge.Sheet
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyLimit))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&sheet); err != nil {
		return sheet, errors.New("the body is no fact sheet: {description, item, facts}")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return sheet, errors.New("something follows the fact sheet")
	}
	if len(sheet.Description) > longestDescription {
		return sheet, errors.New("the description is too long")
	}
	return sheet, nil
}

// longestDescription is how much of a description is read, in bytes.
const longestDescription = 6000

func refuseSheet(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": err.Error()}) // as above
}
