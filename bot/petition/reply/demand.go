package reply

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// demand is one thing that a citizen asks for, in the citizen's words. Want is
// nil where the tables have no name for it.
type demand struct {
	want  *want
	words string
}

// unanswered names every demand that the draft does not speak of.
func (b *Book) unanswered(d draft, a About) (findings []Finding) {
	if !traitsOf[a.Kind].demands {
		return nil
	}
	says := b.substance(d)
	for _, asked := range b.demands(a) {
		if !asked.answered(says) {
			findings = append(findings, blocks(Unanswered, "对方说“%s”，答复里没有讲到。请写明办了没有；办不了的，写明为什么、可以找谁。", clip(asked.words, 40)))
		}
	}
	return findings
}

// substance is what a draft says: without titles of laws, and without the
// sentences that only say again what was asked, or tell of rights.
func (b *Book) substance(d draft) string {
	var says []string
	for _, s := range d.sentences {
		if s = titles.ReplaceAllString(s, ""); !b.words.Echo.in(s) {
			says = append(says, s)
		}
	}
	return strings.Join(says, "\n")
}

// demands finds what the citizen asks for: one of each want, and every demand
// that has no name.
func (b *Book) demands(a About) (found []demand) {
	seen, open := map[string]bool{}, false
	for _, sentence := range cut(b.plain(a.Report.What), sentenceEnds) {
		var in []demand
		in, open = b.demandsIn(sentence, a.Kind == Question, open && item.MatchString(sentence))
		for _, d := range in {
			name := d.words
			if d.want != nil {
				name = d.want.Name
			}
			if !seen[name] {
				found = append(found, d)
			}
			seen[name] = true
		}
	}
	return found
}

// plain writes a text as the tables do; of two words the longer counts.
func (b *Book) plain(text string) string {
	pairs := make([]string, 0, 2*len(b.words.Signs))
	for _, from := range longestFirst(slices.Sorted(maps.Keys(b.words.Signs))) {
		pairs = append(pairs, from, b.words.Signs[from])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// demandsIn reads one sentence. A marker opens a demand, and what is wanted in
// the clauses behind it belongs to it, the items of a list too; other wants stand
// alone. It returns whether a demand is open at the end.
func (b *Book) demandsIn(sentence string, asking, open bool) (found []demand, still bool) {
	for _, clause := range cut(pause.ReplaceAllString(sentence, "$1，"), clauseEnds) {
		bare := clause
		if b.words.LookAlikes.any != nil {
			bare = b.words.LookAlikes.any.ReplaceAllString(clause, "·")
		}
		from := b.words.Markers.at(bare)
		if from < 0 && asking && b.words.Questions.in(bare) {
			from = 0
		}
		wants := b.wantsIn(bare, from, open)
		for _, w := range wants {
			found = append(found, demand{w, clause})
		}
		if from >= 0 && len(wants) == 0 && len(content(bare[from:])) > 0 {
			found = append(found, demand{nil, clause})
		}
		open = open || from >= 0
	}
	return found, open
}

// wantsIn finds the wants of a clause: behind its marker, else of one that was
// opened before, else those that stand alone.
func (b *Book) wantsIn(bare string, from int, open bool) (found []*want) {
	told := b.words.Told.in(bare)
	for i := range b.words.Wants {
		w := &b.words.Wants[i]
		switch {
		case from >= 0 && w.Asks.in(bare[from:]),
			from < 0 && !told && open && w.Asks.in(bare),
			from < 0 && !told && w.Alone.in(bare):
			found = append(found, w)
		}
	}
	return found
}

func (d demand) answered(says string) bool {
	if d.want != nil {
		return d.want.Answers.in(says)
	}
	for _, pair := range content(d.words) {
		if strings.Contains(says, pair) {
			return true
		}
	}
	return false
}

// item begins a sentence that is one of a list.
var item = regexp.MustCompile(`^(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）)、.．]|[①-⑩]|[-·•*])`)

// pause is the space that ends a clause of Chinese.
var pause = regexp.MustCompile(`(\p{Han})\s+`)

// empty are the characters that carry nothing of what a demand is about.
const empty = "的了我你他她它们您是在有和就都也能不会吧吗呢啊呀把被给让请要求希望想这那个些一点下上去来到可以谁什么怎么哪为何尽快早日应该必须麻烦帮忙建议佢哋啲嘅唔"

// content are the pairs of characters of a demand that say what it is about.
func content(words string) (pairs []string) {
	runes := []rune(words)
	for i := range len(runes) - 1 {
		if carries(runes[i]) && carries(runes[i+1]) {
			pairs = append(pairs, string(runes[i:i+2]))
		}
	}
	return pairs
}

func carries(r rune) bool {
	return unicode.Is(unicode.Han, r) && !strings.ContainsRune(empty, r)
}
