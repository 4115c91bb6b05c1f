package search

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"gopkg.in/yaml.v3"
)

// collection is documents and questions on them.
type collection struct {
	name string
	docs []Doc
	asks []ask
}

// ask is a question with the documents of which any one answers it.
type ask struct {
	q    string
	want []string
}

// readYAML reads what of a file has a place in out.
func readYAML(tb testing.TB, name string, out any) {
	tb.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	if err := yaml.Unmarshal(data, out); err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
}

// ownDocs are the entries, catalogue items and flows of the project's content.
func ownDocs(tb testing.TB) (docs []Doc) {
	tb.Helper()
	names, err := filepath.Glob("../content/*.yaml")
	if err != nil || len(names) == 0 {
		tb.Fatal("no content", err)
	}
	for _, name := range names {
		var file struct {
			Entries, Flows []Doc
			Catalogue      struct {
				Items []struct {
					No                             int
					Name, Book, Form, Registration string
					Phrases                        []string
				}
			}
		}
		readYAML(tb, name, &file)
		docs = append(docs, file.Entries...)
		for _, f := range file.Flows {
			f.ID = "flow:" + f.ID
			docs = append(docs, f)
		}
		for _, it := range file.Catalogue.Items {
			text := strings.Join([]string{it.Name, it.Book, it.Form, it.Registration}, "\n")
			docs = append(docs, Doc{ID: fmt.Sprintf("eia-item-%03d", it.No), Title: it.Name, Text: text, Phrases: it.Phrases})
		}
	}
	return docs
}

// ownAsks are the calibration's questions that have an answer here. No phrase
// was written for them.
func ownAsks(tb testing.TB, docs []Doc) (asks []ask) {
	tb.Helper()
	names, err := filepath.Glob("testdata/calibration*.yaml")
	if err != nil || len(names) == 0 {
		tb.Fatal("no questions", err)
	}
	for _, name := range names {
		var questions []struct {
			Q    string
			Want yaml.Node
		}
		readYAML(tb, name, &questions)
		for _, q := range questions {
			var want []string
			known := func(d Doc) bool { return slices.Contains(want, d.ID) }
			if q.Want.Decode(&want) == nil && slices.ContainsFunc(docs, known) {
				asks = append(asks, ask{q.Q, want})
			}
		}
	}
	return asks
}

// heldOut is every which phrase of a document that is kept from the index and
// asked for.
const heldOut = 5

// ownCollections are the project's own content, asked for with phrases that
// were held out, with questions, and with questions when no entry has phrases.
func ownCollections(tb testing.TB) []collection {
	tb.Helper()
	docs := ownDocs(tb)
	phrases := collection{name: "own, phrases held out"}
	bare := collection{name: "own, without phrases", asks: ownAsks(tb, docs)}
	for i, d := range docs {
		bare.docs = append(bare.docs, Doc{ID: d.ID, Title: d.Title, Text: d.Text})
		kept := d
		kept.Phrases = nil
		for n, p := range d.Phrases {
			if (i+n)%heldOut == 0 {
				phrases.asks = append(phrases.asks, ask{p, []string{d.ID}})
				continue
			}
			kept.Phrases = append(kept.Phrases, p)
		}
		phrases.docs = append(phrases.docs, kept)
	}
	return []collection{phrases, {"own, questions", docs, bare.asks}, bare}
}

// maker makes texts that read like the project's own: their clauses, in which
// some characters are replaced by others.
type maker struct {
	random  *rand.Rand
	clauses [][]rune
	letters []rune // as often as they occur
}

func newMaker(docs []Doc) *maker {
	m := &maker{random: rand.New(rand.NewPCG(1, 2))}
	for _, d := range docs {
		for _, text := range append(d.Phrases, d.Title, d.Text) {
			for clause := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
				m.clauses = append(m.clauses, []rune(clause))
				m.letters = append(m.letters, []rune(clause)...)
			}
		}
	}
	return m
}

// text is of n characters, of which one in six is replaced.
func (m *maker) text(n int) []rune {
	var out []rune
	for len(out) < n {
		out = append(out, m.clauses[m.random.IntN(len(m.clauses))]...)
	}
	out = out[:n]
	for i := range out {
		if m.random.IntN(6) == 0 {
			out[i] = m.letters[m.random.IntN(len(m.letters))]
		}
	}
	return out
}

// askAbout quotes some characters of a text amid others.
func (m *maker) askAbout(text []rune) string {
	const quoted, around = 10, 4
	from := m.random.IntN(len(text) - quoted + 1)
	return string(m.text(around)) + string(text[from:from+quoted]) + string(m.text(around))
}

// askedOfMade is how many questions go to a generated collection.
const askedOfMade = 1000

// madePhrases is a collection of n documents with many phrases each.
func madePhrases(m *maker, n, phrases int) collection {
	c := collection{name: fmt.Sprintf("generated, %d × %d phrases", n, phrases)}
	for i := range n {
		d := Doc{ID: fmt.Sprint(i), Title: string(m.text(10)), Text: string(m.text(143))}
		topic := m.text(40)
		for range phrases {
			d.Phrases = append(d.Phrases, m.askAbout(topic))
		}
		c.docs = append(c.docs, d)
		if i%(n/askedOfMade) == 0 {
			c.asks = append(c.asks, ask{m.askAbout(topic), []string{d.ID}})
		}
	}
	return c
}

// madeTexts is a collection of n texts of 143 characters.
func madeTexts(m *maker, n int) collection {
	c := collection{name: fmt.Sprintf("generated, %d × 143 characters", n)}
	for i := range n {
		text := m.text(143)
		c.docs = append(c.docs, Doc{ID: fmt.Sprint(i), Text: string(text)})
		if i%(n/askedOfMade) == 0 {
			c.asks = append(c.asks, ask{m.askAbout(text), []string{fmt.Sprint(i)}})
		}
	}
	return c
}
