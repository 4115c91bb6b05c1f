package search

import (
	"runtime"
	"slices"
	"sync"

	"suihuan/knowledge/text"
)

// batch is how many documents are cut at a time.
const batch = 128

// Cutter cuts a text into its terms. It is called from several goroutines.
type Cutter func(string) text.Terms

// Build indexes the documents. Each batch is cut while the one before it is put
// away.
func Build(of Cutter, docs []Doc) *Index {
	ix := &Index{}
	grams, sounds := newSide(), newSide()
	var before []parts
	for _, some := range append(slices.Collect(slices.Chunk(docs, batch)), nil) {
		var next []parts
		var work sync.WaitGroup
		work.Go(func() { next = cutAll(of, some) })
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
func cutAll(of Cutter, docs []Doc) []parts {
	out := make([]parts, len(docs))
	everywhere(len(docs), func(i int) { out[i] = cut(of, docs[i]) })
	return out
}

// everywhere does a thing for each of n numbers, on all processors.
func everywhere(n int, do func(i int)) {
	var workers sync.WaitGroup
	processors := runtime.GOMAXPROCS(0)
	for first := range processors {
		workers.Go(func() {
			for i := first; i < n; i += processors {
				do(i)
			}
		})
	}
	workers.Wait()
}

// Remember cuts texts once, and returns a cutter that knows them.
func Remember(of Cutter, texts []string) Cutter {
	cuts := make([]text.Terms, len(texts))
	everywhere(len(texts), func(i int) { cuts[i] = of(texts[i]) })
	known := make(map[string]text.Terms, len(texts))
	for i, t := range texts {
		known[t] = cuts[i]
	}
	return func(s string) text.Terms {
		if t, ok := known[s]; ok {
			return t
		}
		return of(s)
	}
}

func cut(of Cutter, d Doc) parts {
	out := parts{{inBody, of(d.Text)}}
	if d.Title != "" {
		out = append(out, part{inTitle, of(d.Title)})
	}
	for _, p := range d.Phrases {
		out = append(out, part{inPhrases, of(p)})
	}
	return out
}
