package seal

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Ring is a KeyWrapper that has the master keys in the process.
type Ring struct {
	head    string // of what is wrapped from now on: suite and id of the newest key
	masters map[string]box
}

// identifier is what a master key may be called.
var identifier = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

// ParseRing reads master keys, the newest first: id:base64 of 32 bytes, with
// commas or white space between. An error names no key.
func ParseRing(text string, suite Suite) (*Ring, error) {
	suite = cmp.Or(suite, AES)
	if _, known := suites[suite]; !known {
		return nil, fmt.Errorf("there is no suite %q", suite)
	}
	r := &Ring{masters: map[string]box{}}
	for i, one := range strings.Fields(strings.ReplaceAll(text, ",", " ")) {
		id, written, _ := strings.Cut(one, ":")
		secret, err := base64.StdEncoding.DecodeString(written)
		if err != nil || len(secret) != secretSize || !identifier.MatchString(id) || r.masters[id] != nil {
			return nil, fmt.Errorf("master key %d: want an id of its own (a-z 0-9 -), a colon, and base64 of %d bytes", i+1, secretSize)
		}
		if r.masters[id], err = newBox(secret); err != nil {
			return nil, err
		}
		r.head = cmp.Or(r.head, string(suite)+"."+id)
	}
	if r.head == "" {
		return nil, errors.New("there is no master key")
	}
	return r, nil
}

// NewMaster draws a master key and returns it as ParseRing reads it.
func NewMaster() string {
	secret := make([]byte, secretSize)
	rand.Read(secret) // it never fails
	return strings.ToLower(rand.Text()[:8]) + ":" + base64.StdEncoding.EncodeToString(secret)
}

// wrapping says what is sealed by a master key, so that it is taken for nothing
// else.
const wrapping = "case key"

// Wrap seals the key of a case under the newest master key. It never fails.
func (r *Ring) Wrap(_ context.Context, caseNo string, key []byte) (string, error) {
	return r.masters[masterOf(r.head)].seal(r.head, key, wrapping, caseNo), nil
}

// Unwrap returns the key of a case, or an error that names the master key which
// is missing, or ErrBroken.
func (r *Ring) Unwrap(_ context.Context, caseNo, wrapped string) ([]byte, error) {
	head, _ := cut(wrapped)
	id := masterOf(head)
	if !identifier.MatchString(id) {
		return nil, ErrBroken
	}
	master, known := r.masters[id]
	if !known {
		return nil, fmt.Errorf("master key %s is not on the ring", id)
	}
	return master.open(wrapped, wrapping, caseNo)
}

// Current says that a key is wrapped under the newest master key, with the suite
// of the ring.
func (r *Ring) Current(wrapped string) bool {
	head, _ := cut(wrapped)
	return head == r.head
}

func masterOf(head string) string {
	_, id, _ := strings.Cut(head, ".")
	return id
}

// Format writes no key, whatever the verb of fmt.
func (r *Ring) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[key ring]") }
