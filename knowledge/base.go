package knowledge

import (
	"io/fs"
	"slices"
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
// for concurrent use. What is asked as of a day is answered by the edition of the
// catalogue that is in force on it, everything else by the newest.
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
	classifier  *search.Classifier // of what is ours and what is not
	labels      *search.Index
	labeller    *search.Classifier // of complaints
	labelled    map[string]Label
	calibration calibration
	emergency   emergency
	alarm       *search.Classifier
	alarms      map[string]bool // normalised example → it is one
	eia         *eia.Rules
	editions    []*Base // of every edition of the catalogue, the oldest first; this one is among them
	calm        bool    // no text is a danger
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
	var editions []*Base
	knowing := analyser().Knowing(c.Concepts)
	for _, one := range c.editions() {
		rules, err := one.judging()
		if err != nil {
			return nil, err
		}
		b := &Base{
			Version: f.version(), content: one, analyser: knowing, calibration: calibration, eia: rules,
			entries: map[string]Entry{}, sources: map[string]Source{}, topics: map[string]Topic{}, labelled: map[string]Label{}, exact: map[string]string{}, alarms: map[string]bool{},
		}
		b.fill()
		editions = append(editions, b)
	}
	for _, b := range editions {
		b.editions = editions
	}
	return editions[len(editions)-1], nil
}

// Shipped is the base of the embedded content. It is built once: it cannot
// change while the program runs.
var Shipped = sync.OnceValues(func() (*Base, error) { return Load(Embedded()) })

// fill builds the maps, the indexes and the classifier.
func (b *Base) fill() {
	b.emergency = b.content.Emergency.prepared(b.analyser)
	for _, s := range b.content.Sources {
		b.sources[s.ID] = s
	}
	var docs, foreign []search.Doc
	for _, e := range b.content.Entries {
		b.entries[e.ID] = e
		docs = append(docs, search.Doc{ID: e.ID, Title: e.Title, Text: e.indexed(), Phrases: b.phrases(e.ID, e.Phrases)}, search.Doc{ID: notPrefix + e.ID, Phrases: e.Not})
	}
	for _, f := range b.content.Flows {
		docs = append(docs, search.Doc{ID: flowPrefix + f.ID, Phrases: b.phrases(flowPrefix+f.ID, f.Phrases)}, search.Doc{ID: notPrefix + flowPrefix + f.ID, Phrases: f.Not})
	}
	for _, t := range b.content.Background {
		b.topics[t.ID] = t
		foreign = append(foreign, search.Doc{ID: t.ID, Title: t.Topic, Phrases: t.Phrases})
	}
	for _, l := range b.content.Labels {
		b.labelled[l.ID] = l
	}
	labels := labelDocs(b.content.Labels)
	asked := phrasesOf(docs, foreign, labels)
	cut := search.Remember(b.analyser.Analyse, slices.Concat(asked, b.content.Emergency.Examples.Yes, b.content.Emergency.Examples.No))
	b.nameExactly(docs, cut)
	var learning sync.WaitGroup
	learning.Go(func() { b.alarm = b.learnAlarm(cut, asked) })
	learning.Go(func() {
		b.classifier = search.Train(append(examples(cut, classes(docs), itself), examples(cut, foreign, b.foreignClass)...))
	})
	b.labels, b.labeller = search.Build(cut, labels), search.Train(examples(cut, append(labels, search.Doc{ID: unsaid, Phrases: b.content.Unsaid}), itself))
	b.index = search.Build(cut, docs)
	b.background = search.Build(cut, foreign)
	learning.Wait()
}

// classes are the documents that the classifier tells apart: all but the
// look-alikes of the catalogue's items, which are hundreds of classes of two or
// three phrases and would only take from the items what is theirs.
func classes(docs []search.Doc) []search.Doc {
	return slices.DeleteFunc(slices.Clone(docs), func(d search.Doc) bool { return strings.HasPrefix(d.ID, notPrefix+itemPrefix) })
}

// nameExactly notes under which titles and phrases a document is known.
func (b *Base) nameExactly(docs []search.Doc, cut search.Cutter) {
	for _, d := range docs {
		if strings.HasPrefix(d.ID, notPrefix) {
			continue
		}
		for _, phrase := range append([]string{d.Title}, d.Phrases...) {
			b.exact[cut(phrase).Norm] = d.ID
		}
	}
	delete(b.exact, "")
}

// phrases are the Chinese and the English ways to ask for a document.
func (b *Base) phrases(id string, chinese []string) []string {
	english, _ := b.englishOf(id)
	return slices.Concat(chinese, english.Phrases)
}

// Entry returns the entry of an id.
func (b *Base) Entry(id string) (Entry, bool) {
	e, ok := b.entries[id]
	return e, ok
}

// Size counts the entries.
func (b *Base) Size() int { return len(b.entries) }
