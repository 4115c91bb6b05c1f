package officer

import (
	"errors"
	"slices"
	"testing"

	"suihuan/bot"
)

// TestLooksAreNoted: who is shown a petition is noted before it is shown, and
// nobody else is.
func TestLooksAreNoted(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		message bot.Message
		want    []string
	}{
		{"text", text("li", "查看 "+caseNo), []string{"li view " + caseNo}},
		{"click", click("wang", "view:"+caseNo), []string{"wang view " + caseNo}},
		{"history", text("li", "经过 "+caseNo), []string{"li history " + caseNo}},
		{"a change notes itself", text("li", "受理 "+caseNo), nil},
		{"another unit's", text("zhao", "查看 "+caseNo), nil},
		{"unknown", text("li", "查看 "+unknown), nil},
	} {
		o := newOffice(t, routed())
		if _, err := o.hear(tt.message); err != nil || !slices.Equal(o.looks, tt.want) {
			t.Errorf("%s: %v, noted %q", tt.name, err, o.looks)
		}
	}
	o := newOffice(t, routed())
	o.auditErr = errDown
	for _, words := range []string{"查看 ", "经过 "} {
		if got, err := o.hear(text("li", words+caseNo)); !errors.Is(err, errDown) || got != "" {
			t.Errorf("%s that cannot be noted: %q, %v", words, got, err)
		}
	}
}
