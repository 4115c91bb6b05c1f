package envelope

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestReplyOpensAgain(t *testing.T) {
	t.Parallel()
	b := newBox(t, corpToken, corpKey, corpID)
	now := time.Unix(1_800_000_000, 0)
	for format, names := range map[Format][]string{
		XML:       {"<Encrypt>", "<MsgSignature>", "<TimeStamp>1800000000</TimeStamp>", "<Nonce>"},
		JSON:      {`"Encrypt":`, `"MsgSignature":`, `"TimeStamp":1800000000`, `"Nonce":"`},
		LowerJSON: {`"encrypt":`, `"msgsignature":`, `"timestamp":1800000000`, `"nonce":"`},
	} {
		body, err := b.Reply(format, []byte("answer"), now)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !strings.Contains(string(body), name) {
				t.Errorf("%s: no %s in %s", format, name, body)
			}
		}
		f, got, err := Read(body)
		if err != nil || got != format {
			t.Fatalf("%s: read as %s, %v", format, got, err)
		}
		if !b.Check(f.Get("MsgSignature"), f.Get("TimeStamp"), f.Get("Nonce"), f.Get("Encrypt")) {
			t.Errorf("%s: the signature does not hold", format)
		}
		if plain, err := b.Open(f.Get("Encrypt")); err != nil || string(plain) != "answer" {
			t.Errorf("%s: opened %q, %v", format, plain, err)
		}
		if again, _ := b.Reply(format, []byte("answer"), now); bytes.Equal(again, body) {
			t.Errorf("%s: nonce and random bytes are not fresh", format)
		}
	}
	b.random = strings.NewReader("0123456789abcdef")
	if _, err := b.Reply(XML, nil, now); err == nil || errors.Is(err, ErrForged) {
		t.Errorf("no bytes for a nonce: %v", err)
	}
}

func TestTextReply(t *testing.T) {
	t.Parallel()
	const content = "第一行\n<a href=\"x\">1. 文字</a> ]]> & \\ \" end"
	for _, format := range []Format{XML, JSON, LowerJSON} {
		body := TextReply(format, "to", "from", arrival, content+"\x00\x1b")
		f, _, err := Read(body)
		if err != nil {
			t.Fatalf("%s: %v in %s", format, err, body)
		}
		want := Fields{
			"tousername": {"to"}, "fromusername": {"from"}, "createtime": {"1800000000"},
			"msgtype": {"text"}, "content": {content},
		}
		if !maps.EqualFunc(f, want, slices.Equal) {
			t.Errorf("%s: %v", format, f)
		}
		if strings.Contains(string(body), `\u003c`) {
			t.Errorf("%s: escaped a tag away", format)
		}
	}
}
