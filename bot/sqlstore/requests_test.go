package sqlstore

import (
	"slices"
	"testing"
	"time"

	"suihuan/bot/petition"
)

// request files a report of a client, as its person and under a key of its own.
func (w *world) request(t *testing.T, client, service, key string) petition.Petition {
	t.Helper()
	p, err := w.FileRequest(t.Context(), client, service, "open311:"+client+":"+key, key, petition.Report{What: "车间排废水", District: "天河", Contact: "13800000000"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRequests(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		began := w.time.Now()
		water := w.request(t, "hotline", "water-industrial", "one")
		if again := w.request(t, "hotline", "water-industrial", "one"); again.Case != water.Case {
			t.Errorf("a repeat filed %s beside %s", again.Case, water.Case)
		}
		w.time.pass(time.Hour)
		light := w.request(t, "hotline", "light", "two")
		w.time.pass(time.Hour)
		theirs := w.request(t, "other", "light", "three")
		own := w.filed(t, citizen, "楼下油烟")
		w.change(t, water.Case, petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe"})
		for name, c := range map[string]struct {
			f    petition.RequestFilter
			want []string
		}{
			"all":             {petition.RequestFilter{}, []string{light.Case, water.Case}},
			"newest":          {petition.RequestFilter{Limit: 1}, []string{light.Case}},
			"service":         {petition.RequestFilter{Services: []string{"soil", "water-industrial"}}, []string{water.Case}},
			"status":          {petition.RequestFilter{Statuses: []petition.Status{petition.Routed}}, []string{water.Case}},
			"from":            {petition.RequestFilter{From: began.Add(time.Minute)}, []string{light.Case}},
			"to":              {petition.RequestFilter{To: began}, []string{water.Case}},
			"case":            {petition.RequestFilter{Cases: []string{water.Case, "SH-X"}}, []string{water.Case}},
			"another's":       {petition.RequestFilter{Cases: []string{theirs.Case}}, nil},
			"a chat's":        {petition.RequestFilter{Cases: []string{own.Case}}, nil},
			"quoted":          {petition.RequestFilter{Services: []string{"' OR '1'='1"}}, nil},
			"what is no text": {petition.RequestFilter{Services: []string{"\x00\xff"}}, nil},
		} {
			c.f.Client = "hotline"
			if c.f.Limit == 0 {
				c.f.Limit = 10
			}
			found, err := w.Requests(t.Context(), c.f)
			var cases []string
			for _, r := range found {
				cases = append(cases, r.Case)
			}
			if err != nil || !slices.Equal(cases, c.want) {
				t.Errorf("%s: %v, want %v, error %v", name, cases, c.want, err)
			}
		}
		found, err := w.Requests(t.Context(), petition.RequestFilter{Client: "hotline", Cases: []string{water.Case}, Limit: 1})
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		r := found[0]
		if r.Service != "water-industrial" || r.Unit != "tianhe" || !r.Changed.Equal(w.clock()) || r.Person != "" || r.Report.Contact != "" {
			t.Errorf("service %s, unit %s, changed %v, person %q, contact %q", r.Service, r.Unit, r.Changed, r.Person, r.Report.Contact)
		}
		if _, err := w.db.SQL.ExecContext(t.Context(), `DELETE FROM case_keys WHERE case_no = $1`, water.Case); err != nil {
			t.Fatal(err)
		}
		if found, err := w.Requests(t.Context(), petition.RequestFilter{Client: "hotline", Limit: 10}); err != nil || len(found) != 1 {
			t.Errorf("without its key: %v %v", found, err)
		}
	})
}
