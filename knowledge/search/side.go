package search

import (
	"sync"

	"suihuan/knowledge/text"
)

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
	var all [fields][]uint32
	for _, d := range docs {
		for f := range all {
			all[f] = all[f][:0]
		}
		for i, p := range d {
			start := len(all[p.field])
			all[p.field] = s.words.number(all[p.field], of(p.terms))
			if i > 0 {
				s.lines.add([fields][]uint32{all[p.field][start:]})
			}
		}
		s.docs.add(all)
	}
}

// index puts everything in order. A gram weighs in a line what it weighs among
// documents.
func (s *sideBuilder) index() side {
	n := len(s.words.weights)
	out := side{words: s.words}
	var both sync.WaitGroup
	both.Go(func() { out.docs = s.docs.order(n) })
	both.Go(func() { out.lines = s.lines.order(n) })
	both.Wait()
	s.words.weigh(out.docs.size(), out.docs.length)
	out.docs.measure(s.words)
	out.lines.measure(s.words)
	return out
}
