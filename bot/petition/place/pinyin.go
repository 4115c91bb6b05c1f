package place

import (
	"slices"
	"strings"
)

// spelling is what a name in pinyin stands for. Streets that are spelt alike are
// one.
type spelling struct {
	in       set
	streets  []int
	strength strength
}

func (g *gazetteer) spellDistrict(pinyin string, in set) {
	g.spelt[pinyin] = spelling{in: in, strength: bareDistrict}
	g.spelt[pinyin+"qu"] = spelling{in: in, strength: plainDistrict}
}

// speltMarks are the marks of streets and towns.
var speltMarks = map[string]string{"街道": "jiedao", "街": "jie", "镇": "zhen"}

// spellStreet takes a street: 街 or 镇 makes it plain, without it dashi is too
// often something else.
func (g *gazetteer) spellStreet(pinyin string, as kind, in set, i int) {
	g.spellAs(pinyin, spelling{in, []int{i}, onlyStreet})
	for _, mark := range marks[as] {
		g.spellAs(pinyin+speltMarks[mark], spelling{in, []int{i}, plainStreet})
	}
}

func (g *gazetteer) spellAs(pinyin string, s spelling) {
	known, ok := g.spelt[pinyin]
	if ok && known.strength <= bareDistrict {
		return // nansha is the district
	}
	g.spelt[pinyin] = spelling{known.in | s.in, append(known.streets, s.streets...), s.strength}
}

// longestSpelling is how many words of pinyin one name may be written in.
const longestSpelling = 5

// scanPinyin finds names in pinyin: whole words, however they are divided, the
// longest first.
func (g *gazetteer) scanPinyin(text string) (found hits) {
	words := latinWords(text)
	for i := 0; i < len(words); i++ {
		name, last := "", i
		var longest hits
		for j := i; j < min(i+longestSpelling, len(words)); j++ {
			name += words[j].text
			if s, ok := g.spelt[name]; ok {
				last, longest = j, hits{{words[i].from, words[j].to, s.in, s.strength, s.streets}}
			}
		}
		if last+1 < len(words) && slices.Contains([]string{"lu", "dadao", "dajie"}, words[last+1].text) {
			for k := range longest {
				longest[k].streets = nil // the name of a road
			}
		}
		found, i = append(found, longest...), last
	}
	return found
}

// latin is a word of Latin letters.
type latin struct {
	text     string
	from, to int
}

func latinWords(text string) (words []latin) {
	for i := 0; i < len(text); i++ {
		from := i
		for i < len(text) && isLatin(text[i]) {
			i++
		}
		if i > from {
			words = append(words, latin{strings.ToLower(text[from:i]), from, i})
		}
	}
	return words
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
