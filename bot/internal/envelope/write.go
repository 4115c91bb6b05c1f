package envelope

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// pair is a name with a string or an int64.
type pair struct {
	name  string
	value any
}

var writers = map[Format]func([]pair) []byte{
	XML:       writeXML,
	JSON:      func(pairs []pair) []byte { return writeJSON(pairs, func(name string) string { return name }) },
	LowerJSON: func(pairs []pair) []byte { return writeJSON(pairs, strings.ToLower) },
}

// TextReply writes a passive text reply in the clear. Content that could end
// its CDATA section is split, and characters that XML cannot hold are dropped.
func TextReply(f Format, to, from string, now time.Time, content string) []byte {
	return writers[f]([]pair{
		{"ToUserName", to},
		{"FromUserName", from},
		{"CreateTime", now.Unix()},
		{"MsgType", "text"},
		{"Content", Clean(content)},
	})
}

// Label makes a choice's words one line that no client reads as a tag.
func Label(words string) string {
	return strings.NewReplacer("<", "＜", ">", "＞", "\n", " ").Replace(Clean(words))
}

// Reply seals a passive reply and writes its envelope under a fresh nonce. A
// format that is not one of the three panics: Read returns no other.
func (b *Box) Reply(f Format, plain []byte, now time.Time) ([]byte, error) {
	encrypted, err := b.Seal(plain)
	if err != nil {
		return nil, err
	}
	random := make([]byte, 8)
	if _, err := io.ReadFull(b.random, random); err != nil {
		return nil, fmt.Errorf("read random bytes: %w", err)
	}
	nonce := strconv.FormatUint(binary.BigEndian.Uint64(random), 10)
	timestamp := strconv.FormatInt(now.Unix(), 10)
	return writers[f]([]pair{
		{"Encrypt", encrypted},
		{"MsgSignature", Signature(b.token, timestamp, nonce, encrypted)},
		{"TimeStamp", now.Unix()},
		{"Nonce", nonce},
	}), nil
}

func writeXML(pairs []pair) []byte {
	var out bytes.Buffer
	out.WriteString("<xml>")
	for _, p := range pairs {
		fmt.Fprintf(&out, "<%s>%s</%s>", p.name, xmlValue(p.value), p.name)
	}
	out.WriteString("</xml>")
	return out.Bytes()
}

func xmlValue(v any) string {
	text, ok := v.(string)
	if !ok {
		return fmt.Sprint(v)
	}
	return "<![CDATA[" + strings.ReplaceAll(text, "]]>", "]]]]><![CDATA[>") + "]]>"
}

func writeJSON(pairs []pair, name func(string) string) []byte {
	var out bytes.Buffer
	separator := "{"
	for _, p := range pairs {
		fmt.Fprintf(&out, "%s%q:%s", separator, name(p.name), jsonValue(p.value))
		separator = ","
	}
	out.WriteString("}")
	return out.Bytes()
}

func jsonValue(v any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(v) // a string or a number, into memory: cannot fail
	return bytes.TrimSpace(out.Bytes())
}
