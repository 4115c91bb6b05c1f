package knowledge

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"suihuan/knowledge/eia"
	"suihuan/knowledge/search"
	"suihuan/knowledge/text"
)

// eiaFlow is the flow that finds out which assessment a project needs. A text
// that is most like a project starts it, because it asks better than a list of
// catalogue items does.
const eiaFlow = "eia"

func (b *Base) isProject(id string) bool {
	return id == flowPrefix+eiaFlow || b.entries[id].Kind == kindItem
}

// beyond returns why the best hit does not answer, or, when it would only be
// one of the choices, why one about the plan does not.
func (b *Base) beyond(kind string, hits []search.Hit, q asked) string {
	if kind == KindRefuse && (len(hits) == 0 || hits[0].Score < aboutUs) {
		return ""
	}
	if why := b.limit(hits[0].ID, q); why != "" || kind != KindClarify {
		return why
	}
	for _, h := range hits[:min(offered, len(hits))] {
		if why := b.limit(h.ID, q); why != "" && ofPlan[b.entries[h.ID].Kind] {
			return why
		}
	}
	return ""
}

// aboutUs is the score from which a refused question is about a matter of ours
// in another year, city or office.
const aboutUs = .35

// judged adds what the told facts allow to an answer about a project.
func (b *Base) judged(a Answer, q asked, seen sighting) Answer {
	if a.Entry == notListed {
		outside := eia.Outside()
		if day := cmp.Or(a.AsOf, q.today); !b.on(day).judges(day) {
			outside = eia.NotHeld()
		}
		a.EIA = &outside
	}
	if b.isProject(a.Entry) || a.Flow == eiaFlow || a.EIA == nil && askedForm.MatchString(q.terms.Norm) && seen.tellsProject(q) || slices.ContainsFunc(a.Candidates, b.isProject) {
		a.EIA = b.adviseOn(cmp.Or(a.AsOf, q.today), q, seen)
	}
	return a
}

// notListed is the entry on what the catalogue does not list.
const notListed = "eia-not-listed"

// unlisted says that a text names a trade that the catalogue does not list.
func (b *Base) unlisted(q asked) bool {
	simplified := b.analyser.Simplify(q.raw)
	return slices.ContainsFunc(b.content.Catalogue.Unlisted, func(t Trade) bool { return t.in(simplified) })
}

// depth is how many hits are looked at, and how many choices are offered.
const (
	depth   = 4
	offered = 4
)

func (b *Base) bySearch(q asked) (Answer, bool) {
	seen := b.look(q)
	hits, foreign := seen.hits, seen.foreign
	kind, right := b.calibration.decide(seen.features)
	if len(hits) == 0 || scoreAt(foreign, 0) > foreignLead*hits[0].Score || thin(q.terms.Norm) && hits[0].Score < sureOfThin {
		kind = KindRefuse
	}
	if seen.asksOfProject(b, q) && b.unlisted(q) {
		return b.judged(b.found(notListed, right, q), q, seen), true
	}
	describes := kind == KindClarify && b.isProject(hits[0].ID) && namesProject(q.terms.Norm) || kind != KindAnswer && seen.tellsProject(q) && !b.asksOfRules(kind, q, seen)
	if describes && !local.MatchString(q.terms.Norm) {
		if why := b.content.Limits.elsewhere("", q.terms.Norm); why != "" {
			return refuse(why), true
		}
	}
	if describes || kind == KindRefuse && asksAssessment(q) {
		return Answer{Kind: KindFlow, Flow: eiaFlow, Score: right, EIA: b.adviseOn(q.today, q, seen)}, true
	}
	if why := b.beyond(kind, hits, q); why != "" {
		return refuse(why), true
	}
	decided := map[string]func() Answer{
		KindAnswer:  func() Answer { return b.judged(b.found(hits[0].ID, right, q), q, seen) },
		KindClarify: func() Answer { return b.judged(b.clarify(q, hits, right), q, seen) },
		KindRefuse:  func() Answer { return b.refusal(q, foreign, hits) },
	}
	return decided[kind](), true
}

// asksOfRules says that a text about an assessment that is asked back about names
// no plant, and comes so much nearer to an entry on its rules than to any item
// that it tells of no project.
func (b *Base) asksOfRules(kind string, q asked, s sighting) bool {
	return kind == KindClarify && !plantForm.MatchString(q.terms.Norm) && b.entries[s.hits[0].ID].Kind == "eia" && s.items[0].Score < rulesLead*s.hits[0].Score
}

const rulesLead = .7

// foreignLead is how much nearer something that is not ours must be to be
// meant, whatever else the scores say.
const foreignLead = 1.0

// A word of one or two characters shares one of them with many entries; it is
// heard only when most of it is found.
const (
	thinText   = 2
	sureOfThin = .5
)

func thin(norm string) bool { return utf8.RuneCountInString(norm) <= thinText }

// referenceGain is what a number among other words adds to its entry.
const referenceGain = .3

// hits searches, adds what the classifier says, and raises the entry whose
// number the text names.
func (b *Base) hits(q asked, shares map[string]float64) []search.Hit {
	found := gain(find(b.index, q, wide), shares, classGain)
	b.fit(found, q)
	hits := b.lean(found, q.terms.Norm)
	ref, ok := text.FindReference(q.terms.Norm)
	if !ok {
		return hits
	}
	if id, _ := b.numbered(ref); id != "" {
		return raise(hits, id)
	}
	return hits
}

func raise(hits []search.Hit, id string) []search.Hit {
	raised := search.Hit{ID: id, Score: referenceGain}
	kept := []search.Hit{}
	for _, h := range hits {
		if h.ID == id {
			raised.Score += h.Score
			continue
		}
		kept = append(kept, h)
	}
	for i, h := range kept {
		if raised.Score > h.Score {
			return append(append(append([]search.Hit{}, kept[:i]...), raised), kept[i:]...)
		}
	}
	return append(kept, raised)
}

func (b *Base) clarify(q asked, hits []search.Hit, score float64) Answer {
	a := Answer{Kind: KindClarify, Score: score, Text: sayWhichOne}
	if isEnglish(q) {
		a.Text = sayWhichOneEnglish
	}
	for _, h := range hits {
		if len(a.Candidates) < offered {
			a.Candidates = append(a.Candidates, h.ID)
		}
	}
	return a
}
