package knowledge

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// span is a run of days that a question names.
type span struct {
	name        string // as it is said back
	first, last time.Time
}

func monthSpan(year, month int) span {
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, china)
	return span{first.Format("2006年1月"), first, first.AddDate(0, 1, -1)}
}

func yearSpan(year, firstMonth, lastMonth int, name string) span {
	return span{name, monthSpan(year, firstMonth).first, monthSpan(year, lastMonth).last}
}

// spanForms are the ways in which a question names days, the first that
// matches counts. A month is the next of its name unless a year stands by it.
var spanForms = []struct {
	form *regexp.Regexp
	of   func(named []string, today time.Time) span
}{
	{regexp.MustCompile(`(?:((?:19|20)[0-9]{2})年|(去年|今年|明年))?的?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月([0-9]{1,2})[日号]`), namedDay},
	{regexp.MustCompile(`(?:((?:19|20)[0-9]{2})年|(去年|今年|明年))?的?(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|底|初|中|里|内)?(?:[^0-9一二三四五六七八九十]|$)`), namedMonth},
	{regexp.MustCompile(`下个?月`), func(_ []string, t time.Time) span { return monthSpan(t.Year(), int(t.Month())+1) }},
	{regexp.MustCompile(`上个?月`), func(_ []string, t time.Time) span { return monthSpan(t.Year(), int(t.Month())-1) }},
	{regexp.MustCompile(`这个?月|本月|今个?月|当月`), func(_ []string, t time.Time) span { return monthSpan(t.Year(), int(t.Month())) }},
	{regexp.MustCompile(`(明年|去年)?的?(上|下)半年`), halfYear},
	{regexp.MustCompile(`明年|来年|下一年`), func(_ []string, t time.Time) span {
		return yearSpan(t.Year()+1, 1, 12, fmt.Sprintf("%d年", t.Year()+1))
	}},
	{regexp.MustCompile(`((?:19|20)[0-9]{2})年`), func(named []string, _ time.Time) span {
		return yearSpan(number(named[1]), 1, 12, named[1]+"年")
	}},
}

// spanOf returns the days that a question names.
func spanOf(norm string, today time.Time) (s span, named bool) {
	for _, f := range spanForms {
		if m := f.form.FindStringSubmatch(norm); m != nil {
			return f.of(m, today), true
		}
	}
	return span{}, false
}

// shifts are the years beside the one of asking.
var shifts = map[string]int{"去年": -1, "明年": 1}

func namedMonth(named []string, today time.Time) span {
	month, year := monthNumber(named[3]), today.Year()+shifts[named[2]]
	if named[1] != "" {
		year = number(named[1])
	}
	if named[1]+named[2] == "" && month < int(today.Month()) {
		year++
	}
	return monthSpan(year, month)
}

// namedDay is one day, the next of its name unless a year stands by it.
func namedDay(named []string, today time.Time) span {
	month := namedMonth(named, today).first
	day := month.AddDate(0, 0, number(named[4])-1)
	if named[1]+named[2] == "" && day.Before(today) {
		day = time.Date(day.Year()+1, day.Month(), day.Day(), 0, 0, 0, 0, china)
	}
	return span{day.Format("2006年1月2日"), day, day}
}

func halfYear(named []string, today time.Time) span {
	year, first := today.Year()+shifts[named[1]], 1
	if named[2] == "下" {
		first = 7
	}
	return yearSpan(year, first, first+5, fmt.Sprintf("%d年%s半年", year, named[2]))
}

// monthNumber reads 3, 三, 十, 十二.
func monthNumber(s string) int {
	tens := 0
	if rest, ok := strings.CutPrefix(s, "十"); ok {
		tens, s = 10, rest
	}
	return tens + number(spelledOne.Replace(s))
}

// nearForm asks for what is on about now.
var nearForm = regexp.MustCompile(`最近|近期|近来|这段时间|这几天|来紧|接下来|下一个|今天|现在|目前|眼下|这周|本周|这星期|下周|下星期|快到`)

// Questions for publicity days and events that name a time lead to the
// calendar, whatever else they are like.
var (
	occasionForm   = regexp.MustCompile(`(?:环保|普法|宣传|环境|生态|法治)[^，。]{0,4}(?:活动|日子|[节日](?:[^0-9]|$))`)
	wantsForm      = regexp.MustCompile(`什么|哪些|有没有|哪[天个场]|啥|有哪`)
	noOccasionForm = regexp.MustCompile(`2021|要点|任务|主题|口号|标语|志愿|义工|环境日|宪法|生态日|生态环境|[0-9一二三四五六七八九十][日号]`)
)

// byDate answers what is on at a time.
func (b *Base) byDate(q asked) (Answer, bool) {
	norm := q.terms.Norm
	if _, ok := b.entries[calendarEntry]; !ok {
		return Answer{}, false
	}
	if _, timed := spanOf(norm, dayIn(q.today)); !timed && !nearForm.MatchString(norm) {
		return Answer{}, false
	}
	if !occasionForm.MatchString(norm) || !wantsForm.MatchString(norm) || noOccasionForm.MatchString(norm) || nuisanceForm.MatchString(norm) {
		return Answer{}, false
	}
	return b.found(calendarEntry, 1, q), true
}
