package knowledge

import (
	"fmt"
	"regexp"
	"strings"

	"suihuan/knowledge/text"
)

var (
	nextForm   = regexp.MustCompile(`^(?:下|后)(?:一|1)?(?:个|项|条|部分)?(?:任务)?$`)
	beforeLast = regexp.MustCompile(`^上(?:一|1)?(?:个|项|条|部分)(?:任务)?$`)
	countForm  = regexp.MustCompile(`^(?:第|最后)?([0-9]{1,3}|[一二三四五六七八九十]{1,3})(个|项|条|点|号|部分)?(?:任务)?(?:具体|主要)?(?:内容)?(?:[讲说]的?[什么啥咩是乜]*|是什么|内容)?$`)
)

// neighbour moves along the numbered entries: 下一项, 那19呢, and after a section
// 第二个.
func (b *Base) neighbour(f follow) (Answer, bool) {
	of, n := seriesOf(f.last.ID)
	m := countForm.FindStringSubmatch(f.bare)
	switch {
	case n == 0:
		return Answer{}, false
	case nextForm.MatchString(f.bare):
		n++
	case beforeLast.MatchString(f.bare):
		n--
	case m != nil:
		of, n = b.counted(f, of, m[1], m[2])
	default:
		return Answer{}, false
	}
	id, says := b.numbered(text.Reference{Of: of, N: n})
	if id == "" {
		return refuse(says), true
	}
	return b.found(id, 1, f.asked), true
}

// seriesOf is the place of a numbered entry in its series, 0 for any other.
func seriesOf(id string) (text.Series, int) {
	for of, s := range series {
		n := 0
		if _, err := fmt.Sscanf(id, s.id, &n); err == nil && fmt.Sprintf(s.id, n) == id {
			return of, n
		}
	}
	return 0, 0
}

// counted reads a number after a numbered entry. After a section it counts the
// section's own tasks, unless the number is that of one of them.
func (b *Base) counted(f follow, of text.Series, numeral, unit string) (text.Series, int) {
	n := text.ParseNumeral(numeral)
	if of != text.OfSections || unit == "部分" {
		if strings.HasPrefix(f.bare, "最后") {
			n = -n
		}
		return of, n
	}
	tasks := b.tasksOf(f.last.ID)
	switch {
	case strings.HasPrefix(f.bare, "最后") && len(tasks) > 0:
		n = tasks[len(tasks)-1]
	case n <= len(tasks) && !(unit == "项" && n >= tasks[0]):
		n = tasks[n-1]
	}
	return text.OfTasks, n
}

// tasksOf lists the numbers of a section's tasks.
func (b *Base) tasksOf(section string) []int {
	_, place := seriesOf(section)
	var numbers []int
	for n := 1; n <= planTasks; n++ {
		e := b.entries[fmt.Sprintf(series[text.OfTasks].id, n)]
		if len(e.Cite) > 0 && strings.HasPrefix(e.Cite[0].Article, "第"+text.Numeral(place)+"部分") {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
