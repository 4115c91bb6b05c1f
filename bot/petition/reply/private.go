package reply

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suihuan/bot/petition"
	"suihuan/bot/petition/place"
)

var (
	// harmless are amounts and days, which are no numbers of a person.
	harmless = regexp.MustCompile(`(?:^|[^0-9])(?:[0-9]{1,10}(?:[,.][0-9]+)*(?:[-—~至到][0-9]+(?:\.[0-9]+)?)?(?:元|万|亿|吨|千克|公斤|克|毫克|微克|立方|平方|米|分贝|株|户|人次)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})`)
	mobile   = regexp.MustCompile(`^(?:86)?1[3-9][0-9]{9}$`)
	idCard   = regexp.MustCompile(`^[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx]$`)
	// named leads to a person in a draft.
	named = regexp.MustCompile(`(?:举报人|投诉人|反映人|信访人|申诉人)(?:姓名)?(?:[:：]\s*|叫)(\p{Han}{2,4})`)
	// addressed is a family name before what people are called.
	addressed = regexp.MustCompile(`(\p{Han})(?:先生|女士|小姐|太太|某某?|阿姨|大爷|师傅)`)
	// called are people that a reporter names by what they are.
	called = regexp.MustCompile(`(?:老板娘?|负责人|经理|店主|房东|法人|厂长|业主|邻居|司机|保安|老公|老婆|儿子|女儿)(?:的?名字|名)?(?:叫做?|姓|是)(\p{Han}{1,4})`)
	// dwelling tells where a reporter lives, room the part of it that only one has.
	dwelling = regexp.MustCompile(`(?:我(?:们|哋)?家|我(?:们|哋)?住|家住|屋企|本人住|住在)[^，。；！？\s]{2,40}`)
	room     = regexp.MustCompile(`[0-9A-Za-z]{1,4}(?:栋|幢|座|单元|号楼)[0-9A-Za-z]{1,4}(?:房|室)?|[0-9]{3,4}(?:房|室)`)
)

// personal looks for what reaches or names the reporter or somebody else.
func (b *Book) personal(d draft, a About) (findings []Finding) {
	add := func(sure bool, what, shown string) {
		f := blocks(Person, "“%s”像是%s。是单位公开的，请写明理由再发；是个人的，请删去。", hint(shown), what)
		if sure {
			f = blocks(Personal, "“%s”是%s，属于个人信息，不能写进答复，请删去。", hint(shown), what)
		}
		if !slices.Contains(findings, f) {
			findings = append(findings, f)
		}
	}
	words := petition.WithoutCaseNumbers(d.text)
	own := digits(petition.Plain(a.Report.What + " " + a.Report.Contact))
	for _, number := range petition.Numbers(harmless.ReplaceAllString(words, "·")) {
		if !public(number, a.Public) {
			add(reaches(number) || strings.Contains(own, digits(number)), "电话、证件号或者邮箱", number)
		}
	}
	for _, code := range petition.Names(words) {
		if strings.ContainsFunc(code, ascii) && !slices.ContainsFunc(a.Public, func(k string) bool { return strings.EqualFold(k, code) }) {
			add(true, "车牌、账号或者门牌", code)
		}
	}
	for _, name := range b.toldNames(a.Report) {
		if strings.Contains(d.text, name) {
			add(true, "对方说出的姓名或者联系方式", name)
		}
	}
	for _, at := range room.FindAllString(strings.Join(dwelling.FindAllString(petition.Plain(a.Report.What), -1), " "), -1) {
		if strings.Contains(d.text, at) {
			add(true, "对方的住址", at)
		}
	}
	for _, name := range b.namesIn(d.text) {
		add(false, "一个人的姓名", name)
	}
	return findings
}

// reaches says that a number is surely a person's: a mobile number, an identity
// number, a mail address, a number spelt out. Measured values in a row are not:
// their signs differ.
func reaches(number string) bool {
	signs := map[rune]bool{}
	for _, r := range number {
		if !unicode.IsDigit(r) && r != '+' && r != 'X' && r != 'x' {
			signs[r] = true
		}
	}
	plain := digits(number)
	return strings.Contains(number, "@") || plain == "" ||
		len(signs) <= 1 && (mobile.MatchString(plain) || idCard.MatchString(plain))
}

// public says that a number or a mail address is an office's.
func public(found string, known []string) bool {
	if strings.Contains(found, "@") {
		return strings.HasSuffix(strings.ToLower(found), ".gov.cn") || slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, found) })
	}
	part := digits(found)
	return part != "" && slices.ContainsFunc(known, func(k string) bool { return strings.HasSuffix(digits(k), part) })
}

// toldNames are the names that a reporter told, and the words of the contact.
func (b *Book) toldNames(r petition.Report) (names []string) {
	words := petition.Names(petition.Plain(r.What + "\n" + r.Contact))
	for _, m := range called.FindAllStringSubmatch(r.What, -1) {
		words = append(words, m[1])
	}
	words = append(words, strings.FieldsFunc(petition.Plain(r.Contact), func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' && c != '-'
	})...)
	for _, w := range words {
		names = append(names, b.readings(w)...)
	}
	return names
}

// readings are what a word that was read as a name can be: too much may have been
// read with it, so its beginnings too; a family name alone is one with a title.
func (b *Book) readings(word string) (names []string) {
	runes := []rune(word)
	switch {
	case len(runes) == 0 || !unicode.Is(unicode.Han, runes[0]):
		if len(runes) >= 5 && strings.ContainsFunc(word, unicode.IsLetter) {
			names = append(names, word)
		}
		return names
	case !strings.ContainsRune(b.words.Surnames, runes[0]):
		return nil
	case len(runes) == 1:
		for _, title := range []string{"先生", "女士", "小姐", "太太", "某", "老板", "经理", "师傅"} {
			names = append(names, word+title)
		}
		return names
	}
	for n := 2; n <= len(runes); n++ {
		if name := string(runes[:n]); !district(name) {
			names = append(names, name)
		}
	}
	return names
}

func district(name string) bool {
	return slices.ContainsFunc(place.Districts(), func(d string) bool {
		return strings.HasPrefix(d, name) || strings.HasPrefix(name, d)
	})
}

// namesIn are the people that a draft seems to name.
func (b *Book) namesIn(text string) (names []string) {
	for _, form := range []*regexp.Regexp{named, addressed} {
		for _, m := range form.FindAllStringSubmatch(text, -1) {
			if first, _ := utf8.DecodeRuneInString(m[1]); strings.ContainsRune(b.words.Surnames, first) {
				names = append(names, m[1])
			}
		}
	}
	return names
}

// hint shows the first sign of what must not be shown.
func hint(text string) string {
	_, n := utf8.DecodeRuneInString(text)
	return text[:n] + petition.Masked
}

func ascii(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			return r
		}
		return -1
	}, text)
}
