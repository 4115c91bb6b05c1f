package seal

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
)

// Key is the key of one case. The zero value is not usable; a Sealer makes keys.
type Key struct {
	caseNo string
	suite  Suite
	box    box
	names  []byte // the key of Name
}

func newKey(caseNo string, suite Suite, secret []byte) (Key, error) {
	if _, known := suites[suite]; !known {
		return Key{}, fmt.Errorf("there is no suite %q", suite)
	}
	b, err := newBox(secret)
	if err != nil {
		return Key{}, err
	}
	names, err := hkdf.Key(sha256.New, secret, nil, "names", sha256.Size)
	if err != nil {
		return Key{}, fmt.Errorf("derive key: %w", err)
	}
	return Key{caseNo: caseNo, suite: suite, box: b, names: names}, nil
}

// Seal makes a text unreadable. Two seals of one text differ. field says what the
// text is, and of which row, where a case has more than one.
func (k Key) Seal(field, text string) string {
	return k.box.seal(string(k.suite), []byte(text), k.caseNo, field)
}

// Open returns the text that was sealed with this key as the same field, or
// ErrBroken.
func (k Key) Open(field, sealed string) (string, error) {
	text, err := k.box.open(sealed, k.caseNo, field)
	return string(text), err
}

// Name returns what stands for a text where it must be found again and not be
// read: the same for the same text and field, and a secret of this key.
func (k Key) Name(field, text string) string {
	mac := hmac.New(sha256.New, k.names)
	mac.Write(bound(field, []string{text}))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// Format writes no key, whatever the verb of fmt.
func (k Key) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[key]") }
