package petition

import (
	"regexp"
	"slices"
	"strings"

	"suihuan/bot/petition/place"
)

// LabelEmergency marks a danger to people.
const LabelEmergency = "emergency"

// Unknown is how people say that they do not know; it counts as told.
const Unknown = "不知道"

const (
	landmark = `(?:大道|大街|马路|路|街|巷|村|小区|花园|苑|广场|大厦|公园|工业区|工业园|园区|市场|学校|小学|中学|医院|地铁站|码头|涌|河边|山庄|新城)`
	// name is a character that stands in the name of a road or an estate.
	name = `[^\P{Han}有在喺很好的嘅了人我你他每半夜晚今昨吵嘈臭排烧偷是系没冇投打和跟]`
)

var (
	// place words: a road, an estate, a village, a landmark, and what follows
	// them directly: the next road, the house.
	placeForm = regexp.MustCompile(`[\p{Han}0-9A-Za-z]{2,16}?` + landmark + `(?:` + name + `{0,6}?` + landmark + `|[东南西北中]?[0-9A-Za-z]{1,5}(?:号|栋|座|巷))*`)
	// vague places name no spot that an officer could go to.
	vaguePlace   = regexp.MustCompile(`(?:我|我家|我们|我哋|你们|这|那|本|附近|旁边|旁|楼下|楼上|隔壁|对面|门口|个|条|边|整|成|全|城中|过|跳|起|的|嘅|在|喺|到)[河大菜]?` + landmark + `$|[^大一二三四]马路$`)
	sourceForm   = regexp.MustCompile(`(?:工地|餐厅|饭店|餐馆|食肆|酒楼|大排档|烧烤档|烧烤店|茶餐厅|酒吧|KTV|ktv|卡拉OK|工厂|厂房|印刷厂|家具厂|电镀厂|化工厂|塑料厂|五金厂|皮革厂|洗水厂|喷漆厂|养猪场|养殖场|猪场|鸡场|修车店|汽修店|干洗店|搅拌站|垃圾站|废品站|泥头车|广场舞|空调外机|冷却塔|水泵|变压器|基站|变电站|加油站|地铁施工|邻居|装修|物业|超市|健身房|学校喇叭|[\p{Han}A-Za-z]{2,8}(?:公司|厂))`)
	whenForm     = regexp.MustCompile(`(?:今晚|今早|今天|今日|昨晚|昨天|尋晚|寻晚|琴晚|前天|刚刚|刚才|头先|现在|而家|每晚|每日|每天|日日|晚晚|夜夜|天天|成日|半夜|凌晨|三更半夜|通宵|整晚|成晚|一直|长期|经常|最近|这几天|呢几日|上个?月|上周|上个?星期|周末|(?:早上|上午|中午|下午|晚上|夜晚|夜里|夜间)[0-9一二两三四五六七八九十]{1,3}(?:点|時|时)(?:钟|半)?(?:到|至|多)?|[0-9二三四五六七八九十][0-9一二三四五六七八九十]{0,2}(?:点|時|时)(?:钟|半)?(?:到|至|多)?|一点[钟半]|夜晚|晚上|夜里|夜间|中午|清晨)`)
	beforeForm   = regexp.MustCompile(`(?:投诉|反映|举报|打)(?:过|咗)[^，。！？\s]{0,12}|(?:之前|以前|上次|已经)[^，。！？\s]{0,4}(?:投诉|反映|举报)[^，。！？\s]{0,12}`)
	anonymous    = regexp.MustCompile(`匿名|唔想留名|不想留(?:名|电话|联系方式)|不留(?:名|电话|联系方式)|保密身份`)
	notAnonymous = regexp.MustCompile(`(?:不|唔|无需|没必要)(?:用|想|要|必|使|需要)?匿名`)
	// Contact forms: a mobile number, a landline, a mail address. Dates and
	// parts of longer numbers are none.
	contactForm = regexp.MustCompile(`(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}\b|\b0[0-9]{2,3}[- ]?[0-9]{7,8}\b|\b(?:2[1-9]|[3-8][0-9])[0-9]{2}[- ]?[0-9]{4}\b|[\w.+-]+@[\w-]+\.[\w.]+`)
)

// Hear reads from a citizen's words what they tell already. What is not told
// stays empty. What keeps the words as they are, without the contact. What the
// words are about is not heard here: Labels stay empty.
func Hear(words string) Report {
	contact := Contact(words)
	words = WithoutContact(words)
	named, _ := place.Find(words)
	return Report{
		What:      words,
		Where:     spot(words),
		District:  named.District,
		Street:    named.Street,
		Source:    sourceForm.FindString(words),
		When:      strings.Join(slices.Compact(whenForm.FindAllString(words, 3)), "，"),
		Before:    beforeForm.FindString(words),
		Contact:   contact,
		Anonymous: contact == "" && anonymous.MatchString(notAnonymous.ReplaceAllString(words, "")),
	}
}

// Contact returns the first phone number or mail address in a text, or "".
func Contact(words string) string { return contactForm.FindString(strings.Map(plainDigit, words)) }

// WithoutContact returns the words with every phone number and mail address
// taken out.
func WithoutContact(words string) string {
	return strings.TrimSpace(contactForm.ReplaceAllString(strings.Map(plainDigit, words), ""))
}

// plainDigit makes a full-width digit plain.
func plainDigit(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

// spot returns the words that name a place an officer could go to, or "".
func spot(words string) string {
	for _, found := range placeForm.FindAllString(strings.ReplaceAll(words, "广场舞", ""), -1) {
		if !vaguePlace.MatchString(found) {
			return found
		}
	}
	return ""
}
