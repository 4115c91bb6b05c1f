// Package search finds the document that a question means: character n-gram
// BM25 expressed as coverage, and the TF-IDF cosine of the document or of its
// nearest single phrase, both by characters and by folded pinyin, fused into
// one score in [0,1]. An Index is built once and is safe for concurrent use.
package search

import (
	"cmp"
	"slices"
	"sync"

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

// Index is one collection made searchable.
type Index struct {
	ids    []string
	grams  side
	sounds side
	docOf  []uint32 // line → document
	pool   sync.Pool
}

// Search returns the k best documents, the best first. Equal scores keep the
// order of the collection.
func (ix *Index) Search(q text.Terms, k int) []Hit {
	d := ix.pool.Get().(*desk)
	defer ix.pool.Put(d)
	defer d.clear()
	ix.look(q, d)
	best := make([]scored, 0, max(0, min(k, len(d.seen))))
	for _, doc := range d.seen {
		best = better(best, scored{doc, d.fused(q.Latin, doc)}, k)
	}
	hits := make([]Hit, len(best))
	for i, b := range best {
		hits[i] = Hit{ID: ix.ids[b.id], Score: b.score}
	}
	return hits
}

type scored struct {
	id    uint32
	score float64
}

// better puts one more among the k best, which are in order.
func better(best []scored, one scored, k int) []scored {
	full := len(best) >= k
	if one.score <= 0 || k <= 0 || full && one.score < best[k-1].score {
		return best
	}
	i, _ := slices.BinarySearchFunc(best, one, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
	})
	if i == k {
		return best
	}
	return slices.Insert(best[:min(len(best), k-1)], i, one)
}

// look fills the desk with what each part of the index knows of the question.
func (ix *Index) look(q text.Terms, d *desk) {
	ix.read(&ix.sounds, q.Sounds, &d.sounds, d)
	if !q.Latin {
		ix.read(&ix.grams, q.Grams, &d.grams, d)
	}
}

// read walks one side of the index.
func (ix *Index) read(s *side, grams []string, on *leaf, d *desk) {
	known, total := s.words.plan(grams)
	for _, doc := range s.docs.walk(known, total, docEffort, &on.docs) {
		d.note(doc)
		on.near[doc] = max(on.near[doc], on.docs.scores[doc].cosine)
	}
	for _, line := range s.lines.walk(known, total, lineEffort, &on.lines) {
		doc := ix.docOf[line]
		d.note(doc)
		on.near[doc] = max(on.near[doc], on.lines.scores[line].cosine)
	}
}
