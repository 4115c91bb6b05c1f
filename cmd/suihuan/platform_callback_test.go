package main

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// How the platforms try: each try is cut off after five seconds, and there are
// three. The person then sees that the service is out of order.
const (
	patience = 5 * time.Second
	tries    = 3
)

// account is one of our accounts as its platform knows it.
type account struct {
	keys
	path      string // of the callback
	name      string // ToUserName
	agent     string // AgentID, on WeCom
	silence   string // the body by which the service says nothing
	sealsEcho bool   // the check of the address comes sealed
	json      bool   // the console is set to JSON
}

// field is one element of a message: a string, an int64, or fields.
type field struct {
	name  string
	value any
}

// write writes a message as the console is set.
func (a account) write(fields ...field) []byte {
	if a.json {
		return []byte(jsonOf(fields))
	}
	return []byte("<xml>" + xmlOf(fields) + "</xml>")
}

func xmlOf(fields []field) string {
	var b strings.Builder
	for _, f := range fields {
		inside := fmt.Sprint(f.value)
		switch v := f.value.(type) {
		case string:
			inside = "<![CDATA[" + v + "]]>"
		case []field:
			inside = xmlOf(v)
		}
		fmt.Fprintf(&b, "<%s>%s</%s>", f.name, inside, f.name)
	}
	return b.String()
}

func jsonOf(fields []field) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		inside, _ := json.Marshal(f.value)
		if v, ok := f.value.([]field); ok {
			inside = []byte(jsonOf(v))
		}
		parts[i] = fmt.Sprintf("%q:%s", f.name, inside)
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// envelope is what one request carries.
type envelope struct {
	query url.Values
	body  []byte
}

// envelope puts a message into an envelope. A repeat has the same message under a
// new seal, time, nonce and signature.
func (a account) envelope(message []byte, at time.Time) envelope {
	sealed, timestamp, nonce := a.seal(message), strconv.FormatInt(at.Unix(), 10), rand.Text()[:10]
	e := envelope{query: url.Values{
		"timestamp": {timestamp}, "nonce": {nonce}, "msg_signature": {a.sign(timestamp, nonce, sealed)},
	}}
	fields := []field{{"ToUserName", a.name}, {"Encrypt", sealed}}
	if a.agent != "" {
		fields = append(fields, field{"AgentID", a.agent})
	} else {
		e.query.Set("signature", a.sign(timestamp, nonce))
		e.query.Set("encrypt_type", "aes")
	}
	e.body = a.write(fields...)
	return e
}

// check is the request by which the platform checks the address, and what it
// wants to hear.
func (a account) check(at time.Time) (e envelope, want string) {
	want = "echo" + rand.Text()
	timestamp, nonce := strconv.FormatInt(at.Unix(), 10), rand.Text()[:10]
	e.query = url.Values{"timestamp": {timestamp}, "nonce": {nonce}}
	if a.sealsEcho {
		sealed := a.seal([]byte(want))
		e.query.Set("echostr", sealed)
		e.query.Set("msg_signature", a.sign(timestamp, nonce, sealed))
		return e, want
	}
	e.query.Set("echostr", want)
	e.query.Set("signature", a.sign(timestamp, nonce))
	return e, want
}

// response is what came back of one request.
type response struct {
	status int
	header http.Header
	body   []byte
}

// ask makes one request of the platform; a GET is the check of the address.
func (a account) ask(base, method string, e envelope) (response, error) {
	request, err := http.NewRequest(method, base+a.path+"?"+e.query.Encode(), bytes.NewReader(e.body))
	if err != nil {
		return response{}, err
	}
	client := http.Client{Timeout: patience, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		return response{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return response{answer.StatusCode, answer.Header, body}, err
}

// reply is what a person sees of an answer; text is empty when nothing is said.
type reply struct {
	text string
	body []byte
}

// deliver brings a message to the service as the platform does, and returns
// what the person sees.
func (a account) deliver(t *testing.T, base, person string, message []byte) reply {
	t.Helper()
	var failed error
	for range tries {
		r, err := a.ask(base, http.MethodPost, a.envelope(message, time.Now()))
		if err == nil && r.status != http.StatusOK {
			err = fmt.Errorf("status %d", r.status)
		}
		if err == nil {
			text, err := a.read(r.body, person)
			if err != nil {
				t.Errorf("the person sees that the service is out of order: %v\n%s", err, r.body)
			}
			return reply{text, r.body}
		}
		failed = errors.Join(failed, err)
	}
	t.Errorf("the person sees that the service is out of order: %v", failed)
	return reply{}
}

// sealedReply and openReply are the two layers of a passive reply.
type (
	sealedReply struct {
		XMLName      xml.Name    `xml:"xml" json:"-"`
		Encrypt      string      `xml:"Encrypt"`
		MsgSignature string      `xml:"MsgSignature"`
		TimeStamp    json.Number `xml:"TimeStamp"`
		Nonce        string      `xml:"Nonce"`
	}
	openReply struct {
		XMLName      xml.Name    `xml:"xml" json:"-"`
		ToUserName   string      `xml:"ToUserName"`
		FromUserName string      `xml:"FromUserName"`
		CreateTime   json.Number `xml:"CreateTime"`
		MsgType      string      `xml:"MsgType"`
		Content      string      `xml:"Content"`
	}
)

// read opens a passive reply and refuses whatever the platform would refuse.
func (a account) read(body []byte, person string) (text string, err error) {
	if string(body) == a.silence {
		return "", nil
	}
	decode := xml.Unmarshal
	if a.json {
		decode = json.Unmarshal
	}
	var outer sealedReply
	if err := decode(body, &outer); err != nil {
		return "", fmt.Errorf("read envelope: %w", err)
	}
	if outer.MsgSignature != a.sign(outer.TimeStamp.String(), outer.Nonce, outer.Encrypt) || outer.Nonce == "" {
		return "", errors.New("wrong signature")
	}
	plain, err := a.open(outer.Encrypt)
	if err != nil {
		return "", fmt.Errorf("open reply: %w", err)
	}
	var inner openReply
	if err := decode(plain, &inner); err != nil {
		return "", fmt.Errorf("read reply: %w", err)
	}
	if inner.ToUserName != person || inner.FromUserName != a.name || inner.MsgType != "text" || inner.Content == "" {
		return "", errors.New("the reply is not a text from the account to who wrote")
	}
	if _, err := inner.CreateTime.Int64(); err != nil {
		return "", fmt.Errorf("read time of reply: %w", err)
	}
	if len(inner.Content) >= 2048 {
		return "", fmt.Errorf("the text has %d bytes", len(inner.Content))
	}
	return inner.Content, nil
}
