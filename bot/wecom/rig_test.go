package wecom

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

// The ids and keys are those of the platform's own example.
const (
	corpID  = "wx5823bf96d3bd56c7"
	agentID = "218"
	token   = "QDG6eK"
	aesKey  = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
	userID  = "zhangsan"
	nonce   = "263014780"
)

var now = time.Unix(1_800_000_000, 0)

func options() Options {
	return Options{
		CorpID: corpID, AgentID: agentID, Token: token, AESKey: aesKey,
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
		"timestamp": {timestamp}, "nonce": {nonce},
		"msg_signature": {envelope.Signature(token, timestamp, nonce, encrypted)},
	}
	return q, fmt.Appendf(nil, form, encrypted)
}

const (
	xmlForm   = "<xml><ToUserName><![CDATA[" + corpID + "]]></ToUserName><AgentID><![CDATA[218]]></AgentID><Encrypt><![CDATA[%s]]></Encrypt></xml>"
	jsonForm  = `{"ToUserName":"` + corpID + `","AgentID":"218","Encrypt":"%s"}`
	lowerForm = `{"tousername":"` + corpID + `","agentid":"218","encrypt":"%s"}`
)

// bodies writes name, value, name, value … as XML, as JSON and as JSON with
// lower-case names, behind the head of a message.
func bodies(pairs ...string) map[string]string {
	pairs = append([]string{"ToUserName", corpID, "FromUserName", userID, "CreateTime", "1799999999", "AgentID", agentID}, pairs...)
	x, j, lower := "<xml>", "", ""
	for i := 0; i < len(pairs); i += 2 {
		quoted, _ := json.Marshal(pairs[i+1])
		j += fmt.Sprintf(",%q:%s", pairs[i], quoted)
		lower += fmt.Sprintf(",%q:%s", strings.ToLower(pairs[i]), quoted)
		x += fmt.Sprintf("<%s><![CDATA[%s]]></%s>", pairs[i], pairs[i+1], pairs[i])
	}
	return map[string]string{xmlForm: x + "</xml>", jsonForm: "{" + j[1:] + "}", lowerForm: "{" + lower[1:] + "}"}
}
