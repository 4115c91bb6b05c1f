package wecom

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

// Sentinels of Verify and Receive; the WeChat adapter's are the same values.
var (
	// ErrForged says that a request is not, or not provably, from the platform.
	ErrForged = envelope.ErrForged
	// ErrMalformed says that a request is from the platform and cannot be read.
	ErrMalformed = envelope.ErrMalformed
)

// Options describe one self-built app.
type Options struct {
	CorpID  string
	AgentID string // a number, as the console shows it
	Secret  string // of the app; only the Client needs it
	Token   string // of the callback
	AESKey  string // EncodingAESKey, 43 signs
	APIBase string // empty is the real platform

	Now func() time.Time // nil is time.Now
}

// check returns the app's number, or what is wrong with the options.
func (o Options) check() (agent int64, err error) {
	if o.CorpID == "" {
		return 0, errors.New("the corp id is empty")
	}
	agent, err = strconv.ParseInt(o.AgentID, 10, 64)
	if err != nil || agent <= 0 {
		return 0, errors.New("the agent id is not a positive number")
	}
	return agent, nil
}

// Receiver reads callbacks. It is safe for concurrent use.
type Receiver struct {
	corpID string
	agent  int64
	box    *envelope.Box
	now    func() time.Time
}

// NewReceiver returns the receiver of an app. Missing ids and secrets are errors.
func NewReceiver(o Options) (*Receiver, error) {
	agent, err := o.check()
	if err != nil {
		return nil, err
	}
	box, err := envelope.New(o.Token, o.AESKey, o.CorpID)
	if err != nil {
		return nil, fmt.Errorf("prepare callback keys: %w", err)
	}
	r := &Receiver{corpID: o.CorpID, agent: agent, box: box, now: o.Now}
	if r.now == nil {
		r.now = time.Now
	}
	return r, nil
}

// Verify answers the platform's GET, by which it checks the callback address:
// the signature covers the echo, and the answer is the echo decrypted. The GET
// has no effect, so its age is not looked at (protocol.md A5).
func (r *Receiver) Verify(q url.Values) (echo []byte, err error) {
	echo, err = r.open(q, envelope.Param(q, "echostr"))
	if err != nil {
		return nil, fmt.Errorf("verify callback address: %w", err)
	}
	return echo, nil
}

// Receive reads one POST: its query and its body. The Seal writes the answer
// in the format of the request. The error is ErrForged when anything about the
// envelope is wrong or older than an hour, ErrMalformed when the platform
// itself sent what cannot be read.
func (r *Receiver) Receive(q url.Values, body []byte) (bot.Message, bot.Seal, error) {
	outer, format, err := envelope.Read(body)
	if err != nil {
		return bot.Message{}, nil, fmt.Errorf("read callback: %w", ErrForged)
	}
	inner, err := r.open(q, outer.Get("Encrypt"))
	if err != nil {
		return bot.Message{}, nil, fmt.Errorf("open callback: %w", err)
	}
	if !envelope.Fresh(envelope.Param(q, "timestamp"), r.now()) {
		return bot.Message{}, nil, fmt.Errorf("timestamp out of the window: %w", ErrForged)
	}
	m, err := r.message(inner)
	if err != nil {
		return bot.Message{}, nil, fmt.Errorf("read message: %w", err)
	}
	return m, r.seal(m, format), nil
}

// open decrypts what the request's signature covers.
func (r *Receiver) open(q url.Values, encrypted string) ([]byte, error) {
	if !r.box.Check(envelope.Param(q, "msg_signature"), envelope.Param(q, "timestamp"),
		envelope.Param(q, "nonce"), encrypted) {
		return nil, ErrForged
	}
	return r.box.Open(encrypted)
}

// identity are the paths that tell two events of one second apart, besides
// those that WeChat has too; Token and OpenKfId are those of 微信客服
// (protocol.md A5, A11).
var identity = []string{"ScanCodeInfo/ScanResult", "SelectedItems/SelectedItem/OptionIds/OptionId", "Token", "OpenKfId"}

func (r *Receiver) message(inner []byte) (bot.Message, error) {
	fields, _, err := envelope.Read(inner)
	if err != nil {
		return bot.Message{}, err
	}
	if fields.Get("ToUserName") != r.corpID || !r.ours(fields.Get("AgentID")) {
		return bot.Message{}, fmt.Errorf("sent to another app: %w", ErrForged)
	}
	return envelope.Message(bot.ChannelWeCom, fields, identity, r.now())
}

// ours says whether a message is for this app. Events about the corp as a
// whole name no app; the keys that opened them are the app's own.
func (r *Receiver) ours(agentID string) bool {
	return agentID == "" || agentID == strconv.FormatInt(r.agent, 10)
}
