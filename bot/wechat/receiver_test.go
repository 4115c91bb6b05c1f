package wechat

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
)

func TestNewReceiverRefuses(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*Options){
		"no token":           func(o *Options) { o.Token = "" },
		"no token, plain":    func(o *Options) { o.Token, o.Mode = "", ModePlain },
		"no key":             func(o *Options) { o.AESKey = "" },
		"no key, compat":     func(o *Options) { o.AESKey, o.Mode = "", ModeCompat },
		"no app id":          func(o *Options) { o.AppID = "" },
		"unknown mode":       func(o *Options) { o.Mode = "aes" },
		"mode in upper case": func(o *Options) { o.Mode = "SAFE" },
	} {
		o := options("")
		spoil(&o)
		if _, err := NewReceiver(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := NewReceiver(Options{Token: token, Mode: ModePlain}); err != nil {
		t.Errorf("plain mode needs a token only: %v", err)
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	o := options("")
	o.Token = "AAAAA"
	r := receiver(t, o)
	good := func() url.Values { // the platform's own example
		return url.Values{
			"signature": {"899cf89e464efb63f54ddac96b0a0a235f53aa78"}, "timestamp": {"1714037059"},
			"nonce": {"486452656"}, "echostr": {"4375120948345356249"},
		}
	}
	if echo, err := r.Verify(good()); err != nil || string(echo) != "4375120948345356249" {
		t.Errorf("%q, %v", echo, err)
	}
	for name, spoil := range map[string]func(url.Values){
		"no signature":    func(q url.Values) { q.Del("signature") },
		"two signatures":  func(q url.Values) { q.Add("signature", "x") },
		"upper case":      func(q url.Values) { q.Set("signature", strings.ToUpper(q.Get("signature"))) },
		"other timestamp": func(q url.Values) { q.Set("timestamp", "1714037060") },
		"no nonce":        func(q url.Values) { q.Del("nonce") },
		"no echo":         func(q url.Values) { q.Del("echostr") },
		"two echoes":      func(q url.Values) { q.Add("echostr", "1") },
	} {
		q := good()
		spoil(q)
		if echo, err := r.Verify(q); !errors.Is(err, ErrForged) || echo != nil {
			t.Errorf("%s: %q, %v", name, echo, err)
		}
	}
}

func TestReceiveMaps(t *testing.T) {
	t.Parallel()
	at := time.Unix(1799999999, 0)
	for _, c := range []struct {
		name  string
		pairs []string
		want  bot.Message
	}{
		{"text", []string{"MsgType", "text", "Content", " 你好\u0007 ", "MsgId", "1"},
			bot.Message{Kind: bot.KindText, Text: "你好"}},
		{"tapped choice", []string{"MsgType", "text", "Content", "确认", "bizmsgmenuid", "menu-1", "MsgId", "2"},
			bot.Message{Kind: bot.KindText, Text: "确认"}},
		{"end of a section inside", []string{"MsgType", "text", "Content", "a]]>b", "MsgId", "3"},
			bot.Message{Kind: bot.KindText, Text: "a]]>b"}},
		{"image", []string{"MsgType", "image", "PicUrl", "http://127.0.0.1/x", "MediaId", "M1", "MsgId", "4"},
			bot.Message{Kind: bot.KindImage, MediaID: "M1"}},
		{"voice", []string{"MsgType", "voice", "MediaId", "M2", "Format", "amr", "Recognition", "不要信", "MsgId", "5"},
			bot.Message{Kind: bot.KindVoice, MediaID: "M2"}},
		{"video", []string{"MsgType", "video", "MediaId", "M3", "ThumbMediaId", "T", "MsgId", "6"},
			bot.Message{Kind: bot.KindVideo, MediaID: "M3"}},
		{"short video", []string{"MsgType", "shortvideo", "MediaId", "M4", "MsgId", "7"},
			bot.Message{Kind: bot.KindVideo, MediaID: "M4"}},
		{"location", []string{"MsgType", "location", "Location_X", "23.137466", "Location_Y", "113.352425", "Scale", "x", "Label", "天河区", "MsgId", "8"},
			bot.Message{Kind: bot.KindLocation, Location: &bot.Location{Lat: 23.137466, Lng: 113.352425, Label: "天河区"}}},
		{"link", []string{"MsgType", "link", "Title", "标题", "Description", "", "Url", "https://a.example/?b=1&c=2", "MsgId", "9"},
			bot.Message{Kind: bot.KindLink, Text: "标题\n\nhttps://a.example/?b=1&c=2"}},
		{"follow", []string{"MsgType", "event", "Event", "subscribe", "EventKey", "qrscene_1", "Ticket", "T"},
			bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "subscribe", Key: "qrscene_1"}}},
		{"menu", []string{"MsgType", "event", "Event", "CLICK", "EventKey", "STATUS", "MenuId", "x"},
			bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "click", Key: "STATUS"}}},
		{"authorisation withdrawn", []string{"MsgType", "event", "Event", "user_authorization_revoke", "OpenID", "oXYZ", "AppID", appID, "RevokeInfo", "301"},
			bot.Message{Kind: bot.KindEvent, Event: bot.Event{Name: "user_authorization_revoke", Key: "oXYZ"}}},
		{"unknown", []string{"MsgType", "hologram", "MsgId", "10"}, bot.Message{Kind: bot.KindOther}},
		{"malformed numbers", []string{"MsgType", "text", "Content", "在", "MsgId", "x1", "MsgDataId", "x", "Idx", "x", "bizmsgmenuid", "x"},
			bot.Message{Kind: bot.KindText, Text: "在"}},
	} {
		asXML, asJSON := bodies(c.pairs...)
		c.want.Channel, c.want.Account, c.want.Sender, c.want.At = bot.ChannelWeChat, account, openid, at
		var keys []string
		for _, mode := range []string{"", ModeSafe, ModeCompat, ModePlain} {
			for form, inner := range map[string]string{xmlForm: asXML, jsonForm: asJSON} {
				q, body := plainQuery(now), []byte(inner)
				if mode != ModePlain {
					q, body = sealed(t, box(t, appID), now, inner, form)
				}
				m, _, err := receiver(t, options(mode)).Receive(q, body)
				if err != nil {
					t.Errorf("%s, mode %q: %v", c.name, mode, err)
					continue
				}
				keys = append(keys, m.Key)
				m.Key = ""
				if got, want := show(m), show(c.want); got != want {
					t.Errorf("%s, mode %q: %s, want %s", c.name, mode, got, want)
				}
			}
		}
		for _, k := range keys {
			if k != keys[0] || k == "" {
				t.Errorf("%s: keys %q", c.name, keys)
				break
			}
		}
	}
}

func show(m bot.Message) string {
	written, _ := json.Marshal(m)
	return string(written)
}

// The location that a menu entry asked for comes inside an event.
func TestReceiveNestedLocation(t *testing.T) {
	t.Parallel()
	asXML, _ := bodies("MsgType", "event", "Event", "location_select", "EventKey", "WHERE")
	asXML = strings.Replace(asXML, "</xml>", "<SendLocationInfo><Location_X>23.1</Location_X>"+
		"<Location_Y>113.2</Location_Y><Scale>15</Scale><Label>河边</Label><Poiname/></SendLocationInfo></xml>", 1)
	q, body := sealed(t, box(t, appID), now, asXML, xmlForm)
	m, _, err := receiver(t, options("")).Receive(q, body)
	if err != nil || m.Location == nil || *m.Location != (bot.Location{Lat: 23.1, Lng: 113.2, Label: "河边"}) {
		t.Errorf("%v, %v", m.Location, err)
	}
}

func TestReceiveRefusesForgeries(t *testing.T) {
	t.Parallel()
	inner, _ := bodies("MsgType", "text", "Content", "你好", "MsgId", "1")
	good := func() (url.Values, []byte) { return sealed(t, box(t, appID), now, inner, xmlForm) }
	for _, mode := range []string{ModeSafe, ModeCompat} {
		r := receiver(t, options(mode))
		for name, make := range map[string]func() (url.Values, []byte){
			"plain body with a good plain signature": func() (url.Values, []byte) { return plainQuery(now), []byte(inner) },
			"plain body that asks for plain mode": func() (url.Values, []byte) {
				q, _ := good()
				q.Set("encrypt_type", "raw")
				return q, []byte(inner)
			},
			"no msg_signature": func() (url.Values, []byte) {
				q, body := good()
				q.Del("msg_signature")
				return q, body
			},
			"plain signature as msg_signature": func() (url.Values, []byte) {
				q, body := good()
				q.Set("msg_signature", q.Get("signature"))
				return q, body
			},
			"two msg_signatures": func() (url.Values, []byte) {
				q, body := good()
				q.Add("msg_signature", q.Get("msg_signature"))
				return q, body
			},
			"signature of another body": func() (url.Values, []byte) {
				q, _ := good()
				_, body := good()
				return q, body
			},
			"other nonce": func() (url.Values, []byte) {
				q, body := good()
				q.Set("nonce", "1")
				return q, body
			},
			"too old": func() (url.Values, []byte) {
				return sealed(t, box(t, appID), now.Add(-time.Hour-time.Second), inner, xmlForm)
			},
			"too new": func() (url.Values, []byte) {
				return sealed(t, box(t, appID), now.Add(time.Hour+time.Second), inner, xmlForm)
			},
			"envelope of another app": func() (url.Values, []byte) { return sealed(t, box(t, "wxother"), now, inner, xmlForm) },
			"envelope of nobody":      func() (url.Values, []byte) { return sealed(t, box(t, ""), now, inner, xmlForm) },
			"to another account": func() (url.Values, []byte) {
				return sealed(t, box(t, appID), now, strings.Replace(inner, account, "gh_other", 1), xmlForm)
			},
			"ciphertext twice": func() (url.Values, []byte) {
				q, body := good()
				return q, []byte(strings.Replace(string(body), "</xml>", "<Encrypt>x</Encrypt></xml>", 1))
			},
			"second root": func() (url.Values, []byte) {
				q, body := good()
				return q, append(body, body...)
			},
			"no body": func() (url.Values, []byte) {
				q, _ := good()
				return q, nil
			},
			"nothing at all": func() (url.Values, []byte) { return nil, nil },
		} {
			q, body := make()
			if m, seal, err := r.Receive(q, body); !errors.Is(err, ErrForged) || errors.Is(err, ErrMalformed) || seal != nil || m.Key != "" {
				t.Errorf("%s, %s: %v, %v", mode, name, m, err)
			}
		}
		for name, at := range map[string]time.Time{"an hour old": now.Add(-time.Hour), "an hour ahead": now.Add(time.Hour)} {
			if _, _, err := r.Receive(sealed(t, box(t, appID), at, inner, xmlForm)); err != nil {
				t.Errorf("%s, %s: %v", mode, name, err)
			}
		}
	}
}

func TestReceiveRefusesForgeriesInPlainMode(t *testing.T) {
	t.Parallel()
	inner, _ := bodies("MsgType", "text", "Content", "你好", "MsgId", "1")
	r := receiver(t, options(ModePlain))
	wrong := plainQuery(now)
	wrong.Set("signature", strings.Repeat("0", 40))
	for name, c := range map[string]struct {
		q    url.Values
		body string
	}{
		"wrong signature": {wrong, inner},
		"too old":         {plainQuery(now.Add(-2 * time.Hour)), inner},
		"other account":   {plainQuery(now), strings.Replace(inner, account, "gh_other", 1)},
	} {
		if _, _, err := r.Receive(c.q, []byte(c.body)); !errors.Is(err, ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is signed and cannot be read is the platform's fault, not a forgery.
func TestReceiveMalformed(t *testing.T) {
	t.Parallel()
	r := receiver(t, options(""))
	noAccount := options("")
	noAccount.Account = ""
	for name, inner := range map[string]string{
		"empty":       "",
		"text":        "hello",
		"not UTF-8":   "<xml><ToUserName>" + account + "</ToUserName><Content>\xff</Content></xml>",
		"no sender":   "<xml><ToUserName>" + account + "</ToUserName><MsgType>text</MsgType></xml>",
		"field twice": "<xml><ToUserName>" + account + "</ToUserName><MsgType>text</MsgType><MsgType>event</MsgType></xml>",
		"cut off":     "<xml><ToUserName>" + account,
		"list":        "[]",
	} {
		q, body := sealed(t, box(t, appID), now, inner, xmlForm)
		if _, seal, err := r.Receive(q, body); !errors.Is(err, ErrMalformed) || errors.Is(err, ErrForged) || seal != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	inner, _ := bodies("MsgType", "text", "Content", "你好")
	q, body := sealed(t, box(t, appID), now, strings.Replace(inner, account, "gh_any", 1), xmlForm)
	if m, _, err := receiver(t, noAccount).Receive(q, body); err != nil || m.Account != "gh_any" {
		t.Errorf("without a configured account any receiver will do: %v, %v", m, err)
	}
}
