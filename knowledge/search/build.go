package search

import (
	"runtime"
	"slices"
	"sync"

	"suihuan/knowledge/text"
)

// batch is how many documents are cut at a time.
const batch = 128

// Build indexes the documents. Each batch is cut while the one before it is put
// away.
func Build(a *text.Analyser, docs []Doc) *Index {
	ix := &Index{analyser: a}
	grams, sounds := newSide(), newSide()
	var before []parts
	for _, some := range append(slices.Collect(slices.Chunk(docs, batch)), nil) {
		var next []parts
		var work sync.WaitGroup
		work.Go(func() { next = cutAll(a, some) })
		work.Go(func() { grams.add(before, func(t text.Terms) []string { return t.Grams }) })
		work.Go(func() { sounds.add(before, func(t text.Terms) []string { return t.Sounds }) })
		work.Wait()
		ix.name(some, next)
		before = next
	}
	var sides sync.WaitGroup
	sides.Go(func() { ix.grams = grams.index() })
	sides.Go(func() { ix.sounds = sounds.index() })
	sides.Wait()
	ix.pool.New = func() any { return newDesk(len(ix.ids), len(ix.docOf)) }
	return ix
}

// name notes the ids of the next documents, and whose the next lines are.
func (ix *Index) name(docs []Doc, cut []parts) {
	for i, d := range docs {
		for range cut[i].lines() {
			ix.docOf = append(ix.docOf, uint32(len(ix.ids)))
		}
		ix.ids = append(ix.ids, d.ID)
	}
}

// parts are the texts of a document, cut for comparison: its body, then its
// lines, which are its title and its phrases.
type parts []part

type part struct {
	field int
	terms text.Terms
}

func (p parts) lines() parts { return p[1:] }

// cutAll cuts documents, on all processors.
func cutAll(a *text.Analyser, docs []Doc) []parts {
	out := make([]parts, len(docs))
	var workers sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for w := range n {
		workers.Go(func() {
			for i := w; i < len(docs); i += n {
				out[i] = cut(a, docs[i])
			}
		})
	}
	workers.Wait()
	return out
}

func cut(a *text.Analyser, d Doc) parts {
	out := parts{{inBody, a.Analyse(d.Text)}}
	if d.Title != "" {
		out = append(out, part{inTitle, a.Analyse(d.Title)})
	}
	for _, p := range d.Phrases {
		out = append(out, part{inPhrases, a.Analyse(p)})
	}
	return out
}
