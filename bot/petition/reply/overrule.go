package reply

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// firm are the codes that no reason overrules: the law forbids it, or what would
// be sent is not finished or does not arrive whole. All of them can be mended by
// writing other words.
var firm = map[Code]bool{Empty: true, Long: true, Blank: true, Personal: true, Accusation: true}

// shortestReason is how many letters a reason has at least.
const shortestReason = 4

// MayOverrule says that a finding may be overruled with a reason.
func (f Finding) MayOverrule() bool { return !firm[f.Code] }

// Overrule sorts what blocks: what a reason overrules, to be recorded with it, and
// what keeps the draft from leaving all the same. Without a reason everything
// that blocks still does.
func Overrule(findings []Finding, reason string) (overruled []Code, still []Finding) {
	given := utf8.RuneCountInString(strings.Map(onlyLetters, reason)) >= shortestReason
	for _, f := range findings {
		switch {
		case !f.Blocks:
		case given && f.MayOverrule():
			overruled = append(overruled, f.Code)
		default:
			still = append(still, f)
		}
	}
	return overruled, still
}

func onlyLetters(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}
