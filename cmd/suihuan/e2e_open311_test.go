package main

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"suihuan/bot/petition"
)

const open311Key = "e2e-open311-key-0123456789"

// requestIsAnswered files a report from another program, twice: an officer gets a
// card of it without who told it, and the program sees how it goes on.
func requestIsAnswered(t *testing.T, w *world) {
	form := url.Values{
		"api_key": {open311Key}, "service_code": {"water-industrial"}, "description": {"工厂后面的暗管半夜排黑水，今晚又排"},
		"address_string": {"天河区棠下街中山大道188号"}, "phone": {phone},
	}
	post := func() string {
		answer, err := http.PostForm(w.service.url+"/open311/v2/requests.json", form)
		return number(t, bodyOf(t, answer, err))
	}
	caseNo := post()
	if again := post(); again != caseNo {
		t.Errorf("a repeat filed %s beside %s", again, caseNo)
	}
	officer := w.member(t, "zhangsan")
	c := officer.card(caseNo, within)
	expect(t, "card", c.body, caseNo, "天河分局", "暗管", "!"+phone)
	expect(t, "受理", officer.clicks(c, "受理"), "已受理")
	get := func(path string) string {
		answer, err := http.Get(w.service.url + "/open311/v2/" + path + "?api_key=" + open311Key)
		return bodyOf(t, answer, err)
	}
	expect(t, "JSON", get("requests/"+caseNo+".json"), `"status":"open"`, petition.Accepted.Words(), "天河分局", "天河区棠下街道", "!188号", "!暗管", "!"+phone)
	expect(t, "XML", get("requests/"+caseNo+".xml"), "<service_code>water-industrial</service_code>", "!暗管")
	expect(t, "services", get("services.json"), `"service_code":"air-odour"`, `"service_code":"light"`, "!air-fume", "!staff-conduct")
}

func bodyOf(t *testing.T, answer *http.Response, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(body))
}
