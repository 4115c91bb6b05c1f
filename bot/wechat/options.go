package wechat

import (
	"errors"
	"fmt"
	"time"

	"suihuan/bot/internal/envelope"
)

// The modes of message encryption, as the platform's console names them
// (protocol.md A1.1). The mode is the installation's choice, never a request's.
const (
	ModeSafe   = "safe"   // 安全模式: ciphertext only; the default
	ModeCompat = "compat" // 兼容模式: both; only the ciphertext is believed
	// ModePlain (明文模式) is for trials: its signature does not cover the
	// body, so whoever has seen one callback address can forge any message.
	ModePlain = "plain"
)

// Sentinels of Verify and Receive; the WeCom adapter's are the same values.
var (
	// ErrForged says that a request is not, or not provably, from the platform.
	ErrForged = envelope.ErrForged
	// ErrMalformed says that a request is from the platform and cannot be read.
	ErrMalformed = envelope.ErrMalformed
)

// Options describe one Official Account.
type Options struct {
	AppID   string
	Secret  string // AppSecret; only the Client needs it
	Token   string // of the callback
	AESKey  string // EncodingAESKey, 43 signs; not needed in plain mode
	Account string // original id gh_…; empty accepts any receiver
	Mode    string // empty is ModeSafe
	APIBase string // empty is the real platform

	Now func() time.Time // nil is time.Now
}

func (o Options) now() func() time.Time {
	if o.Now == nil {
		return time.Now
	}
	return o.Now
}

// box returns the box of the encrypted modes.
func (o Options) box() (*envelope.Box, error) {
	if o.AppID == "" {
		return nil, errors.New("the app id is empty")
	}
	box, err := envelope.New(o.Token, o.AESKey, o.AppID)
	if err != nil {
		return nil, fmt.Errorf("prepare callback keys: %w", err)
	}
	return box, nil
}
