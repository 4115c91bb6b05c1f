package knowledge

import (
	"slices"
	"strings"

	"suihuan/knowledge/search"
	"suihuan/knowledge/text"
)

// sighting is what search and classifier make of a question.
type sighting struct {
	hits     []search.Hit // the best of what is ours
	foreign  []search.Hit // the best of what is not
	features []float64    // of the decision, see features
}

// look searches for a question. A class that the classifier takes the text for
// gains by its probability.
func (b *Base) look(q asked) sighting {
	shares := b.classifier.Shares(q.terms)
	s := sighting{hits: b.hits(q, shares), foreign: find(b.background, q, 1)}
	elsewhere, best := 0.0, 0.0
	for class, share := range shares {
		if strings.HasPrefix(class, foreignPrefix) {
			elsewhere += share
		}
	}
	if len(s.hits) > 0 {
		best = shares[s.hits[0].ID]
	}
	s.features = append(features(s.hits, scoreAt(s.foreign, 0)), elsewhere, best)
	return s
}

// foreignPrefix marks the topics that are not ours among the classes.
const foreignPrefix = "foreign:"

// classGain is what an entry gains that the classifier is sure of.
const classGain = .2

// gain adds to the hits what a classifier says, by a weight.
func gain(hits []search.Hit, shares map[string]float64, weight float64) []search.Hit {
	known := make(map[string]bool, len(hits))
	for i, h := range hits {
		known[h.ID] = true
		hits[i].Score += weight * shares[h.ID]
	}
	for class, share := range shares {
		if !known[class] && !strings.HasPrefix(class, foreignPrefix) {
			hits = append(hits, search.Hit{ID: class, Score: weight * share})
		}
	}
	return hits
}

// examples are the phrases that the classifier learns from.
func examples(a *text.Analyser, docs, foreign []search.Doc) []search.Example {
	var all []search.Example
	add := func(class string, d search.Doc) {
		for _, phrase := range slices.Concat([]string{d.Title}, d.Phrases) {
			if phrase != "" {
				all = append(all, search.Example{Class: class, Terms: a.Analyse(phrase)})
			}
		}
	}
	for _, d := range docs {
		add(d.ID, d)
	}
	for _, d := range foreign {
		add(foreignPrefix+d.ID, d)
	}
	return all
}
