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
	// firm is a character that stands in the name of a firm.
	firm = `[^\P{L}有在喺的嘅是系个间了我你他每半夜晚今昨村路街道巷号楼隔壁旁边附近对面]`
	// name is a character that stands in the name of a road or an estate.
	name = `[^\P{Han}有在喺很好的嘅了人我你他每半夜晚今昨吵嘈臭排烧偷是系没冇投打和跟]`
)

var (
	// place words: a road, an estate, a village, a landmark, and what follows
	// them directly: the next road, the house.
	placeForm = regexp.MustCompile(`[\p{Han}0-9A-Za-z]{2,16}?` + landmark + `(?:` + name + `{0,6}?` + landmark + `|[东南西北中]?[0-9A-Za-z]{1,5}(?:号|栋|座|巷))*`)
	// vague places name no spot that an officer could go to.
	vaguePlace = regexp.MustCompile(`(?:我|我家|我们|我哋|你们|这|那|本|附近|旁边|旁|楼下|楼上|隔壁|对面|门口|个|条|边|整|成|全|城中|过|跳|起|的|嘅|在|喺|到)[河大菜]?` + landmark + `$|[^大一二三四]马路$`)
	// residence are the words before a place that tell whose it is, which is
	// nobody's business, and what is wanted.
	residence  = regexp.MustCompile(`^(?:我(?:要|想)?)?(?:投诉|举报|反映)(?:一下)?|^我(?:们|哋|家|屋企)?(?:就|是|系)?住(?:在|喺)?`)
	sourceForm = regexp.MustCompile(`(?:工地|餐厅|饭店|餐馆|食肆|酒楼|大排档|烧烤档|烧烤店|茶餐厅|酒吧|KTV|ktv|卡拉OK|工厂|厂房|印刷厂|家具厂|电镀厂|化工厂|塑料厂|五金厂|皮革厂|洗水厂|喷漆厂|养猪场|养殖场|猪场|鸡场|修车店|汽修店|干洗店|搅拌站|垃圾站|废品站|泥头车|广场舞|空调外机|冷却塔|水泵|变压器|基站|变电站|加油站|地铁施工|邻居|装修|物业|超市|健身房|学校喇叭|` + firm + `{2,8}(?:公司|厂))`)
	whenForm   = regexp.MustCompile(`(?:今晚|今早|今天|今日|昨晚|昨天|尋晚|寻晚|琴晚|前天|刚刚|刚才|头先|现在|而家|每晚|每日|每天|日日|晚晚|夜夜|天天|成日|半夜|凌晨|三更半夜|通宵|整晚|成晚|一直|长期|经常|最近|这几天|呢几日|上个?月|上周|上个?星期|周末|周六日|(?:逢|每|每个)?(?:星期|礼拜|周)[一二三四五六日天]|节假日|(?:早上|上午|中午|下午|晚上|夜晚|夜里|夜间)[0-9一二两三四五六七八九十]{1,3}(?:点|時|时)(?:钟|半)?(?:到|至|多)?|[0-9二三四五六七八九十][0-9一二三四五六七八九十]{0,2}(?:点|時|时)(?:钟|半)?(?:到|至|多)?|一点[钟半]|夜晚|晚上|夜里|夜间|中午|傍晚|清晨)`)
	// reportedWhen is the time at which it was reported before.
	reportedWhen = regexp.MustCompile(`(?:昨天|昨日|前天|今天|今日|上周|上个?月|上个?星期|前几天)我?(?:已经|就|又|都|先)?(?:有)?(?:投诉|反映|举报|打|报)(?:过|咗)`)
	timeGaps     = regexp.MustCompile(`(?:大概|大约|差不多|左右|开始|以后|之后|以前|之前|那时|都是|都会|每|的|嘅|都|到|至|和|同|是|系|在|喺|有|了|啊|呀|[，,、。.！!～~\-—\s0-9:：点分年月日号])*`)
	beforeForm   = regexp.MustCompile(`(?:(?:从来|从|还|都|也|之前|以前)*(?:没有?|冇|未曾?))?(?:投诉|反映|举报|打)(?:过|咗)[^，。！？\s]{0,12}|(?:之前|以前|上次|已经)[^，。！？\s]{0,4}(?:投诉|反映|举报)[^，。！？\s]{0,12}`)
	anonymous    = regexp.MustCompile(`匿名|唔想留名|不想留(?:名|电话|联系方式)|不留(?:名|电话|联系方式)|保密身份`)
	named        = regexp.MustCompile(`(?:不|唔|无需|没必要)(?:用|想|要|必|使|需要)?匿名`)
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
	where := spot(words)
	in := liesIn(words, where)
	return Report{
		What:      words,
		Where:     where,
		District:  in.District,
		Street:    in.Street,
		Source:    sourceForm.FindString(words),
		When:      strings.Join(slices.Compact(whenForm.FindAllString(reportedWhen.ReplaceAllString(words, ""), 3)), comma),
		Before:    beforeForm.FindString(words),
		Contact:   contact,
		Anonymous: contact == "" && anonymous.MatchString(named.ReplaceAllString(words, "")),
	}
}

// IsTime says that words are a time and nothing else.
func IsTime(words string) bool {
	return whenForm.MatchString(words) && timeGaps.ReplaceAllString(whenForm.ReplaceAllString(words, ""), "") == ""
}

// Contact returns the first phone number or mail address in a text, or "".
func Contact(words string) string { return contactForm.FindString(strings.Map(plainDigit, words)) }

// contactLead are the words that lead to a contact.
var contactLead = regexp.MustCompile(`(?:，?我的?|本人)?(?:联系|手机)?(?:电话|手机|座机|邮箱|邮件|号码)(?:号码?)?[是为系]?[:：\s]*(` + contactForm.String() + `)`)

// WithoutContact returns the words with every phone number and mail address
// taken out, and what leads to one.
func WithoutContact(words string) string {
	words = contactLead.ReplaceAllString(strings.Map(plainDigit, words), "$1")
	return strings.Trim(contactForm.ReplaceAllString(words, ""), " \t\r\n　，,")
}

// plainDigit makes a full-width digit plain.
func plainDigit(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

// liesIn finds where a spot lies that words tell: in the district that stands with
// it, before any that the words name besides.
func liesIn(words, where string) place.Place {
	all, ok := place.Find(words)
	own, _ := place.Find(where)
	if !ok || own.District != "" && own.District != all.District && strings.Contains(where, own.District+"区") {
		return own
	}
	return all
}

// spot returns the words that name a place an officer could go to, or "".
func spot(words string) string {
	for _, found := range placeForm.FindAllString(strings.ReplaceAll(words, "广场舞", ""), -1) {
		if found = residence.ReplaceAllString(found, ""); placeForm.MatchString(found) && !vaguePlace.MatchString(found) {
			return found
		}
	}
	return ""
}
