package petition

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"suihuan/bot/petition/clock"
)

// longestBar is the length of the longest bar of a diary, in signs.
const longestBar = 20

// otherTime is in words that tell of another time than that of telling.
var otherTime = regexp.MustCompile(`昨|前天|前晚|寻晚|尋晚|琴晚|上周|上个?星期|上个?月|[0-9一二两三四五六七八九十]{1,3}[点點时時]|(?:今早|今朝|早上|上午|中午|下午)`)

// Diary says to officers when a matter has happened again, by the hours and the
// days of the week at which its citizen said so, and "" when it never has. What
// was told of another time is counted apart.
func Diary(log []Event) string {
	hours, days := make([]int, 24), make([]int, len(weekdays)) // of days, the first is Monday
	n, apart := 0, 0
	var first, last time.Time
	for _, e := range log {
		if e.Type != EventRecurred {
			continue
		}
		if n++; n == 1 {
			first = e.At
		}
		last = e.At
		if otherTime.MatchString(e.Text) {
			apart++
			continue
		}
		local := e.At.In(clock.Zone())
		hours[local.Hour()]++
		days[(int(local.Weekday())+6)%len(days)]++
	}
	if n == 0 {
		return ""
	}
	lines := []string{fmt.Sprintf("市民日记：又发生%d次，%s至%s", n, clock.DayOf(first), clock.DayOf(last))}
	lines = append(lines, bars("按钟点", hours, func(i int) string { return fmt.Sprintf("%02d时", i) })...)
	lines = append(lines, bars("按星期", days, func(i int) string { return weekdays[(i+1)%len(weekdays)] })...)
	if apart > 0 {
		lines = append(lines, fmt.Sprintf("另有%d次说的不是当时，没有算进去", apart))
	}
	return strings.Join(lines, "\n")
}

// bars draws what was counted, a line for each that is not 0.
func bars(title string, counts []int, name func(int) string) (lines []string) {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	for i, n := range counts {
		if n > 0 {
			lines = append(lines, fmt.Sprintf("%s %s %d", name(i), strings.Repeat("█", max(1, n*longestBar/max(most, longestBar))), n))
		}
	}
	if len(lines) > 0 {
		lines = append([]string{title}, lines...)
	}
	return lines
}
