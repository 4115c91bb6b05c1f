package officer

import (
	"fmt"
	"strings"
	"testing"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// TestEveryActIsCarriedOut: an act looks or changes, and what changes has an
// event with a name.
func TestEveryActIsCarriedOut(t *testing.T) {
	t.Parallel()
	for _, a := range petition.Acts() {
		_, look := looks[a.Verb]
		does, change := deeds[a.Verb]
		if look == change || look != (a.Event == "") || change && (does.event == nil || does.done == nil) {
			t.Errorf("%s looks %v, changes %v", a.Verb, look, change)
		}
		if a.Event != "" && eventNames[a.Event] == "" {
			t.Errorf("%s has no name", a.Event)
		}
	}
	if len(looks)+len(deeds) != len(petition.Acts()) {
		t.Errorf("%d looks and %d deeds for %d acts", len(looks), len(deeds), len(petition.Acts()))
	}
}

// TestEveryRefusalHasItsSentence, and a fault has none.
func TestEveryRefusalHasItsSentence(t *testing.T) {
	t.Parallel()
	seen := map[string]error{}
	for _, err := range []error{
		petition.ErrStale, petition.ErrDispute, petition.ErrFormer, petition.ErrReopened, petition.ErrNotYours, petition.ErrTransition,
		clock.RefusedNoHandling, clock.RefusedAgain, clock.RefusedDays, clock.RefusedNoApprover, clock.RefusedUntold,
		clock.RefusedLate, clock.RefusedGround, clock.RefusedPaused, clock.RefusedNoReview,
	} {
		o := order{Brief: petition.Brief{Petition: accepted()}}
		says := o.sentence(fmt.Errorf("change: %w", err))
		if other, twice := seen[says]; twice || says == "" || strings.ContainsAny(says, "{}") {
			t.Errorf("%v says %q, as %v", err, says, other)
		}
		seen[says] = err
	}
	if refused(errDown) {
		t.Error("a fault is a refusal")
	}
}
