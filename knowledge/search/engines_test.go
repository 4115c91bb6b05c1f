package search

import (
	"cmp"
	"slices"
	"testing"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/index/scorch"
	hits "github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/blevesearch/bleve_index_api"
)

// engine is a search engine under comparison. It indexes documents and returns
// how to find the ids of the best k, and how to let go of the index.
type engine struct {
	name  string
	build func(tb testing.TB, docs []Doc) (find func(q string, k int) []string, done func())
}

// engines are compared side by side in one run.
func engines() []engine { return []engine{{"suihuan", buildOurs}, {"bleve cjk", buildBleve}} }

func buildOurs(_ testing.TB, docs []Doc) (find func(string, int) []string, done func()) {
	ix := Build(cutter().Analyse, docs)
	return func(q string, k int) []string { return ids(ix.Search(cutter().Analyse(q), k)) }, func() {}
}

// bleveBatch is how many documents go into bleve's index at a time.
const bleveBatch = 1000

// buildBleve indexes in memory: character bigrams, BM25, and the same fields
// with the same weights as ours.
func buildBleve(tb testing.TB, docs []Doc) (find func(string, int) []string, done func()) {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = cjk.AnalyzerName
	m.ScoringModel = index.BM25Scoring
	m.StoreDynamic, m.DocValuesDynamic = false, false
	ix, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		tb.Fatal(err)
	}
	batch := ix.NewBatch()
	for i, d := range docs {
		if err := batch.Index(d.ID, map[string]any{"title": d.Title, "phrases": d.Phrases, "text": d.Text}); err != nil {
			tb.Fatal(err)
		}
		if batch.Size() < bleveBatch && i < len(docs)-1 {
			continue
		}
		if err := ix.Batch(batch); err != nil {
			tb.Fatal(err)
		}
		batch = ix.NewBatch()
	}
	find = func(q string, k int) []string { return askBleve(tb, ix, q, k) }
	return find, func() {
		if err := ix.Close(); err != nil {
			tb.Error(err)
		}
	}
}

func askBleve(tb testing.TB, ix bleve.Index, q string, k int) []string {
	var parts []query.Query
	for i, field := range [fields]string{"title", "phrases", "text"} {
		match := bleve.NewMatchQuery(q)
		match.SetField(field)
		match.SetBoost(fieldGain[i])
		parts = append(parts, match)
	}
	found, err := ix.Search(bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(parts...), k, 0, false))
	if err != nil {
		tb.Fatal(err)
	}
	slices.SortFunc(found.Hits, byScore)
	out := make([]string, len(found.Hits))
	for i, h := range found.Hits {
		out[i] = h.ID
	}
	return out
}

// byScore orders hits of one score by their ids: bleve's own order of them
// changes from run to run.
func byScore(a, b *hits.DocumentMatch) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
}
