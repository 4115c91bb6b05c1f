package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"time"

	"suihuan/knowledge"
	"suihuan/knowledge/search"
)

// rankDoc and rankQuery are lines of the files of rank.
type (
	rankDoc struct {
		ID      string   `json:"id"`
		Title   string   `json:"title"`
		Text    string   `json:"text"`
		Phrases []string `json:"phrases"`
	}
	rankQuery struct {
		ID string `json:"id"`
		Q  string `json:"q"`
	}
	ranked struct {
		ID     string   `json:"id"`
		Ranked [][2]any `json:"ranked"`
		POurs  float64  `json:"p_ours"`
	}
	rankTimes struct {
		BuildSeconds float64 `json:"build_seconds"`
		HeapMB       float64 `json:"heap_mb"`
		MeanMicros   float64 `json:"us_mean"`
		P50Micros    float64 `json:"us_p50"`
		P99Micros    float64 `json:"us_p99"`
	}
)

// rank runs the search engine alone on any collection. It reads and checks both
// files whole before it prints anything.
func rank(_ context.Context, args, _ []string, io streams) error {
	set := flags("rank", io)
	corpus := set.String("corpus", "", "documents, one JSON object a line of `FILE`")
	queries := set.String("queries", "", "questions, one JSON object a line of `FILE`")
	k := set.Int("k", 10, "documents a question")
	timed := set.Bool("time", false, "print a last line with times and memory")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	if *corpus == "" || *queries == "" || *k < 1 || set.NArg() > 0 {
		return invalid{errors.New("rank needs --corpus FILE, --queries FILE, a --k above 0 and nothing else")}
	}
	docs, err := readLines(*corpus, once(func(d rankDoc) string { return d.ID }))
	if err != nil {
		return err
	}
	asked, err := readLines(*queries, once(func(q rankQuery) string { return q.ID }))
	if err != nil {
		return err
	}
	out := bufio.NewWriter(io.out)
	if err := rankAll(docs, asked, *k, *timed, json.NewEncoder(out)); err != nil {
		return err
	}
	return out.Flush()
}

func rankAll(docs []rankDoc, asked []rankQuery, k int, timed bool, out *json.Encoder) error {
	before := heap()
	began := time.Now()
	collection := make([]search.Doc, len(docs))
	for i, d := range docs {
		collection[i] = search.Doc(d)
	}
	ranker, err := knowledge.NewRanker(collection)
	if err != nil {
		return err
	}
	times := rankTimes{BuildSeconds: time.Since(began).Seconds()}
	collection = nil
	times.HeapMB = (heap() - before) / (1 << 20)
	runtime.KeepAlive(docs) // or their going would be taken off the index
	took := make([]float64, len(asked))
	for i, q := range asked {
		began := time.Now()
		hits, ours := ranker.Rank(q.Q, k)
		took[i] = float64(time.Since(began).Nanoseconds()) / 1000
		line := ranked{ID: q.ID, Ranked: make([][2]any, len(hits)), POurs: ours}
		for j, h := range hits {
			line.Ranked[j] = [2]any{h.ID, h.Score}
		}
		if err := out.Encode(line); err != nil {
			return fmt.Errorf("write ranking: %w", err)
		}
	}
	runtime.KeepAlive(ranker)
	if !timed {
		return nil
	}
	times.MeanMicros, times.P50Micros, times.P99Micros = spread(took)
	return out.Encode(times)
}

// heap is what is in use after a collection, in bytes.
func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

func spread(took []float64) (mean, p50, p99 float64) {
	if len(took) == 0 {
		return 0, 0, 0
	}
	slices.Sort(took)
	for _, t := range took {
		mean += t / float64(len(took))
	}
	return mean, took[len(took)/2], took[len(took)*99/100]
}
