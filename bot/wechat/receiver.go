package wechat

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

// Receiver reads callbacks. It is safe for concurrent use.
type Receiver struct {
	token   string
	account string
	box     *envelope.Box // nil in plain mode
	now     func() time.Time
}

// modes say how each mode gets its box.
var modes = map[string]func(Options) (*envelope.Box, error){
	"":         Options.box,
	ModeSafe:   Options.box,
	ModeCompat: Options.box,
	ModePlain:  func(Options) (*envelope.Box, error) { return nil, nil },
}

// NewReceiver returns the receiver of an account. Missing secrets and an
// unknown mode are errors.
func NewReceiver(o Options) (*Receiver, error) {
	open, ok := modes[o.Mode]
	if !ok {
		return nil, fmt.Errorf("the mode %q is not safe, compat or plain", o.Mode)
	}
	if o.Token == "" {
		return nil, errors.New("the callback token is empty")
	}
	box, err := open(o)
	if err != nil {
		return nil, err
	}
	return &Receiver{token: o.Token, account: o.Account, box: box, now: o.now()}, nil
}

// Verify answers the platform's GET, by which it checks the callback address:
// the echo goes back as it came, as text/plain. The GET has no effect, so its
// age is not looked at.
func (r *Receiver) Verify(q url.Values) (echo []byte, err error) {
	echostr := envelope.Param(q, "echostr")
	if echostr == "" || !r.signed(q) {
		return nil, fmt.Errorf("verify callback address: %w", ErrForged)
	}
	return []byte(echostr), nil
}

// Receive reads one POST: its query and its body. The Seal writes the answer
// in the format and mode of the request. The error is ErrForged when anything
// about the envelope is wrong or older than an hour, ErrMalformed when the
// platform itself sent what cannot be read.
func (r *Receiver) Receive(q url.Values, body []byte) (bot.Message, bot.Seal, error) {
	open := r.openSealed
	if r.box == nil {
		open = r.openPlain
	}
	fields, format, err := open(q, body)
	if err != nil {
		return bot.Message{}, nil, fmt.Errorf("open callback: %w", err)
	}
	m, err := message(fields, r.now())
	if err != nil {
		return bot.Message{}, nil, fmt.Errorf("read message: %w", err)
	}
	if r.account != "" && m.Account != r.account {
		return bot.Message{}, nil, fmt.Errorf("sent to another account: %w", ErrForged)
	}
	return m, r.seal(m, format), nil
}

// openSealed believes nothing of the outer body but the ciphertext, and that
// only after its signature.
func (r *Receiver) openSealed(q url.Values, body []byte) (envelope.Fields, envelope.Format, error) {
	outer, format, err := envelope.Read(body)
	if err != nil {
		return nil, "", ErrForged // nobody has signed what cannot be read
	}
	encrypted, timestamp := outer.Get("Encrypt"), envelope.Param(q, "timestamp")
	if !r.box.Check(envelope.Param(q, "msg_signature"), timestamp, envelope.Param(q, "nonce"), encrypted) {
		return nil, "", ErrForged
	}
	if !envelope.Fresh(timestamp, r.now()) {
		return nil, "", fmt.Errorf("timestamp out of the window: %w", ErrForged)
	}
	inner, err := r.box.Open(encrypted)
	if err != nil {
		return nil, "", err
	}
	fields, _, err := envelope.Read(inner)
	return fields, format, err
}

func (r *Receiver) openPlain(q url.Values, body []byte) (envelope.Fields, envelope.Format, error) {
	if !r.signed(q) {
		return nil, "", ErrForged
	}
	if !envelope.Fresh(envelope.Param(q, "timestamp"), r.now()) {
		return nil, "", fmt.Errorf("timestamp out of the window: %w", ErrForged)
	}
	return envelope.Read(body)
}

// signed checks the plain signature, which covers no body.
func (r *Receiver) signed(q url.Values) bool {
	return envelope.Signed(envelope.Param(q, "signature"), r.token,
		envelope.Param(q, "timestamp"), envelope.Param(q, "nonce"))
}
