package search

import "suihuan/knowledge/text"

// side is a collection read in one way: by its characters or by its sound.
type side struct {
	words *vocabulary
	docs  *inverted
	lines *inverted // titles and phrases, each by itself
}

// sideBuilder collects a side before its grams are put in order.
type sideBuilder struct {
	words       *vocabulary
	docs, lines pile
}

func newSide() *sideBuilder { return &sideBuilder{words: newVocabulary()} }

// add takes the next documents; of says which grams of a text this side reads.
func (s *sideBuilder) add(docs []parts, of func(text.Terms) []string) {
	for _, d := range docs {
		var all [fields][]uint32
		for i, p := range d {
			grams := s.words.number(of(p.terms))
			all[p.field] = append(all[p.field], grams...)
			if i > 0 {
				s.lines.add([fields][]uint32{grams})
			}
		}
		s.docs.add(all)
	}
}

// index puts everything in order. A gram weighs in a line what it weighs among
// documents.
func (s *sideBuilder) index() side {
	n := len(s.words.weights)
	out := side{words: s.words, docs: s.docs.order(n), lines: s.lines.order(n)}
	s.words.weigh(out.docs.size(), out.docs.length)
	out.docs.measure(s.words)
	out.lines.measure(s.words)
	return out
}
