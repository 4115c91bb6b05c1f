package contenttest

import (
	"strings"
	"testing"
	"time"

	"suihuan/knowledge"
)

// TestThin loads the thin folder, which passes its own tests.
func TestThin(t *testing.T) {
	if testing.Short() {
		t.Skip("long: it loads the whole content too")
	}
	t.Parallel()
	b, err := knowledge.Load(Thin(t, knowledge.Embedded()))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := knowledge.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if b.Size() != whole.Size() {
		t.Errorf("%d entries of %d", b.Size(), whole.Size())
	}
	if asked, failed := b.Test(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)); asked == 0 || len(failed) > 0 {
		t.Errorf("%d asked, failed: %s", asked, strings.Join(failed, "\n"))
	}
}
