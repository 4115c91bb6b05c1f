package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Theme is the theme of a yearly occasion in one year. Mark says how it was
// read: see themeMarks.
type Theme struct {
	Year   int    `yaml:"year"`
	Theme  string `yaml:"theme"`
	Source string `yaml:"source"`
	Mark   string `yaml:"mark"`
	ReadAt string `yaml:"read_at"` // the page, for staff who look it up
}

// themeMarks say to a reader how a theme was read.
var themeMarks = map[string]string{
	"official": "主办单位公布",
	"copied":   "读自网上转载，没有和主办单位核对",
}

// Marks in a text that stand for the themes: the list by years, and the newest
// theme alone.
const (
	themeList   = "{themes}"
	newestTheme = "{theme}"
)

// filled puts the themes that are known in a year into a text.
func (e Entry) filled(text string, year int) string {
	if len(e.Themes) == 0 {
		return text
	}
	return strings.NewReplacer(themeList, e.themeList(year), newestTheme, e.newestTheme(year)).Replace(text)
}

// indexed is the text by which an entry is found: with all its themes.
func (e Entry) indexed() string { return e.filled(e.Text, e.lastTheme()) }

func (e Entry) lastTheme() int {
	last := 0
	for _, t := range e.Themes {
		last = max(last, t.Year)
	}
	return last
}

// theme returns the theme of a year.
func (e Entry) theme(year int) (Theme, bool) {
	i := slices.IndexFunc(e.Themes, func(t Theme) bool { return t.Year == year })
	if i < 0 {
		return Theme{}, false
	}
	return e.Themes[i], true
}

// themeLine says a year's theme with its mark, or that it was not read.
func (e Entry) themeLine(year int) string {
	t, known := e.theme(year)
	if !known {
		return fmt.Sprintf("%d年的主题我没有读到，以主办单位公布为准。", year)
	}
	return fmt.Sprintf("%d年的主题是“%s”（%s）。", year, t.Theme, themeMarks[t.Mark])
}

// newestTheme is the line of a year, and of the newest theme before it when
// that year's was not read.
func (e Entry) newestTheme(year int) string {
	line := e.themeLine(year)
	if _, known := e.theme(year); known {
		return line
	}
	for y := year - 1; y >= e.firstTheme(); y-- {
		if _, known := e.theme(y); known {
			return line + e.themeLine(y)
		}
	}
	return line
}

func (e Entry) firstTheme() int {
	first := e.lastTheme()
	for _, t := range e.Themes {
		first = min(first, t.Year)
	}
	return first
}

// themeList is the line of a year, the years before it, newest first, and the
// years between them that were not read.
func (e Entry) themeList(year int) string {
	var told, missing []string
	copied := false
	for y := min(year-1, e.lastTheme()); y >= e.firstTheme(); y-- {
		t, known := e.theme(y)
		if !known {
			missing = append(missing, fmt.Sprintf("%d年", y))
			continue
		}
		copied = copied || t.Mark == "copied"
		told = append(told, fmt.Sprintf("%d %s", y, t.Theme))
	}
	text := e.themeLine(year)
	if len(told) > 0 {
		text += "\n往年主题：" + strings.Join(told, "；") + "。"
	}
	if len(missing) > 0 {
		text += strings.Join(missing, "、") + "的没有读到。"
	}
	if copied {
		text += "（" + themeMarks["copied"] + "）"
	}
	return text
}

// themeForm asks for a theme.
var themeForm = regexp.MustCompile(`主题|口号|标语|主提|zhuti`)

// yearAsked is the year whose theme a question asks for: the one that it names,
// else this year. A year in figures is enough to ask for it.
func yearAsked(norm string, today time.Time) (year int, asked bool) {
	asked = themeForm.MatchString(norm) || fullYear.MatchString(norm)
	if named := years(norm, today); len(named) > 0 {
		return named[0], asked
	}
	return today.Year(), asked
}

// dated answers what depends on the day of asking, or on the year that is asked
// for. ok is false for an entry whose words are the same every day, and for a
// year in which the occasion was not yet.
func (b *Base) dated(id string, score float64, q asked) (a Answer, ok bool) {
	e, norm, today := b.entries[id], q.terms.Norm, dayIn(q.today)
	if id == calendarEntry {
		return b.calendar(b.answer(id, score, q.today), norm, q.today), true
	}
	year, asked := yearAsked(norm, today)
	if len(e.Themes) == 0 || !asked || year < b.began(id) {
		return Answer{}, false
	}
	a = b.answer(id, score, q.today)
	line := e.themeLine(year) + "\n"
	a.Text, a.Short = line+strings.Replace(a.Text, line, "", 1), line+a.Short
	return a, true
}

// began is the first year of an entry's occasion, 0 where it is not known.
func (b *Base) began(id string) int {
	for _, o := range b.content.Calendar {
		if o.Entry == id {
			return o.Since
		}
	}
	return 0
}
