package open311

import (
	"context"
	"database/sql"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/sqlstore"
	"suihuan/knowledge"
)

const (
	hotlineKey = "hotline-key-0123456789"
	mapKey     = "map-key-0123456789abcd"
	phone      = "13800138000"
)

// labelsOf is a catalogue.
type labelsOf []knowledge.Label

func (l labelsOf) OwnLabels() []knowledge.Label { return l }

var catalogue = labelsOf{
	{ID: "water-industrial", Name: "工业废水、偷排", Words: []string{"暗管", "偷排", "厂 水"}, To: "工厂的废水由生态环境部门管"},
	{ID: "light", Name: "光污染", To: "广告屏的光由生态环境部门管"},
}

// hearing hears two labels by their words.
type hearing struct{ petition.Rules }

func (hearing) Hear(words string) petition.Report {
	r := petition.Hear(words)
	for _, l := range []struct{ word, label string }{{"爆炸", petition.LabelEmergency}, {"态度", petition.LabelStaff}} {
		if strings.Contains(words, l.word) {
			r.Labels = append(r.Labels, l.label)
		}
	}
	return r
}

// noJobs takes jobs and forgets them.
type noJobs struct{}

func (noJobs) Enqueue(context.Context, *sql.Tx, petition.JobKind, string) error { return nil }

// world is a server on a fresh database, with a clock that moves when told.
type world struct {
	*Server
	store *sqlstore.Store
	log   *strings.Builder
	mu    sync.Mutex
	now   time.Time
	terms petition.Terms
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db, err := sqlstore.Open(t.Context(), sqlstore.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	w := &world{now: time.Date(2026, 11, 28, 2, 0, 0, 0, time.UTC), log: &strings.Builder{}}
	if w.terms, err = petition.NewTerms(); err != nil {
		t.Fatal(err)
	}
	w.store = sqlstore.New(db, noJobs{}, w.terms, w.clock)
	w.Server = w.serving(w.store)
	return w
}

func (w *world) serving(s Store) *Server {
	rules := petition.Rules{Units: []petition.Unit{{ID: "tianhe", Name: "天河分局"}}}
	return New(Options{
		Clients: ParseClients("hotline:" + hotlineKey + ", map:" + mapKey), Jurisdiction: "gz.gov.cn", Catalogue: catalogue,
		Hearing: hearing{rules}, Store: s, Terms: w.terms, Now: w.clock, Log: slog.New(slog.NewTextHandler(w.log, nil)),
	})
}

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// get asks with the key of the hotline.
func (w *world) get(path string, query ...string) *httptest.ResponseRecorder {
	return w.ask(http.MethodGet, path+"?"+strings.Join(append(query, "api_key="+hotlineKey), "&"), "")
}

// post sends a form, name and value in turn, onto a good report.
func (w *world) post(path string, changed ...string) *httptest.ResponseRecorder {
	return w.ask(http.MethodPost, path, form(changed...))
}

// form is a good report with some of its fields changed; "" takes one away.
func form(changed ...string) string {
	values := url.Values{
		"api_key": {hotlineKey}, "service_code": {"water-industrial"}, "description": {"厂后面的暗管半夜排黑水，" + phone},
		"address_string": {"天河区棠下街中山大道188号"}, "first_name": {"三"}, "last_name": {"张"}, "email": {"zhang@example.com"},
	}
	for i := 0; i < len(changed); i += 2 {
		values.Set(changed[i], changed[i+1])
		if changed[i+1] == "" {
			values.Del(changed[i])
		}
	}
	return values.Encode()
}

func (w *world) ask(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, strings.ReplaceAll(Root+target, " ", "%20"), strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, r)
	return answer
}

var caseForm = regexp.MustCompile(`SH-[0-9A-Z]{5}-[0-9A-Z]{5}`)

// filed posts a report and returns its number.
func (w *world) filed(t *testing.T, changed ...string) string {
	t.Helper()
	answer := w.post("requests.json", changed...)
	number := caseForm.FindString(answer.Body.String())
	if answer.Code != http.StatusOK || number == "" {
		t.Fatalf("%d %s", answer.Code, answer.Body)
	}
	return number
}

func (w *world) change(t *testing.T, number string, e petition.Event) {
	t.Helper()
	if _, _, err := w.store.Change(t.Context(), number+string(e.Type), number, e); err != nil {
		t.Fatal(err)
	}
}
