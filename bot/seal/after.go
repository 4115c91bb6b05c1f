package seal

import (
	"context"
	"errors"
)

// After is a KeyWrapper that takes the place of another: it wraps, and what the
// one before wrapped it opens with that.
type After struct {
	KeyWrapper
	Before KeyWrapper
}

// Unwrap returns the key of a case; the error is of both where neither opens it.
func (a After) Unwrap(ctx context.Context, caseNo, wrapped string) ([]byte, error) {
	key, err := a.KeyWrapper.Unwrap(ctx, caseNo, wrapped)
	if err == nil {
		return key, nil
	}
	key, before := a.Before.Unwrap(ctx, caseNo, wrapped)
	if before != nil {
		return nil, errors.Join(err, before)
	}
	return key, nil
}
