package knowledge

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"suihuan/knowledge/text"
)

// Coverage is how many ways of asking a document has. Ways counts its phrases
// by the kinds of WayNames; a phrase can be of several kinds. Wants says what is
// thin.
type Coverage struct {
	ID, Kind            string
	Phrases, Not, Tests int
	Ways                []int
	Wants               []string
}

// way is a kind of phrasing, told from the words alone. Typing errors cannot be
// told so.
type way struct {
	name string
	is   func(n *text.Normaliser, phrase string) bool
}

// longPhrase is the length in characters from which a phrase is a story.
const longPhrase = 30

var (
	spokenForm = regexp.MustCompile(`[吗呢啊呀吧嘛啦哦么啥咋]|怎|什么|哪|谁|多少|几|我|你|能不能|有没有|是不是|要不要|会不会|可不可以|为什么|想|还|搞|弄`)
	numberForm = regexp.MustCompile(`[0-9０-９]|第[一二三四五六七八九十百]+|[一二三四五六七八九十]+[项条个]`)

	ways = []way{
		{"formal", func(n *text.Normaliser, p string) bool { return plain(n, p) && !spokenForm.MatchString(p) }},
		{"spoken", func(n *text.Normaliser, p string) bool { return plain(n, p) && spokenForm.MatchString(p) }},
		{"cantonese", (*text.Normaliser).HasCantonese},
		{"traditional", (*text.Normaliser).HasTraditional},
		{"pinyin", func(_ *text.Normaliser, p string) bool { return text.IsLatin(p) }},
		{"keyword", func(_ *text.Normaliser, p string) bool { return isKeywords(p) }},
		{"long", func(_ *text.Normaliser, p string) bool { return utf8.RuneCountInString(p) >= longPhrase }},
		{"number", func(_ *text.Normaliser, p string) bool { return numberForm.MatchString(p) }},
	}
)

// plain is Mandarin in simplified characters, in a sentence or part of one.
func plain(n *text.Normaliser, p string) bool {
	return !n.HasCantonese(p) && !n.HasTraditional(p) && !text.IsLatin(p) && !isKeywords(p)
}

// isKeywords says that words stand in a row, as people type for a search engine.
func isKeywords(p string) bool {
	return len(strings.Fields(p)) > 1 && !text.IsLatin(p) && !strings.ContainsFunc(p, unicode.IsPunct)
}

// WayNames are the kinds of phrasing that Coverage counts.
func WayNames() []string {
	names := make([]string, len(ways))
	for i, w := range ways {
		names[i] = w.name
	}
	return names
}

// Phrases below which a document that many ask for is thin, by its kind. The
// others are thin below what the check demands.
var enough = map[string]int{"task": 30, "remit": 30, "petition": 30, kindFlow: 80}

// kindFlow is the kind of flows among the documents.
const kindFlow = "flow"

// Coverage measures every entry and flow, the thinnest first.
func (b *Base) Coverage() []Coverage {
	var all []Coverage
	for _, e := range b.content.Entries {
		c := b.coverage(e.ID, e.Kind, e.Phrases, e.Not)
		c.Tests = len(e.Tests)
		if c.Tests == 0 && !slices.Contains(untested, e.Kind) {
			c.Wants = append(c.Wants, "tests")
		}
		all = append(all, c)
	}
	for _, f := range b.content.Flows {
		all = append(all, b.coverage(flowPrefix+f.ID, kindFlow, f.Phrases, f.Not))
	}
	slices.SortStableFunc(all, func(a, b Coverage) int {
		return cmp.Or(cmp.Compare(len(b.Wants), len(a.Wants)), cmp.Compare(a.Phrases, b.Phrases), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func (b *Base) coverage(id, kind string, phrases, not []string) Coverage {
	c := Coverage{ID: id, Kind: kind, Phrases: len(phrases), Not: len(not), Ways: make([]int, len(ways))}
	if most := enough[kind]; len(phrases) < most {
		c.Wants = append(c.Wants, fmt.Sprintf("%d phrases more", most-len(phrases)))
	}
	for i, w := range ways {
		for _, p := range phrases {
			if w.is(b.analyser.Normaliser, p) {
				c.Ways[i]++
			}
		}
		if c.Ways[i] == 0 {
			c.Wants = append(c.Wants, w.name)
		}
	}
	if len(not) == 0 {
		c.Wants = append(c.Wants, "not")
	}
	return c
}
