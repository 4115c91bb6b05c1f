package wechat

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"suihuan/bot/internal/envelope"
)

const (
	appID   = "wxb11529c136998cb6"
	token   = "callback-token"
	aesKey  = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
	account = "gh_1a2b3c4d5e6f"
	openid  = "oABC-123_def"
	nonce   = "486452656"
)

var now = time.Unix(1_800_000_000, 0)

func options(mode string) Options {
	return Options{
		AppID: appID, Token: token, AESKey: aesKey, Account: account, Mode: mode,
		Now: func() time.Time { return now },
	}
}

func receiver(t testing.TB, o Options) *Receiver {
	t.Helper()
	r, err := NewReceiver(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// box is the platform's side of the keys.
func box(t testing.TB, id string) *envelope.Box {
	t.Helper()
	b, err := envelope.New(token, aesKey, id)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sealed makes the request in which the platform brings a message.
func sealed(t testing.TB, b *envelope.Box, at time.Time, inner, form string) (url.Values, []byte) {
	t.Helper()
	encrypted, err := b.Seal([]byte(inner))
	if err != nil {
		t.Fatal(err)
	}
	timestamp := strconv.FormatInt(at.Unix(), 10)
	q := url.Values{
		"timestamp": {timestamp}, "nonce": {nonce}, "encrypt_type": {"aes"}, "openid": {openid},
		"signature":     {envelope.Signature(token, timestamp, nonce)},
		"msg_signature": {envelope.Signature(token, timestamp, nonce, encrypted)},
	}
	return q, fmt.Appendf(nil, form, encrypted)
}

const (
	xmlForm  = "<xml><ToUserName><![CDATA[gh_outside]]></ToUserName><Encrypt><![CDATA[%s]]></Encrypt></xml>"
	jsonForm = `{"ToUserName":"gh_outside","Encrypt":"%s"}`
)

func plainQuery(at time.Time) url.Values {
	timestamp := strconv.FormatInt(at.Unix(), 10)
	return url.Values{
		"timestamp": {timestamp}, "nonce": {nonce}, "openid": {openid},
		"signature": {envelope.Signature(token, timestamp, nonce)},
	}
}

// bodies writes name, value, name, value … as XML and as JSON, behind the head
// of a message.
func bodies(pairs ...string) (asXML, asJSON string) {
	pairs = append([]string{"ToUserName", account, "FromUserName", openid, "CreateTime", "1799999999"}, pairs...)
	x, j := "<xml>", ""
	for i := 0; i < len(pairs); i += 2 {
		name, value := pairs[i], pairs[i+1]
		quoted, _ := json.Marshal(value)
		j += fmt.Sprintf(",%q:%s", name, quoted)
		x += fmt.Sprintf("<%s><![CDATA[%s]]></%s>", name, strings.ReplaceAll(value, "]]>", "]]]]><![CDATA[>"), name)
	}
	return x + "</xml>", "{" + j[1:] + "}"
}
