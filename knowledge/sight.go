package knowledge

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"suihuan/knowledge/search"
)

// sighting is what search and classifier make of a question.
type sighting struct {
	hits     []search.Hit // the best of what is ours
	items    []search.Hit // the best items of the EIA catalogue
	foreign  []search.Hit // the best of what is not
	features []float64    // of the decision, see features
}

// look searches for a question. A class that the classifier takes the text for
// gains by its probability.
func (b *Base) look(q asked) sighting {
	shares := b.classifier.Shares(q.terms)
	all := b.hits(q, shares)
	s := sighting{hits: all[:min(depth, len(all))], foreign: find(b.background, q, 1)}
	for _, h := range all {
		if b.entries[h.ID].Kind == kindItem && len(s.items) < itemNames {
			s.items = append(s.items, h)
		}
	}
	best := 0.0
	if len(s.hits) > 0 {
		best = shares[s.hits[0].ID]
	}
	s.features = append(features(s.hits, scoreAt(s.foreign, 0)), foreignIn(shares), best)
	return s
}

// foreignIn is the probability that a text is about something that is not ours.
// The classes are summed in one order, so that equal texts get equal sums.
func foreignIn(shares map[string]float64) float64 {
	sum := 0.0
	for _, class := range slices.Sorted(maps.Keys(shares)) {
		if strings.HasPrefix(class, foreignPrefix) {
			sum += shares[class]
		}
	}
	return sum
}

// likelyItem is the score of an item from which a text that nothing answers is taken for a
// project, where it names a plant or says that an assessment is asked about.
const likelyItem = .12

var (
	plantForm = regexp.MustCompile(`厂|车间|作坊|生产线|生产|年产|工艺|加工|养殖|养[猪鸡鸭鹅牛羊鱼虾]|仓库|矿|电站|医院|诊所|实验室|我们?(?:哋|们)?(?:是|系)?做|装配|组装`)
	askedForm = regexp.MustCompile(`环评|環評|报告[书表]|報告[書表]|登记表|登記表|huanping`)
)

// tellsProject says that a text which nothing answers describes a project: it
// names a plant or the assessment, comes near an item, and complains of nothing.
func (s sighting) tellsProject(q asked) bool {
	norm := q.terms.Norm
	if len(s.items) == 0 || s.items[0].Score < likelyItem || nuisanceForm.MatchString(norm) || whoseForm.MatchString(norm) || planForm.MatchString(norm) {
		return false
	}
	return plantForm.MatchString(norm) || askedForm.MatchString(norm)
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
func examples(cut search.Cutter, docs, foreign []search.Doc) []search.Example {
	var all []search.Example
	add := func(class string, d search.Doc) {
		for _, phrase := range slices.Concat([]string{d.Title}, d.Phrases) {
			if phrase != "" {
				all = append(all, search.Example{Class: class, Terms: cut(phrase)})
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
