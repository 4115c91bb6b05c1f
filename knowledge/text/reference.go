package text

import (
	"regexp"
	"strconv"
	"strings"
)

// Reference is a numbered thing that a text names: 第十八项, 任务7, 第二部分,
// 名录第112项. N counts from 1, or from the end (-1 is the last) for 最后一项.
// Within is the part in which a task is counted, as in 第三部分第二项; 0 is the
// whole plan. Pure says that the text asks for nothing but the numbered thing.
type Reference struct {
	Of     Series
	N      int
	Within int
	Pure   bool
}

// Series is what numbered things belong to.
type Series int

// The series: the tasks and the parts of the plan, the items of the catalogue.
const (
	OfTasks Series = iota
	OfSections
	OfCatalogue
)

const numeral = `([0-9]{1,3}|[一二三四五六七八九十两廿卅百零〇]{1,5})`

// part is what the five parts of the plan are called.
const part = `(?:部分|部份|章|大点|大项|大块|块|板块|版块|篇|单元)`

// referenceForms in the order of trust; the first that matches counts. A form of
// two numerals counts within a part.
var referenceForms = []struct {
	form     *regexp.Regexp
	of       Series
	backward bool
}{
	{regexp.MustCompile(`(?:名录|目录|分类管理)[^0-9一二三四五六七八九十两百]{0,12}?` + numeral + `(?:项|号|条|类|是|讲|写|说|属|[,。?]|$)`), OfCatalogue, false},
	{regexp.MustCompile(`第?` + numeral + `(?:项|号|条|类)[^0-9]{0,10}(?:名录|环评目录|分类目录|分类管理)`), OfCatalogue, false},
	{regexp.MustCompile(`(?:task|item)s?(?:no\.?|number)?([0-9]{1,3})`), OfTasks, false},
	{regexp.MustCompile(`([0-9]{1,2})(?:st|nd|rd|th)(?:task|item)`), OfTasks, false},
	{regexp.MustCompile(`(?:section|part)(?:no\.?|number)?([1-9])`), OfSections, false},
	{regexp.MustCompile(`([0-9])(?:st|nd|rd|th)(?:section|part)`), OfSections, false},
	{regexp.MustCompile(`\bdi(` + spelledNumeral + `)(?:ge)?bufen`), OfSections, false},
	{regexp.MustCompile(`\bdi(` + spelledNumeral + `)(?:xiang|tiao|dian|haorenwu|gerenwu|ge\b)`), OfTasks, false},
	{regexp.MustCompile(`第` + numeral + `(?:个|大)?` + part + `的?(?:第|头|里面?第|里头第)` + numeral + `(?:项|条|个|点)`), OfTasks, false},
	{regexp.MustCompile(`第` + numeral + `(?:个|大)?` + part + `的?里?面?最[后尾末]的?(?:那)?()一?(?:项|条|个|点)`), OfTasks, true},
	{regexp.MustCompile(`倒数第?` + numeral + `(?:个|大)?` + part), OfSections, true},
	{regexp.MustCompile(`最(?:后|尾|末)(?:的)?(一|1)?(?:个|大)?` + part), OfSections, true},
	{regexp.MustCompile(`第` + numeral + `(?:个|大)?` + part), OfSections, false},
	{regexp.MustCompile(`倒数第?` + numeral + `(?:大)?(?:项|条|点|个任务|个)(?:工作任务|任务|工作)?`), OfTasks, true},
	{regexp.MustCompile(`最(?:后|尾|末)(?:的)?(?:那)?(一|1)?(?:个)?(?:项|条|点|任务)(?:工作任务|任务|工作)?`), OfTasks, true},
	{regexp.MustCompile(`第` + numeral + `(?:大)?(?:项|条|点|个任务|号任务|个工作任务|号|任务)(?:工作任务|任务|工作)?`), OfTasks, false},
	{regexp.MustCompile(`(?:任务|要点)(?:第)?(?:编号)?` + numeral + `(?:号|项|条|点)?$`), OfTasks, false},
	{regexp.MustCompile(`(?:任务|要点)(?:第)?(?:编号)?` + numeral + `(?:号|项|条|点|[^0-9一二三四五六七八九十年个大共览般些起直定样次旦分])`), OfTasks, false},
	{regexp.MustCompile(numeral + `号(?:工作)?任务`), OfTasks, false},
	{regexp.MustCompile(`^([0-9]{2,3})[项号](?:[写讲说是指]|具体|规定|对应|那)`), OfTasks, false},
}

// spelledNumeral is a number in pinyin or in figures.
const spelledNumeral = `(?:yi|er|liang|san|si|wu|liu|qi|ba|jiu|shi)+|[0-9]{1,3}`

// foreign marks references into something else than the plan.
var foreign = regexp.MustCompile(`条例|办法|法典|规定|[^立执普送守]法》?$|宪法|刑法|民法|合同|通知$`)

// FindReference returns the numbered item that a normalised text names.
func FindReference(norm string) (Reference, bool) {
	norm = strings.ReplaceAll(norm, " ", "")
	for _, f := range referenceForms {
		m := f.form.FindStringSubmatchIndex(norm)
		if m == nil || foreign.MatchString(norm[:m[0]]) {
			continue
		}
		// 要点31项任务 counts, 要点第31项任务 names one.
		if strings.HasPrefix(norm[m[1]:], "任务") && !strings.Contains(norm[m[0]:m[1]], "第") {
			continue
		}
		ref := Reference{Of: f.of, Pure: isFrame(norm[:m[0]] + norm[m[1]:])}
		if len(m) > 4 {
			ref.Within, m = ParseNumeral(norm[m[2]:m[3]]), m[2:]
		}
		ref.N = 1
		if m[2] >= 0 && m[2] < m[3] {
			ref.N = ParseNumeral(norm[m[2]:m[3]])
		}
		if ref.N == 0 && strings.Trim(norm[max(m[2], 0):max(m[3], 0)], "0零〇") != "" {
			continue
		}
		if f.backward {
			ref.N = -ref.N
		}
		return ref.listed(norm), true
	}
	return Reference{}, false
}

// planWords are those with which a number is a task's.
var planWords = regexp.MustCompile(`任务|要点|2021|部分|renwu|yaodian`)

// firstNotTask is the number from which nobody means a task: the plan has half as
// many.
const firstNotTask = 60

// listed takes a high number with nothing said of the plan for an item of the
// catalogue.
func (r Reference) listed(norm string) Reference {
	if r.Of == OfTasks && r.Within == 0 && r.N >= firstNotTask && !planWords.MatchString(norm) {
		r.Of = OfCatalogue
	}
	return r
}

// frame is what surrounds a reference without asking for anything else.
var frame = regexp.MustCompile(`(?:有?没有)?(?:完成|落实|做到|做完|实现|兑现)了?没?有?|31[项条个]任?务?|三十一[项条个]任?务?|2021年?|21年|广州市?|生态环境局?|环保局|你们|工作要点|要点|任务|工作|计划|规划|里面|入面|里|中|的|这|那|内容|具体|全文|原文|是|讲|说|写|有|包括|包含|指|告诉我|给我|看看?|查下?|下|一下|到底|究竟|什么|哪[一]?[个条项类种]|哪些|啥|几|多少|吗|呢|了|怎么|关于|要|做|干|来着|东西|想|知道|列出?|我|请|名录|目录|环评|分类|管理|类别|类型|对应|名称|规定|建设项目|环境影响评价|第|那|版|一条|怎么写|项目|项|什么样|哪种|what|does|say|of|the|about|plan|tell|me|is|renwu|neirong|shenme|shi|jiang|le|de|shuo|yaodian|gongzuo|情况|全部|所有|哪几|哪方面|方面|属于|从|到|条|呀|啊|嗰|段|又|再|那么|还|叫|名字|来`)

func isFrame(rest string) bool {
	rest = frame.ReplaceAllString(rest, "")
	return len(runs(rest)) == 0
}

var numeralValues = map[rune]int{
	'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

// written brings numerals to one form.
var written = strings.NewReplacer("廿", "二十", "卅", "三十",
	"shi", "十", "si", "四", "san", "三", "yi", "一", "er", "二", "liang", "二", "wu", "五", "liu", "六", "qi", "七", "ba", "八", "jiu", "九")

// ParseNumeral reads 18, 十八, 二十, 廿三, 一百零二, ershiyi; 0 when it is no number.
func ParseNumeral(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	s = written.Replace(s)
	total, digit := 0, 0
	for _, r := range s {
		switch r {
		case '十':
			total, digit = total+max(digit, 1)*10, 0
		case '百':
			total, digit = total+max(digit, 1)*100, 0
		default:
			digit = numeralValues[r]
		}
	}
	return total + digit
}

// Numeral writes 1 to 9 as 一 to 九.
func Numeral(n int) string {
	for r, value := range numeralValues {
		if value == n && r != '两' && r != '〇' {
			return string(r)
		}
	}
	return ""
}
