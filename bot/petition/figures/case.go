package figures

import (
	"slices"
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// soon is how many days after an answer a reopening or a recurrence says that
// the matter was not settled.
const soon = 30

// story is a petition as its figures read it.
type story struct {
	log    []petition.Event
	limits []clock.Limit
	today  clock.Day
}

// has is 1 when an event of the type happened, else 0.
func has(kind petition.EventType) func(story) int {
	return func(s story) int {
		return one(slices.ContainsFunc(s.log, func(e petition.Event) bool { return e.Type == kind }))
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// decided is 1 when the last word on whether it is taken is this one.
func decided(kind petition.EventType) func(story) int {
	return func(s story) int {
		for _, e := range slices.Backward(s.log) {
			if e.Type == petition.EventAccepted || e.Type == petition.EventNotAccepted {
				return one(e.Type == kind)
			}
		}
		return 0
	}
}

// ended counts the terms that offices owed and that are over, with the states that
// they may have. A term that rests on a year without a notice of holidays is not
// yet one or the other.
func ended(states ...clock.State) func(story) int {
	return func(s story) (n int) {
		for _, l := range s.limits {
			owed := (l.Party == clock.Office || l.Party == clock.Superior) && l.Last != 0 && !l.Exempt
			n += one(owed && !l.Provisional() && slices.Contains(states, l.StateOn(s.today)))
		}
		return n
	}
}

// rated is 1 when the citizen's last word on a question is one of the answers.
func rated(of func(petition.Event) string, answers ...string) func(story) int {
	return func(s story) int {
		for _, e := range slices.Backward(s.log) {
			if e.Type == petition.EventRated && of(e) != "" {
				return one(slices.Contains(answers, of(e)))
			}
		}
		return 0
	}
}

func solved(e petition.Event) string  { return e.Solved }
func content(e petition.Event) string { return e.Content }

// What a citizen answers to a question about the answer.
const (
	yes = "yes"
	no  = "no"
)

// falselyClosed is 1 for what was answered and was not settled by it: the citizen
// says so, or it was reopened or happened again soon after.
func falselyClosed(s story) int {
	if has(petition.EventAnswered)(s) == 0 {
		return 0
	}
	if rated(solved, no)(s) == 1 {
		return 1
	}
	var last time.Time
	for _, e := range s.log {
		switch e.Type {
		case petition.EventAnswered, petition.EventClosed:
			last = e.At
		case petition.EventReopened, petition.EventRecurred:
			if !last.IsZero() && clock.DayOf(e.At)-clock.DayOf(last) <= soon {
				return 1
			}
		}
	}
	return 0
}

// daysToAnswer is from the filing to the first answer; false without one.
func daysToAnswer(s story) (days int, ok bool) {
	i := slices.IndexFunc(s.log, func(e petition.Event) bool { return e.Type == petition.EventAnswered })
	if i < 0 {
		return 0, false
	}
	return int(clock.DayOf(s.log[i].At) - clock.DayOf(s.log[0].At)), true
}
