package main

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func addressIsVerified(t *testing.T, w *world) {
	for _, a := range []account{w.platform.wechat, w.platform.wecom} {
		e, want := a.check(time.Now())
		r, err := a.ask(w.service.url, http.MethodGet, e)
		if err != nil || r.status != http.StatusOK || string(r.body) != want {
			t.Errorf("%s: %d %q, error %v; want %q", a.path, r.status, r.body, err, want)
		}
		if kind := r.header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
			t.Errorf("%s: the echo goes back as %s", a.path, kind)
		}
	}
}

// forgery makes a request that is not from the platform.
type forgery struct {
	method string
	made   func(a account, message []byte) envelope
}

// changed is a forgery that changes a good request's query.
func changed(change func(q url.Values)) forgery {
	return forgery{http.MethodPost, func(a account, message []byte) envelope {
		e := a.envelope(message, time.Now())
		change(e.query)
		return e
	}}
}

// unverified is a forgery that changes a good check of the address.
func unverified(change func(q url.Values)) forgery {
	return forgery{http.MethodGet, func(a account, _ []byte) envelope {
		e, _ := a.check(time.Now())
		change(e.query)
		return e
	}}
}

func forgeries() map[string]forgery {
	wrong := func(q url.Values) {
		for _, name := range []string{"signature", "msg_signature"} {
			if q.Has(name) {
				q.Set(name, strings.Repeat("0", 40))
			}
		}
	}
	all := map[string]forgery{
		"wrong signature": changed(wrong),
		"wrong echo":      unverified(wrong),
		"other echo":      unverified(func(q url.Values) { q.Set("nonce", "1"); q.Set("echostr", "AAAA") }),
		"no query":        changed(func(q url.Values) { clear(q) }),
		"no echo query":   unverified(func(q url.Values) { clear(q) }),
		"two nonces":      changed(func(q url.Values) { q.Add("nonce", q.Get("nonce")) }),
		"plain signature": changed(func(q url.Values) { q.Set("msg_signature", q.Get("signature")) }),
	}
	for _, name := range []string{"msg_signature", "timestamp", "nonce"} {
		all["no "+name] = changed(func(q url.Values) { q.Del(name) })
	}
	for name, made := range map[string]func(a account, message []byte) envelope{
		"wrong key": func(a account, message []byte) envelope {
			a.aesKey = newKeys("").aesKey
			return a.envelope(message, time.Now())
		},
		"wrong token": func(a account, message []byte) envelope {
			a.token = "other"
			return a.envelope(message, time.Now())
		},
		"wrong receive id": func(a account, message []byte) envelope {
			a.id = "wx0000000000000000"
			return a.envelope(message, time.Now())
		},
		"no receive id": func(a account, message []byte) envelope {
			a.id = ""
			return a.envelope(message, time.Now())
		},
		"other account": func(a account, message []byte) envelope {
			return a.envelope(bytes.ReplaceAll(message, []byte(a.name), []byte("gh_other")), time.Now())
		},
		"stale":  func(a account, message []byte) envelope { return a.envelope(message, time.Now().Add(-2*time.Hour)) },
		"future": func(a account, message []byte) envelope { return a.envelope(message, time.Now().Add(2*time.Hour)) },
		"plain body": func(a account, message []byte) envelope {
			return envelope{a.envelope(message, time.Now()).query, message}
		},
		"plain mode": func(a account, message []byte) envelope {
			q := a.envelope(message, time.Now()).query
			q.Del("encrypt_type")
			q.Del("msg_signature")
			return envelope{q, message}
		},
		"other body": func(a account, message []byte) envelope {
			return envelope{a.envelope(message, time.Now()).query, a.envelope(message, time.Now()).body}
		},
		"no body": func(a account, message []byte) envelope {
			return envelope{a.envelope(message, time.Now()).query, nil}
		},
	} {
		all[name] = forgery{http.MethodPost, made}
	}
	return all
}

// forgeriesLookAlike: a forger learns nothing from the answer.
func forgeriesLookAlike(t *testing.T, w *world) {
	var first *response
	for _, p := range []person{w.citizen(t), w.member(t, "zhangsan")} {
		for name, f := range forgeries() {
			r, err := p.account.ask(w.service.url, f.method, f.made(p.account, p.text("帮助")))
			if err != nil || r.status != http.StatusForbidden {
				t.Errorf("%s of %s: status %d, error %v", name, p.account.path, r.status, err)
				continue
			}
			r.header.Del("Date")
			if first == nil {
				first = &r
			}
			if !bytes.Equal(r.body, first.body) || !reflect.DeepEqual(r.header, first.header) {
				t.Errorf("%s of %s can be told apart: %v %q, another %v %q", name, p.account.path, r.header, r.body, first.header, first.body)
			}
		}
	}
}

// place is what a location message holds.
var place = []field{
	{"Location_X", "23.129163"}, {"Location_Y", "113.264435"}, {"Scale", 16}, {"Label", "越秀区府前路1号"},
}

func eventsAreAnswered(t *testing.T, w *world) {
	list := func(id string) field {
		return field{"List", []field{{"TemplateId", id}, {"SubscribeStatusString", "accept"}}}
	}
	for _, e := range []struct {
		fields []field
		want   string // "" is the bare acknowledgement
	}{
		{[]field{{"Event", "unsubscribe"}, {"EventKey", ""}}, ""},
		{[]field{{"Event", "VIEW"}, {"EventKey", "https://example.invalid/a?b=c&d"}, {"MenuId", "1"}}, ""},
		{[]field{{"Event", "LOCATION"}, {"Latitude", "23.1"}, {"Longitude", "113.2"}, {"Precision", "65.0"}}, ""},
		{[]field{{"Event", "TEMPLATESENDJOBFINISH"}, {"MsgID", 1}, {"Status", "failed:user block"}}, ""},
		{[]field{{"Event", "subscribe_msg_popup_event"}, {"SubscribeMsgPopupEvent", []field{list("a"), list("b")}}}, ""},
		{[]field{{"Event", "user_authorization_revoke"}, {"OpenID", "o1"}, {"AppID", "wx1"}, {"RevokeInfo", "1"}}, ""},
		{[]field{{"Event", "nobody_knows_this"}, {"EventKey", "x"}}, ""},
		{[]field{{"Event", ""}}, ""},
		{[]field{{"Event", "subscribe"}, {"EventKey", "qrscene_1"}, {"Ticket", "t"}}, "穗环助手"},
		{[]field{{"Event", "SCAN"}, {"EventKey", "1"}, {"Ticket", "t"}}, "穗环助手"},
		{[]field{{"Event", "CLICK"}, {"EventKey", "进度"}}, "还没有在这里登记过"},
	} {
		p := w.citizen(t)
		if got := p.sends(p.message("event", e.fields...)); (got == "") != (e.want == "") || !strings.Contains(got, e.want) {
			t.Errorf("%v: %q, want %q", e.fields, got, e.want)
		}
	}
	for _, name := range []string{"enter_agent", "LOCATION", "view", "change_contact", "kf_msg_or_event"} {
		m := w.member(t, "wangwu")
		if got := m.sends(m.message("event", field{"Event", name}, field{"EventKey", ""})); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func wordlessMessagesGetHints(t *testing.T, w *world) {
	for kind, c := range map[string]struct {
		fields []field
		want   string
	}{
		"image":      {[]field{{"PicUrl", "http://example.invalid/p"}, {"MediaId", "m"}}, "图"},
		"voice":      {[]field{{"MediaId", "m"}, {"Format", "amr"}, {"Recognition", "化工厂爆炸"}}, "打字"},
		"video":      {[]field{{"MediaId", "m"}, {"ThumbMediaId", "n"}}, "视频"},
		"shortvideo": {[]field{{"MediaId", "m"}, {"ThumbMediaId", "n"}}, "视频"},
		"link":       {[]field{{"Title", "标题"}, {"Description", "d"}, {"Url", "http://example.invalid"}}, "链接"},
		"location":   {place, "那里发生了什么"},
		"file":       {[]field{{"MediaId", "m"}}, "看不懂"},
	} {
		for _, p := range []person{w.citizen(t), w.member(t, "wangwu")} {
			expect(t, kind, p.sends(p.message(kind, c.fields...)), c.want)
		}
	}
}

// short is the most that a reply to a text without sense has, in signs.
const short = 400

func strangeTextsGetAnswers(t *testing.T, w *world) {
	for _, words := range []string{
		"", " ", "\n\n", "？", "。。。", "😀😀🤮", "👨‍👩‍👧‍👦", "[微笑][微笑]", "【收到不支持的消息类型，暂无法显示】",
		"0", "99", "\u202e\u200b\ufeff", "a\x00\x01b", "<a href=\"http://example.invalid\">x</a>", "]]", "&lt;&#0;",
		"%s%d%!(EXTRA)", "'; DROP TABLE petitions; --", "${jndi:ldap://example.invalid}", strings.Repeat("啊", 3000),
		strings.Repeat("a", 3000), strings.Repeat("😀", 500), strings.Repeat("\n", 1000),
	} {
		p := w.citizen(t)
		got := p.says(words)
		if n := utf8.RuneCountInString(got); got == "" || n > short || strings.Contains(got, "抱歉，系统") {
			t.Errorf("%.40q → %d signs: %s", words, n, got)
		}
		p.talks(exchange{"帮助", []string{"穗环助手"}})
	}
}

// garbageDoesNotCrash: what is well sealed and cannot be read is taken or
// refused, and nothing else suffers.
func garbageDoesNotCrash(t *testing.T, w *world) {
	noise := make([]byte, 4096)
	rand.Read(noise)
	for name, inside := range map[string][]byte{
		"noise":         noise,
		"nothing":       {},
		"zeros":         make([]byte, 100),
		"not closed":    []byte("<xml><ToUserName>"),
		"not UTF-8":     []byte("<xml><MsgType>\xff\xfe</MsgType></xml>"),
		"no fields":     []byte("<xml></xml>"),
		"null":          []byte("null"),
		"list":          []byte("[]"),
		"numbers":       []byte(`{"ToUserName":1,"FromUserName":{},"MsgType":[]}`),
		"entities":      []byte(`<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><xml><MsgType>&c;</MsgType></xml>`),
		"deep":          []byte(strings.Repeat("<xml>", 9000) + strings.Repeat("</xml>", 9000)[:1000]),
		"deep JSON":     []byte(strings.Repeat("[", 20000)),
		"another shape": []byte("<html><body>x</body></html>"),
	} {
		for _, a := range []account{w.platform.wechat, w.platform.wecom} {
			r, err := a.ask(w.service.url, http.MethodPost, a.envelope(inside, time.Now()))
			if err != nil || r.status >= http.StatusInternalServerError || len(r.body) > len("forbidden\n") {
				t.Errorf("%s at %s: %d %q, error %v", name, a.path, r.status, r.body, err)
			}
		}
	}
	w.citizen(t).talks(exchange{"帮助", []string{"穗环助手"}})
}
