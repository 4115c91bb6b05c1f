package knowledge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A question may name the day whose rules it asks for: 2021年3月开工要办吗,
// 去年的规定. A year that belongs to the name of a document is no such day, and
// neither is one in a question about how things stand now.
var (
	dayForm = regexp.MustCompile(`((?:19|20)[0-9]{2})年(?:([0-9]{1,2})月(?:份)?(?:([0-9]{1,2})[日号])?)?`)
	nowForm = regexp.MustCompile(`现在|目前|如今|今天|今日|还有效|还能|还在|还用|仍|是否有效|失效|废止|还算|作废`)
)

// asOf returns the day whose rules a text asks for, today where it names none.
func asOf(norm string, own string, today time.Time) time.Time {
	if nowForm.MatchString(norm) {
		return today
	}
	if m := dayForm.FindStringSubmatch(norm); m != nil && !strings.Contains(own, m[1]) {
		return dayOf(m[1], m[2], m[3], today)
	}
	for _, r := range relativeYears {
		if r.back < 0 && slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(norm, w) }) {
			return today.AddDate(r.back, 0, 0)
		}
	}
	return today
}

// dayOf reads figures; a month that is not told is the middle of the year, a
// day that is not told the middle of the month.
func dayOf(year, month, day string, today time.Time) time.Time {
	y, _ := strconv.Atoi(year) // the form matches figures only
	m, err := strconv.Atoi(month)
	if err != nil {
		m = 7
	}
	d, err := strconv.Atoi(day)
	if err != nil {
		d = 15
	}
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, today.Location())
}
