package wecom

import (
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

func TestSeal(t *testing.T) {
	t.Parallel()
	r, b := receiver(t, options()), box(t, corpID)
	long := strings.Repeat("很长的一行。\n", 200)
	for form, inner := range bodies("MsgType", "text", "Content", "你好", "MsgId", "1") {
		q, body := sealed(t, b, now, inner, form)
		_, seal, err := r.Receive(q, body)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			reply bot.Reply
			want  string // "" leaves the content open
			rest  bool
		}{
			{bot.Say("选：", bot.Pick("受理", "转办\n<a>")...), "选：\n1. 受理\n2. 转办 ＜a＞", false},
			{bot.Say(long, bot.Pick("继续")...), "", true},
		} {
			s := bot.Session{Rest: "old"}
			out, err := seal(c.reply, &s)
			if err != nil {
				t.Fatal(err)
			}
			content := opened(t, b, out)
			if len(content) > textLimit || (c.want != "" && content != c.want) || (s.Rest != "") != c.rest || s.Rest == "old" {
				t.Errorf("%q, rest %q", content, s.Rest)
			}
		}
		s := bot.Session{Rest: "kept"}
		if out, err := seal(bot.Reply{}, &s); err != nil || out == nil || len(out) != 0 || s.Rest != "kept" {
			t.Errorf("nothing to say became %q, %v", out, err)
		}
	}
}

// opened is the text that the platform reads of a reply.
func opened(t *testing.T, b *envelope.Box, out []byte) string {
	t.Helper()
	f, format, err := envelope.Read(out)
	if err != nil || !b.Check(f.Get("MsgSignature"), f.Get("TimeStamp"), f.Get("Nonce"), f.Get("Encrypt")) {
		t.Fatalf("%v in %s", err, out)
	}
	if f.Get("Nonce") == nonce {
		t.Error("the request's nonce again")
	}
	inner, err := b.Open(f.Get("Encrypt"))
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := envelope.Read(inner)
	if err != nil || m.Get("ToUserName") != userID || m.Get("FromUserName") != corpID || m.Get("MsgType") != "text" {
		t.Fatalf("%v, %v", m, err)
	}
	if lower := format == envelope.LowerJSON; lower != strings.Contains(string(inner), `"tousername"`) {
		t.Errorf("%s inside of %s", inner, format)
	}
	return m.Get("Content")
}
