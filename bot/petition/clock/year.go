package clock

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/6tail/lunar-go/HolidayUtil"
	"gopkg.in/yaml.v3"
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

// faults lists what a notice cannot say.
func (y Year) faults() (faults []string) {
	report := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	seen := map[Day]bool{}
	for _, d := range append(append([]Day{}, y.Holidays...), y.Workdays...) {
		if seen[d] {
			report("%s stands twice", d)
		}
		seen[d] = true
		if noticeYear(d) != y.Year {
			report("%s is not a day of the notice for %d", d, y.Year)
		}
	}
	for _, d := range y.Workdays {
		if !weekend(d) {
			report("the make-up workday %s is no Saturday or Sunday", d)
		}
	}
	// Rest days in every year; a notice without them is not whole.
	says := y.days()
	for _, d := range []Day{Date(y.Year, time.January, 1), Date(y.Year, time.May, 1), Date(y.Year, time.October, 1)} {
		if !says[d] {
			report("%s is missing among the holidays", d)
		}
	}
	return faults
}

// ParseYear reads one year's notice from YAML, strictly:
//
//	year: 2026
//	source: 国务院办公厅关于2026年部分节假日安排的通知 https://…
//	holidays: [2026-01-01..2026-01-03, 2026-02-15..2026-02-23, …]
//	workdays: [2026-01-04, 2026-02-14, …]
//
// A holiday is a day or a span with both its ends, as the notice writes it,
// weekends included. Every fault is in the error, with the name.
func ParseYear(name string, data []byte) (Year, error) {
	var file struct {
		Year     int    `yaml:"year"`
		Source   string `yaml:"source"`
		Holidays []span `yaml:"holidays"`
		Workdays []span `yaml:"workdays"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return Year{}, fmt.Errorf("%s: %w", name, err)
	}
	if err := dec.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return Year{}, fmt.Errorf("%s: a second document", name)
	}
	y := Year{Year: file.Year, Source: strings.TrimSpace(file.Source), Holidays: flat(file.Holidays), Workdays: flat(file.Workdays)}
	faults := y.faults()
	if y.Source == "" {
		faults = append(faults, "the source is missing: number and address of the notice")
	}
	if len(faults) > 0 {
		return Year{}, fmt.Errorf("%s: %s", name, strings.Join(faults, "; "))
	}
	return y, nil
}

// span is some days in a row.
type span []Day

// UnmarshalYAML reads 2026-01-01 or 2026-01-01..2026-01-03.
func (s *span) UnmarshalYAML(node *yaml.Node) error {
	from, to, long := strings.Cut(node.Value, "..")
	if !long {
		to = from
	}
	start, err := ParseDay(from)
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	end, err := ParseDay(to)
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	if end < start || end-start >= longest {
		return fmt.Errorf("line %d: %s has less than one or more than %d days", node.Line, node.Value, longest)
	}
	for d := start; d <= end; d++ {
		*s = append(*s, d)
	}
	return nil
}

func flat(spans []span) (days []Day) {
	for _, s := range spans {
		days = append(days, s...)
	}
	return days
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
