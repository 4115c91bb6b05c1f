package eia

import (
	"regexp"
	"strings"
)

// Area is the fact of the sensitive areas of an item's own column.
const Area = "敏感区"

var (
	farFromNature = regexp.MustCompile(`(?:保护区|敏感区|红线|湿地|流失区)[^，。；,;]{0,12}(?:不沾|不涉及|不在|唔掂|唔沾|唔喺|没有|都冇)|(?:不|没|无|冇|唔|未|非)[^，。；,;0-9]{0,8}(?:保护区|敏感区|红线)`)
	farFromPeople = regexp.MustCompile(`(?:没有?|无|冇)(?:任何|什么)?(?:居民|住宅|人住|住户|学校|医院|村庄)`)
)

// inNature marks that a project is in an area, with its name.
var inNature = regexp.MustCompile(`(?:位于|穿越|穿过|占用|处于|在|喺)[^，。；,;不外旁边离]{0,10}(水源|自然|风景名胜|红线|湿地)[^，。；,;不外旁边离]{0,8}(?:内|里|入面|范围)`)

// clear reads that a project is in an area that its item names, in none or
// outside of it, or, where only people make it one, that nobody lives there.
func (f Fact) clear(name, text string) (Value, bool) {
	if name != Area {
		return Value{}, false
	}
	text, how := f.outside(text)
	if in := inNature.FindStringSubmatchIndex(text); in != nil && !negated(text[:in[0]]) {
		return Value{Yes: true, How: text[in[0]:in[1]]}, strings.Contains(f.Ask, text[in[2]:in[3]])
	}
	if v, told := f.flag(text); how != "" && told && v.Yes {
		return v, true
	}
	if how == "" {
		how = farFromNature.FindString(text)
	}
	if how == "" && !strings.Contains(f.Ask, "保护区") {
		how = farFromPeople.FindString(text)
	}
	return Value{How: how}, how != ""
}

// outsideOf are the words before and behind an area of who lies outside of it.
var outsideOf = [][2]string{
	{"", "外"}, {"", "以外"}, {"", "之外"}, {"", "范围外"}, {"", "范围以外"}, {"", "范围之外"},
	{"离", ""}, {"距", ""}, {"避开", ""}, {"避让", ""}, {"远离", ""},
}

// outside takes out of a text the areas that a project is said to lie outside
// of, with the last such saying.
func (f Fact) outside(text string) (rest, how string) {
	leave := func(said string) {
		if strings.Contains(text, said) {
			how, text = said, strings.ReplaceAll(text, said, "，")
		}
	}
	for _, area := range f.Yes {
		for _, w := range outsideOf {
			leave(w[0] + area + w[1])
		}
	}
	for _, said := range f.No {
		leave(said)
	}
	return text, how
}
