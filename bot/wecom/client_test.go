package wecom

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"suihuan/bot/petition"
)

func TestNewClientRefuses(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*Options){
		"no secret": func(o *Options) { o.Secret = "" },
		"no corp":   func(o *Options) { o.CorpID = "" },
		"no agent":  func(o *Options) { o.AgentID = "" },
		"bad base":  func(o *Options) { o.APIBase = "ftp://api.example" },
	} {
		o := options()
		o.Secret = secret
		spoil(&o)
		if _, err := NewClient(o, &shelf{}, nil); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSendCard(t *testing.T) {
	t.Parallel()
	p := newPlatform(t, `{"errcode":0,"errmsg":"ok","invaliduser":"","msgid":"M1","response_code":"RC1"}`)
	s := &shelf{}
	c := client(t, p, s)
	const body = `{"touser": "a|b" ,"x":"字<>&"}`
	got, err := c.SendCard(t.Context(), []byte(body))
	if err != nil || got != (SendResult{MessageID: "M1", ResponseCode: "RC1"}) {
		t.Fatalf("%+v, %v", got, err)
	}
	calls, tokens := p.seen()
	if want := "/cgi-bin/message/send CANARY-TOKEN-1 " + body; tokens != 1 || !slices.Equal(calls, []string{want}) {
		t.Errorf("called %q", calls)
	}
	if s.name != "wecom:"+corpID+":"+agentID || p.asked[0] != corpID+" "+secret {
		t.Errorf("token %q fetched by %q", s.name, p.asked)
	}
}

// Every answer but an explicit errcode 0 without refused receivers is a
// failure; a token that does not hold is replaced once.
func TestSendCardOutcomes(t *testing.T) {
	t.Parallel()
	const ok = `{"errcode":0,"errmsg":"ok","msgid":"M1","response_code":"RC"}`
	for name, c := range map[string]struct {
		answers []string
		sends   int
		tokens  int
		ok      bool
		refusal *APIError
		id      string
	}{
		"token expired":    {[]string{`{"errcode":42001,"errmsg":"x"}`, ok}, 2, 2, true, nil, "M1"},
		"token unknown":    {[]string{`{"errcode":40001,"errmsg":"x"}`, ok}, 2, 2, true, nil, "M1"},
		"token illegal":    {[]string{`{"errcode":40014,"errmsg":"x"}`, ok}, 2, 2, true, nil, "M1"},
		"token never good": {[]string{`{"errcode":40014,"errmsg":"x"}`}, 2, 2, false, &APIError{Code: 40014}, ""},
		"retry lost":       {[]string{`{"errcode":40014,"errmsg":"x"}`, `{}`}, 2, 2, false, nil, ""},
		"nobody valid":     {[]string{`{"errcode":81013,"errmsg":"x"}`}, 1, 1, false, &APIError{Code: 81013}, ""},
		"address":          {[]string{`{"errcode":60020,"errmsg":"CANARY, hint: [12_3]"}`}, 1, 1, false, &APIError{Code: 60020}, ""},
		"some invalid":     {[]string{`{"errcode":0,"msgid":"M2","invaliduser":"CANARY|b"}`}, 1, 1, false, &APIError{Refused: []string{"CANARY", "b"}}, "M2"},
		"some unlicensed":  {[]string{`{"errcode":0,"msgid":"M3","unlicenseduser":"c"}`}, 1, 1, false, &APIError{Refused: []string{"c"}}, "M3"},
		"party invalid":    {[]string{`{"errcode":0,"msgid":"M4","invalidparty":"7"}`}, 1, 1, false, &APIError{Refused: []string{"7"}}, "M4"},
		"no errcode":       {[]string{`{"msgid":"M5"}`}, 1, 1, false, nil, "M5"},
		"errcode as text":  {[]string{`{"errcode":"0"}`}, 1, 1, false, nil, ""},
		"page":             {[]string{`<html>CANARY</html>`}, 1, 1, false, nil, ""},
		"nothing":          {[]string{``}, 1, 1, false, nil, ""},
		"redirect":         {[]string{"302"}, 1, 1, false, nil, ""},
		"too long":         {[]string{strings.Repeat(" ", 70_000) + ok}, 1, 1, false, nil, ""},
	} {
		p := newPlatform(t, c.answers...)
		got, err := client(t, p, &shelf{}).SendCard(t.Context(), []byte(`{}`))
		calls, tokens := p.seen()
		if (err == nil) != c.ok || len(calls) != c.sends || tokens != c.tokens || got.MessageID != c.id {
			t.Errorf("%s: %d sends, %d tokens, %+v, %v", name, len(calls), tokens, got, err)
		}
		var refusal *APIError
		if errors.As(err, &refusal) != (c.refusal != nil) ||
			(refusal != nil && (refusal.Code != c.refusal.Code || !slices.Equal(refusal.Refused, c.refusal.Refused))) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%s: the error tells: %v", name, err)
		}
	}
}

func TestErrorsHoldNoSecret(t *testing.T) {
	t.Parallel()
	p := newPlatform(t, "unused")
	p.token = `{"errcode":40001,"errmsg":"invalid credential CANARY"}`
	_, err := client(t, p, &shelf{}).SendCard(t.Context(), []byte(`{}`))
	if calls, _ := p.seen(); err == nil || len(calls) != 0 || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("secret refused: %d calls, %v", len(calls), err)
	}
	p.Close()
	for name, s := range map[string]*shelf{"fetching": {}, "sending": {token: "CANARY-TOKEN"}} {
		if err := client(t, p, s).SendText(t.Context(), userID, "text"); err == nil || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("nobody there, %s: %v", name, err)
		}
	}
}

func TestUpdateCard(t *testing.T) {
	t.Parallel()
	p := newPlatform(t, `{"errcode":0,"errmsg":"ok","invaliduser":[]}`, `{"errcode":0,"invaliduser":["`+userID+`"]}`)
	c := client(t, p, &shelf{})
	taken, done := filed(), filed()
	taken.Status, done.Status = petition.Accepted, petition.Closed
	if err := c.UpdateCard(t.Context(), "RC", brief(done)); err != nil {
		t.Fatal(err)
	}
	want := `/cgi-bin/message/update_template_card CANARY-TOKEN-1 {"userids":["zhangsan"],"agentid":218,` +
		`"response_code":"RC","button":{"replace_name":"已办结"}}`
	if calls, _ := p.seen(); calls[0] != want {
		t.Errorf("called %s", calls[0])
	}
	var refusal *APIError
	if err := c.UpdateCard(t.Context(), "RC", brief(taken)); !errors.As(err, &refusal) {
		t.Error(err)
	}
	if calls, _ := p.seen(); !strings.Contains(calls[1], `"template_card":{"card_type":"button_interaction",`) ||
		!strings.Contains(calls[1], `{"text":"开始核查","style":1,"key":"start:SH-ABCDE-FGHJK:2"}`) || strings.Contains(calls[1], "task_id") || strings.Contains(calls[1], `"button":`) {
		t.Errorf("called %s", calls[1])
	}
	for _, a := range [][2]string{{"", "RC"}, {"@all", "RC"}, {"a|b", "RC"}, {userID, ""}} {
		b := brief(taken)
		b.Officer = a[0]
		if err := c.UpdateCard(t.Context(), a[1], b); err == nil {
			t.Errorf("updated %q", a)
		}
	}
	if calls, _ := p.seen(); len(calls) != 2 {
		t.Errorf("%d calls", len(calls))
	}
}

func TestSendText(t *testing.T) {
	t.Parallel()
	p := newPlatform(t, `{"errcode":0}`)
	c := client(t, p, &shelf{})
	if err := c.SendText(t.Context(), userID, "已转办 <b>"); err != nil {
		t.Fatal(err)
	}
	want := `/cgi-bin/message/send CANARY-TOKEN-1 {"touser":"zhangsan","msgtype":"text","agentid":218,"text":{"content":"已转办 <b>"},"enable_duplicate_check":1,"duplicate_check_interval":14400}`
	if calls, _ := p.seen(); calls[0] != want {
		t.Errorf("called %s", calls[0])
	}
	if err := c.SendText(t.Context(), userID, strings.Repeat("长", 1000)); err != nil {
		t.Fatal(err)
	}
	calls, _ := p.seen()
	if len(calls) != 3 {
		t.Errorf("a long text went in %d messages", len(calls)-1)
	}
	for _, call := range calls {
		var m textMessage
		if err := json.Unmarshal([]byte(strings.SplitN(call, " ", 3)[2]), &m); err != nil || len(m.Text.Content) > textLimit {
			t.Errorf("%d bytes, %v", len(m.Text.Content), err)
		}
	}
	for _, a := range [][2]string{{"", "x"}, {"@all", "x"}, {"a|b", "x"}, {userID, ""}, {userID, "\x00 "}} {
		if err := c.SendText(t.Context(), a[0], a[1]); err == nil {
			t.Errorf("sent %q", a)
		}
	}
	if again, _ := p.seen(); len(again) != len(calls) {
		t.Error("something went out all the same")
	}
}
