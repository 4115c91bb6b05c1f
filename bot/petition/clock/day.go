package clock

import (
	"fmt"
	"time"
)

// Day is a day in Guangzhou, counted from 1970-01-01. The zero value means
// that there is no day. Days compare and subtract as numbers.
type Day int

const (
	secondsOfDay = 24 * 60 * 60
	// east is how far Guangzhou is ahead of UTC. Its clocks have not been
	// changed since 1991, so neither the server's zone nor tzdata is asked.
	east = 8 * 60 * 60
)

var guangzhou = time.FixedZone("CST", east)

// Zone is that of Guangzhou's clocks.
func Zone() *time.Location { return guangzhou }

// Stamp writes an instant as officers read it.
func Stamp(t time.Time) string { return t.In(guangzhou).Format("2006-01-02 15:04") }

// DayOf returns the day in Guangzhou on which an instant lies.
func DayOf(t time.Time) Day {
	local := t.Unix() + east
	day := local / secondsOfDay
	if local%secondsOfDay < 0 {
		day--
	}
	return Day(day)
}

// Date returns the day of a calendar date; 31 November is 1 December.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay)
}

// ParseDay reads a day of the form 2027-02-10.
func ParseDay(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return 0, fmt.Errorf("read day %q: not of the form 2027-02-10", text)
	}
	return Day(t.Unix() / secondsOfDay), nil
}

// At returns the instant of an hour of the day in Guangzhou.
func (d Day) At(hour int) time.Time {
	return time.Unix(int64(d)*secondsOfDay-east, 0).Add(time.Duration(hour) * time.Hour).In(guangzhou)
}

// End returns the last second of the day in Guangzhou, in UTC.
func (d Day) End() time.Time { return (d + 1).At(0).Add(-time.Second).UTC() }

// Year returns the calendar year of the day.
func (d Day) Year() int { return d.midnight().Year() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.midnight().Weekday() }

// String writes the day as 2027-02-10, and no day as "".
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.midnight().Format(time.DateOnly)
}

// Chinese writes the day as 2027年2月10日, and no day as "".
func (d Day) Chinese() string {
	if d == 0 {
		return ""
	}
	return d.midnight().Format("2006年1月2日")
}

// MarshalText writes the day as String does.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Day) UnmarshalText(text []byte) (err error) {
	*d = 0
	if len(text) > 0 {
		*d, err = ParseDay(string(text))
	}
	return err
}

func (d Day) midnight() time.Time { return time.Unix(int64(d)*secondsOfDay, 0).UTC() }
