package knowledge

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// AskAll answers a text that may hold two questions: one answer, or two in their
// order. last is the entry that answered before, or empty.
func (b *Base) AskAll(text, last string, today time.Time) []Answer {
	b = b.on(today)
	whole := b.AskAfter(text, last, today)
	parts := questionsIn(text)
	if len(parts) != 2 || whole.Kind == KindFlow && told[whole.Flow] == "" {
		return []Answer{whole}
	}
	first := b.toldAs(b.AskAfter(parts[0], last, today), today)
	second := b.toldAs(b.AskAfter(parts[1], first.Entry, today), today)
	if !speaks(first) || !speaks(second) || first.Entry == second.Entry || !b.bothMeant(whole, first, second) {
		return []Answer{whole}
	}
	return []Answer{first, second}
}

// AskCalmly answers like AskAll what its writer has said to be no danger.
func (b *Base) AskCalmly(text, last string, today time.Time) []Answer {
	calm := *b
	calm.calm = true
	return calm.AskAll(text, last, today)
}

// told are the entries that say in words what a flow does, for a text that asks
// something else besides.
var told = map[string]string{"human": "service-human", "status": "petition-status"}

func (b *Base) toldAs(a Answer, today time.Time) Answer {
	if id := told[a.Flow]; id != "" {
		return b.complete(b.answer(id, a.Score, today))
	}
	return a
}

// speaks says that a part of a text is a question of its own.
func speaks(a Answer) bool {
	return a.Kind == KindAnswer && a.Score >= sureOfPart
}

// sureOfPart is the probability from which a part of a text is answered by
// itself.
const sureOfPart = .5

// bothMeant says that the whole text is about both answers: it finds neither
// alone, or one of them.
func (b *Base) bothMeant(whole, first, second Answer) bool {
	return whole.Kind != KindAnswer || slices.Contains([]string{first.Entry, second.Entry}, whole.Entry)
}

var (
	// breaks are the signs between questions, and the words that begin another.
	breaks = regexp.MustCompile(`[?？;；。!！\n]+|[,，](?:还有|另外|顺便|再问|同埋|仲有)?|(?:还有就是|另外|顺便问[下一]*)`)
	// askForm marks a question.
	askForm = regexp.MustCompile(`什么|怎么|怎样|如何|谁|哪|几[个条项号时天耐]|多久|多长|多少|是不是|有没有|能不能|可不可以|要不要|会不会|行不行|算不算|吗|呢|么$|点样|点解|边[个度]|几时|几耐|几多|系咪|有冇|可唔可以|使唔使|乜|咩|又归|又找|有效|第[0-9一二三四五六七八九十]{1,3}项`)
)

// shortestQuestion is the length of a part that can be a question, in
// characters.
const shortestQuestion = 3

// questionsIn cuts a text into its questions; what is no question goes with the
// next one, or at the end with the last.
func questionsIn(text string) []string {
	var parts []string
	story := ""
	for _, piece := range breaks.Split(text, -1) {
		piece = strings.TrimSpace(piece)
		if piece == "" {
			continue
		}
		story += piece
		if askForm.MatchString(piece) && utf8.RuneCountInString(piece) >= shortestQuestion {
			parts = append(parts, story)
			story = ""
			continue
		}
		story += "，"
	}
	return parts
}
