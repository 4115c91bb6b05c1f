// Package search finds the document that a question means: character n-gram
// BM25 expressed as coverage, folded pinyin, and the TF-IDF cosine of the
// nearest single phrase, fused into one score in [0,1]. An Index is built once
// and is safe for concurrent use.
package search

import (
	"cmp"
	"hash/maphash"
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

// Shares of the fused score.
const (
	soundShare  = .2
	phraseShare = .5
)

// Index is one collection made searchable. A document without title and
// phrases is its own phrase.
type Index struct {
	analyser *text.Analyser
	ids      []string
	bare     []bool
	grams    *inverted // of documents
	sounds   *inverted
	lines    *inverted // of titles and phrases
	spelled  *inverted
	docOf    []uint32 // line → document
	pool     sync.Pool
}

// Build indexes the documents.
func Build(a *text.Analyser, docs []Doc) *Index {
	ix := &Index{analyser: a}
	seed := maphash.MakeSeed()
	grams, sounds, lines, spelled := newBuilder(seed), newBuilder(seed), newBuilder(seed), newBuilder(seed)
	for i, d := range docs {
		ix.ids = append(ix.ids, d.ID)
		ix.bare = append(ix.bare, d.Title == "" && len(d.Phrases) == 0)
		title, body := a.Analyse(d.Title), a.Analyse(d.Text)
		all := [fields]text.Terms{title, {}, body}
		phrases := []text.Terms{title}
		for _, p := range d.Phrases {
			t := a.Analyse(p)
			phrases = append(phrases, t)
			all[1].Grams = append(all[1].Grams, t.Grams...)
			all[1].Sounds = append(all[1].Sounds, t.Sounds...)
		}
		grams.add([fields][]string{all[0].Grams, all[1].Grams, all[2].Grams})
		sounds.add([fields][]string{all[0].Sounds, all[1].Sounds, all[2].Sounds})
		if ix.bare[i] {
			continue
		}
		for _, p := range phrases {
			ix.docOf = append(ix.docOf, uint32(i))
			lines.add([fields][]string{p.Grams})
			spelled.add([fields][]string{p.Sounds})
		}
	}
	ix.grams, ix.sounds = grams.index(), sounds.index()
	ix.lines, ix.spelled = lines.indexLike(ix.grams), spelled.indexLike(ix.sounds)
	ix.pool.New = func() any { return newDesk(len(docs), len(ix.docOf)) }
	return ix
}

// Search returns the k best documents, the best first. Equal scores keep the
// order of the collection.
func (ix *Index) Search(question string, k int) []Hit {
	return ix.SearchTerms(ix.analyser.Analyse(question), k)
}

// SearchTerms is Search for a question that is cut already.
func (ix *Index) SearchTerms(q text.Terms, k int) []Hit {
	d := ix.pool.Get().(*desk)
	defer ix.pool.Put(d)
	defer d.clear()
	ix.look(q, d)
	best := make([]scored, 0, len(d.seen))
	for _, doc := range d.seen {
		if s := d.fused(q.Latin, doc, ix.bare[doc]); s > 0 {
			best = append(best, scored{doc, s})
		}
	}
	slices.SortFunc(best, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.id, b.id))
	})
	hits := make([]Hit, min(k, len(best)))
	for i := range hits {
		hits[i] = Hit{ID: ix.ids[best[i].id], Score: best[i].score}
	}
	return hits
}

type scored struct {
	id    uint32
	score float64
}

// look fills the desk with what each part of the index knows of the question.
func (ix *Index) look(q text.Terms, d *desk) {
	d.note(ix.sounds.walk(q.Sounds, &d.sounds))
	d.noteLines(ix.spelled.walk(q.Sounds, &d.spelled), ix.docOf, &d.spelled, d.nearSound)
	if q.Latin {
		return
	}
	d.note(ix.grams.walk(q.Grams, &d.grams))
	d.noteLines(ix.lines.walk(q.Grams, &d.lines), ix.docOf, &d.lines, d.near)
}
