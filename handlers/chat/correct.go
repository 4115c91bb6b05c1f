package chat

import (
	"regexp"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// answer is what a message says to one question of a form. Without a step it is
// the one that was asked. More goes behind what was told before.
type answer struct {
	step, words string
	more        bool
}

// The words of which corrections are made.
const (
	leadIn = `^(?:等等|等一下|等阵|等下|慢住|慢着|不好意思|唔好意思|对不起|抱歉|哦|噢|啊|呃|诶|哎呀?|喂|又|还是|仲系|好像|其实|刚才|刚刚|头先|之前|上面|那个|嗰个|呢个|这个|个|我|想|要|需要|可以|能不能|帮我|帮忙|麻烦|请|把|将|说|讲|写|填|的|嘅|一下|再|[，,。！!、~～\s])*`
	wrong  = `(?:可能|都|全)?(?:写|说|讲|打|填|搞|弄|发|报)?得?(?:不对|不正确|有误|有错|错误|错了|错咗|错|唔啱|唔对)(?:了|咗|啦|喇|的)*`
	change = `(?:修改|更改|更正|改正|改|修正|换|重写|重填|纠正)`
	is     = `(?:是|係|系|在|喺)`
	isNot  = `(?:不是|唔系|唔係|不在|唔喺|并非)`
	pause  = `[，,、。；;\s]*`
)

// fields are the names that people give to what is asked, under the steps that
// ask it in one form or another.
var fields = []struct {
	steps []string
	names string
}{
	{[]string{"where"}, `地点|地址|位置|地方|区域`},
	{[]string{"when"}, `时间|时段|日期`},
	{[]string{"source", "who"}, `污染来源|污染源|来源|单位名?称?|店名|厂名|公司名`},
	{[]string{"what"}, `想听的内容|情况|内容|描述`},
	{[]string{"before"}, `是否反映过`},
	{[]string{"contact"}, `联系方式|联系电话|电话号码|电话|手机号码?|手机|号码|邮箱`},
}

// field matches every name, each list of names in a group of its own.
var field = func() string {
	var names []string
	for _, f := range fields {
		names = append(names, `(`+f.names+`)`)
	}
	return `(?:` + strings.Join(names, "|") + `)`
}()

// The forms of a correction: of a field that is named, of one thing by another,
// and of what only the words behind it tell. Groups: the fields, then words.
var (
	namedForms = []*regexp.Regexp{
		regexp.MustCompile(leadIn + `(?:` + change + `(?:一?下|下|个|番)?)?(?:(?:情况|内容|投诉|登记)?(?:里面?|中)的?)?` + field + `(?:是|要|需要|想|得)?(?:` + wrong + `|` + change + `(?:一?下|了)?)(.*)$`),
		regexp.MustCompile(leadIn + change + `(?:一?下|个|番)?(?:投诉|登记|里面?|的)*` + field + `(.*)$`),
		regexp.MustCompile(leadIn + field + `(?:应该|应|就)?(?:` + is + `|为|：|:)(.+)$`),
	}
	insteadForm = regexp.MustCompile(leadIn + field + `?(?:应该)?` + isNot + `(.{1,30}?)` + pause + `(?:而|就)?(?:应该|应)?` + is + `(.{1,80})$`)
	ratherForm  = regexp.MustCompile(leadIn + `(?:应该)?` + is + `(.{1,80}?)` + pause + isNot + `(.{1,30})$`)
	wrongForm   = regexp.MustCompile(leadIn + `(?:` + wrong + `|` + change + `(?:一?下)?|应该|其实(?:应该)?` + is + `)(.*)$`)
	otherForm   = regexp.MustCompile(leadIn + `(?:投诉|举报|反映)(?:的|嘅)` + is + `(.+)$`)

	valueLead = regexp.MustCompile(`^` + pause + `(?:应该|应|要|就)*(?:` + is + `|为|成|到|回|做|：|:)*[：:，,\s]*`)
	valueTail = regexp.MustCompile(`(?:才对|先啱|才是|先系|来的|啊|呀|哦|喔|㗎|嘅|[。.！!~～\s])+$`)
	howTo     = regexp.MustCompile(`^(?:可以|可唔可以|能|能不能)?(?:怎么|点样?|如何)?(?:改|办|算|搞|弄)*(?:吗|呢|啊|呀|咩|[？?])*$`)
	alsoField = regexp.MustCompile(`^(?:和|跟|同埋?|以及|还有|、)?` + field + `(?:都|也)?` + `(?:` + wrong + `)?$`)
	onlyField = regexp.MustCompile(leadIn + field + `()[。！!\s]*$`)
	neverTold = regexp.MustCompile(`^我?(?:之前|以前)?(?:也|都|还)?(?:没有?|冇|未|从来没有?|从未|未曾)(?:有)?(?:反映|投诉|举报|打)(?:过|咗)?(?:12345)?$`)
	spotLead  = regexp.MustCompile(`^(?:就|` + is + `)+`)
)

// corrects hears, on any step of a form, what was told wrongly or out of turn.
// Words are "" where only the field is named; no step is named where even that
// is open.
func (c *Chat) corrects(t *turn, f form) (answer, bool) {
	step := t.Session.Step
	if t.Message.Location != nil {
		return answer{step: "where"}, step != "where"
	}
	if step == "what" || step == "who" || puzzle.MatchString(t.Text) && !strings.Contains(t.Text, "改") {
		return answer{}, false
	}
	for _, hear := range []func(string, string, form) (answer, bool){c.namedField, c.instead, c.wrongly, c.bare} {
		if a, ok := hear(t.Text, step, f); ok {
			return a, !answersDistrict(step, a)
		}
	}
	return answer{}, false
}

// answersDistrict says that what sounds like another place tells the district of
// the position that was sent.
func answersDistrict(step string, a answer) bool {
	return step == stepDistrict && a.step == "where" && petition.IsDistrict(a.words)
}

// namedField hears 地点不对，是…, 改地点为…, 地点：… and the name alone.
func (c *Chat) namedField(text, _ string, f form) (answer, bool) {
	if m := onlyField.FindStringSubmatch(text); m != nil {
		return answer{step: f.stepOf(m)}, f.stepOf(m) != ""
	}
	for i, form := range namedForms {
		m := form.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		a := answer{step: f.stepOf(m), words: valueIn(m[len(m)-1])}
		told := i == len(namedForms)-1 // and nothing is said to be wrong
		if asks(a.words) || told && (a.words == "" || a.step == "what" || a.step == "before") {
			return answer{}, false
		}
		return a, a.step != ""
	}
	return answer{}, false
}

// instead hears 不是天河，是越秀 and 是越秀，不是天河.
func (c *Chat) instead(text, step string, f form) (answer, bool) {
	if m := insteadForm.FindStringSubmatch(text); m != nil {
		a := answer{step: f.stepOf(m), words: valueIn(m[len(m)-1])}
		return c.meant(a, text, step, m[len(m)-2], f)
	}
	if m := ratherForm.FindStringSubmatch(text); m != nil {
		return c.meant(answer{words: valueIn(m[1])}, text, step, m[2], f)
	}
	return answer{}, false
}

// wrongly hears 写错了，是…, 我想投诉的是… and, with nothing behind it, 我想改一下.
func (c *Chat) wrongly(text, step string, f form) (answer, bool) {
	if m := otherForm.FindStringSubmatch(text); m != nil && f.flow == flowComplaint {
		return answer{step: "what", words: valueIn(m[1])}, true
	}
	m := wrongForm.FindStringSubmatch(text)
	if m == nil {
		return answer{}, false
	}
	a := answer{words: valueIn(m[1])}
	if a.words == "" {
		return a, step != "before" && step != stepDistrict // where 不对 may be meant
	}
	return c.meant(a, text, step, "", f)
}

// bare hears a place, a time, a source or a number that nobody asked for and
// that is all there is. A place can be a source, and a source who was told
// before.
func (c *Chat) bare(text, step string, f form) (answer, bool) {
	words := valueTail.ReplaceAllString(spotLead.ReplaceAllString(text, ""), "")
	heard, atEnd := c.Hearing.Hear(words), step == stepConfirm || step == stepModify
	isContact := petition.Contact(text) != "" && !hasWords(petition.WithoutContact(text))
	for _, b := range []struct {
		is bool
		answer
	}{
		{(isContact || withoutName.MatchString(text)) && step != "contact", answer{step: "contact", words: text}},
		{heard.Where != "" && heard.Where == words && !slices.Contains([]string{"where", stepLandmark, "source"}, step), answer{step: "where", words: words}},
		{petition.IsTime(words) && step != "when" && step != "where", answer{step: "when", words: words, more: !atEnd}},
		{heard.Source != "" && heard.Source == words && atEnd, answer{step: "source", words: words}},
		{(heard.Before == words && words != "" || neverTold.MatchString(words)) && step != "before", answer{step: "before", words: words}},
	} {
		if _, asks := f.questionOf(b.step); b.is && asks {
			return b.answer, true
		}
	}
	return answer{}, false
}

// meant gives an answer whose field was not named its step: of what was asked,
// of what was denied, or of what its words are by themselves. Who tells of
// earlier reports corrects nothing.
func (c *Chat) meant(a answer, text, step, not string, f form) (answer, bool) {
	if a.step == "" && c.Hearing.Hear(text).Before == "" {
		a.step = c.kindOf(a.words)
		if denied := c.kindOf(not); denied != "" && a.step != step {
			a.step = denied
		}
	}
	_, asks := f.questionOf(a.step)
	return a, asks && a.words != ""
}

func (c *Chat) kindOf(words string) string {
	heard := c.Hearing.Hear(words)
	for _, k := range []struct {
		is   bool
		step string
	}{
		{words == "", ""},
		{heard.Contact != "" || withoutName.MatchString(words), "contact"},
		{heard.Where != "" || heard.District != "", "where"},
		{heard.When != "", "when"},
		{heard.Source != "", "source"},
	} {
		if k.is {
			return k.step
		}
	}
	return ""
}

// stepOf returns the step of a form that asks for the field in a match, or "".
func (f form) stepOf(match []string) string {
	for i, known := range fields {
		for _, step := range known.steps {
			if _, asks := f.questionOf(step); asks && match[i+1] != "" {
				return step
			}
		}
	}
	return ""
}

// valueIn returns the words that are to count from now on, or "".
func valueIn(rest string) string {
	value := valueTail.ReplaceAllString(valueLead.ReplaceAllString(rest, ""), "")
	if howTo.MatchString(value) || alsoField.MatchString(value) {
		return ""
	}
	return value
}

// noted says what a correction has made; no number is repeated.
func noted(q question, a answer, t *turn) bot.Reply {
	if t.Message.Location != nil {
		return bot.Say("好，" + q.name + "用您发的位置。")
	}
	if q.step == "contact" || q.step == "before" {
		return bot.Say("好，" + q.name + "记下了。")
	}
	return bot.Say("好，" + q.name + "是“" + ellipsis(petition.WithoutContact(a.words), 40) + "”。")
}
