package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"golang.org/x/time/rate"

	"suihuan/knowledge"
)

// Judge judges a project by its fact sheet.
type Judge interface {
	JudgeSheet(s knowledge.Sheet, today time.Time) (knowledge.Result, error)
}

// Assess serves POST /eia/assess, a fact sheet in and what it allows out: JSON
// for other programs, a page for paper to whoever sends a form or accepts HTML
// and no JSON. GET /eia is the form. It keeps nothing.
type Assess struct {
	mux   *http.ServeMux
	judge Judge
	now   func() time.Time
	limit *rate.Limiter
	paper paper
}

// Requests a second that are answered, and how many may come at once.
const (
	assessRate  = 20
	assessBurst = 40
)

// NewAssess returns the handler. An error means that the program was built from
// broken files.
func NewAssess(judge Judge, now func() time.Time) (*Assess, error) {
	paper, err := newPaper()
	if err != nil {
		return nil, err
	}
	h := &Assess{mux: http.NewServeMux(), judge: judge, now: now, limit: rate.NewLimiter(assessRate, assessBurst), paper: paper}
	h.mux.HandleFunc("GET /eia", func(w http.ResponseWriter, _ *http.Request) { h.ask(w, http.StatusOK, form{}) })
	h.mux.HandleFunc("POST /eia/assess", h.assess)
	return h, nil
}

// ServeHTTP implements http.Handler.
func (h *Assess) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w)
	h.mux.ServeHTTP(w, r)
}

func (h *Assess) assess(w http.ResponseWriter, r *http.Request) {
	asked := hear(w, r)
	answer, refuse := answerJSON, refuseJSON
	if asked.page {
		answer, refuse = h.answerPage, h.refusePage
	}
	result, err := h.result(asked)
	var f fault
	if errors.As(err, &f) {
		refuse(w, result.Sheet, f)
		return
	}
	answer(w, result)
}

// result judges what was sent. Its error is a fault; the result then holds what
// was understood of the sheet.
func (h *Assess) result(asked request) (knowledge.Result, error) {
	sheet, err := asked.sheet()
	if !h.limit.Allow() {
		err = errTooMany
	}
	if err != nil {
		return knowledge.Result{Sheet: sheet}, err
	}
	result, err := h.judge.JudgeSheet(sheet, h.now())
	if err != nil {
		return result, unfit(sheet, err)
	}
	return result, nil
}

func answerJSON(w http.ResponseWriter, r knowledge.Result) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(r.Advice) // nobody can be told that nobody listens
}

func refuseJSON(w http.ResponseWriter, _ knowledge.Sheet, f fault) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(f.status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": f.text}) // as above
}

func (h *Assess) answerPage(w http.ResponseWriter, r knowledge.Result) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = h.paper.result(w, r, formAddress) // as above
}

// refusePage shows the form again, with what was written and what is wrong.
func (h *Assess) refusePage(w http.ResponseWriter, s knowledge.Sheet, f fault) {
	h.ask(w, f.status, form{Description: s.Description, Item: s.Item, Fault: f.words})
}

func (h *Assess) ask(w http.ResponseWriter, status int, f form) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", policy("'self'"))
	w.WriteHeader(status)
	_ = h.paper.form(w, f) // as above
}
