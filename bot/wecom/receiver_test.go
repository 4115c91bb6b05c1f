package wecom

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

func TestNewReceiverRefuses(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*Options){
		"no corp":          func(o *Options) { o.CorpID = "" },
		"no agent":         func(o *Options) { o.AgentID = "" },
		"agent in letters": func(o *Options) { o.AgentID = "app" },
		"agent 0":          func(o *Options) { o.AgentID = "0" },
		"no token":         func(o *Options) { o.Token = "" },
		"no key":           func(o *Options) { o.AESKey = "" },
	} {
		o := options()
		spoil(&o)
		if _, err := NewReceiver(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	r := receiver(t, options())
	good := func() url.Values {
		return url.Values{
			"msg_signature": {"5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"}, "timestamp": {"1409659589"}, "nonce": {nonce},
			"echostr": {"P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="},
		}
	}
	if echo, err := r.Verify(good()); err != nil || string(echo) != "1616140317555161061" {
		t.Errorf("%q, %v", echo, err)
	}
	for name, spoil := range map[string]func(url.Values){
		"no signature":      func(q url.Values) { q.Del("msg_signature") },
		"two signatures":    func(q url.Values) { q.Add("msg_signature", "x") },
		"without the echo":  func(q url.Values) { q.Set("msg_signature", envelope.Signature(token, "1409659589", nonce)) },
		"no echo":           func(q url.Values) { q.Del("echostr") },
		"other echo":        func(q url.Values) { q.Set("echostr", strings.Replace(q.Get("echostr"), "P9", "P8", 1)) },
		"plus became space": func(q url.Values) { q.Set("echostr", strings.ReplaceAll(q.Get("echostr"), "+", " ")) },
	} {
		q := good()
		spoil(q)
		if echo, err := r.Verify(q); !errors.Is(err, ErrForged) || echo != nil {
			t.Errorf("%s: %q, %v", name, echo, err)
		}
	}
}

// The platform's own example of a message, at its own time.
func TestReceivePublishedMessage(t *testing.T) {
	t.Parallel()
	o := options()
	o.Now = func() time.Time { return time.Unix(1409659813, 0) }
	q := url.Values{
		"msg_signature": {"477715d11cdb4164915debcba66cb864d751f3e6"}, "timestamp": {"1409659813"}, "nonce": {"1372623149"},
	}
	body := fmt.Sprintf(xmlForm, "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==")
	m, _, err := receiver(t, o).Receive(q, []byte(body))
	if err != nil || m.Text != "hello" || m.Sender != "mycreate" || m.Account != corpID || m.At.Unix() != 1409659813 {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestReceiveMaps(t *testing.T) {
	t.Parallel()
	r := receiver(t, options())
	for _, c := range []struct {
		name  string
		pairs []string
		want  bot.Message
	}{
		{"text", []string{"MsgType", "text", "Content", "受理 SH-1", "MsgId", "1"},
			bot.Message{Kind: bot.KindText, Text: "受理 SH-1"}},
		{"image", []string{"MsgType", "image", "PicUrl", "http://127.0.0.1/", "MediaId", "M1", "MsgId", "2"},
			bot.Message{Kind: bot.KindImage, MediaID: "M1"}},
		{"voice", []string{"MsgType", "voice", "MediaId", "M2", "Format", "amr", "MsgId", "3"},
			bot.Message{Kind: bot.KindVoice, MediaID: "M2"}},
		{"video", []string{"MsgType", "video", "MediaId", "M3", "MsgId", "4"},
			bot.Message{Kind: bot.KindVideo, MediaID: "M3"}},
		{"location", []string{"MsgType", "location", "Location_X", "23.1", "Location_Y", "113.2", "Label", "天河", "AppType", "wxwork", "MsgId", "5"},
			bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.1, Lng: 113.2, Label: "天河"}}},
		{"link", []string{"MsgType", "link", "Title", "题", "Description", "述", "Url", "https://a.example", "MsgId", "6"},
			bot.Message{Kind: bot.KindLink, Text: "题\n述\nhttps://a.example"}},
		{"entered", []string{"MsgType", "event", "Event", "enter_agent", "EventKey", ""},
			bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "enter_agent"}}},
		{"card clicked", []string{"MsgType", "event", "Event", "template_card_event", "EventKey", "accept:SH-23456-789AB",
			"TaskId", "n-1@2", "CardType", "button_interaction", "ResponseCode", "RC"},
			bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "template_card_event", Key: "accept:SH-23456-789AB", TaskID: "n-1@2", ResponseCode: "RC"}}},
		{"unknown", []string{"MsgType", "hologram", "MsgId", "7"}, bot.Message{Kind: bot.KindOther}},
	} {
		c.want.Channel, c.want.Account, c.want.Sender, c.want.At = bot.ChannelWeCom, corpID, userID, time.Unix(1799999999, 0)
		keys := map[string]bool{}
		for form, inner := range bodies(c.pairs...) {
			q, body := sealed(t, box(t, corpID), now, inner, form)
			m, _, err := r.Receive(q, body)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			keys[m.Key] = true
			m.Key = ""
			if got, want := show(m), show(c.want); got != want {
				t.Errorf("%s: %s, want %s", c.name, got, want)
			}
		}
		if len(keys) != 1 || keys[""] {
			t.Errorf("%s: keys %v", c.name, keys)
		}
	}
}

func show(m bot.Message) string {
	written, _ := json.Marshal(m)
	return string(written)
}

// Two officers, two buttons, two cards in one second are four events; the
// three tries of one are one.
func TestKeysOfClicks(t *testing.T) {
	t.Parallel()
	r := receiver(t, options())
	of := func(from, key, task, code string) string {
		inner := bodies("MsgType", "event", "Event", "template_card_event", "EventKey", key, "TaskId", task, "ResponseCode", code)[xmlForm]
		q, body := sealed(t, box(t, corpID), now, strings.Replace(inner, userID, from, 1), xmlForm)
		m, _, err := r.Receive(q, body)
		if err != nil {
			t.Fatal(err)
		}
		return m.Key
	}
	first := of("a", "accept:1", "t1", "r1")
	if first != of("a", "accept:1", "t1", "r2") {
		t.Error("another try is another event")
	}
	for name, other := range map[string]string{
		"officer": of("b", "accept:1", "t1", "r1"),
		"button":  of("a", "view:1", "t1", "r1"),
		"card":    of("a", "accept:1", "t2", "r1"),
	} {
		if other == first {
			t.Errorf("another %s is the same event", name)
		}
	}
}

func TestReceiveRefusesForgeries(t *testing.T) {
	t.Parallel()
	r := receiver(t, options())
	inner := bodies("MsgType", "text", "Content", "受理", "MsgId", "1")[xmlForm]
	good := func() (url.Values, []byte) { return sealed(t, box(t, corpID), now, inner, xmlForm) }
	of := func(content string) func() (url.Values, []byte) {
		return func() (url.Values, []byte) { return sealed(t, box(t, corpID), now, content, xmlForm) }
	}
	for name, make := range map[string]func() (url.Values, []byte){
		"plain body": func() (url.Values, []byte) {
			q, _ := good()
			return q, []byte(inner)
		},
		"no signature": func() (url.Values, []byte) {
			q, body := good()
			q.Del("msg_signature")
			return q, body
		},
		"signature of another body": func() (url.Values, []byte) {
			q, _ := good()
			_, body := good()
			return q, body
		},
		"too old": func() (url.Values, []byte) {
			return sealed(t, box(t, corpID), now.Add(-time.Hour-time.Second), inner, xmlForm)
		},
		"too new": func() (url.Values, []byte) {
			return sealed(t, box(t, corpID), now.Add(time.Hour+time.Second), inner, xmlForm)
		},
		"another corp":    func() (url.Values, []byte) { return sealed(t, box(t, "wwother"), now, inner, xmlForm) },
		"the AI bot":      func() (url.Values, []byte) { return sealed(t, box(t, ""), now, inner, xmlForm) },
		"another app":     of(strings.Replace(inner, "<AgentID><![CDATA[218]]>", "<AgentID><![CDATA[219]]>", 1)),
		"app like ours":   of(strings.Replace(inner, "<AgentID><![CDATA[218]]>", "<AgentID><![CDATA[0218]]>", 1)),
		"another account": of(strings.Replace(inner, corpID, "wwother", 1)),
		"body cut off": func() (url.Values, []byte) {
			q, body := good()
			return q, body[:len(body)-1]
		},
		"nothing at all": func() (url.Values, []byte) { return nil, nil },
	} {
		q, body := make()
		if m, seal, err := r.Receive(q, body); !errors.Is(err, ErrForged) || errors.Is(err, ErrMalformed) || seal != nil || m.Key != "" {
			t.Errorf("%s: %v, %v", name, m, err)
		}
	}
	for name, content := range map[string]string{
		"not XML":   "hello",
		"no sender": strings.Replace(inner, userID, "", 1),
		"no type":   strings.Replace(inner, "<MsgType><![CDATA[text]]></MsgType>", "", 1),
	} {
		q, body := of(content)()
		if _, _, err := r.Receive(q, body); !errors.Is(err, ErrMalformed) || errors.Is(err, ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The bell of 微信客服 names neither sender nor app.
func TestReceiveCorpEvent(t *testing.T) {
	t.Parallel()
	r := receiver(t, options())
	of := func(bell string) (bot.Message, error) {
		inner := "<xml><ToUserName>" + corpID + "</ToUserName><CreateTime>1799999999</CreateTime><MsgType>event</MsgType>" +
			"<Event>kf_msg_or_event</Event><Token>" + bell + "</Token><OpenKfId>wk1</OpenKfId></xml>"
		q, body := sealed(t, box(t, corpID), now, inner, xmlForm)
		m, _, err := r.Receive(q, body)
		return m, err
	}
	one, err := of("t1")
	if err != nil || one.Event.Name != "kf_msg_or_event" || one.Sender != "" {
		t.Fatalf("%+v, %v", one, err)
	}
	if two, _ := of("t2"); two.Key == one.Key {
		t.Error("two bells of one second are one event")
	}
}
