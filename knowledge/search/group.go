package search

import (
	"cmp"
	"math"
	"slices"

	"suihuan/knowledge/text"
)

// alike is the cosine from which two texts are taken to ask the same.
const alike = .36

// Groups sorts texts into groups of those that ask the same, the largest first.
// Each group lists places in texts: its most typical text first, then the
// others by how like it they are. It depends on nothing but the texts: of those
// that are as good as each other the earlier one counts.
func Groups(a *text.Analyser, texts []string) [][]int {
	terms, places := merge(a, texts)
	p := &ungrouped{near: neighbours(vectors(terms)), places: places, free: make([]bool, len(terms)), worth: make([]float64, len(terms))}
	for i, others := range p.near {
		p.free[i] = true
		for _, n := range others {
			p.worth[i] += n.cosine * float64(len(places[n.at]))
		}
	}
	var groups [][]int
	for centre := p.best(); centre >= 0; centre = p.best() {
		groups = append(groups, p.take(centre))
	}
	slices.SortStableFunc(groups, func(a, b []int) int { return cmp.Compare(len(b), len(a)) })
	return groups
}

// merge cuts the texts and puts those of one normal form together: their terms,
// and where they stand.
func merge(a *text.Analyser, texts []string) (terms []text.Terms, places [][]int) {
	of := map[string]int{}
	for i, t := range texts {
		cut := a.Analyse(t)
		at, ok := of[cut.Norm]
		if !ok {
			at = len(terms)
			of[cut.Norm] = at
			terms, places = append(terms, cut), append(places, nil)
		}
		places[at] = append(places[at], i)
	}
	return terms, places
}

// neighbour is a text that is alike; every text is its own.
type neighbour struct {
	at     int
	cosine float64
}

// own is the likeness of a text to itself, above that to any other.
const own = 1.1

// ungrouped is what is not yet in a group.
type ungrouped struct {
	near   [][]neighbour
	places [][]int
	free   []bool
	worth  []float64 // how much of what is free is near
}

// best returns the free text that most of what is free is like, or -1.
func (p *ungrouped) best() int {
	best := -1
	for i, free := range p.free {
		if free && (best < 0 || p.worth[i] > p.worth[best]+rounding) {
			best = i
		}
	}
	return best
}

// rounding is what sums of the same shares may differ by.
const rounding = 1e-9

// take makes a group of a text and what is free around it.
func (p *ungrouped) take(centre int) (group []int) {
	members := slices.DeleteFunc(slices.Clone(p.near[centre]), func(n neighbour) bool { return !p.free[n.at] })
	slices.SortFunc(members, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(b.cosine, a.cosine), cmp.Compare(a.at, b.at))
	})
	for _, m := range members {
		p.free[m.at] = false
		for _, n := range p.near[m.at] {
			p.worth[n.at] -= n.cosine * float64(len(p.places[m.at]))
		}
		group = append(group, p.places[m.at]...)
	}
	return group
}

// weighted is a term of a text with its share.
type weighted struct {
	term  string
	share float64
}

// few is added to the number of texts, so that among a handful of them what two
// share still counts.
const few = 50

// vectors are the texts as terms of unit length. What stands in many of them
// counts less, and two characters together count more than one.
func vectors(texts []text.Terms) [][]weighted {
	all := make([][]string, len(texts))
	in := map[string]int{}
	for i, t := range texts {
		all[i] = distinct(t)
		for _, term := range all[i] {
			in[term]++
		}
	}
	out := make([][]weighted, len(texts))
	for i, terms := range all {
		length := 0.0
		for _, term := range terms {
			w := math.Log(1+float64(len(texts)+few)/float64(in[term])) * float64(min(2, len([]rune(term))))
			out[i] = append(out[i], weighted{term, w})
			length += w * w
		}
		for j := range out[i] {
			out[i][j].share /= math.Sqrt(length)
		}
	}
	return out
}

// distinct are the terms of a text, each once, in order; of a text in pinyin
// its sounds.
func distinct(t text.Terms) []string {
	terms := slices.Clone(t.Grams)
	if t.Latin {
		terms = slices.Clone(t.Sounds)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}

// neighbours finds for each text those that are alike, itself among them.
func neighbours(vectors [][]weighted) [][]neighbour {
	postings := map[string][]neighbour{}
	for i, v := range vectors {
		for _, w := range v {
			postings[w.term] = append(postings[w.term], neighbour{i, w.share})
		}
	}
	near := make([][]neighbour, len(vectors))
	cosines := make([]float64, len(vectors))
	for i, v := range vectors {
		clear(cosines)
		for _, w := range v {
			for _, p := range postings[w.term] {
				cosines[p.at] += w.share * p.cosine
			}
		}
		cosines[i] = own // also of a text without a term
		for at, c := range cosines {
			if c >= alike {
				near[i] = append(near[i], neighbour{at, c})
			}
		}
	}
	return near
}
