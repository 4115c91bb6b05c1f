package seal

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
)

// KeyWrapper holds the master keys: a Ring, or a device that never gives them out.
// What Wrap returns names the master key.
type KeyWrapper interface {
	// Wrap wraps the key of a case under the newest master key.
	Wrap(ctx context.Context, caseNo string, key []byte) (wrapped string, err error)
	// Unwrap returns the key of that case. Older master keys open what they wrapped.
	Unwrap(ctx context.Context, caseNo, wrapped string) (key []byte, err error)
	// Current says that a key is wrapped under the newest master key.
	Current(wrapped string) bool
}

// Sealer makes the keys of cases and takes them out of their wraps.
type Sealer struct {
	Masters KeyWrapper
	Suite   Suite // of what is sealed from now on
}

// NewKey draws the key of a case. What must be kept of it is wrapped.
func (s Sealer) NewKey(ctx context.Context, caseNo string) (k Key, wrapped string, err error) {
	secret := make([]byte, secretSize)
	rand.Read(secret) // it never fails
	if wrapped, err = s.Masters.Wrap(ctx, caseNo, secret); err != nil {
		return Key{}, "", fmt.Errorf("wrap case key: %w", err)
	}
	k, err = newKey(caseNo, cmp.Or(s.Suite, AES), secret)
	return k, wrapped, err
}

// Key returns the key of a case from its wrap.
func (s Sealer) Key(ctx context.Context, caseNo, wrapped string) (Key, error) {
	secret, err := s.Masters.Unwrap(ctx, caseNo, wrapped)
	if err != nil {
		return Key{}, fmt.Errorf("unwrap case key: %w", err)
	}
	return newKey(caseNo, cmp.Or(s.Suite, AES), secret)
}

// Rewrap wraps the key of a case under the newest master key. One that is so
// already comes back as it is.
func (s Sealer) Rewrap(ctx context.Context, caseNo, wrapped string) (string, error) {
	if s.Masters.Current(wrapped) {
		return wrapped, nil
	}
	secret, err := s.Masters.Unwrap(ctx, caseNo, wrapped)
	if err != nil {
		return "", fmt.Errorf("unwrap case key: %w", err)
	}
	again, err := s.Masters.Wrap(ctx, caseNo, secret)
	if err != nil {
		return "", fmt.Errorf("wrap case key: %w", err)
	}
	return again, nil
}
