package knowledge

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"suihuan/knowledge/eia"
	"suihuan/knowledge/search"
)

// sighting is what search and classifier make of a question.
type sighting struct {
	hits     []search.Hit // the best of what is ours
	items    []search.Hit // the best items of the EIA catalogue
	foreign  []search.Hit // the best of what is not
	abroad   float64      // the probability that it is not ours, by the classifier
	features []float64    // of the decision, see features
}

// look searches for a question. A class that the classifier takes the text for
// gains by its probability.
func (b *Base) look(q asked) sighting {
	shares := b.classifier.Shares(q.terms)
	all := b.hits(q, shares)
	s := sighting{hits: all[:min(depth, len(all))], foreign: find(b.background, q, 1), abroad: foreignIn(shares)}
	for _, h := range all {
		if b.entries[h.ID].Kind == kindItem && len(s.items) < itemNames {
			s.items = append(s.items, h)
		}
	}
	best := 0.0
	if len(s.hits) > 0 {
		best = shares[s.hits[0].ID]
	}
	s.features = append(features(s.hits, scoreAt(s.foreign, 0)), s.abroad, best)
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

// mostForeign is the probability that a text is not ours above which it tells
// of no project.
const mostForeign = .5

var (
	plantForm = regexp.MustCompile(`厂|车间|作坊|生产线|生产|年产|工艺|加工|养殖|养[猪鸡鸭鹅牛羊鱼虾]|仓库|矿|电站|医院|诊所|实验室|我们?(?:哋|们)?(?:是|系)?做|装配|组装|分装|装袋|装瓶|入樽|拌匀|混匀|灌装|调配|分拣|打包机|破碎|造粒|切割|焊接|打磨|喷涂|喷漆|喷油|喷光油|印刷|云仓|冷库|开采|打口?井`)
	askedForm = regexp.MustCompile(`环[评平瓶凭苹萍屏]|报告[书表]|登记表|huan ?ping`)
)

// tellsProject says that a text which nothing answers describes a project: it
// names a plant or the assessment, comes near an item, and complains of nothing.
func (s sighting) tellsProject(q asked) bool {
	norm := q.terms.Norm
	if len(s.items) == 0 || s.items[0].Score < likelyItem || s.abroad > mostForeign || nuisanceForm.MatchString(norm) || whoseForm.MatchString(norm) || planForm.MatchString(norm) {
		return false
	}
	return namesProject(norm)
}

// asksOfProject says that a text asks about the assessment, or tells of something
// that is to be opened and comes nearest to an item.
func (s sighting) asksOfProject(b *Base, q asked) bool {
	norm := q.terms.Norm
	if nuisanceForm.MatchString(norm) || planForm.MatchString(norm) {
		return false
	}
	return askedForm.MatchString(norm) || s.abroad <= mostForeign && openingForm.MatchString(norm) && len(s.hits) > 0 && b.isProject(s.hits[0].ID)
}

// asksAssessment says that a text asks about an assessment, and of nobody's
// complaint or plan: whatever else it is about, the interview finds out.
func asksAssessment(q asked) bool {
	norm := q.terms.Norm
	return askedForm.MatchString(norm) && openingForm.MatchString(norm) && !nuisanceForm.MatchString(norm) && !planForm.MatchString(norm)
}

// openingForm marks that something is to be opened or built.
var openingForm = regexp.MustCompile(`开|建|搞|租|做|起|装|新增|项目`)

// namesProject says that a text names a plant, a step of production or the
// assessment.
func namesProject(norm string) bool {
	return plantForm.MatchString(norm) || askedForm.MatchString(norm) || eia.Describes(norm)
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

// examples are the phrases that a classifier learns from, each of the class of
// its document.
func examples(cut search.Cutter, docs []search.Doc, classOf func(search.Doc) string) []search.Example {
	var all []search.Example
	for _, d := range docs {
		for _, phrase := range slices.Concat([]string{d.Title}, d.Phrases) {
			if phrase != "" {
				all = append(all, search.Example{Class: classOf(d), Terms: cut(phrase)})
			}
		}
	}
	return all
}

func itself(d search.Doc) string { return d.ID }

// foreignClass is the class of a topic that is not ours: all that one office
// has to do with.
func (b *Base) foreignClass(d search.Doc) string { return foreignPrefix + b.topics[d.ID].To }
