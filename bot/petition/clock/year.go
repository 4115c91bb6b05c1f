package clock

import (
	"fmt"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
)

// Year is the notice of 国务院办公厅 on one year's holidays: the days that rest
// and the weekend days that are worked instead. Days are in the year, up to
// 24 December, or in the last week of the year before.
type Year struct {
	Year     int
	Source   string // number and address of the notice
	Holidays []Day
	Workdays []Day
}

// days returns what the notice says of each day: true rests, false works.
func (y Year) days() map[Day]bool {
	says := map[Day]bool{}
	for _, d := range y.Holidays {
		says[d] = true
	}
	for _, d := range y.Workdays {
		says[d] = false
	}
	return says
}

// longest is how many days one span of holidays may have; the longest that a
// notice gave were ten (Spring Festival of 2020).
const longest = 14

// fault is what a notice cannot say, and of which day.
type fault struct {
	day  Day
	says string
}

// faults lists what a notice cannot say.
func (y Year) faults() (faults []fault) {
	report := func(d Day, says string) { faults = append(faults, fault{d, d.String() + says}) }
	seen := map[Day]bool{}
	for _, d := range append(append([]Day{}, y.Holidays...), y.Workdays...) {
		if seen[d] {
			report(d, " stands twice")
		}
		seen[d] = true
		if noticeYear(d) != y.Year {
			report(d, fmt.Sprintf(" is not a day of the notice for %d", y.Year))
		}
	}
	for _, d := range y.Workdays {
		if !weekend(d) {
			report(d, " is a make-up workday, and no Saturday or Sunday")
		}
	}
	// Rest days in every year; a notice without them is not whole.
	says := y.days()
	for _, d := range []Day{Date(y.Year, time.January, 1), Date(y.Year, time.May, 1), Date(y.Year, time.October, 1)} {
		if !says[d] {
			report(d, " is missing among the holidays")
		}
	}
	return faults
}

// firstYear is the first that the library has.
const firstYear = 2002

// library returns the years that lunar-go has. A year that is not whole or that
// says what no notice can say is left out (of v1.4.6: 2012, where two weekdays
// are make-up workdays).
func library() map[int]Year {
	years := map[int]Year{}
	for y := firstYear - 1; ; y++ {
		days := HolidayUtil.GetHolidaysByYear(y)
		if days.Len() == 0 {
			break
		}
		for e := days.Front(); e != nil; e = e.Next() {
			put(years, e.Value.(*HolidayUtil.Holiday))
		}
	}
	for number, y := range years {
		if len(y.faults()) > 0 {
			delete(years, number)
		}
	}
	return years
}

// put adds a day of the library to the year of its notice.
func put(years map[int]Year, h *HolidayUtil.Holiday) {
	day, _ := ParseDay(h.GetDay()) // of a date that is none, the zero day, a fault of its year
	y := years[noticeYear(day)]
	y.Year, y.Source = noticeYear(day), "github.com/6tail/lunar-go"
	if h.IsWork() {
		y.Workdays = append(y.Workdays, day)
	} else {
		y.Holidays = append(y.Holidays, day)
	}
	years[y.Year] = y
}
