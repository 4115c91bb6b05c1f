package knowledge

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Occasion is a day or a run of days that comes every year. From and To are
// MM-DD; without To it is one day. What is open is told with the hint that the
// organiser decides.
type Occasion struct {
	Title   string `yaml:"title"`
	From    string `yaml:"from"`
	To      string `yaml:"to"`
	Since   int    `yaml:"since"` // the first year; 0 where nobody asks
	Entry   string `yaml:"entry"` // that tells more about it
	Source  string `yaml:"source"`
	Article string `yaml:"article"`
	Open    string `yaml:"open"` // what the bureau must still settle

	place place
}

// calendarEntry is answered for the day on which it is asked.
const calendarEntry = "publicity-calendar"

// comingNext is how many occasions are told before they come.
const comingNext = 3

// china is the zone in which days are counted; it has no summer time.
var china = time.FixedZone("CST", 8*60*60)

// dayIn is the calendar day of a time in China, at midnight.
func dayIn(t time.Time) time.Time {
	y, m, d := t.In(china).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, china)
}

// daysTo counts the days from one midnight to another.
func daysTo(from, to time.Time) int { return int(to.Sub(from) / (24 * time.Hour)) }

// occurrence is an occasion in one year, with its first and last day.
type occurrence struct {
	Occasion
	first, last time.Time
}

// in returns the occasion in a year. One that runs over the turn of the year
// belongs to the year in which it begins.
func (o Occasion) in(year int) occurrence {
	first := yearly(o.From, year)
	last := yearly(cmp.Or(o.To, o.From), year)
	if last.Before(first) {
		last = yearly(o.To, year+1)
	}
	return occurrence{o, first, last}
}

// yearly reads MM-DD in a year; the check has seen that it is a day.
func yearly(monthDay string, year int) time.Time {
	t, _ := time.ParseInLocation(time.DateOnly, strconv.Itoa(year)+"-"+monthDay, china)
	return t
}

// between lists what touches the days from first to last, in its order.
func between(all []Occasion, first, last time.Time) []occurrence {
	var found []occurrence
	for year := first.Year() - 1; year <= last.Year(); year++ {
		for _, o := range all {
			if one := o.in(year); year >= o.Since && !one.last.Before(first) && !one.first.After(last) {
				found = append(found, one)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b occurrence) int {
		return cmp.Or(a.first.Compare(b.first), b.last.Compare(a.last))
	})
	return found
}

// coming lists the next occasions that begin after a day.
func coming(all []Occasion, today time.Time) []occurrence {
	later := between(all, today.AddDate(0, 0, 1), today.AddDate(1, 0, 0))
	later = slices.DeleteFunc(later, func(o occurrence) bool { return !o.first.After(today) })
	return later[:min(comingNext, len(later))]
}

// line tells an occurrence as of a day: when, what, how far off.
func (o occurrence) line(today time.Time) string {
	when := o.first.Format("1月2日")
	if o.first.Year() != today.Year() {
		when = o.first.Format("2006年1月2日")
	}
	if !o.last.Equal(o.first) {
		form := "2日"
		if o.last.Month() != o.first.Month() {
			form = "1月2日"
		}
		when += "至" + o.last.Format(form)
	}
	hint := o.off(today)
	if o.Open != "" {
		hint += "，日期以主办单位公布为准"
	}
	return "· " + when + " " + o.Title + "（" + hint + "）"
}

// off says how far off an occurrence is.
func (o occurrence) off(today time.Time) string {
	switch n := daysTo(today, o.first); {
	case o.last.Before(today):
		return "已经过了"
	case n <= 0 && o.last.Equal(o.first):
		return "就是今天"
	case n <= 0:
		return "正在进行"
	case n == 1:
		return "明天"
	default:
		return fmt.Sprintf("还有%d天", n)
	}
}

func lines(list []occurrence, today time.Time) string {
	text := ""
	for _, o := range list {
		text += "\n" + o.line(today)
	}
	return text
}

// What the calendar's answer is made of.
const (
	sayNoOccasion = "没有我知道的环保宣传日。"
	sayComing     = "\n接下来："
	sayTakePart   = "\n广州办什么活动、怎么参加，请看“广州生态环境”公众号的通知。"
)

// onDay tells what is on today and what comes next.
func onDay(all []Occasion, today time.Time) (text string, told []occurrence) {
	now, next := between(all, today, today), coming(all, today)
	text = "今天是" + today.Format("2006年1月2日")
	if len(now) == 0 {
		text += "，" + sayNoOccasion
	} else {
		text += "：" + lines(now, today)
	}
	return text + sayComing + lines(next, today), append(now, next...)
}

// inSpan tells what is in the days that were asked for, and when there is
// nothing, what comes next.
func inSpan(all []Occasion, s span, today time.Time) (text string, told []occurrence) {
	if told = between(all, s.first, s.last); len(told) > 0 {
		return s.name + "有：" + lines(told, today), told
	}
	told = coming(all, today)
	return s.name + sayNoOccasion + sayComing + lines(told, today), told
}

// common are the words before the name by which people call an occasion.
var common = regexp.MustCompile(`^(?:世界|国际|全民|国家|全国|中国)+`)

// named lists the next days of the occasions that a question calls by name.
func named(all []Occasion, norm string, today time.Time) []occurrence {
	called := slices.DeleteFunc(slices.Clone(all), func(o Occasion) bool {
		return !strings.Contains(norm, common.ReplaceAllString(o.Title, ""))
	})
	var told []occurrence
	for _, o := range between(called, today, today.AddDate(1, 0, 0)) {
		if !slices.ContainsFunc(told, func(t occurrence) bool { return t.Title == o.Title }) {
			told = append(told, o)
		}
	}
	return told
}

// calendar answers for the day, or for the month that the question names. Where
// no time is named, the whole list follows.
func (b *Base) calendar(a Answer, norm string, asked time.Time) Answer {
	today := dayIn(asked)
	if told := named(b.content.Calendar, norm, today); len(told) > 0 {
		return b.onlyOccasions(a, today)(strings.TrimSpace(lines(told, today)), told)
	}
	if s, named := spanOf(norm, today); named {
		return b.onlyOccasions(a, today)(inSpan(b.content.Calendar, s, today))
	}
	if nearForm.MatchString(norm) {
		return b.onlyOccasions(a, today)(onDay(b.content.Calendar, today))
	}
	head, _ := onDay(b.content.Calendar, today)
	a.Text, a.Short = head+"\n\n"+a.Text, head+"\n\n"+a.Short
	return a
}

// onlyOccasions makes the occasions that were told the whole answer, with their
// own sources.
func (b *Base) onlyOccasions(a Answer, today time.Time) func(string, []occurrence) Answer {
	return func(text string, told []occurrence) Answer {
		var cites []Cite
		for _, o := range told {
			if c := (Cite{o.Source, o.Article}); !slices.Contains(cites, c) {
				cites = append(cites, c)
			}
		}
		notes := ""
		a.Citations, notes = b.cited(cites, today)
		a.Text = text + sayTakePart + notes
		a.Short = a.Text
		return a
	}
}
