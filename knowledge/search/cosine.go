package search

import (
	"math"

	"suihuan/knowledge/text"
)

// line is one phrase (or title) of a document.
type line struct {
	doc   int
	terms text.Terms
}

// weighted is a line that holds a gram, with the gram's weight in the line's
// unit vector.
type weighted struct {
	line   int
	weight float64
}

// cosine scores a document by its one phrase that is nearest to the question.
type cosine struct {
	weigh    coverage
	postings map[string][]weighted
	docs     []int // line → document
}

func newCosine(lines []line, weigh coverage, grams func(text.Terms) []string) cosine {
	c := cosine{weigh: weigh, postings: map[string][]weighted{}}
	for i, l := range lines {
		c.docs = append(c.docs, l.doc)
		names, weights := c.vector(grams(l.terms))
		for j, g := range names {
			c.postings[g] = append(c.postings[g], weighted{line: i, weight: weights[j]})
		}
	}
	return c
}

// vector is the unit TF-IDF vector of a list of grams, in a fixed order so
// that equal questions get equal scores to the last bit.
func (c cosine) vector(grams []string) (names []string, weights []float64) {
	count := make(map[string]float64, len(grams))
	for _, g := range grams {
		count[g]++
	}
	names = distinct(grams)
	weights = make([]float64, len(names))
	sum := 0.0
	for i, g := range names {
		weights[i] = count[g] * c.weigh.idf(g)
		sum += weights[i] * weights[i]
	}
	for i := range weights {
		weights[i] /= math.Sqrt(sum)
	}
	return names, weights
}

func (c cosine) score(grams []string, n int) []float64 {
	near := make([]float64, len(c.docs))
	names, weights := c.vector(grams)
	for i, g := range names {
		for _, w := range c.postings[g] {
			near[w.line] += weights[i] * w.weight
		}
	}
	scores := make([]float64, n)
	for l, s := range near {
		scores[c.docs[l]] = max(scores[c.docs[l]], s)
	}
	return scores
}
