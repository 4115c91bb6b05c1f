package officer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// asked is what a text or a click asks for.
type asked struct {
	name   string // the word of an act, or its verb
	caseNo string // "" when a click names none
	rest   string // behind the case number
	seen   int    // the version that the card showed
	anyway bool   // what is found in the words is to be overruled
}

func clicked(t *bot.Turn) bool { return t.Message.Event.Name == "template_card_event" }

// parse reads a command from a text (答复 SH-… 内容, 仍要答复 SH-… 理由：… 内容：…)
// or a button key (answer:SH-…:7). It is false when there is none.
func parse(t *bot.Turn) (asked, bool) {
	if clicked(t) {
		return pressed(t.Message.Event.Key)
	}
	m := command.FindStringSubmatch(t.Text)
	if m == nil {
		return asked{}, false
	}
	caseNo, named := petition.FindCaseNumber(m[3])
	return asked{name: m[2], caseNo: caseNo, rest: behindCase(m[3], caseNo), anyway: m[1] != ""}, named
}

// pressed reads a button key. Cards of before the version stood in it have none.
func pressed(key string) (asked, bool) {
	verb, rest, ok := strings.Cut(key, ":")
	number, version, _ := strings.Cut(rest, ":")
	caseNo, _ := petition.FindCaseNumber(number)
	seen, err := strconv.Atoi(version)
	if err != nil {
		seen = 0
	}
	return asked{name: verb, caseNo: caseNo, seen: seen}, ok
}

var command = regexp.MustCompile(`(?s)^\s*(` + despite + `)?\s*(` + strings.Join(words(), "|") + `)[:：\s]*(\S.*)$`)

// words are those of all acts, the longest first.
func words() []string {
	var all []string
	for _, a := range petition.Acts() {
		all = append(all, a.Word)
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

// listWord is what a text says that names no case.
func listWord(t *bot.Turn) string {
	if t.Message.Kind != bot.KindText {
		return ""
	}
	return strings.Trim(t.Text, gaps+"。！!？?")
}

// gaps are the signs that people put between the parts of a command.
const gaps = " \t\r\n　:：,，、;；"

// behindCase returns what was written behind the case number, however its
// signs were typed.
func behindCase(text, caseNo string) string {
	signs := strings.ReplaceAll(caseNo, "-", "")
	seen := 0
	for i, r := range text {
		if seen == len(signs) {
			return strings.TrimSpace(strings.TrimLeft(text[i:], gaps))
		}
		if strings.EqualFold(string(r), signs[seen:seen+1]) {
			seen++
		}
	}
	return ""
}

// cut parts the first word of a text from the rest.
func cut(text string) (first, rest string) {
	if i := strings.IndexAny(text, gaps); i >= 0 {
		return text[:i], strings.TrimSpace(strings.TrimLeft(text[i:], gaps))
	}
	return text, ""
}

// halves parts two statements: by the end of a line, a semicolon or a stroke.
func halves(text string) (first, second string) {
	if i := strings.IndexAny(text, "\n;；|｜"); i >= 0 {
		return strings.Trim(text[:i], gaps), strings.Trim(text[i:], gaps+"|｜")
	}
	return text, ""
}
