package eia

import (
	"regexp"
	"strconv"
	"strings"
)

// limit is one number that the wording makes decisive, as a comparison. shown is
// the number with its unit as it is printed.
type limit struct {
	op     string
	amount float64
	unit   string
	shown  string
}

const measure = `([0-9]+(?:\.[0-9]+)?(?:/[0-9]+)?)(万|亿)?(吨/小时|吨级|吨|头|亩|立方米|平方米|千升|件|只|千瓦|兆瓦|千伏|公里|张|兆帕|兆电子伏|%)?`

var (
	amountForm = regexp.MustCompile(measure)
	// sameAmount is what a bracket says of the number before it: the same in
	// another unit, or that the number itself does not count.
	sameAmount = regexp.MustCompile(`^(?:` + measure + `|(?:万|亿)?(?:吨|立方米)|不含)$`)
	behind     = regexp.MustCompile(`^(?:（[^）]*）|[^；，。以]){0,40}?(（不含）以上|及以上|及以下|以上|以下)`)
	before     = regexp.MustCompile(`(不高于|不超过(?:\p{Han}*的)?|不小于|大于)$`)
)

// operators are the directions in words. 以上 stands in this catalogue beside
// 及以下 for the same number, and 以下 beside 及以上.
var operators = map[string]string{
	"及以上": ">=", "不小于": ">=", "以上": ">", "（不含）以上": ">", "大于": ">",
	"及以下": "<=", "不高于": "<=", "不超过": "<=", "以下": "<",
}

// limitsIn finds the numbers that have a direction, in the order of the print.
// Numbers in a row (生猪10万头、肉牛1万头及以上) share the last one's direction.
func limitsIn(text string) []limit {
	var found []limit
	for _, m := range amountForm.FindAllStringSubmatchIndex(text, -1) {
		word := ""
		if w := before.FindStringSubmatch(text[:m[0]]); w != nil {
			word, _, _ = strings.Cut(w[1], "原")
		} else if w := behind.FindStringSubmatch(text[m[1]:]); w != nil {
			word = w[1]
		}
		if op, ok := operators[word]; ok {
			found = append(found, limit{op, printedNumber(text[m[2]:m[3]]) * printedMultiples[group(text, m, 2)], group(text, m, 3), text[m[0]:m[1]]})
		}
	}
	return found
}

var printedMultiples = map[string]float64{"": 1, "万": 1e4, "亿": 1e8}

func group(text string, m []int, n int) string {
	if m[2*n] < 0 {
		return ""
	}
	return text[m[2*n]:m[2*n+1]]
}

// printedNumber reads 0.7 and 1/4.
func printedNumber(s string) float64 {
	over, under, fraction := strings.Cut(s, "/")
	n, _ := strconv.ParseFloat(over, 64) // the form matches figures only
	if fraction {
		d, _ := strconv.ParseFloat(under, 64)
		n /= d
	}
	return n
}

// inUnit brings a limit to the unit in which a fact is asked.
func (l limit) inUnit(unit string) (limit, bool) {
	if l.unit == unit {
		return l, true
	}
	factor, ok := unitsAlike[[2]string{l.unit, unit}]
	return limit{l.op, l.amount * factor, unit, l.shown}, ok
}

// unitsAlike are the units that a fact may be asked in instead of the printed
// one: tonnage classes in tons, boilers in 蒸吨, a ton of steam an hour, for
// which the catalogue itself prints 0.7 MW (item 91).
var unitsAlike = map[[2]string]float64{
	{"吨级", "吨"}: 1, {"吨/小时", "蒸吨"}: 1, {"兆瓦", "蒸吨"}: 1 / .7, {"千瓦", "兆瓦"}: .001,
}
