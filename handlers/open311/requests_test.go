package open311

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// stored is what was kept of a request.
func (w *world) stored(t *testing.T, number string) petition.Request {
	t.Helper()
	found, err := w.store.Requests(t.Context(), petition.RequestFilter{Client: "hotline", Cases: []string{number}, Limit: 1})
	if err != nil || len(found) != 1 {
		t.Fatal(number, found, err)
	}
	return found[0]
}

func TestReport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		changed []string
		notice  string
		fits    func(r petition.Report) bool
	}{
		"named": {nil, "依法保密", func(r petition.Report) bool {
			return !r.Anonymous && r.District == "天河" && r.Street == "棠下街道" && r.Where == "天河区棠下街中山大道188号" && !strings.Contains(r.What, phone)
		}},
		"nameless": {[]string{"description", "暗管排黑水", "first_name", "", "last_name", "", "email", ""}, "没有留联系方式", func(r petition.Report) bool { return r.Anonymous }},
		"pinned": {[]string{"lat", "23.129163", "long", "113.364523"}, "已登记", func(r petition.Report) bool {
			return r.Lat == 23.129163 && r.Lng == 113.364523 && r.District == "天河" && !r.Guessed && len(r.Near) == 0
		}},
		"attributes": {[]string{"attribute[source]", "某厂", "attribute[when]", "每晚十点", "attribute[before]", "反映过"}, "已登记", func(r petition.Report) bool {
			return r.Source == "某厂" && r.When == "每晚十点" && r.Before == "反映过"
		}},
		"picture": {[]string{"media_url", "https://example.com/1.jpg"}, "media_url没有保存", func(r petition.Report) bool { return true }},
		"danger": {[]string{"description", "储罐爆炸，暗管漏水"}, "119", func(r petition.Report) bool {
			return r.Urgent && slices.Equal(r.Labels, []string{petition.LabelEmergency, "water-industrial"})
		}},
		"appeal":   {[]string{"service_code", "light", "description", "这是信访事项"}, "已登记", func(r petition.Report) bool { return r.Sorted == clock.Unsorted && r.Kind() == clock.Report }},
		"lawsuit":  {[]string{"description", "废水的事已经起诉，法院在审"}, "已登记", func(r petition.Report) bool { return r.Sorted == clock.Procedure }},
		"controls": {[]string{"description", "黑\x00水\x1b排\xff放"}, "已登记", func(r petition.Report) bool { return r.What == "黑水排\uFFFD放" }},
	} {
		answer := w.post("requests.json", c.changed...)
		number := caseForm.FindString(answer.Body.String())
		if number == "" || !strings.Contains(answer.Body.String(), c.notice) {
			t.Errorf("%s: %s", name, answer.Body)
			continue
		}
		if r := w.stored(t, number).Report; !c.fits(r) || r.Contact != "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestRepeats(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.filed(t)
	number := func(headers ...string) string {
		return caseForm.FindString(w.ask("POST", "requests.xml", form(), headers...).Body.String())
	}
	if again := number(); again != first {
		t.Errorf("a repeat filed %s beside %s", again, first)
	}
	once := number("Idempotency-Key", "a")
	if once == first || once == "" || number("Idempotency-Key", "a") != once {
		t.Errorf("Idempotency-Key: %s", once)
	}
	if theirs := w.filed(t, "api_key", mapKey); theirs == first {
		t.Error("two clients have the same request")
	}
	if other := w.filed(t, "phone", phone); other == first {
		t.Error("another form has the same request")
	}
	w.pass(24 * time.Hour)
	if number("Idempotency-Key", "a") != once || number() == first {
		t.Error("on another day the same key is another request, or the same form without one is not")
	}
}

// TestNothingLeaks walks a petition through its life and looks for what must not
// be shown.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	number := w.filed(t, "lat", "23.129163", "long", "113.364523", "media_url", "https://example.com/1.jpg", "attribute[source]", "某某印染厂")
	hidden := []string{phone, "张", "zhang@", "暗管", "188号", "中山大道", "23.129", "113.364", "example.com", "某某印染厂", "查过了", "rule-1", "zhangsan"}
	for _, step := range []struct {
		event petition.Event
		state string
	}{
		{petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "rule-1"}, stateOpen},
		{petition.Event{Type: petition.EventAccepted, Actor: "zhangsan"}, stateOpen},
		{petition.Event{Type: petition.EventWaiting, Actor: "zhangsan", Text: "印染厂的张先生？"}, stateOpen},
		{petition.Event{Type: petition.EventAnswered, Actor: "zhangsan", Text: "查过了"}, stateClosed},
		{petition.Event{Type: petition.EventReopened, Actor: petition.ActorCitizen}, stateOpen},
	} {
		w.change(t, number, step.event)
		for _, path := range []string{"requests.json", "requests.xml", "requests/" + number + ".json", "tokens/" + number + ".xml"} {
			body := w.get(path).Body.String()
			for _, word := range hidden {
				if strings.Contains(body, word) {
					t.Errorf("%s after %s shows %q: %s", path, step.event.Type, word, body)
				}
			}
		}
		one := w.get("requests/" + number + ".json").Body.String()
		if !strings.Contains(one, `"status":"`+step.state+`"`) || !strings.Contains(one, "天河区棠下街道") {
			t.Errorf("after %s: %s", step.event.Type, one)
		}
		if accepted := step.event.Type != petition.EventRouted; accepted == strings.Contains(one, `T23:59:59`) {
			t.Errorf("expected_datetime after %s: %s", step.event.Type, one)
		}
	}
	if theirs := w.ask("GET", "requests/"+number+".json?api_key="+mapKey, ""); theirs.Code != 404 {
		t.Errorf("another client sees it: %s", theirs.Body)
	}
	if log := w.log.String(); log != "" {
		t.Errorf("log %s", log)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	old := w.filed(t)
	w.change(t, old, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
	w.pass(60 * 24 * time.Hour)
	light := w.filed(t, "service_code", "light", "description", "广告屏太亮", "first_name", "", "last_name", "", "email", "")
	theirs := w.filed(t, "api_key", mapKey)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"", []string{light, old}},
		{"status=open", []string{light}},
		{"status=closed", []string{old}},
		{"status=open,closed", []string{light, old}},
		{"service_code=light,soil", []string{light}},
		{"start_date=2026-12-01T00:00:00Z", []string{light}},
		{"start_date=2026-11-28T10:00:00%2B08:00&end_date=2026-11-28T10:00:00+08:00", []string{old}},
		{"end_date=2026-12-01T00:00:00Z", []string{old}},
		{"service_request_id=" + strings.ToLower(old) + "," + theirs + ",SH-1&status=open&end_date=x", []string{old}},
		{"service_request_id=SH-1", nil},
	} {
		answer := w.get("requests.json", c.query)
		got := caseForm.FindAllString(answer.Body.String(), -1)
		if answer.Code != 200 || !slices.Equal(got, c.want) {
			t.Errorf("%s: %d %v, want %v", c.query, answer.Code, got, c.want)
		}
	}
	if body := w.get("requests/" + light + ".json").Body.String(); !strings.Contains(body, `"expected_datetime":null`) || !strings.Contains(body, `"service_notice":null`) {
		t.Errorf("who left no name is promised a day: %s", body)
	}
	w.pass(31 * 24 * time.Hour)
	if body := w.get("requests.json").Body.String(); strings.Contains(body, old) {
		t.Errorf("older than 90 days: %s", body)
	}
	for _, query := range []string{
		"status=done", "start_date=2026-11-28", "start_date=2026-01-01T00:00:00Z&end_date=2026-12-01T00:00:00Z",
		"start_date=2026-12-02T00:00:00Z&end_date=2026-12-01T00:00:00Z", "end_date=x",
		"service_request_id=" + url.QueryEscape(strings.Repeat("1,", 51)),
	} {
		if answer := w.get("requests.xml", query); answer.Code != 400 || !strings.Contains(answer.Body.String(), "<errors><error><code>400</code>") {
			t.Errorf("%s: %d %s", query, answer.Code, answer.Body)
		}
	}
}

// TestStates holds every status that has words to one of the two states.
func TestStates(t *testing.T) {
	t.Parallel()
	if got := len(statusesThat(stateOpen)) + len(statusesThat(stateClosed)); got != 15 {
		t.Errorf("%d statuses", got)
	}
	for status := range states {
		if status.Words() == "" {
			t.Errorf("%s is no status", status)
		}
	}
}
