package reply

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const article = `\s*第\s*[0-9零〇一二三四五六七八九十百千]+\s*条`

var (
	// cited is an article of something: 《…》第…条, or without the signs behind the
	// word that its title ends with. 第3条生产线 is none.
	cited = regexp.MustCompile(`》\s*(?:[（(][^）)]*[）)])?` + article + `|(?:法典|法|条例|办法|规定|名录|细则|规章|解释)` + article)
	// bygone tells that a law is named as what held at the time (法典 art. 1057).
	bygone = regexp.MustCompile(`当时|发生时|行为时|已废止|已经废止|原《|废止前|施行前`)
	// republic and edition are the parts of a title that are left out at will.
	republic = strings.NewReplacer("中华人民共和国", "", " ", "", "　", "")
	edition  = regexp.MustCompile(`[（(][^）)]*[）)]`)
	titles   = regexp.MustCompile(`《([^》]+)》`)
)

// invokes is what stands behind the title of a law that is named without 《》.
const invokes = article + `|(?:的|之)?(?:有关|相关)?规定`

func (*Book) basis(d draft, a About) []Finding {
	if cited.MatchString(d.text) {
		return nil
	}
	switch traitsOf[a.Kind].basis {
	case surely:
		return []Finding{blocks(NoBasis, "没有写依据。请写明是哪部法、第几条，比如《生态环境法典》第146条。")}
	case better:
		return []Finding{warns(NoBasis, "没有写依据。有法可依的，最好写明是哪部法、第几条。")}
	}
	return nil
}

func (*Book) repealed(d draft, a About) (findings []Finding) {
	for _, law := range a.Repealed {
		named := slices.ContainsFunc(d.sentences, func(s string) bool {
			return !bygone.MatchString(s) && law.namedIn(s, a.Repealed)
		})
		if named {
			findings = append(findings, blocks(Repealed, "《%s》%s起已经废止，不能再引，请改引《%s》的条文。违法行为发生在那以前、要用当时的法的，写明“当时有效”。",
				plainTitle(law.Title), law.Since.Chinese(), plainTitle(law.Successor)))
		}
	}
	return findings
}

// namedIn says that a sentence cites the law. A title within another's is not
// cited by it.
func (l Law) namedIn(sentence string, all []Law) bool {
	for _, m := range titles.FindAllStringSubmatch(sentence, -1) {
		if slices.Contains(l.names(), plainTitle(m[1])) {
			return true
		}
	}
	bare := republic.Replace(titles.ReplaceAllString(sentence, ""))
	for _, name := range namesOf(all) {
		found := regexp.MustCompile(regexp.QuoteMeta(name) + `(?:` + invokes + `)`)
		if found.MatchString(bare) && slices.Contains(l.names(), name) {
			return true
		}
		bare = found.ReplaceAllString(bare, "")
	}
	return false
}

// names are the title and the short names, without what is left out at will.
func (l Law) names() []string { return append([]string{plainTitle(l.Title)}, l.Short...) }

// namesOf are the names of all laws, the longest first.
func namesOf(laws []Law) (names []string) {
	for _, l := range laws {
		names = append(names, l.names()...)
	}
	return longestFirst(names)
}

func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int {
		return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a))
	})
	return words
}

func plainTitle(title string) string { return edition.ReplaceAllString(republic.Replace(title), "") }
