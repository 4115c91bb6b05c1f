package wechat

import (
	"encoding/xml"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

// answered receives a message in a mode and form and seals a reply to it.
func answered(t *testing.T, mode, form string, reply bot.Reply, s *bot.Session) []byte {
	t.Helper()
	asXML, asJSON := bodies("MsgType", "text", "Content", "你好", "MsgId", "1")
	inner := asXML
	if form == jsonForm {
		inner = asJSON
	}
	q, body := plainQuery(now), []byte(inner)
	if mode != ModePlain {
		q, body = sealed(t, box(t, appID), now, inner, form)
	}
	_, seal, err := receiver(t, options(mode)).Receive(q, body)
	if err != nil {
		t.Fatal(err)
	}
	out, err := seal(reply, s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// opened is what the platform reads of a reply.
func opened(t *testing.T, mode string, out []byte) (envelope.Fields, envelope.Format) {
	t.Helper()
	f, format, err := envelope.Read(out)
	if err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if mode == ModePlain {
		return f, format
	}
	b := box(t, appID)
	if !b.Check(f.Get("MsgSignature"), f.Get("TimeStamp"), f.Get("Nonce"), f.Get("Encrypt")) {
		t.Fatalf("the reply's signature does not hold: %s", out)
	}
	inner, err := b.Open(f.Get("Encrypt"))
	if err != nil {
		t.Fatal(err)
	}
	f, innerFormat, err := envelope.Read(inner)
	if err != nil || innerFormat != format {
		t.Fatalf("%s inside of %s: %v", innerFormat, format, err)
	}
	return f, format
}

func TestSealMirrorsTheRequest(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{ModeSafe, ModeCompat, ModePlain} {
		for form, want := range map[string]envelope.Format{xmlForm: envelope.XML, jsonForm: envelope.JSON} {
			out := answered(t, mode, form, bot.Say("您好 ]]> <b>"), &bot.Session{})
			f, format := opened(t, mode, out)
			if format != want || f.Get("ToUserName") != openid || f.Get("FromUserName") != account ||
				f.Get("MsgType") != "text" || f.Get("CreateTime") != "1800000000" || f.Get("Content") != "您好 ]]> <b>" {
				t.Errorf("%s, %s: %s, %v", mode, want, format, f)
			}
			if mode != ModePlain && f.Get("Nonce") == nonce {
				t.Errorf("%s: the request's nonce again", mode)
			}
		}
	}
}

func TestSealSaysNothing(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{ModeSafe, ModeCompat, ModePlain} {
		s := bot.Session{Rest: "what was left"}
		if out := answered(t, mode, xmlForm, bot.Reply{}, &s); string(out) != "success" {
			t.Errorf("%s: %s", mode, out)
		}
		if s.Rest != "what was left" {
			t.Errorf("%s: an event ate the rest", mode)
		}
	}
}

var linkForm = regexp.MustCompile(`<a href="(weixin://bizmsgmenu\?[^"]*)">([^<]*)</a>`)

func TestSealMakesChoicesTappable(t *testing.T) {
	t.Parallel()
	reply := bot.Say("选一个：",
		bot.Choice{Text: "施工噪声", Value: "噪声 施工&\"</a>+1"},
		bot.Choice{Text: `</a><a href="http://evil">x` + "\n2", Value: "2"},
	)
	f, _ := opened(t, ModeSafe, answered(t, ModeSafe, xmlForm, reply, &bot.Session{}))
	links := linkForm.FindAllStringSubmatch(f.Get("Content"), -1)
	if len(links) != 2 || strings.Count(f.Get("Content"), "<a ") != 2 {
		t.Fatalf("%d links in %s", len(links), f.Get("Content"))
	}
	for i, want := range []struct{ label, value, id string }{
		{"1. 施工噪声", "噪声 施工&\"</a>+1", "1"},
		{"2. ＜/a＞＜a href=\"http://evil\"＞x 2", "2", "2"},
	} {
		target, err := url.Parse(links[i][1])
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(links[i][1], "+") {
			t.Errorf("a plus sign would stay a plus sign: %s", links[i][1])
		}
		q := target.Query()
		if links[i][2] != want.label || q.Get("msgmenucontent") != want.value || q.Get("msgmenuid") != want.id {
			t.Errorf("%q sends %q as %s", links[i][2], q.Get("msgmenucontent"), q.Get("msgmenuid"))
		}
	}
}

// A long reply stays in the limit, never ends inside a link, and what is left
// over waits in the session.
func TestSealKeepsTheLimit(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("关于噪声的规定很长。\n", 200)
	for _, c := range []struct {
		name  string
		reply bot.Reply
		links int
		rest  bool
	}{
		{"short", bot.Say("好", bot.Pick("一", "二")...), 2, false},
		{"long", bot.Say(long, bot.Pick("一", "二")...), 0, true},
		{"long with a short form", bot.Reply{Parts: []bot.Part{{Text: long, Short: "简短", Choices: bot.Pick("一")}}}, 1, false},
		{"too long only with links", bot.Say(strings.Repeat("字", 560), bot.Pick("施工噪声投诉", "工业噪声投诉", "餐饮油烟投诉")...), 0, false},
	} {
		s := bot.Session{Rest: "old"}
		f, _ := opened(t, ModeSafe, answered(t, ModeSafe, xmlForm, c.reply, &s))
		content := f.Get("Content")
		if len(content) > textLimit || textLimit >= bot.TextLimit {
			t.Errorf("%s: %d bytes", c.name, len(content))
		}
		if links := len(linkForm.FindAllString(content, -1)); links != c.links || strings.Count(content, "<a") != links {
			t.Errorf("%s: %d links in %s", c.name, links, content)
		}
		if (s.Rest != "") != c.rest || s.Rest == "old" {
			t.Errorf("%s: rest %q", c.name, s.Rest)
		}
	}
}

// What XML cannot hold would cost the citizen the answer.
func TestSealIsAlwaysXML(t *testing.T) {
	t.Parallel()
	out := answered(t, ModePlain, xmlForm, bot.Say("a\x00b\x1bc\xffd\ufffee"), &bot.Session{})
	var parsed struct{ Content string }
	if err := xml.Unmarshal(out, &parsed); err != nil || parsed.Content != "abcde" {
		t.Errorf("%q, %v", parsed.Content, err)
	}
}
