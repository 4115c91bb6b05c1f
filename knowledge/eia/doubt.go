package eia

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// longestDescription is how much of a description is heard, in characters; a
// longer one is asked for in short.
const longestDescription = 2000

// absurd is more of anything than a project has.
const absurd = 1e10

var minus = regexp.MustCompile(`(?:^|[^0-9a-zA-Z年月日至到~—-])[-－−](?:[0-9]+(?:\.[0-9]+)?)\s*(?:万|亿|千|百)?\s*(?:吨|头|只|平|亩|公里|米|张|台|立方|件)|负[0-9零一二两三四五六七八九十百千万]+(?:吨|头|只|平|亩|米|张|台|件)`)

// Doubt returns a question back where a simplified description cannot be meant as
// it stands: an amount below zero or beyond all measure, animals by weight, or
// far too long a text. It is empty for the others.
func (r *Rule) Doubt(text string) string {
	if n := utf8.RuneCountInString(text); n > longestDescription {
		return fmt.Sprintf("您写得很详细，有%d个字，我怕听错。请用三五句话说：做什么产品、有哪些工艺、规模多大、在哪里。", n)
	}
	if how := minus.FindString(text); how != "" {
		return "“" + strings.TrimLeft(how, "，。、 ") + "”是负数，我没看懂。请再说一次这个数量。"
	}
	for _, q := range quantitiesIn(text) {
		if q.amount >= absurd {
			return "“" + q.how + "”这个数量大得不寻常，是不是多打了几位？请再说一次。"
		}
	}
	return r.weighed(text)
}

// Doubted is the advice while a description cannot be meant as it stands: every
// level of the item is possible.
func (r *Rule) Doubted(question string) Advice {
	a := r.Advise(Facts{}, nil)
	a.Asks, a.Fact, a.Unit, a.Doubt = question, "", "", true
	return a
}

// animal is the unit of the facts that count animals.
const animal = "头"

// weighed asks for the number of animals that a text gives by weight.
func (r *Rule) weighed(text string) string {
	counts := slices.ContainsFunc(r.order, func(name string) bool { return r.Facts[name].Unit == animal })
	tons := slices.ContainsFunc(r.order, func(name string) bool { return r.Facts[name].Unit == "吨" })
	if !counts || tons {
		return ""
	}
	quantities := quantitiesIn(text)
	if slices.ContainsFunc(quantities, func(q quantity) bool { return q.unit == animal || q.unit == "只" }) {
		return ""
	}
	if i := slices.IndexFunc(quantities, func(q quantity) bool { return q.unit == "吨" }); i >= 0 {
		return "名录按头数、只数算养殖规模，“" + quantities[i].how + "”换不出来。请说一年出栏（或存栏）多少头、多少只。"
	}
	return ""
}
