package eia

import (
	"regexp"
	"strconv"
)

// quantity is a number with its unit in base form, and where it stands.
type quantity struct {
	amount     float64
	unit       string
	start, end int
	how        string
}

var quantityForm = regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百千万几]+)(?:/[0-9]+)?\s*(万|亿|千|百|w|k)?\s*(?:多|几|来|余)?\s*(吨/小时|吨每小时|t/h|吨|t|千升|kl|升|头|只|羽|平方米|平方公里|平米|平方|平|㎡|m2|亩|公顷|公里|千米|km|米|张|床|辆|台|兆瓦|mw|千瓦|kw|千伏|kv|立方米|立方|方|m3|m³|蒸吨|孔|个|匹|条|户|枚|件|套|双|公斤|斤|千克|kg|兆帕|mpa|兆电子伏|mev)`)

// units brings what people write to the base unit and its factor.
var units = map[string]struct {
	base   string
	factor float64
}{
	"吨/小时": {steam, 1}, "吨每小时": {steam, 1}, "t/h": {steam, 1},
	"t": {"吨", 1}, "公斤": {"吨", .001}, "斤": {"吨", .0005}, "千克": {"吨", .001}, "kg": {"吨", .001},
	"kl": {"千升", 1}, "升": {"千升", .001}, "羽": {"只", 1}, "平米": {"平方米", 1}, "平方": {"平方米", 1}, "平": {"平方米", 1}, "㎡": {"平方米", 1}, "m2": {"平方米", 1},
	"平方公里": {"平方米", 1e6}, "千米": {"公里", 1}, "km": {"公里", 1}, "mw": {"兆瓦", 1}, "千瓦": {"兆瓦", .001}, "kw": {"兆瓦", .001},
	"kv": {"千伏", 1}, "mpa": {"兆帕", 1}, "mev": {"兆电子伏", 1}, "立方": {"立方米", 1}, "方": {"立方米", 1}, "m3": {"立方米", 1}, "m³": {"立方米", 1}, "床": {"张", 1},
}

var multiples = map[string]float64{"": 1, "万": 1e4, "w": 1e4, "亿": 1e8, "千": 1e3, "k": 1e3, "百": 100}

func quantitiesIn(text string) []quantity {
	var found []quantity
	for _, m := range quantityForm.FindAllStringSubmatchIndex(text, -1) {
		multiple := ""
		if m[4] >= 0 {
			multiple = text[m[4]:m[5]]
		}
		unit, factor := text[m[6]:m[7]], 1.0
		if u, ok := units[unit]; ok {
			unit, factor = u.base, u.factor
		}
		found = append(found, quantity{
			amount: number(text[m[2]:m[3]]) * multiples[multiple] * factor, unit: unit,
			start: m[0], end: m[1], how: text[m[0]:m[1]],
		})
	}
	return found
}

// conversions between base units of the same sort, as areas of land are told.
var conversions = map[[2]string]float64{
	{"兆瓦", "千瓦"}: 1000, {"兆瓦", steam}: 1 / .7, {"亩", "平方米"}: 2000. / 3, {"亩", "公顷"}: 1.0 / 15, {"公顷", "平方米"}: 1e4, {"平方米", "公顷"}: 1e-4, {"公顷", "亩"}: 15, {"平方米", "亩"}: 3. / 2000,
	{"立方米", "万立方米"}: 1e-4, {"平方米", "万平方米"}: 1e-4, {"米", "公里"}: .001, {"公里", "米"}: 1000, {"张", "张床"}: 1, {"张", "床"}: 1, {"升", "千升"}: .001,
}

// rounded takes out what binary fractions add: 700 kW are 0.7 MW and not a hair
// more, which on a threshold would be another level.
func rounded(amount float64) float64 {
	return decimal(strconv.FormatFloat(amount, 'g', 12, 64))
}

var figures = map[rune]float64{'零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '几': 9}

var places = map[rune]float64{'十': 10, '百': 100, '千': 1000}

// number reads 300, 2.5, 三百五十 or 一万五千; 几 is the most that it can be.
func number(s string) float64 {
	if s[0] < 0x80 {
		return decimal(s)
	}
	total, digit := 0.0, 0.0
	for _, r := range s {
		if r == '万' {
			total, digit = max(total+digit, 1)*1e4, 0
			continue
		}
		if place, ok := places[r]; ok {
			total, digit = total+max(digit, 1)*place, 0
			continue
		}
		digit = figures[r]
	}
	return total + digit
}

func decimal(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64) // the form matches figures only
	return n
}
