package config

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is a text that shows itself only through Reveal. In fmt, slog, JSON
// and YAML it appears as ***, an empty one as nothing. Keep it in exported
// fields and out of map keys: fmt does not ask an unexported field, nor JSON a
// key, how it wants to appear.
type Secret string

// Reveal returns the text itself.
func (s Secret) Reveal() string { return string(s) }

// Format writes the mask for every verb of fmt.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.mask()) }

// LogValue gives slog the mask.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.mask()) }

// MarshalText gives JSON and YAML the mask.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.mask()), nil }

func (s Secret) mask() string {
	if s == "" {
		return ""
	}
	return "***"
}
