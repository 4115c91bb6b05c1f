package petition

import (
	"regexp"
	"strings"
)

// Around the name of an office: words that only call on it or tell of another
// authority, and words that only tell where something is.
var (
	calledOn = regexp.MustCompile(`(?:向|跟|同|找|给|去|由|请|叫|让|希望|建议|要求|转|联系|[问打]过?|投诉[过到给]|反映[过到给]|告诉|麻烦|公安|交警|税务|城管|水务|消防|规划|自然资源|市场监管|工商|(?:公安|税务|城管|水务|消防|资源|监管)局)(?:了|咗)?(?:广州市?)?(?:市?(?:生态环境|环境保护|环保)局)?$`)
	beside   = regexp.MustCompile(`^(?:的|嘅)?(?:斜?对面|隔壁|附近|旁|门口|后面|前面|楼下|周边|一带)`)
)

// offices are the names of a unit: its own, and for a branch those of the
// district's office of the environment and of its teams.
func (u Unit) offices() *regexp.Regexp {
	district, branch := strings.CutSuffix(u.Name, "分局")
	if !branch {
		return regexp.MustCompile(regexp.QuoteMeta(u.Name))
	}
	return regexp.MustCompile(regexp.QuoteMeta(district) + `区?(?:市?(?:生态环境|环境保护|环保))?(?:分局|局|(?:环境)?(?:综合)?(?:监察|监测|执法|监理)(?:大队|中队|支队|站|所|队))`)
}

// Concerns says that a report is about a unit itself: its words name the unit or
// its office, and not merely where something is or whom to call on.
func (r Report) Concerns(u Unit) bool {
	if u.Name == "" {
		return false
	}
	offices := u.offices()
	for _, words := range []string{r.Source, r.Where, r.What} {
		words = fold(words)
		for _, at := range offices.FindAllStringIndex(words, -1) {
			if !calledOn.MatchString(words[:at[0]]) && !beside.MatchString(words[at[1]:]) {
				return true
			}
		}
	}
	return false
}
