package clock

import (
	"fmt"
	"slices"
	"time"
)

// Steps are the working days before and after a last day on which officers are
// told of a limit. Each step after it is an escalation, the first of level 1.
// Where the law gives no days, the steps after count from the beginning.
type Steps struct {
	Before []int `yaml:"before"`
	After  []int `yaml:"after"`
}

// Policy says of which duties officers are told, and when. A duty that is not
// in it is passed over.
type Policy map[Duty]Steps

// DefaultPolicy reminds of what the office and its superior owe, and of the
// right to object. The law asks for none of it.
func DefaultPolicy() Policy {
	return Policy{
		Notice:       {Before: []int{5, 2, 1}, After: []int{1, 3, 5}},
		Objection:    {Before: []int{2, 1}},
		Arbitration:  {After: []int{1, 3, 5}},
		Handling:     {Before: []int{10, 5, 2, 1}, After: []int{1, 3, 5}},
		Review:       {Before: []int{5, 2, 1}, After: []int{1, 3, 5}},
		SecondReview: {Before: []int{5, 2, 1}, After: []int{1, 3, 5}},
	}
}

// opens is the hour at which officers are told.
const opens = 9

// Reminder tells officers of one limit, at one time.
type Reminder struct {
	// Key is the same for the same reminder whenever it is worked out, and no
	// other of the petition has it. It holds the last day: of a last day that has
	// moved, officers are told anew.
	Key   string
	At    time.Time // 09:00 in Guangzhou on a working day
	Limit Limit
	// Offset is how many working days At is after the last day (or the
	// beginning, where the law gives no days); below zero, before it.
	Offset int
	Level  int // 0 for a reminder, from 1 for an escalation
}

// Reminders lists when officers are to be told of the limits that run, in the
// order of time, past ones too. A reminder that would come before its limit
// began is left out, as are escalations of a notice that the law does not ask
// for.
func Reminders(c *Calendar, limits []Limit, policy Policy) (list []Reminder) {
	for _, l := range limits {
		steps := policy[l.Duty]
		if l.State != Running {
			continue
		}
		if l.Last != 0 {
			for _, n := range ordered(steps.Before) {
				day, _ := c.WorkingDaysBefore(l.Last, n)
				list = append(list, reminder(l, day, -n, 0))
			}
		}
		if l.Exempt {
			continue
		}
		for i, n := range ordered(steps.After) {
			day, _ := c.WorkingDaysAfter(l.base(), n)
			list = append(list, reminder(l, day, n, i+1))
		}
	}
	list = slices.DeleteFunc(list, func(r Reminder) bool { return !r.At.After(r.Limit.Since) })
	slices.SortStableFunc(list, func(a, b Reminder) int { return a.At.Compare(b.At) })
	return list
}

// DueBy returns the reminders of which officers must have been told by a time,
// and when the next ones come; the zero time when none do. list is that of
// Reminders. Of each limit it is the newest alone: what it would have said before
// is over. Nor is there use in a reminder of a day that has passed.
func DueBy(list []Reminder, now time.Time) (due []Reminder, next time.Time) {
	for _, r := range list {
		if r.At.After(now) {
			return due, r.At
		}
		due = slices.DeleteFunc(due, func(before Reminder) bool { return before.Limit.key() == r.Limit.key() })
		if r.Level > 0 || DayOf(now) <= r.Limit.Last {
			due = append(due, r)
		}
	}
	return due, time.Time{}
}

func reminder(l Limit, day Day, offset, level int) Reminder {
	name := fmt.Sprintf("%s-%d/%s/%+d", l.Duty, l.Nth, l.base(), offset)
	return Reminder{Key: name, At: day.At(opens), Limit: l, Offset: offset, Level: level}
}

// base is the day that steps count from.
func (l Limit) base() Day {
	if l.Last == 0 {
		return l.Start
	}
	return l.Last
}

// ordered returns the steps that are some days away, each once.
func ordered(steps []int) []int {
	own := slices.DeleteFunc(slices.Clone(steps), func(n int) bool { return n < 1 })
	slices.Sort(own)
	return slices.Compact(own)
}
