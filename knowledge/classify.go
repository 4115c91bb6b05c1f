package knowledge

import (
	"slices"
	"time"

	"suihuan/knowledge/search"
)

// Label is a kind of complaint: who is in charge of it, and how people tell of
// it. A case is an exception by the words of the complaint; the first that
// matches counts.
type Label struct {
	ID      string      `yaml:"id"`
	Name    string      `yaml:"name"`
	Remit   string      `yaml:"remit"` // bureau, street, other or unclear
	To      string      `yaml:"to"`
	Cases   []LabelCase `yaml:"cases"`
	Entries []string    `yaml:"entries"` // that say who is in charge of it
	Words   []string    `yaml:"words"`   // that speak for it by themselves; "a b" needs both
	Phrases []string    `yaml:"phrases"`

	place place
}

// LabelCase is an exception to a label's remit.
type LabelCase struct {
	Words []string `yaml:"words"` // alternatives; "a b" needs both
	Not   []string `yaml:"not"`   // none of these
	Remit string   `yaml:"remit"`
	To    string   `yaml:"to"`
}

// Class is what a complaint is about. Labels are in the order of their weight,
// none where the text does not tell. To says in plain words who is in charge.
type Class struct {
	Labels    []string `json:"labels"`
	Remit     string   `json:"remit"`
	To        string   `json:"to"`
	Emergency bool     `json:"emergency"`
	Missing   []string `json:"missing"`
}

// Scores from which a label counts: the first by itself, the next by its share
// of the first.
const (
	sureOfLabel = .15
	alsoOfLabel = .8
	saidOfLabel = .5 // where its own words are said
	mostLabels  = 3
)

const remitUnclear = "unclear"

// unsaid is the class of complaints that do not tell what they are about, and
// sureOfUnsaid the probability from which one is taken for that.
const (
	unsaid       = "unsaid"
	sureOfUnsaid = .5
)

// Classify says what a complaint is about and who is in charge. Missing is left
// to who knows what a report needs.
func (b *Base) Classify(complaint string) Class {
	c := Class{Labels: []string{}, Remit: remitUnclear, Missing: []string{}}
	q := b.asked(complaint, time.Time{})
	simplified := b.analyser.Simplify(complaint)
	shares := b.labeller.Shares(q.terms)
	nothing := shares[unsaid]
	delete(shares, unsaid)
	hits := b.spokenFor(gain(find(b.labels, q, len(b.labelled)), shares, labelGain), simplified)
	if nothing >= sureOfUnsaid {
		hits = nil
	}
	for _, h := range hits {
		also := alsoOfLabel
		if b.labelled[h.ID].said(simplified) {
			also = saidOfLabel
		}
		if len(c.Labels) < mostLabels && h.Score >= sureOfLabel && h.Score >= also*hits[0].Score {
			c.Labels = append(c.Labels, h.ID)
		}
	}
	if len(c.Labels) > 0 {
		c.Remit, c.To = b.labelled[c.Labels[0]].remit(simplified)
	}
	p, alarm := b.raises(q)
	if c.Emergency = alarm && p >= sureOfReport; c.Emergency {
		c.Labels = slices.Insert(c.Labels, 0, emergencyFlow)
	}
	return c
}

// said says that a word stands in the text that speaks for the label by itself.
func (l Label) said(simplified string) bool {
	return slices.ContainsFunc(l.Words, func(w string) bool { return holds(simplified, w) })
}

// HasLabel says that complaints can be heard as a label.
func (b *Base) HasLabel(id string) bool {
	_, ok := b.labelled[id]
	return ok
}

// labelGain is what a label gains that the classifier is sure of.
const labelGain = .2

// sureOfReport is the probability from which a complaint is an emergency:
// complaints are told in stronger words than questions.
const sureOfReport = .5

// wordGain is what a word that speaks for a label adds to its score.
const wordGain = .08

// spokenFor adds to each label what its own words say, and sorts anew.
func (b *Base) spokenFor(hits []search.Hit, simplified string) []search.Hit {
	for i, h := range hits {
		for _, w := range b.labelled[h.ID].Words {
			if holds(simplified, w) {
				hits[i].Score += wordGain
			}
		}
	}
	slices.SortFunc(hits, byScore)
	return hits
}

// remit returns who is in charge of a complaint of this label.
func (l Label) remit(simplified string) (remit, to string) {
	for _, k := range l.Cases {
		if slices.ContainsFunc(k.Words, func(w string) bool { return holds(simplified, w) }) &&
			!slices.ContainsFunc(k.Not, func(w string) bool { return holds(simplified, w) }) {
			return k.Remit, k.To
		}
	}
	return l.Remit, l.To
}

// labelDocs are the labels as documents of an index.
func labelDocs(labels []Label) []search.Doc {
	docs := make([]search.Doc, len(labels))
	for i, l := range labels {
		docs[i] = search.Doc{ID: l.ID, Title: l.Name, Phrases: l.Phrases}
	}
	return docs
}
