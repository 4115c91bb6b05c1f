package open311

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"suihuan/bot/petition"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// TestSamples compares whole answers with what clients of the specification
// read.
func TestSamples(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	number := w.filed(t, "lat", "23.129163", "long", "113.364523", "address_string", "")
	w.pass(time.Hour)
	w.change(t, number, petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "tianhe", Reason: "规则 r1"})
	place := petition.GuessWords("天河")
	for _, c := range []struct{ path, want string }{
		{"services.json", `[{"service_code":"water-industrial","service_name":"工业废水、偷排","description":"工厂的废水由生态环境部门管","metadata":true,"type":"realtime","keywords":"工业废水, 偷排, 暗管","group":"水"},` +
			`{"service_code":"light","service_name":"光污染","description":"广告屏的光由生态环境部门管","metadata":true,"type":"realtime","keywords":"光污染","group":"光污染"}]`},
		{"services.xml", xmlHead + `<services><service><service_code>water-industrial</service_code><service_name>工业废水、偷排</service_name><description>工厂的废水由生态环境部门管</description>` +
			`<metadata>true</metadata><type>realtime</type><keywords>工业废水, 偷排, 暗管</keywords><group>水</group></service>` +
			`<service><service_code>light</service_code><service_name>光污染</service_name><description>广告屏的光由生态环境部门管</description><metadata>true</metadata><type>realtime</type><keywords>光污染</keywords><group>光污染</group></service></services>`},
		{"requests/" + number + ".json", `[{"service_request_id":"` + number + `","status":"open","status_notes":"已转给承办单位，等待受理","service_name":"工业废水、偷排","service_code":"water-industrial","description":null,` +
			`"agency_responsible":"天河分局","service_notice":"` + sayExpected + `","requested_datetime":"2026-11-28T10:00:00+08:00","updated_datetime":"2026-11-28T11:00:00+08:00","expected_datetime":"2026-12-13T23:59:59+08:00",` +
			`"address":"` + place + `","address_id":null,"zipcode":null,"lat":23.13,"long":113.36,"media_url":null}]`},
		{"requests/" + number + ".xml", xmlHead + `<service_requests><request><service_request_id>` + number + `</service_request_id><status>open</status><status_notes>已转给承办单位，等待受理</status_notes><service_name>工业废水、偷排</service_name><service_code>water-industrial</service_code><description></description>` +
			`<agency_responsible>天河分局</agency_responsible><service_notice>` + sayExpected + `</service_notice><requested_datetime>2026-11-28T10:00:00+08:00</requested_datetime><updated_datetime>2026-11-28T11:00:00+08:00</updated_datetime><expected_datetime>2026-12-13T23:59:59+08:00</expected_datetime>` +
			`<address>` + place + `</address><address_id></address_id><zipcode></zipcode><lat>23.13</lat><long>113.36</long><media_url></media_url></request></service_requests>`},
		{"tokens/" + number + ".json", `[{"service_request_id":"` + number + `","token":"` + number + `"}]`},
		{"tokens/" + number + ".xml", xmlHead + `<service_requests><request><service_request_id>` + number + `</service_request_id><token>` + number + `</token></request></service_requests>`},
		{"requests/SH-1.json", `[{"code":404,"description":"没有这个service_request_id。"}]`},
		{"requests/SH-1.xml", xmlHead + `<errors><error><code>404</code><description>没有这个service_request_id。</description></error></errors>`},
	} {
		answer := w.get(c.path)
		if got := strings.TrimSpace(answer.Body.String()); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.path, got, c.want)
		}
		if kind := answer.Header().Get("Content-Type"); strings.HasSuffix(c.path, "json") != strings.HasPrefix(kind, "application/json") {
			t.Errorf("%s is %s", c.path, kind)
		}
	}
	for path, want := range map[string]string{
		"services/light.json": `{"service_code":"light","attributes":[{"variable":true,"code":"source","datatype":"string","required":false,"datatype_description":"单位或店名","order":1,"description":`,
		"services/light.xml":  xmlHead + `<service_definition><service_code>light</service_code><attributes><attribute><variable>true</variable><code>source</code><datatype>string</datatype><required>false</required><datatype_description>单位或店名</datatype_description><order>1</order><description>`,
	} {
		if got := w.get(path).Body.String(); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", path, got)
		}
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	long := strings.Repeat("臭", 4001)
	for _, c := range []struct {
		name, method, target, body string
		status                     int
		want                       string
	}{
		{"no such address", "GET", "admin.json", "", 404, `"code":404`},
		{"root", "GET", "", "", 404, "<code>404</code>"},
		{"no format", "GET", "services", "", 200, "<services>"},
		{"another format", "GET", "services.yaml", "", 404, "<errors>"},
		{"wrong method", "DELETE", "requests.json", "", 404, `"code":404`},
		{"no service", "GET", "services/nothing.xml", "", 404, "service_code"},
		{"jurisdiction", "GET", "services.json?jurisdiction_id=gz.gov.cn", "", 200, "light"},
		{"another jurisdiction", "GET", "services.json?jurisdiction_id=sz.gov.cn", "", 404, "jurisdiction_id"},
		{"read without key", "GET", "requests.json", "", 403, `[{"code":403,`},
		{"read with a wrong key", "GET", "requests/SH-1.xml?api_key=x", "", 403, "<errors><error><code>403</code>"},
		{"token without key", "GET", "tokens/1.json", "", 403, "api_key"},
		{"post without key", "POST", "requests.xml", form("api_key", ""), 403, "<code>403</code>"},
		{"post with the id as key", "POST", "requests.xml", form("api_key", "hotline"), 403, "<code>403</code>"},
		{"key in the query", "POST", "requests.json?api_key=" + hotlineKey, form("api_key", ""), 200, "SH-"},
		{"unknown service", "POST", "requests.json", form("service_code", "noise"), 404, "service_code"},
		{"nothing told", "POST", "requests.json", "api_key=" + hotlineKey, 400, `缺少service_code。"},{"code":400,"description":"缺少description`},
		{"no place", "POST", "requests.json", form("address_string", ""), 400, "缺少地点"},
		{"half a position", "POST", "requests.json", form("lat", "23.1"), 400, "一起写"},
		{"no position", "POST", "requests.json", form("lat", "NaN", "long", "113"), 400, "一起写"},
		{"swapped position", "POST", "requests.json", form("lat", "113.36", "long", "23.13"), 400, "一起写"},
		{"another city", "POST", "requests.json", form("lat", "39.9", "long", "116.4"), 400, "不在广州"},
		{"too long", "POST", "requests.json", form("description", long), 400, "最多4000个字"},
		{"unknown attribute", "POST", "requests.json", form("attribute[WHISHETN]", "x"), 400, "attribute"},
		{"an official", "POST", "requests.json", form("description", "分局局长收红包，包庇工厂"), 400, "纪检监察机关"},
		{"too much", "POST", "requests.json", form("description", strings.Repeat("臭", bodyLimit)), 400, "64KiB"},
		{"broken form", "POST", "requests.json", "api_key=%zz", 400, "读不出来"},
	} {
		answer := w.ask(c.method, c.target, c.body)
		if answer.Code != c.status || !strings.Contains(answer.Body.String(), c.want) {
			t.Errorf("%s: %d %s, want %d with %s", c.name, answer.Code, answer.Body, c.status, c.want)
		}
	}
	if answer := w.ask("POST", "requests.json", `{"service_code":"light"}`, "Content-Type", "application/json"); answer.Code != http.StatusBadRequest {
		t.Errorf("JSON is taken: %d", answer.Code)
	}
	if found, err := w.store.Requests(t.Context(), petition.RequestFilter{Client: "hotline", Limit: 9}); err != nil || len(found) != 1 {
		t.Errorf("%d requests are kept, error %v: want the one", len(found), err)
	}
}

// broken is a store that fails, with a secret in its error.
type broken struct{ Store }

func (broken) Requests(context.Context, petition.RequestFilter) ([]petition.Request, error) {
	return nil, errors.New("database is down")
}

func TestFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Server = w.serving(broken{})
	answer := w.get("requests.json")
	if answer.Code != 500 || !strings.Contains(answer.Body.String(), `[{"code":500,`) || strings.Contains(answer.Body.String(), "down") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if log := w.log.String(); !strings.Contains(log, "database is down") || strings.Contains(log, hotlineKey) {
		t.Errorf("log %s", log)
	}
}

func TestLimit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.limit.SetLimit(0)
	for range burst {
		w.get("services.json")
	}
	if answer := w.get("services.json"); answer.Code != http.StatusTooManyRequests || !strings.Contains(answer.Body.String(), `[{"code":429,`) {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}
