package reply

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"suihuan/bot/petition"
)

// Code names what is wrong with a draft.
type Code string

// The codes.
const (
	Empty      Code = "empty"      // there is no word in it
	Long       Code = "long"       // more than one message
	Blank      Code = "blank"      // a blank has not been filled
	Personal   Code = "personal"   // reaches or names the reporter or somebody else
	Person     Code = "person"     // may reach or name somebody
	Accusation Code = "accusation" // what was told against an official
	Unanswered Code = "unanswered" // a demand is not spoken of
	Lacks      Code = "lacks"      // what this kind must say is not said
	NoBasis    Code = "no-basis"   // no article is cited
	Repealed   Code = "repealed"   // a law is cited that no longer applies
	NoReview   Code = "no-review"  // the right to a review is not told
	ReviewTo   Code = "review-to"  // of whom it is asked is not told
	ReviewDay  Code = "review-day" // until when is not told, or wrongly
	SixtyDays  Code = "sixty-days" // 60 days are promised that the law does not give
	Hollow     Code = "hollow"     // words that say nothing
	UnsureDay  Code = "unsure-day" // a day is named that depends on a receipt nobody knows yet
)

// Finding is one thing that is wrong with a draft, in words for the officer. What
// blocks keeps the draft from leaving. The words show nothing personal whole.
type Finding struct {
	Code   Code
	Words  string
	Blocks bool
}

func blocks(code Code, format string, args ...any) Finding {
	return Finding{Code: code, Words: fmt.Sprintf(format, args...), Blocks: true}
}

func warns(code Code, format string, args ...any) Finding {
	return Finding{Code: code, Words: fmt.Sprintf(format, args...)}
}

// longest is how many bytes one message of the account may have.
const longest = 2048

// draft is what an officer wrote.
type draft struct {
	text      string
	sentences []string
}

// checks are the readings of a draft, in the order of their findings.
func checks() []func(*Book, draft, About) []Finding {
	return []func(*Book, draft, About) []Finding{
		(*Book).length,
		(*Book).blanks,
		(*Book).personal,
		(*Book).accusation,
		(*Book).unanswered,
		(*Book).lacks,
		(*Book).basis,
		(*Book).repealed,
		(*Book).review,
		(*Book).sixty,
		(*Book).hollow,
	}
}

// Lint reads a draft and returns what is wrong with it, nothing when it may leave
// as it is.
func (b *Book) Lint(text string, a About) (findings []Finding) {
	text = strings.TrimSpace(strings.ReplaceAll(petition.Plain(text), "　", " "))
	if text == "" {
		return []Finding{blocks(Empty, "答复是空的，请写内容。")}
	}
	d := draft{text: text, sentences: cut(text, sentenceEnds)}
	for _, check := range checks() {
		findings = append(findings, check(b, d, a)...)
	}
	return findings
}

// Where sentences and clauses end.
const (
	sentenceEnds = "。！？!?\n；;"
	clauseEnds   = sentenceEnds + "，,：:、…"
)

// cut returns the parts of a text between any of the signs.
func cut(text, signs string) (parts []string) {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(signs, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// length measures what the citizen gets: the answer within its notice.
func (*Book) length(d draft, a About) []Finding {
	told := petition.Petition{Case: a.Case, Answer: d.text}
	over := len(told.Notice(petition.Event{Type: petition.EventAnswered})) - longest
	if over <= 0 {
		return nil
	}
	return []Finding{blocks(Long, "太长了，一条消息放不下（最多%d字节，汉字每个3字节）。请删去大约%d个字。", longest, (over+2)/3)}
}

func (*Book) blanks(d draft, _ About) (findings []Finding) {
	for _, form := range []string{blank.FindString(d.text), field.FindString(d.text)} {
		if form != "" {
			findings = append(findings, blocks(Blank, "还有没填的地方：%s。请填好；用不上的，把整句删掉。", clip(form, 40)))
		}
	}
	return findings
}

func (b *Book) lacks(d draft, a About) (findings []Finding) {
	for _, n := range b.words.Needs[a.Kind] {
		if !n.Says.in(d.text) {
			findings = append(findings, blocks(Lacks, "没有写%s。", n.Name))
		}
	}
	return findings
}

func (b *Book) accusation(d draft, _ About) []Finding {
	if !b.words.Accusation.in(d.text) {
		return nil
	}
	return []Finding{blocks(Accusation, "写到了检举工作人员的内容。这些内容不能写进答复，也不能让被检举的人知道（信访工作条例第30条），请删去，线索交纪检监察机关。")}
}

func (b *Book) sixty(d draft, a About) []Finding {
	if traitsOf[a.Kind].sixty {
		return nil
	}
	for _, s := range d.sentences {
		if b.words.Sixty.in(s) && !b.words.SixtyNot.in(s) {
			return []Finding{blocks(SixtyDays, "不能许诺60日办结：60日只适用于信访工作条例第31条第六项的申诉求决。请删去“%s”里的天数。", clip(s, 30))}
		}
	}
	return nil
}

func (b *Book) hollow(d draft, _ About) (findings []Finding) {
	if b.words.Hollow.any == nil {
		return nil
	}
	said := map[string]bool{}
	for _, phrase := range b.words.Hollow.any.FindAllString(d.text, -1) {
		if !said[phrase] {
			findings = append(findings, warns(Hollow, "“%s”没有告诉对方任何事。请换成谁、哪一天、做了什么。", phrase))
		}
		said[phrase] = true
	}
	return findings
}

// clip cuts a text to at most n signs, and masks what could name a person.
func clip(text string, n int) string {
	text = petition.Nameless(text)
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}
