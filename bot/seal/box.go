package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// ErrBroken says that something does not open: it was changed, or belongs to
// another field, case or key. Which of these it was cannot be told.
var ErrBroken = errors.New("the seal is broken")

// secretSize is the length of every secret, in bytes.
const secretSize = 32

// box seals with one secret. Each suite has a key of its own, derived from it.
//
// A sealed text is a head, a full stop, and nonce and ciphertext in base64. The
// head is the suite, and what else must be known to open it, behind another stop.
type box map[Suite]cipher.AEAD

func newBox(secret []byte) (box, error) {
	if len(secret) != secretSize {
		return nil, fmt.Errorf("a key has %d bytes, want %d", len(secret), secretSize)
	}
	b := box{}
	for name, suite := range suites {
		key, err := hkdf.Key(sha256.New, secret, nil, string(name), suite.size)
		if err != nil {
			return nil, fmt.Errorf("derive key: %w", err)
		}
		block, err := suite.block(key)
		if err != nil {
			return nil, fmt.Errorf("set up %s: %w", name, err)
		}
		if b[name], err = cipher.NewGCM(block); err != nil {
			return nil, fmt.Errorf("set up %s: %w", name, err)
		}
	}
	return b, nil
}

// seal binds the text to its head and to what it is about. The suite, with which
// the head begins, is a known one.
func (b box) seal(head string, text []byte, about ...string) string {
	aead := b[suiteOf(head)]
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce) // it never fails
	return head + "." + base64.RawURLEncoding.EncodeToString(aead.Seal(nonce, nonce, text, bound(head, about)))
}

func (b box) open(sealed string, about ...string) ([]byte, error) {
	head, body := cut(sealed)
	aead, known := b[suiteOf(head)]
	data, err := base64.RawURLEncoding.DecodeString(body)
	// One text has one form: the decoder overlooks line ends and spare bits.
	if !known || err != nil || base64.RawURLEncoding.EncodeToString(data) != body || len(data) < aead.NonceSize() {
		return nil, ErrBroken
	}
	nonce, ciphertext := data[:aead.NonceSize()], data[aead.NonceSize():]
	text, err := aead.Open(nil, nonce, ciphertext, bound(head, about))
	if err != nil {
		return nil, ErrBroken
	}
	return text, nil
}

// cut parts the head of a sealed text from the rest.
func cut(sealed string) (head, body string) {
	i := strings.LastIndexByte(sealed, '.')
	return sealed[:max(0, i)], sealed[i+1:]
}

func suiteOf(head string) Suite {
	name, _, _ := strings.Cut(head, ".")
	return Suite(name)
}

// bound writes texts so that no other texts are written alike.
func bound(head string, about []string) []byte {
	all := binary.AppendUvarint(nil, uint64(len(about)))
	for _, text := range append([]string{head}, about...) {
		all = binary.AppendUvarint(all, uint64(len(text)))
		all = append(all, text...)
	}
	return all
}
