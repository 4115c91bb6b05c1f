package wechat

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"suihuan/bot"
)

// However the platform's content looks: no panic, and what is accepted can be
// used by everyone behind.
func FuzzReceive(f *testing.F) {
	r := receiver(f, options(""))
	b := box(f, appID)
	asXML, asJSON := bodies("MsgType", "text", "Content", "你好", "MsgId", "1")
	event, _ := bodies("MsgType", "event", "Event", "CLICK", "EventKey", "K")
	place, _ := bodies("MsgType", "location", "Location_X", "1", "Location_Y", "2")
	for _, seed := range []string{asXML, asJSON, event, place, "", "<xml/>", "{}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, inner []byte) {
		if _, _, err := r.Receive(plainQuery(now), inner); !errors.Is(err, ErrForged) {
			t.Fatalf("unsigned: %v", err)
		}
		q, body := sealed(t, b, now, string(inner), xmlForm)
		m, seal, err := r.Receive(q, body)
		if err != nil {
			if !errors.Is(err, ErrForged) && !errors.Is(err, ErrMalformed) {
				t.Fatal(err)
			}
			return
		}
		if m.Key == "" || m.Account != account || m.Kind == "" || !utf8.ValidString(m.Text) || strings.ContainsRune(m.Text, 0) {
			t.Fatalf("%+v", m)
		}
		if _, err := seal(bot.Say(m.Text), &bot.Session{}); err != nil {
			t.Fatal(err)
		}
	})
}
