package petition

import (
	"regexp"
	"strings"
	"unicode"
)

// longestQuestion is how much of a question is kept, in characters.
const longestQuestion = 120

// spoken are the characters of a name: Han, but for words that follow one in a
// sentence.
const spoken = `[^\P{Han}想问要的在有住我你他她请是什么怎哪谁啥不没叫]`

// naming are the words and signs that name a person or lead to one. A group
// stays; what follows it is masked.
var naming = []*regexp.Regexp{
	regexp.MustCompile(`()https?://[!-~]+`),
	regexp.MustCompile(`()[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使][A-Za-z][ ·•.\-]?[0-9A-Za-z]{4,6}[挂学警港澳]?`), // plate
	regexp.MustCompile(`(?i)((?:微信|薇信|威信|weixin|wechat|\b[wv]x|\bv信|qq|扣扣|加我|账号|帐号)(?:号|id)?[是为:：\s]*)[0-9a-z_-]{4,}`),
	regexp.MustCompile(`()[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4}`), // 3-2-501
	regexp.MustCompile(`((?:[我他她名]|本人)叫|名字(?:叫|是|为)?[:：\s]*|姓名(?:是|为)?[:：\s]*|联系人(?:是|为)?[:：\s]*|免贵姓|(?:^|[^百同])姓|(?i:my name is) )(?:` + spoken + `{1,4}|[A-Za-z]{2,20})`),
}

var (
	// titled is a family name before its title.
	titled = regexp.MustCompile(`\p{Han}(先生|女士|小姐|太太)`)
	// houses are numbers of houses, stairs, floors and rooms. 12月4号 is a day,
	// 5号线 a line and 16号令 a decree.
	houses = regexp.MustCompile(`(月)?(?:(?:[0-9]{1,5}[A-Za-z]?|[A-Za-z][0-9]{0,4}|[一二三四五六七八九十百零〇]{1,5})(?:号楼|号院|号|栋|幢|座|单元|室|房|楼|层|户|梯)[-—之]?)+(?:[0-9A-Za-z]{2,5}(?:室|房)?)?(线|令|文|公告)?`)
	// codes mix letters and figures: case numbers, receipts, accounts.
	codes = regexp.MustCompile(`[0-9A-Za-z_]+(?:-[0-9A-Za-z_]+)*`)
)

// Nameless makes a question fit to be kept apart from whoever asked it: phone,
// id and other long numbers, mail, plates, accounts, codes, house and room
// numbers and told names are masked, and no more than 120 characters are kept.
func Nameless(question string) string {
	text := MaskNumbers(Plain(naming[0].ReplaceAllString(question, Masked)))
	for _, form := range naming {
		text = form.ReplaceAllString(text, "${1}"+Masked)
	}
	text = codes.ReplaceAllStringFunc(text, maskCode)
	text = houses.ReplaceAllStringFunc(text, maskHouse)
	text = titled.ReplaceAllString(text, Masked+"${1}")
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestQuestion {
		text = string(runes[:longestQuestion])
	}
	return text
}

// Names returns the plates, accounts and told names that Nameless masks, without
// the words that lead to them, and family names with their titles. The text must
// be Plain.
func Names(text string) (found []string) {
	for _, form := range naming[1:] {
		for _, m := range form.FindAllStringSubmatchIndex(text, -1) {
			found = append(found, text[m[3]:m[1]])
		}
	}
	return append(found, titled.FindAllString(text, -1)...)
}

// shortestCode is the length from which letters and figures are a code.
const shortestCode = 6

func maskCode(word string) string {
	figures := len(strings.Map(onlyFigures, word))
	letters := strings.ContainsFunc(word, unicode.IsLetter)
	if len(word) >= shortestCode && letters && figures >= 2 {
		return Masked
	}
	return word
}

func onlyFigures(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

func maskHouse(found string) string {
	if m := houses.FindStringSubmatch(found); m != nil && (m[1] != "" || m[2] != "") {
		return found
	}
	return Masked
}
