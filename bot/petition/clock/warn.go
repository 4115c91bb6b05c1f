package clock

import (
	"fmt"
	"slices"
	"time"
)

// furthest is how many days after its beginning a limit can end, make-up for
// the longest rest included.
func furthest() Day {
	days := 0
	for _, r := range rules {
		days = max(days, r.days)
	}
	return Day(days + mostExtended + longest)
}

// Warnings say, for those who run the service, what makes the clock unsure: a
// limit that runs now, or begins now, can end on a day whose year has no
// notice, or a file tells a year otherwise than the library. Empty when all is
// well. They are in Chinese, one sentence or two each.
func Warnings(c *Calendar, now time.Time) (warnings []string) {
	today := DayOf(now)
	if _, lacks := c.Working(today); lacks != 0 {
		warnings = append(warnings, fmt.Sprintf(
			"严重：今天（%s）就在没有放假数据的日子里（缺%d年放假通知），现在算出的期限全部是暂定的。", today, lacks))
	}
	for _, year := range c.missing(today, today+furthest()) {
		warnings = append(warnings, fmt.Sprintf(
			"缺%d年放假安排：现在走的期限最迟可能到%s，落在%d年的暂按周末推算，都标了暂定。国务院办公厅的通知公布后，请更新日历，日期会重新算。",
			year, today+furthest(), year))
	}
	for _, year := range c.differs {
		warnings = append(warnings, fmt.Sprintf(
			"日历文件里的%d年和程序自带的不一样，现在用的是文件。请对照国务院办公厅的通知核对。", year))
	}
	return warnings
}

// missing lists the years whose notice settles a day of a span and is not
// there.
func (c *Calendar) missing(from, to Day) (years []int) {
	for day := from; day <= to; day++ {
		if _, lacks := c.Working(day); lacks != 0 && !slices.Contains(years, lacks) {
			years = append(years, lacks)
		}
	}
	return years
}
