package jobs

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// claimed is a reminder that is being told, or has been.
type claimed struct {
	petition.Claim
	held bool
}

func (o *office) RemindersDue(_ context.Context, _ time.Time, limit int) ([]string, error) {
	return o.remind[:min(limit, len(o.remind))], o.lyingErr
}

func (o *office) RemindNext(_ context.Context, _ string, _ int, next time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.next = next
	return nil
}

func (o *office) Recompute(context.Context) ([]petition.Moved, error) {
	return make([]petition.Moved, 3), o.lyingErr
}

func (o *office) ClaimReminder(_ context.Context, _, key string) (petition.Claim, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	c, ok := o.claims[key]
	if !ok {
		c = &claimed{}
		o.claims[key] = c
	}
	got := petition.Claim{Mine: !c.held && !c.Told, Told: c.Told, Officers: slices.Clone(c.Officers)}
	c.held = true
	return got, nil
}

func (o *office) Reminded(_ context.Context, _, key, officer string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.claims[key].Officers = append(o.claims[key].Officers, officer)
	return nil
}

func (o *office) EndReminder(_ context.Context, _, key string, told bool) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.claims[key].Told, o.claims[key].held = told, false
	return nil
}

// reminded runs the reminders at a time in Guangzhou and returns who has been told
// since the last time.
func (o *office) reminded(t *testing.T, at string, failed error) string {
	t.Helper()
	now, err := time.Parse("2006-01-02 15:04 -0700", at+" +0800")
	if err != nil {
		t.Fatal(err)
	}
	w, before := o.work(), len(o.texts)
	w.Now = func() time.Time { return now }
	if err := w.Remind(t.Context(), caseNo); !errors.Is(err, failed) || (err == nil) != (failed == nil) {
		t.Errorf("%s: error %v, want %v", at, err, failed)
	}
	var told []string
	for _, text := range o.texts[before:] {
		told = append(told, strings.Fields(text)[0])
	}
	slices.Sort(told)
	return strings.Join(told, " ")
}

// remindable is a petition of 天河分局 that was filed on Monday, 2 March 2026, with
// what has happened since: its notice ends on the 17th, the objection on the 9th.
func remindable(status petition.Status, since ...petition.EventType) *office {
	filed := time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
	p := in("tianhe", status)
	p.FiledAt, p.Report.What, p.Report.Sorted = filed, "说不得的话", clock.Appeal
	if status == petition.Accepted {
		p.Officer = "wang"
	}
	o := newOffice(p, append([]petition.EventType{petition.EventFiled, petition.EventRouted}, since...)...)
	for i := range o.events[caseNo] {
		o.events[caseNo][i].At = filed
	}
	return o
}

// TestRemind tells who must know, when, and once.
func TestRemind(t *testing.T) {
	t.Parallel()
	disputed := []petition.EventType{petition.EventTransferred, petition.EventDisputed}
	reviewed := []petition.EventType{petition.EventAccepted, petition.EventAnswered, petition.EventReviewApplied}
	for _, c := range []struct {
		name   string
		office *office
		at     string
		told   string
		words  string
		next   string // day of the next look at nine, or "" for never
	}{
		{"nothing yet", remindable(petition.Routed), "2026-03-05 08:59", "", "", "2026-03-05"},
		{"the unit", remindable(petition.Routed), "2026-03-10 09:00", "li wang", "【期限提醒】" + caseNo + " 还有5个工作日。受理告知：最迟2026-03-17", "2026-03-13"},
		{"the newest after an outage", remindable(petition.Routed), "2026-03-16 15:00", "li wang", "还有1个工作日。受理告知", "2026-03-18"},
		{"what is late is said as it is", remindable(petition.Routed), "2026-03-17 15:00", "li wang", "今天是最后一天。", "2026-03-18"},
		{"an escalation goes to the default unit too", remindable(petition.Routed), "2026-03-20 09:00", "li wang zhang zhao", "【期限督办 第2次】" + caseNo + " 已超期3个工作日。", "2026-03-24"},
		{"the last of all", remindable(petition.Routed), "2026-07-01 09:00", "li wang zhang zhao", "第3次", ""},
		{"who has it", remindable(petition.Accepted, petition.EventAccepted), "2026-04-17 09:00", "wang", "还有10个工作日。办结：最迟2026-05-06（第60日", "2026-04-24"},
		{"a dispute goes to the superior", remindable(petition.Routed, disputed...), "2026-03-05 09:00", "zhang zhao", "受理争议已有3个工作日没有定", "2026-03-09"},
		{"a review goes to the superior", remindable(petition.Review, reviewed...), "2026-03-25 09:00", "zhang zhao", "复查答复：最迟2026-04-01", "2026-03-30"},
		{"nothing runs", remindable(petition.Withdrawn, petition.EventWithdrawn), "2026-04-16 09:00", "", "", ""},
	} {
		for again := range 2 {
			told := c.told
			if again > 0 {
				told = ""
			}
			same(t, c.name, "told", c.office.reminded(t, c.at, nil), told)
		}
		if texts := strings.Join(c.office.texts, "\n"); !strings.Contains(texts, c.words) || strings.Contains(texts, "说不得") {
			t.Errorf("%s: %s\nwant %s", c.name, texts, c.words)
		}
		next := ""
		if !c.office.next.IsZero() {
			next = clock.DayOf(c.office.next).String()
		}
		same(t, c.name, "next", next, c.next)
	}
}

// TestRemindFails: who was told is not told again while another is tried, and an
// officer who has left gives way to the next.
func TestRemindFails(t *testing.T) {
	t.Parallel()
	const at = "2026-03-10 09:00"
	o := remindable(petition.Routed)
	o.refused["wang"] = errDown
	for _, want := range []string{"li", "", ""} {
		same(t, "down", "told", o.reminded(t, at, errDown), want)
		same(t, "down", "next", o.next.Sub(noonOf(2026, 3, 10)).String(), (sweepEvery - 3*time.Hour).String())
	}
	delete(o.refused, "wang")
	same(t, "up again", "told", o.reminded(t, at, nil), "wang")
	same(t, "up again", "told", o.reminded(t, at, nil), "")

	o = remindable(petition.Routed)
	o.refused["li"], o.refused["wang"] = departed{}, departed{}
	same(t, "left", "told", o.reminded(t, at, nil), "zhang zhao")
	o.refused["zhang"], o.refused["zhao"] = departed{}, departed{}
	same(t, "all left", "told", o.reminded(t, "2026-03-13 09:00", errNobody), "")
}

func noonOf(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 4, 0, 0, 0, time.UTC)
}

// TestRemindAtOnce: of several instances one tells, and the others look again.
func TestRemindAtOnce(t *testing.T) {
	t.Parallel()
	o := remindable(petition.Routed)
	w := o.work()
	w.Now = func() time.Time { return noonOf(2026, 3, 10) }
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if err := w.Remind(t.Context(), caseNo); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	same(t, "at once", "texts", len(o.texts), 2)
}

// TestSweepReminders queues what is due, where there is a desk.
func TestSweepReminders(t *testing.T) {
	t.Parallel()
	d, o := database(t), remindable(petition.Routed)
	o.remind = []string{caseNo}
	w := o.work()
	r, err := NewRunner(d, w)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.sweepReminders(t.Context(), r.insert); err != nil {
		t.Error(err)
	}
	w.Desk = nil
	if err := w.sweepReminders(t.Context(), r.insert); err != nil {
		t.Error(err)
	}
	same(t, "swept", "jobs", queued(t, d), []string{`petition_remind available {"case":"` + caseNo + `"} 1`})
	_, events := running(t, d, o.work())
	same(t, "worked on", "kind", next(t, events).Kind, string(petition.JobRemind))
	o.lyingErr = errDown
	w.Desk = o
	if err := errors.Join(w.sweepReminders(t.Context(), r.insert), w.recompute(t.Context())); !errors.Is(err, errDown) {
		t.Errorf("error %v", err)
	}
}
