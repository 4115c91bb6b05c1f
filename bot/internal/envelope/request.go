package envelope

import (
	"net/url"
	"strconv"
	"time"
)

// freshness is how far a request's timestamp may be from our clock: wide
// enough for a drifted clock, narrower than the memory of repeats.
const freshness = time.Hour

// Fresh says whether a timestamp (seconds, decimal) is within an hour of now,
// either way. What is no such number is not fresh.
func Fresh(timestamp string, now time.Time) bool {
	if !digits(timestamp) {
		return false
	}
	sec, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return false
	}
	// Seconds are compared, not durations: a far future overflows a Duration.
	limit := int64(freshness / time.Second)
	return sec >= now.Unix()-limit && sec <= now.Unix()+limit
}

// Param returns a query parameter that stands exactly once, else "".
func Param(q url.Values, name string) string {
	if values := q[name]; len(values) == 1 {
		return values[0]
	}
	return ""
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
