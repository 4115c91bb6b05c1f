package search

// posting says how much of a gram a document explains, in [0,1].
type posting struct {
	doc  int
	gain float64
}

// coverage scores documents by the share of a question's weight that they
// explain, so that scores compare between questions.
type coverage struct {
	postings map[string][]posting
	n        int
}

// newCoverage reads the grams of each document's title, phrases and body.
func newCoverage(docs [][3][]string) coverage {
	c := coverage{postings: map[string][]posting{}, n: len(docs)}
	mean := meanLengths(docs)
	for i, fields := range docs {
		weights := map[string]float64{}
		for f, grams := range fields {
			norm := 1 - fieldB[f] + fieldB[f]*float64(len(grams))/mean[f]
			for _, g := range grams {
				weights[g] += fieldGain[f] / norm
			}
		}
		for g, w := range weights {
			c.postings[g] = append(c.postings[g], posting{doc: i, gain: w / (k1 + w)})
		}
	}
	return c
}

func meanLengths(docs [][3][]string) [3]float64 {
	mean := [3]float64{1, 1, 1}
	for _, fields := range docs {
		for f, grams := range fields {
			mean[f] += float64(len(grams)) / float64(len(docs))
		}
	}
	return mean
}

func (c coverage) idf(gram string) float64 { return idf(c.n, len(c.postings[gram])) }

func (c coverage) score(grams []string, n int) []float64 {
	scores := make([]float64, n)
	total := 0.0
	for _, g := range distinct(grams) {
		weight := c.idf(g)
		total += weight
		for _, p := range c.postings[g] {
			scores[p.doc] += weight * p.gain
		}
	}
	if total > 0 {
		for i := range scores {
			scores[i] /= total
		}
	}
	return scores
}

func distinct(grams []string) []string {
	seen := make(map[string]bool, len(grams))
	out := make([]string, 0, len(grams))
	for _, g := range grams {
		if !seen[g] {
			seen[g] = true
			out = append(out, g)
		}
	}
	return out
}
