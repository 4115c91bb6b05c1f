package search

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"testing"
	"text/tabwriter"
	"time"
)

// found says how well an engine finds: the share of questions whose answer is
// the first, is among the first ten, and the mean of one over its place.
type found struct{ first, ten, mrr float64 }

// cost is what an index costs, and what a question does: the best of some
// tries, so that what else the machine does is left out for every engine alike.
type cost struct {
	build          time.Duration
	heap           float64 // MB
	mean, p50, p99 time.Duration
}

// measure builds one index over a collection and asks every question.
func measure(tb testing.TB, e engine, c collection) (found, cost) {
	tb.Helper()
	before, began := heapMB(), time.Now()
	find, done := e.build(tb, c.docs)
	defer done()
	spent := cost{build: time.Since(began)}
	spent.heap = heapMB() - before
	var good found
	var took []time.Duration
	for _, a := range c.asks {
		ranked, best := quickest(func() []string { return find(a.q, 10) })
		took = append(took, best)
		good.count(slices.IndexFunc(ranked, func(id string) bool { return slices.Contains(a.want, id) }), len(c.asks))
	}
	for _, t := range took {
		spent.mean += t / time.Duration(len(took))
	}
	slices.Sort(took)
	spent.p50, spent.p99 = took[len(took)/2], took[len(took)*99/100]
	return good, spent
}

// tries is how often a question is asked to learn what it costs.
const tries = 3

func quickest(find func() []string) (ranked []string, took time.Duration) {
	took = time.Hour
	for range tries {
		began := time.Now()
		ranked = find()
		took = min(took, time.Since(began))
	}
	return ranked, took
}

// count adds a question of n whose answer stands at a place, or below 0 when
// it was not found.
func (f *found) count(place, n int) {
	if place < 0 {
		return
	}
	if place == 0 {
		f.first += 1 / float64(n)
	}
	f.ten += 1 / float64(n)
	f.mrr += 1 / float64(place+1) / float64(n)
}

// heapMB is what is in use. What lies in pools goes at the second collection.
func heapMB() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// TestEngines holds ours above bleve on the project's own content. It judges
// what is found and never the time.
func TestEngines(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and bleve's work for the most part")
	}
	for _, c := range ownCollections(t) {
		ours, _ := measure(t, engines()[0], c)
		theirs, _ := measure(t, engines()[1], c)
		t.Logf("%s, %d questions: R@1 %.3f (bleve %.3f), MRR@10 %.3f (bleve %.3f)", c.name, len(c.asks), ours.first, theirs.first, ours.mrr, theirs.mrr)
		if ours.first <= theirs.first || ours.mrr <= theirs.mrr {
			t.Errorf("%s: bleve finds better", c.name)
		}
	}
}

// BenchmarkEngines prints one table of all engines on all collections. With
// -short it leaves out the largest.
func BenchmarkEngines(b *testing.B) {
	for b.Loop() {
		collections := ownCollections(b)
		m := newMaker(ownDocs(b))
		collections = append(collections, madePhrases(m, 2000, 60))
		if !testing.Short() {
			collections = append(collections, madeTexts(m, 100_000))
		}
		if err := printTable(b, os.Stdout, collections); err != nil {
			b.Fatal(err)
		}
	}
}

// printTable measures all engines on all collections.
func printTable(tb testing.TB, to io.Writer, collections []collection) error {
	out := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "\ncollection\tquestions\tengine\tR@1\tR@10\tMRR@10\tbuild s\theap MB\tµs mean\tp50\tp99")
	for _, c := range collections {
		for _, e := range engines() {
			good, spent := measure(tb, e, c)
			row(out, c, e, good, spent)
		}
	}
	return out.Flush()
}

func row(out io.Writer, c collection, e engine, good found, spent cost) {
	fmt.Fprintf(out, "%s\t%d\t%s\t%.3f\t%.3f\t%.3f\t%.2f\t%.0f\t%d\t%d\t%d\n", c.name, len(c.asks), e.name,
		good.first, good.ten, good.mrr, spent.build.Seconds(), spent.heap,
		spent.mean.Microseconds(), spent.p50.Microseconds(), spent.p99.Microseconds())
}
