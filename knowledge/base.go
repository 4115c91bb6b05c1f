package knowledge

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"suihuan/knowledge/eia"
	"suihuan/knowledge/search"
	"suihuan/knowledge/text"
)

// flowPrefix marks a flow among the documents of the index.
const flowPrefix = "flow:"

// analyser reads the tables of the language once; every content uses the same.
var analyser = sync.OnceValue(text.NewAnalyser)

// Base is a loaded and checked knowledge base. It does not change and is safe
// for concurrent use.
type Base struct {
	Version string // of the content; equal content has equal versions

	content     content
	analyser    *text.Analyser
	entries     map[string]Entry
	sources     map[string]Source
	topics      map[string]Topic
	exact       map[string]string // normalised title or phrase → document
	index       *search.Index
	background  *search.Index
	labels      *search.Index
	labelled    map[string]Label
	calibration calibration
	emergency   emergency
	eia         *eia.Rules
}

// Load reads a content folder. Everything that is wrong comes back together as
// Faults.
func Load(folder fs.FS) (*Base, error) {
	f, err := readFiles(folder)
	if err != nil {
		return nil, err
	}
	return load(f)
}

func load(f files) (*Base, error) {
	c, err := read(f)
	if err != nil {
		return nil, err
	}
	if err := c.check(analyser().Normaliser); err != nil {
		return nil, err
	}
	calibration, err := readCalibration()
	if err != nil {
		return nil, err
	}
	rules, err := eia.Load(c.Catalogue.stars())
	if err != nil {
		return nil, fmt.Errorf("load rules of the catalogue: %w", err)
	}
	b := &Base{
		Version: f.version(), content: c, analyser: analyser(), calibration: calibration, eia: rules,
		entries: map[string]Entry{}, sources: map[string]Source{}, topics: map[string]Topic{}, labelled: map[string]Label{}, exact: map[string]string{},
	}
	b.fill()
	return b, nil
}

// fill builds the maps and the two indexes.
func (b *Base) fill() {
	b.emergency = b.content.Emergency.prepared(b.analyser)
	for _, s := range b.content.Sources {
		b.sources[s.ID] = s
	}
	var docs, foreign []search.Doc
	for _, e := range b.content.Entries {
		b.entries[e.ID] = e
		docs = append(docs, search.Doc{ID: e.ID, Title: e.Title, Text: e.Text, Phrases: e.Phrases}, search.Doc{ID: notPrefix + e.ID, Phrases: e.Not})
	}
	for _, f := range b.content.Flows {
		docs = append(docs, search.Doc{ID: flowPrefix + f.ID, Phrases: f.Phrases}, search.Doc{ID: notPrefix + flowPrefix + f.ID, Phrases: f.Not})
	}
	alarm := b.content.Emergency.Examples
	docs = append(docs, search.Doc{ID: flowPrefix + emergencyFlow, Phrases: alarm.Yes}, search.Doc{ID: notPrefix + flowPrefix + emergencyFlow, Phrases: alarm.No})
	for _, t := range b.content.Background {
		b.topics[t.ID] = t
		foreign = append(foreign, search.Doc{ID: t.ID, Title: t.Topic, Phrases: t.Phrases})
	}
	for _, d := range docs {
		if strings.HasPrefix(d.ID, notPrefix) {
			continue
		}
		for _, phrase := range append([]string{d.Title}, d.Phrases...) {
			b.exact[b.analyser.Normalise(phrase)] = d.ID
		}
	}
	delete(b.exact, "")
	for _, l := range b.content.Labels {
		b.labelled[l.ID] = l
	}
	b.labels = search.Build(b.analyser, labelDocs(b.content.Labels))
	b.index = search.Build(b.analyser, docs)
	b.background = search.Build(b.analyser, foreign)
}

// Entry returns the entry of an id.
func (b *Base) Entry(id string) (Entry, bool) {
	e, ok := b.entries[id]
	return e, ok
}

// Size counts the entries.
func (b *Base) Size() int { return len(b.entries) }
