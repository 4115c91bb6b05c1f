package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// Terms is a text cut for comparison. Grams are the one- and two-character
// n-grams of its Han runs and its whole Latin words and numbers; Sounds are
// the two-syllable n-grams of its folded toneless pinyin. Latin says that the
// whole text is pinyin syllables, so only Sounds carry it. The concepts that an
// analyser knows stand among the Grams.
type Terms struct {
	Norm   string
	Grams  []string
	Sounds []string
	Latin  bool
}

// Analyser cuts texts. It is safe for concurrent use.
type Analyser struct {
	*Normaliser
	sound     map[rune]string // Han character → folded toneless syllable
	syllables map[string]bool // every syllable as typed, without tone
	concepts  concepts
}

// NewAnalyser reads the tables. It knows no concepts.
func NewAnalyser() *Analyser {
	a := &Analyser{Normaliser: NewNormaliser(), sound: map[rune]string{}, syllables: map[string]bool{}}
	for code, readings := range pinyin.PinyinDict {
		for i, reading := range strings.Split(readings, ",") {
			plain := untoned(reading)
			a.syllables[plain] = true
			if i == 0 {
				a.sound[rune(code)] = fold(plain)
			}
		}
	}
	for r, syllable := range readHere {
		a.sound[r] = syllable
	}
	for _, interjection := range []string{"m", "n", "ng", "hm", "hng"} {
		delete(a.syllables, interjection)
	}
	return a
}

// Knowing returns an analyser that also knows concepts: words under the name of
// what they mean.
func (a *Analyser) Knowing(table map[string][]string) *Analyser {
	knowing := *a
	knowing.concepts = a.newConcepts(table)
	return &knowing
}

// readHere are the readings of characters that stand for places of ours: 佛山,
// 番禺, 河涌.
var readHere = map[rune]string{'佛': "fo", '番': "pan", '涌': "cong"}

// thinText is the length in characters up to which the sound of a text says
// nothing: every pair of syllables is that of many words.
const thinText = 2

// Analyse normalises a text and cuts it.
func (a *Analyser) Analyse(s string) Terms {
	t := Terms{Norm: a.Normalise(s)}
	if syllables, ok := a.spelled(t.Norm); ok {
		t.Latin, t.Sounds = true, pairs(syllables)
		return t
	}
	var typed []string // syllables of neighbouring Latin words
	thin := utf8.RuneCountInString(t.Norm) <= thinText
	for _, run := range runs(t.Norm) {
		if !unicode.Is(unicode.Han, run[0]) {
			t.Grams = append(t.Grams, string(run))
			typed = append(typed, a.cutWord(string(run))...)
			continue
		}
		t.Sounds = append(t.Sounds, pairs(typed)...)
		typed = nil
		t.Grams = append(t.Grams, hanGrams(run)...)
		if !thin {
			t.Sounds = append(t.Sounds, pairs(a.read(run))...)
		}
	}
	t.Sounds = append(t.Sounds, pairs(typed)...)
	t.Grams = append(t.Grams, a.concepts.in(t.Norm)...)
	return t
}

// Sounds returns the pairs of syllables of the Han characters of a simplified
// text, however short it is.
func (a *Analyser) Sounds(simplified string) []string {
	var all []string
	for _, run := range runs(simplified) {
		if unicode.Is(unicode.Han, run[0]) {
			all = append(all, pairs(a.read(run))...)
		}
	}
	return all
}

// hanGrams are parts of one string, so that they cost nothing each.
func hanGrams(run []rune) []string {
	s := string(run)
	grams := make([]string, 0, 2*len(run))
	before, last := 0, 0 // where the character before, and this one, begins
	for i := range s {
		before, last = last, i
		_, size := utf8.DecodeRuneInString(s[i:])
		grams = append(grams, s[i:i+size])
		if i > 0 {
			grams = append(grams, s[before:i+size])
		}
	}
	return grams
}

func (a *Analyser) read(run []rune) []string {
	syllables := make([]string, len(run))
	for i, r := range run {
		syllables[i] = a.sound[r]
	}
	return syllables
}

// runs cuts a text into runs of Han characters and runs of Latin letters and
// figures; everything else only separates.
func runs(s string) [][]rune {
	var out [][]rune
	var run []rune
	last := 0
	for _, r := range s + " " {
		class := classOf(r)
		if class != last && len(run) > 0 {
			out = append(out, run)
			run = nil
		}
		if class != 0 {
			run = append(run, r)
		}
		last = class
	}
	return out
}

func classOf(r rune) int {
	switch {
	case unicode.Is(unicode.Han, r):
		return 1
	case unicode.IsLetter(r), unicode.IsNumber(r), r == '.', r == '%':
		return 2
	}
	return 0
}

// pairs are parts of one string, so that they cost nothing each.
func pairs(syllables []string) []string {
	joined := strings.Join(syllables, "'")
	out := make([]string, 0, len(syllables))
	start := 0 // of the syllable before
	for i := 1; i < len(syllables); i++ {
		before, this := syllables[i-1], syllables[i]
		next := start + len(before) + 1
		if before != "" && this != "" {
			out = append(out, joined[start:next+len(this)])
		}
		start = next
	}
	return out
}
