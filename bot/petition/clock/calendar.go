package clock

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// Calendar tells working days from rest days, with the make-up workdays
// (调休) of the yearly notice of 国务院办公厅. In a year whose notice it does not
// have, Saturdays and Sundays alone are rest days, and whatever rests on such a
// day is provisional. It does not change and may be shared. The zero value has
// no notice at all.
type Calendar struct {
	rest    map[Day]bool // days that a notice names: true rests, false works
	known   map[int]bool // the years whose notice is there
	differs []int        // years that a file tells otherwise than the library
}

// NewCalendar returns the calendar of the years that the library has, and of
// the given ones, which count before the library's. Two for one year are an
// error.
func NewCalendar(years ...Year) (*Calendar, error) {
	c := &Calendar{rest: map[Day]bool{}, known: map[int]bool{}}
	embedded := library()
	given := map[int]bool{}
	for _, y := range years {
		if given[y.Year] {
			return nil, fmt.Errorf("build calendar: the year %d stands twice", y.Year)
		}
		given[y.Year] = true
		if own, ok := embedded[y.Year]; ok && !maps.Equal(own.days(), y.days()) {
			c.differs = append(c.differs, y.Year)
		}
		embedded[y.Year] = y
	}
	for _, y := range embedded {
		maps.Copy(c.rest, y.days())
		c.known[y.Year] = true
	}
	slices.Sort(c.differs)
	return c, nil
}

// Working says whether offices work on a day, and the year whose notice this
// would rest on and that the calendar does not have; 0 when it is settled.
func (c *Calendar) Working(day Day) (works bool, lacks int) {
	if year := noticeYear(day); !c.known[year] {
		lacks = year
	}
	if rests, named := c.rest[day]; named {
		return !rests, lacks
	}
	return !weekend(day), lacks
}

// WorkingDaysAfter returns the nth working day after a day, which itself does
// not count, and the first year on whose missing notice that rests; 0 when the
// date is settled, anything else when it is provisional. With n below 1 it is
// the day itself.
func (c *Calendar) WorkingDaysAfter(day Day, n int) (last Day, lacks int) {
	return c.walk(day, n, 1)
}

// WorkingDaysBefore is WorkingDaysAfter backwards.
func (c *Calendar) WorkingDaysBefore(day Day, n int) (first Day, lacks int) {
	return c.walk(day, n, -1)
}

func (c *Calendar) walk(day Day, n int, step Day) (Day, int) {
	lacks := 0
	for n > 0 {
		day += step
		works, missing := c.Working(day)
		if works {
			n--
		}
		lacks = first(lacks, missing)
	}
	return day, lacks
}

// WorkingDaysUntil counts the working days behind a day up to another, which
// itself counts.
func (c *Calendar) WorkingDaysUntil(day, last Day) (n int) {
	for day < last {
		day++
		if works, _ := c.Working(day); works {
			n++
		}
	}
	return n
}

// OnOrAfter returns the day itself when offices work on it, else the next
// working day, and the year of a missing notice like WorkingDaysAfter.
func (c *Calendar) OnOrAfter(day Day) (working Day, lacks int) {
	working, lacks = c.WorkingDaysAfter(day-1, 1)
	return working, lacks
}

// first returns the first of two years that is one.
func first(a, b int) int {
	if a != 0 {
		return a
	}
	return b
}

func weekend(day Day) bool {
	return day.Weekday() == time.Saturday || day.Weekday() == time.Sunday
}

// borrowed is the day of December from which the notice of the next year may
// name days: New Year moves the days before it (in 2018 the 29th was worked so
// that the 31st was free). No notice since 2002 named one before the 29th; the
// week before New Year leaves a margin.
const borrowed = 25

// noticeYear returns the year whose notice settles a day.
func noticeYear(day Day) int {
	t := day.midnight()
	if t.Month() == time.December && t.Day() >= borrowed {
		return t.Year() + 1
	}
	return t.Year()
}
