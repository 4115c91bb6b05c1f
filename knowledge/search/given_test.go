package search

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// givenIn is the environment variable that names a folder of collections which
// are not the project's. Each is a folder of corpus.jsonl and queries.jsonl, in
// the form that the command rank reads, and qrels.tsv: on each line the id of a
// query, a tab, and the id of a document that answers it.
const givenIn = "SUIHUAN_TEST_COLLECTIONS"

// TestGivenCollections prints one table of all engines on a folder of
// collections, and judges nothing.
func TestGivenCollections(t *testing.T) {
	dir := os.Getenv(givenIn)
	if dir == "" {
		t.Skip(givenIn, "names no folder of collections")
	}
	names, err := filepath.Glob(filepath.Join(dir, "*", "qrels.tsv"))
	if err != nil || len(names) == 0 {
		t.Fatal("no collections in", dir, err)
	}
	var collections []collection
	for _, name := range names {
		collections = append(collections, readCollection(t, filepath.Dir(name)))
	}
	var out strings.Builder
	if err := printTable(t, &out, collections); err != nil {
		t.Fatal(err)
	}
	t.Log(out.String())
}

// readCollection reads a folder. A query without an answer is left out.
func readCollection(tb testing.TB, dir string) collection {
	tb.Helper()
	answers := map[string][]string{}
	eachLine(tb, filepath.Join(dir, "qrels.tsv"), func(line []byte) error {
		query, doc, ok := strings.Cut(string(line), "\t")
		if !ok {
			return fmt.Errorf("no tab in %q", line)
		}
		answers[query] = append(answers[query], doc)
		return nil
	})
	c := collection{name: filepath.Base(dir)}
	eachLine(tb, filepath.Join(dir, "corpus.jsonl"), func(line []byte) error {
		var d Doc
		err := json.Unmarshal(line, &d)
		c.docs = append(c.docs, d)
		return err
	})
	eachLine(tb, filepath.Join(dir, "queries.jsonl"), func(line []byte) error {
		var q struct{ ID, Q string }
		err := json.Unmarshal(line, &q)
		if want := answers[q.ID]; len(want) > 0 {
			c.asks = append(c.asks, ask{q.Q, want})
		}
		return err
	})
	if len(c.asks) == 0 {
		tb.Fatal("no query of", dir, "has an answer")
	}
	return c
}

func eachLine(tb testing.TB, name string, do func(line []byte) error) {
	tb.Helper()
	file, err := os.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	const longest = 1 << 24
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, longest)
	for n := 1; lines.Scan(); n++ {
		if err := do(lines.Bytes()); err != nil {
			tb.Fatalf("%s, line %d: %v", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
}
