package knowledge

import (
	"regexp"
	"unicode"

	"suihuan/knowledge/search"
)

// assent answers what was said before and asks nothing.
var assent = regexp.MustCompile(`^(?:好+[的吧啊呀啦]?|[嗯恩哦噢啊]+|行|可以|收到|知道了?|明白了?|了解了?|清楚了?|ok|okay|yes|no|是的?|对的?|不是|没有?|没事了?|不用了?|算了|再见|拜拜|测试|test)$`)

// IsQuestion says that a text can be a question that somebody wants answered:
// there is more to it than a greeting, thanks, assent, stickers, figures or a
// slip on the keyboard.
func (b *Base) IsQuestion(words string) bool {
	terms := b.analyser.Analyse(stickers.ReplaceAllString(words, ""))
	if assent.MatchString(terms.Norm) {
		return false
	}
	different := map[rune]bool{}
	for _, r := range terms.Norm {
		if unicode.Is(unicode.Han, r) {
			different[r] = true
		}
	}
	pinyin := terms.Latin && len(terms.Sounds) > 0
	return len(different) > 1 || pinyin || isEnglish(asked{terms: terms})
}

// Groups sorts questions into groups of those that ask the same, as
// search.Groups does.
func (b *Base) Groups(questions []string) [][]int { return search.Groups(b.analyser, questions) }
