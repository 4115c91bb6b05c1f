package petition

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Words around the sense that says that something happens again.
const (
	againLead = `^(?:[你您]好|喂|哎呀?|唉|救命|真是|气死|今晚|今日|今天|而家|依家|现在|現在|刚才|剛才|刚刚|头先|頭先|昨晚|昨天|尋晚|寻晚|琴晚|半夜|凌晨|他们|它们|佢哋|佢地|佢|他|它|那家|嗰間|嗰间|这家|楼下|樓下|隔壁|对面|對面|工地|地盘|餐厅|酒吧|工厂|间厂|那边|嗰边|[，,。！!～~\s])*`
	again     = `(?:又再?|再次|还在|還在|仍然?在?|依然在?|仲喺度|仲係|仲系|仲|继续在?|繼續|照样|照樣|还是|還是|一样|又在|又喺度|又開始|又开始|又来|又嚟)`
	againTail = `(?:味|死人?|人|声|聲|噪音?|起来|起來|起上嚟|到不行|得很|得要命|得厉害|到死|晒|紧|緊|咗|了|啦|喇|啊|呀|的|嘅|着|過|过|中|不停|个不停|個不停|没完没了|天天|受不了|頂唔順|顶唔顺|[，,。.！!～~\s])*$`
)

// recurrence is one way to say that something happens again. Without labels it
// is said of any matter.
type recurrence struct {
	labels []string // that it is about, as they begin
	form   *regexp.Regexp
}

// recurrences are the ways.
var recurrences = []recurrence{
	{[]string{"noise"}, sensed(`(?:好|很|太|这么|咁)?(?:吵|嘈|响|響|噪|闹|震)|(?:打桩|打樁|施工|开工|開工|钻|鑽|放歌|播歌|唱歌?|跳舞|装修|敲|轰鸣|叫)`)},
	{[]string{"air", "waste", "livestock", "water"}, sensed(`(?:好|很|太|这么|咁)?(?:臭|难闻|難聞|呛|有味|出味|大味)`)},
	{[]string{"air"}, sensed(`(?:好|很|太|这么|咁)?(?:油烟|油煙|冒烟|冒黑烟|烧|燒|扬尘|揚塵|大尘|熏|喷漆)`)},
	{[]string{"water", "air-odour", "hazardous-waste", "soil"}, sensed(`(?:偷?排(?:水|污|放|废气|废水)?|变黑|變黑|黑了?|放水)`)},
	{[]string{"waste", "hazardous-waste", "air-dust", "soil"}, sensed(`(?:偷?倒(?:垃圾|泥|渣土)?|堆)`)},
	{[]string{"light"}, sensed(`(?:好|很|太|这么)?(?:亮|刺眼|晃眼|闪)`)},
	{nil, sensed(`(?:来|嚟|来了|嚟咗|这样|這樣|那样|咁样|咁|发生|發生|犯|搞|开始|開始)`)},
	{nil, regexp.MustCompile(againLead + `(?:又来|又嚟|又开始|又開始|又发生|又發生|又这样|又咁)` + againTail)},
}

func sensed(senses string) *regexp.Regexp {
	return regexp.MustCompile(againLead + again + `(?:` + senses + `)` + againTail)
}

// longestRest is how much may stand behind the clause that says that something
// happens again, in characters.
const longestRest = 16

// danger is in what is no mere repetition.
var danger = regexp.MustCompile(`爆|炸|着火|起火|失火|泄漏|洩漏|中毒|晕|暈|呕|嘔|昏|死|救命|翻车`)

// gist is the clause that says that something happens again, where what stands
// behind it says little more: 又来了，今晚更大烟.
func gist(words string) string {
	end := strings.IndexAny(words, "，,。！!；;")
	if end < 0 || utf8.RuneCountInString(words[end:]) > longestRest || danger.MatchString(words[end:]) {
		return words
	}
	return words[:end]
}

// SaysAgain says that words tell that something happens again, and little else.
func SaysAgain(words string) bool {
	words = gist(words)
	return slices.ContainsFunc(recurrences, func(r recurrence) bool { return r.form.MatchString(words) })
}

// Recurs says that words which tell that something happens again can be about
// the matter of a report.
func (r Report) Recurs(words string) bool {
	words = gist(words)
	return slices.ContainsFunc(recurrences, func(way recurrence) bool {
		return way.form.MatchString(words) && (way.labels == nil || r.isAbout(way.labels))
	})
}

// isAbout says that a label of the report begins like one of these.
func (r Report) isAbout(begins []string) bool {
	return slices.ContainsFunc(r.Labels, func(label string) bool {
		return slices.ContainsFunc(begins, func(b string) bool { return strings.HasPrefix(label, b) })
	})
}
