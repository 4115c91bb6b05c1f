package knowledge

import (
	"suihuan/knowledge/search"
	"suihuan/knowledge/text"
)

// Ranker is the search engine alone, on any collection.
type Ranker struct {
	cut         search.Cutter
	index       *search.Index
	calibration calibration
}

// NewRanker indexes a collection.
func NewRanker(docs []search.Doc) (*Ranker, error) {
	c, err := readCalibration()
	if err != nil {
		return nil, err
	}
	cut := text.NewAnalyser().Analyse
	return &Ranker{cut: cut, index: search.Build(cut, docs), calibration: c}, nil
}

// Rank returns the k best documents and the probability that the collection
// answers the question at all.
func (r *Ranker) Rank(question string, k int) (hits []search.Hit, ours float64) {
	hits = r.index.Search(r.cut(question), max(k, 2))
	ours = r.calibration.Alone.probability(features(hits, 0))
	return hits[:min(k, len(hits))], ours
}
