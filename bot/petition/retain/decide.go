package retain

import (
	"time"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// Case is a case as it stands, with what keeps it.
type Case struct {
	Petition petition.Petition
	Limits   []clock.Limit
	Touched  time.Time // when it changed last
	Held     bool      // an officer has ordered that it be kept
	Unread   bool      // a notice of it waits for the citizen
	Joined   bool      // a running petition is handled together with it
}

// Verdict is what is to be done with a case.
type Verdict string

// The verdicts. All but Due leave it as it is.
const (
	Due     Verdict = "due"
	Running Verdict = "running" // somebody works on it
	Young   Verdict = "young"   // its term is not over
	Held    Verdict = "held"
	Joined  Verdict = "joined"
	InTerm  Verdict = "in-term" // a term of the law runs
	Unread  Verdict = "unread"  // its term is over, the longer one is not
)

// Decide says what is to be done with a case now. A term is over at the
// millisecond at which it ends.
func Decide(c Case, now time.Time) Verdict {
	class, over := of(c.Petition.Status)
	if !over {
		return Running
	}
	return class.decide(c, now)
}

// decide asks one question after the other; the first that keeps the case is the
// verdict.
func (class Class) decide(c Case, now time.Time) Verdict {
	age := now.Sub(c.Touched)
	for _, keeps := range []struct {
		yes bool
		as  Verdict
	}{
		{age < class.Keep, Young},
		{c.Held, Held},
		{c.Joined, Joined},
		{runs(c.Limits, clock.DayOf(now)), InTerm},
		{(c.Unread || unreceived(c.Limits)) && age < class.Unread, Unread},
	} {
		if keeps.yes {
			return keeps.as
		}
	}
	return Due
}

// runs says that a term of the law has not ended by a day. One without a last day
// ends only when it is met.
func runs(limits []clock.Limit, today clock.Day) bool {
	for _, l := range limits {
		if l.State == clock.Paused || l.State == clock.Running && (l.Last == 0 || today <= l.Last) {
			return true
		}
	}
	return false
}

// unreceived says that the citizen's days for a review may not have begun: there
// is no record that the answer has been received.
func unreceived(limits []clock.Limit) bool {
	for _, l := range limits {
		if l.State != clock.Running {
			continue
		}
		for _, r := range l.Readings {
			if r == clock.ReadingUnreceived {
				return true
			}
		}
	}
	return false
}

// Residue is what stays of a report: what statistics count it by.
func Residue(r petition.Report) petition.Report {
	return petition.Report{
		District: r.District, Labels: r.Labels, Sorted: r.Sorted, Anonymous: r.Anonymous, Urgent: r.Urgent,
	}
}

// ResidueOf is what stays of the details of an event: numbers and words of ours,
// nothing that somebody wrote.
func ResidueOf(d petition.Details) petition.Details {
	return petition.Details{Days: d.Days, Ground: d.Ground, Into: d.Into, Solved: d.Solved, Content: d.Content}
}
