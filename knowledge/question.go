package knowledge

import (
	"regexp"
	"unicode"
)

// assent answers what was said before and asks nothing.
var assent = regexp.MustCompile(`^(?:好+[的吧啊呀啦]?|[嗯恩哦噢啊]+|行|可以|收到|知道了?|明白了?|了解了?|清楚了?|ok|okay|yes|no|是的?|对的?|不是|没有?|没事了?|不用了?|算了|再见|拜拜|测试|test)$`)

// latinWords are words of a language that is spelled.
var latinWords = regexp.MustCompile(`[A-Za-z]{2,}`)

// fewestWords is how many words a question in a spelled language has.
const fewestWords = 3

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
	spelled := terms.Latin && len(terms.Sounds) > 0 || len(latinWords.FindAllString(terms.Norm, fewestWords)) == fewestWords
	return len(different) > 1 || spelled
}
