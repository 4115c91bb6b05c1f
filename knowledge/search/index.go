// Package search finds the document that a question means: character n-gram
// BM25 expressed as coverage, folded pinyin, and the TF-IDF cosine of the
// nearest single phrase, fused into one score in [0,1]. An Index is built once
// and is safe for concurrent use.
package search

import (
	"cmp"
	"math"
	"slices"

	"suihuan/knowledge/text"
)

// Doc is one document: what it is called, what it says, how people ask for it.
type Doc struct {
	ID      string
	Title   string
	Text    string
	Phrases []string
}

// Hit is a document with its score in [0,1].
type Hit struct {
	ID    string
	Score float64
}

// Field weights and BM25 constants (title, phrases, body).
const (
	k1         = 1.2
	titleGain  = 2.0
	phraseGain = 2.0
	bodyGain   = 1.0
)

// fieldB is the length normalisation of title, phrases and body.
var fieldB = [3]float64{.3, .3, .6}

var fieldGain = [3]float64{titleGain, phraseGain, bodyGain}

// Shares of the fused score.
const (
	soundShare  = .2
	phraseShare = .5
)

// Index is one collection made searchable.
type Index struct {
	analyser *text.Analyser
	ids      []string
	grams    coverage
	sounds   coverage
	phrases  cosine
	spelled  cosine // phrases by sound, for questions in pinyin
}

// Build indexes the documents.
func Build(a *text.Analyser, docs []Doc) *Index {
	ix := &Index{analyser: a}
	grams := make([][3][]string, len(docs))
	sounds := make([][3][]string, len(docs))
	var lines []line
	for i, d := range docs {
		ix.ids = append(ix.ids, d.ID)
		title, body := a.Analyse(d.Title), a.Analyse(d.Text)
		grams[i] = [3][]string{title.Grams, nil, body.Grams}
		sounds[i] = [3][]string{title.Sounds, nil, body.Sounds}
		lines = append(lines, line{doc: i, terms: title})
		for _, p := range d.Phrases {
			t := a.Analyse(p)
			grams[i][1] = append(grams[i][1], t.Grams...)
			sounds[i][1] = append(sounds[i][1], t.Sounds...)
			lines = append(lines, line{doc: i, terms: t})
		}
	}
	ix.grams, ix.sounds = newCoverage(grams), newCoverage(sounds)
	ix.phrases = newCosine(lines, ix.grams, func(t text.Terms) []string { return t.Grams })
	ix.spelled = newCosine(lines, ix.sounds, func(t text.Terms) []string { return t.Sounds })
	return ix
}

// Search returns the k best documents, the best first. Equal scores keep the
// order of the collection.
func (ix *Index) Search(question string, k int) []Hit {
	return ix.SearchTerms(ix.analyser.Analyse(question), k)
}

// SearchTerms is Search for a question that is cut already.
func (ix *Index) SearchTerms(q text.Terms, k int) []Hit {
	scores := ix.score(q)
	hits := make([]Hit, 0, len(scores))
	for i, s := range scores {
		if s > 0 {
			hits = append(hits, Hit{ID: ix.ids[i], Score: s})
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	return hits[:min(k, len(hits))]
}

func (ix *Index) score(q text.Terms) []float64 {
	n := len(ix.ids)
	if q.Latin {
		return fuse(n, ix.sounds.score(q.Sounds, n), ix.spelled.score(q.Sounds, n), phraseShare)
	}
	covered := fuse(n, ix.grams.score(q.Grams, n), ix.sounds.score(q.Sounds, n), soundShare)
	near := fuse(n, ix.phrases.score(q.Grams, n), ix.spelled.score(q.Sounds, n), soundShare)
	return fuse(n, covered, near, phraseShare)
}

// fuse returns (1-share)·a + share·b.
func fuse(n int, a, b []float64, share float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = (1-share)*a[i] + share*b[i]
	}
	return out
}

// idf of a gram found in df of n documents; an unknown gram weighs most,
// because nothing here explains it.
func idf(n, df int) float64 {
	return math.Log(1 + (float64(n)-float64(df)+.5)/(float64(df)+.5))
}
