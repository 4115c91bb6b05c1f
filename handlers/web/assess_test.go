package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"suihuan/knowledge"
)

// adviser judges by what is shipped, on a day on which Guangzhou is a day ahead
// of Greenwich.
func adviser(t *testing.T) *Assess {
	t.Helper()
	base, err := knowledge.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	h, err := NewAssess(base, func() time.Time { return time.Date(2026, 11, 28, 17, 0, 0, 0, time.UTC) })
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAssess(t *testing.T) {
	t.Parallel()
	h := adviser(t)
	tests := []struct {
		name, body string
		status     int
		want       string
	}{
		{"described", `{"description":"牛仔裤洗水厂，净系洗水冇印染"}`, 200, `"level":"报告表"`},
		{"facts", `{"item":53,"facts":{"再生塑料":true}}`, 200, `"level":"报告书"`},
		{"not in the catalogue", `{"description":"奶茶店要不要办环评"}`, 200, `"level":"不纳入"`},
		{"nothing told", `{"description":""}`, 200, `"需要确认"`},
		{"no JSON", `level`, 400, "no fact sheet"},
		{"unknown field", `{"text":"x"}`, 400, "no fact sheet"},
		{"two sheets", `{} {}`, 400, "follows"},
		{"too long", `{"description":"` + strings.Repeat("厂", 3000) + `"}`, 400, "too long"},
		{"unknown item", `{"item":174}`, 422, "not in the catalogue"},
		{"unknown fact", `{"item":53,"facts":{"天气":true}}`, 422, "no fact"},
		{"amount for a flag", `{"item":53,"facts":{"再生塑料":3}}`, 422, "true or false"},
		{"flag for an amount", `{"item":53,"facts":{"溶剂型涂料":true}}`, 422, "a number for an amount"},
		{"negative", `{"item":53,"facts":{"溶剂型涂料":-1}}`, 422, "not negative"},
		{"absurd", `{"item":53,"facts":{"溶剂型涂料":1e300}}`, 422, "not absurd"},
	}
	for _, tt := range tests {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/eia/assess", strings.NewReader(tt.body)))
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s: %d %s, want %d with %q", tt.name, w.Code, w.Body, tt.status, tt.want)
		}
	}
}

func TestAssessIsLimited(t *testing.T) {
	t.Parallel()
	h := adviser(t)
	refused := 0
	for range assessBurst + 20 {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/eia/assess", strings.NewReader(`{"item":0}`)))
		if w.Code == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("nothing was refused")
	}
}
