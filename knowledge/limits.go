package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// limits are the edges of what the plan entries cover: its year, its city and
// its bureau. Scores alone cannot tell 2022 from 2021.
type limits struct {
	Year    int      `yaml:"year"`
	Cities  []string `yaml:"cities"`  // other cities and provinces
	Offices []office `yaml:"offices"` // other offices
}

type office struct {
	To    string   `yaml:"to"`
	Words []string `yaml:"words"`
}

func (l limits) merge(other limits) limits {
	if other.Year != 0 {
		l.Year = other.Year
	}
	l.Cities = append(l.Cities, other.Cities...)
	l.Offices = append(l.Offices, other.Offices...)
	return l
}

var (
	fullYear   = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)
	shortYear  = regexp.MustCompile(`(?:^|[^0-9])([12][0-9])年`)
	spelled    = regexp.MustCompile(`二[零〇0]([零〇一二三四五六七八九])([零〇一二三四五六七八九])`)
	spelledOne = strings.NewReplacer("零", "0", "〇", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
)

// relativeYears are words for a year, counted from the year of asking.
var relativeYears = []struct {
	words []string
	back  int
}{
	{[]string{"今年", "本年度", "本年"}, 0},
	{[]string{"去年", "旧年", "上年度", "上一年"}, -1},
	{[]string{"前年"}, -2},
	{[]string{"明年", "出年", "下一年", "来年"}, 1},
}

// years lists the years that a text names.
func years(norm string, today time.Time) []int {
	var found []int
	for _, m := range fullYear.FindAllStringSubmatch(norm, -1) {
		found = append(found, number(m[1]))
	}
	for _, m := range shortYear.FindAllStringSubmatch(norm, -1) {
		found = append(found, 2000+number(m[1]))
	}
	for _, m := range spelled.FindAllStringSubmatch(norm, -1) {
		found = append(found, 2000+number(spelledOne.Replace(m[1]+m[2])))
	}
	for _, r := range relativeYears {
		if slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(norm, w) }) {
			found = append(found, today.Year()+r.back)
		}
	}
	return found
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the forms above match figures only
	return n
}

// beyond returns why an entry does not answer a text that names another year,
// city or office than the entry's, or "". What the entry itself names is
// within. The year bounds the plan alone, since rules hold in any. Offices bound
// the plan, and how to complain where nobody of ours is asked: who asks whom to
// turn to names offices too.
func (l limits) beyond(e Entry, norm string, today time.Time) string {
	own := e.Title + e.Text + e.Short
	if everywhere[e.Kind] && !local.MatchString(own) {
		return ""
	}
	if why := l.elsewhere(own, norm); why != "" {
		return why
	}
	if e.Kind == "petition" && !toUs.MatchString(norm) {
		return l.ofOffice(own, norm)
	}
	if !ofPlan[e.Kind] {
		return ""
	}
	named := years(norm, today)
	for _, y := range named {
		if y != l.Year && !slices.Contains(named, l.Year) && !strings.Contains(own, strconv.Itoa(y)) {
			return fmt.Sprintf("我手上只有%d年的工作要点，没有%d年的资料，不能拿别的年份来答您。", l.Year, y)
		}
	}
	return l.ofOffice(own, norm)
}

// toUs marks a question to us, whatever other office it names.
var toUs = regexp.MustCompile(`你们|您|贵局|本局|环保|环境|还|转|管|也`)

// ofOffice says that a text is about another office's own matters, or "".
func (l limits) ofOffice(own, norm string) string {
	for _, o := range l.Offices {
		if slices.ContainsFunc(o.Words, func(w string) bool { return strings.Contains(norm, w) && !strings.Contains(own, w) }) {
			return fmt.Sprintf("这是%s的事，我这里没有资料，请向%s了解，也可以打12345问。", o.To, o.To)
		}
	}
	return ""
}

// local marks an entry that holds here alone, though its kind is national.
var local = regexp.MustCompile(`广州|广东`)

// everywhere are the kinds that hold in the whole country.
var everywhere = map[string]bool{"law": true, "eia": true, kindItem: true}

func (l limits) elsewhere(own, norm string) string {
	for _, c := range l.Cities {
		if strings.Contains(norm, c) && !strings.Contains(own, c) {
			return fmt.Sprintf("我只了解广州市生态环境局的事，%s的情况请问当地的生态环境部门。", c)
		}
	}
	return ""
}
