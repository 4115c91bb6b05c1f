package wecom

import (
	"errors"
	"net/url"
	"testing"
	"unicode/utf8"

	"suihuan/bot"
)

func FuzzReceive(f *testing.F) {
	r := receiver(f, options())
	b := box(f, corpID)
	for _, pairs := range [][]string{
		{"MsgType", "text", "Content", "你好", "MsgId", "1"},
		{"MsgType", "event", "Event", "template_card_event", "EventKey", "accept:1", "TaskId", "t"},
		{"MsgType", "location", "Location_X", "1", "Location_Y", "2"},
	} {
		for _, inner := range bodies(pairs...) {
			f.Add([]byte(inner))
		}
	}
	f.Add([]byte(""))
	f.Fuzz(func(t *testing.T, inner []byte) {
		if _, _, err := r.Receive(url.Values{}, inner); !errors.Is(err, ErrForged) {
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
		if m.Key == "" || m.Account != corpID || m.Kind == "" || !utf8.ValidString(m.Text) {
			t.Fatalf("%+v", m)
		}
		if _, err := seal(bot.Say(m.Text), &bot.Session{}); err != nil {
			t.Fatal(err)
		}
	})
}
