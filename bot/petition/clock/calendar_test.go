package clock

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// invented is a notice for 2027 that nobody has published: its days are made
// up, to see what a notice changes.
const invented = `
year: 2027
source: made up for this test
holidays: [2027-01-01..2027-01-03, 2027-02-08..2027-02-14, 2027-05-01..2027-05-05, 2027-10-01..2027-10-07]
workdays: [2026-12-27, 2027-02-20]
`

func parsed(t testing.TB, text string) Year {
	t.Helper()
	y, err := ParseYear("test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return y
}

func with(t testing.TB, years ...Year) *Calendar {
	t.Helper()
	c, err := NewCalendar(years...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestLibraryAgreesWithNotices compares the library with the notices that were
// read, which are also examples of the form of a file.
func TestLibraryAgreesWithNotices(t *testing.T) {
	t.Parallel()
	for _, year := range []int{2025, 2026} {
		name := filepath.Join("testdata", "notices", fmt.Sprint(year, ".yaml"))
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		notice := parsed(t, string(data))
		if got := library()[year]; !maps.Equal(got.days(), notice.days()) {
			t.Errorf("%d: the library says %v, the notice %v", year, got.days(), notice.days())
		}
		if warnings := Warnings(with(t, notice), Date(2026, 3, 1).At(9)); len(warnings) > 0 {
			t.Errorf("%d: the notice differs from the library: %v", year, warnings)
		}
	}
}

// TestLibraryYears says which years can be counted on. The day on which the
// library learns 2027, the golden cases change with it.
func TestLibraryYears(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for year := 2001; year <= 2030; year++ {
		want := year >= 2002 && year <= 2026 && year != 2012 // 2012 has make-up workdays on weekdays
		if c.known[year] != want {
			t.Errorf("%d: known is %v, want %v", year, c.known[year], want)
		}
	}
}

func TestWorking(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for _, want := range []struct {
		day   string
		works bool
		lacks int
	}{
		{"2026-02-13", true, 0},
		{"2026-02-14", true, 0},  // make-up Saturday
		{"2026-02-15", false, 0}, // Spring Festival
		{"2026-02-23", false, 0},
		{"2026-02-24", true, 0},
		{"2026-09-20", true, 0}, // make-up Sunday
		{"2026-12-24", true, 0},
		{"2026-12-25", true, 2027},
		{"2026-12-26", false, 2027},
		{"2027-01-01", true, 2027}, // a holiday by law, but weekends alone are counted
		{"2027-12-25", false, 2028},
		{"2018-12-29", true, 0},  // by the notice of 2019
		{"2018-12-31", false, 0}, // by the notice of 2019
		{"2012-06-01", true, 2012},
	} {
		works, lacks := c.Working(day(t, want.day))
		if works != want.works || lacks != want.lacks {
			t.Errorf("%s: works %v, lacks %d; want %v, %d", want.day, works, lacks, want.works, want.lacks)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	for _, want := range []struct {
		from   string
		n      int
		after  string
		before string
	}{
		{"2026-03-03", 0, "2026-03-03", "2026-03-03"},
		{"2026-03-03", -1, "2026-03-03", "2026-03-03"},
		{"2026-03-03", 1, "2026-03-04", "2026-03-02"},
		{"2026-02-14", 1, "2026-02-24", "2026-02-13"},
		{"2026-02-18", 1, "2026-02-24", "2026-02-14"},
		{"2026-10-01", 3, "2026-10-10", "2026-09-28"},
	} {
		after, _ := c.WorkingDaysAfter(day(t, want.from), want.n)
		before, _ := c.WorkingDaysBefore(day(t, want.from), want.n)
		if after.String() != want.after || before.String() != want.before {
			t.Errorf("%s, %d: %s and %s, want %s and %s", want.from, want.n, after, before, want.after, want.before)
		}
	}
}

// TestFirstMissingYear: a date names the first year that it lacks, even when
// the day itself is settled by a later one.
func TestFirstMissingYear(t *testing.T) {
	t.Parallel()
	next := parsed(t, "{year: 2028, source: made up for this test, holidays: [2028-01-01, 2028-05-01, 2028-10-01]}")
	for _, c := range []*Calendar{embedded(t), with(t, next)} {
		if last, lacks := c.WorkingDaysAfter(Date(2027, 12, 22), 4); last != Date(2027, 12, 28) || lacks != 2027 {
			t.Errorf("%s lacks %d, want the 28th and 2027", last, lacks)
		}
	}
}

func TestZeroCalendarKnowsNothing(t *testing.T) {
	t.Parallel()
	if last, lacks := (&Calendar{}).WorkingDaysAfter(Date(2026, 9, 30), 1); last != Date(2026, 10, 1) || lacks != 2026 {
		t.Errorf("%s, lacks %d; want the Thursday, and that 2026 is missing", last, lacks)
	}
}

func TestFileCountsBeforeLibrary(t *testing.T) {
	t.Parallel()
	own := parsed(t, "{year: 2026, source: x, holidays: [2026-01-01, 2026-05-01, 2026-10-01], workdays: []}")
	c := with(t, own)
	if works, _ := c.Working(Date(2026, 2, 17)); !works {
		t.Error("the library's Spring Festival shows through the file")
	}
	if warnings := Warnings(c, Date(2026, 3, 1).At(9)); len(warnings) != 1 || !strings.Contains(warnings[0], "2026年和程序自带的不一样") {
		t.Errorf("no warning of the difference: %v", warnings)
	}
	if _, err := NewCalendar(own, own); err == nil {
		t.Error("a year stands twice and nothing is said")
	}
}

func TestParseYearFaults(t *testing.T) {
	t.Parallel()
	const whole = "2027-01-01, 2027-05-01, 2027-10-01"
	for _, want := range []struct{ text, says string }{
		{"year: 2027\nsource: x\nholidays: [" + whole + "]\nworkday: []", "2027.yaml:4: field workday not found"},
		{"year: 2027\nholidays: [" + whole + "]", "2027.yaml: the source is missing"},
		{"year: 2027\nsource: x\nholidays: [2027-01-01, 2027-05-01]", "2027.yaml:3: 2027-10-01 is missing"},
		{"year: 2027\nsource: x\nholidays: [" + whole + ", 2026-02-01]", "2027.yaml:3: 2026-02-01 is not a day of the notice for 2027"},
		{"year: 2027\nsource: x\nholidays: [" + whole + ", 2027-12-31]", "2027.yaml:3: 2027-12-31 is not a day of the notice for 2027"},
		{"year: 2027\nsource: x\nholidays: [" + whole + "]\nworkdays: [2027-02-10]", "2027.yaml:4: 2027-02-10 is a make-up workday, and no Saturday"},
		{"year: 2027\nsource: x\nholidays: [" + whole + ", 2027-02-06]\nworkdays: [2027-02-06]", "2027.yaml:4: 2027-02-06 stands twice"},
		{"year: 2027\nsource: x\nholidays: [" + whole + ", 2027-02-05..2027-03-05]", "2027.yaml:3: 2027-02-05..2027-03-05 has less"},
		{"year: 2027\nsource: x\nholidays: [" + whole + ", 2027-02-09..2027-02-05]", "2027.yaml:3: "},
		{"year: 2027\nsource: x\nholidays: [" + whole + ", 2027-02-30]", `2027.yaml:3: read day "2027-02-30"`},
		{"year: 2027\nsource: x\nholidays: [" + whole + ", 2027-02-05..]", "2027.yaml:3: "},
		{"year: 2027\nsource: x\nholidays:\n- 2027-01-01\n- 2027-05-01\n- 2027-10-01\n- 2027-10-01", "2027.yaml:7: 2027-10-01 stands twice"},
		{"year: 2027\nsource: x\nholidays: none", "2027.yaml:3: expected a list of days"},
		{"year: [2027", "2027.yaml:1: "},
		{"year: 2027\nsource: x\nholidays: [" + whole + "]\n---\nyear: 2028", "2027.yaml:4: a second document"},
		{"", "2027.yaml: EOF"},
	} {
		_, err := ParseYear("2027.yaml", []byte(want.text))
		if err == nil || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%q: %v, want %q", want.text, err, want.says)
		}
	}
}

// TestDay takes the server's zone away: a day is Guangzhou's.
func TestDay(t *testing.T) {
	t.Parallel()
	for _, want := range []struct{ instant, day string }{
		{"2026-12-31T15:59:59Z", "2026-12-31"},
		{"2026-12-31T16:00:00Z", "2027-01-01"},
		{"2026-12-31T10:00:00-08:00", "2027-01-01"},
		{"1969-12-31T15:59:59Z", "1969-12-31"},
		{"2024-02-29T00:00:00+08:00", "2024-02-29"},
	} {
		instant, err := time.Parse(time.RFC3339, want.instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := DayOf(instant); got.String() != want.day || DayOf(got.At(0)) != got || DayOf(got.At(23)) != got {
			t.Errorf("%s is on %s, want %s", want.instant, got, want.day)
		}
	}
	if at := Date(2027, 2, 10).At(9).UTC().Format(time.RFC3339); at != "2027-02-10T01:00:00Z" {
		t.Errorf("09:00 is %s", at)
	}
	var none Day
	if err := none.UnmarshalText(nil); err != nil || none.String() != "" || none.Chinese() != "" {
		t.Errorf("no day is %q, %v", none, err)
	}
}

func day(t testing.TB, text string) Day {
	t.Helper()
	d, err := ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
