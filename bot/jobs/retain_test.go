package jobs

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"suihuan/bot/petition"
)

// What is more than enough for once is done right after.
func TestRetain(t *testing.T) {
	t.Parallel()
	o := newOffice(petition.Petition{Case: "a"})
	o.due = retainLimit + 3
	snooze := new(river.JobSnoozeError)
	if err := o.work().retain(t.Context()); !errors.As(err, &snooze) || snooze.Duration != retainPause {
		t.Errorf("with more to do: %v", err)
	}
	if err := o.work().retain(t.Context()); err != nil {
		t.Error(err)
	}
	same(t, "twice", "retained", o.retained, []time.Time{noon, noon})
	for _, want := range []string{"class=drafts act=delete count=200", "class=drafts act=delete count=3"} {
		if !strings.Contains(o.log.String(), want) {
			t.Errorf("%q is not in the log:\n%s", want, &o.log)
		}
	}
	if strings.Contains(o.log.String(), "closed") {
		t.Errorf("the log tells of nothing:\n%s", &o.log)
	}
	o.retainErr = errDown
	if err := o.work().retain(t.Context()); !errors.Is(err, errDown) {
		t.Errorf("store down: %v", err)
	}
}
