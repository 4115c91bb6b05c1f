package envelope

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"suihuan/bot"
)

var arrival = time.Unix(1_800_000_000, 0)

// fields makes Fields of pairs over a common head.
func fields(pairs ...string) Fields {
	f := Fields{
		"tousername": {"gh_1"}, "fromusername": {"openid"}, "createtime": {"1799999999"}, "msgtype": {"text"},
	}
	for i := 0; i < len(pairs); i += 2 {
		f[strings.ToLower(pairs[i])] = []string{pairs[i+1]}
	}
	return f
}

func TestMessageNeedsItsHead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		f  Fields
		ok bool
	}{
		"whole":            {fields("MsgId", "1"), true},
		"no receiver":      {fields("ToUserName", ""), false},
		"no sender":        {fields("FromUserName", ""), false},
		"no type":          {fields("MsgType", ""), false},
		"event, no sender": {fields("FromUserName", "", "MsgType", "event"), true},
		"bad time":         {fields("CreateTime", "soon"), true},
	} {
		m, err := Message("c", c.f, nil, arrival)
		if (err == nil) != c.ok || (err != nil && !errors.Is(err, ErrMalformed)) {
			t.Errorf("%s: %v, %v", name, m, err)
		}
	}
	if m, _ := Message("c", fields("CreateTime", "soon"), nil, arrival); !m.At.Equal(arrival) {
		t.Errorf("a message with a bad time came at %v", m.At)
	}
	if m, _ := Message("c", fields(), nil, arrival); m.At.Unix() != 1799999999 {
		t.Errorf("came at %v", m.At)
	}
}

// A key must be the same for every try of a message, and another for whatever
// is another message.
func TestKey(t *testing.T) {
	t.Parallel()
	base := func() Fields {
		return fields("MsgType", "event", "Event", "CLICK", "EventKey", "K", "AgentID", "1")
	}
	of := func(f Fields) string {
		m, err := Message("c", f, []string{"OpenID", "A/List/TemplateId"}, arrival)
		if err != nil {
			t.Fatal(err)
		}
		return m.Key
	}
	seen := map[string]string{of(base()): "base"}
	if of(base()) != slices.Collect(maps.Keys(seen))[0] {
		t.Error("the same event has two keys")
	}
	for name, change := range map[string]func(Fields){
		"account":     func(f Fields) { f["tousername"] = []string{"gh_2"} },
		"agent":       func(f Fields) { f["agentid"] = []string{"2"} },
		"sender":      func(f Fields) { f["fromusername"] = []string{"other"} },
		"time":        func(f Fields) { f["createtime"] = []string{"1799999998"} },
		"event":       func(f Fields) { f["event"] = []string{"VIEW"} },
		"event key":   func(f Fields) { f["eventkey"] = []string{"L"} },
		"moved sign":  func(f Fields) { f["event"], f["eventkey"] = []string{"CLICKK"}, []string{""} },
		"menu":        func(f Fields) { f["menuid"] = []string{"1"} },
		"task":        func(f Fields) { f["taskid"] = []string{"1"} },
		"message id":  func(f Fields) { f["msgid"] = []string{"1"} },
		"person":      func(f Fields) { f["openid"] = []string{"o"} },
		"template":    func(f Fields) { f["a/list/templateid"] = []string{"x", "y"} },
		"template 2":  func(f Fields) { f["a/list/templateid"] = []string{"x", "z"} },
		"one of them": func(f Fields) { f["a/list/templateid"] = []string{"xy"} },
	} {
		f := base()
		change(f)
		k := of(f)
		if other, twice := seen[k]; twice {
			t.Errorf("%s has the key of %s", name, other)
		}
		seen[k] = name
	}
	again := base()
	again["responsecode"] = []string{"fresh with every try"}
	if seen[of(again)] != "base" {
		t.Error("a field that does not name the event changed its key")
	}
}

func TestKeyOfMessages(t *testing.T) {
	t.Parallel()
	of := func(pairs ...string) string {
		m, err := Message("c", fields(pairs...), nil, arrival)
		if err != nil {
			t.Fatal(err)
		}
		return m.Key
	}
	if of("MsgId", "1", "Content", "a") != of("MsgId", "1", "Content", "b") {
		t.Error("the id alone must name a message")
	}
	if of("MsgId", "1") == of("MsgId", "1", "FromUserName", "other") {
		t.Error("two people with one id have one key")
	}
	first, again := of("Content", "a"), of("Content", "a")
	if first != again || first == of("Content", "b") {
		t.Error("without an id the whole message must be the key")
	}
	if k := of("MsgId", "1"); strings.Contains(k, "openid") || len(k) != len("c:")+32 {
		t.Errorf("key %q", k)
	}
}

func TestTextThatThePlatformWrote(t *testing.T) {
	t.Parallel()
	m, err := Message("c", fields("Content", " 【收到不支持的消息类型，暂无法显示】\n"), nil, arrival)
	if err != nil || m.Kind != bot.KindOther || m.Text != "" {
		t.Errorf("%v, %v", m, err)
	}
}

func TestPlaceWithoutCoordinates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		x, y string
		kind bot.Kind
	}{
		{"23.12", "113.26", bot.KindLocation},
		{"", "113.26", bot.KindOther},
		{"north", "113.26", bot.KindOther},
		{"NaN", "113.26", bot.KindOther},
		{"91", "113.26", bot.KindOther},
		{"23.12", "180.5", bot.KindOther},
	} {
		m, err := Message("c", fields("MsgType", "location", "Location_X", c.x, "Location_Y", c.y), nil, arrival)
		if err != nil || m.Kind != c.kind || (m.Location != nil) != (c.kind == bot.KindLocation) {
			t.Errorf("%s, %s: %v, %v", c.x, c.y, m, err)
		}
	}
}
