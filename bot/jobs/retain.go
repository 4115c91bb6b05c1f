package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

// retainLimit bounds the cases that are anonymised at once, so that a job never
// outlives its time; the rest waits for retainPause.
const (
	retainLimit = 200
	retainPause = time.Second
)

// retain ends what has been kept for its term.
func (w Work) retain(ctx context.Context) error {
	result, err := w.Memory.Retain(ctx, w.Now(), retainLimit)
	for _, n := range result.Counts {
		if n.Due > 0 {
			w.Log.InfoContext(ctx, "kept no longer", "class", n.Name, "act", string(n.Act), "count", n.Due)
		}
	}
	if err != nil {
		return fmt.Errorf("retain: %w", err)
	}
	if result.More {
		return river.JobSnooze(retainPause)
	}
	return nil
}
