package knowledge

import (
	"slices"
	"unicode/utf8"

	"suihuan/knowledge/search"
	"suihuan/knowledge/text"
)

// The classes of a text for the alarm, and what its rules add to the grams.
const (
	alarming   = "alarm"
	harmless   = "harmless"
	ruleAlarm  = "rule:alarm"
	ruleUnlike = "rule:unlike"
)

// Probabilities from which a text is taken for an alarm, by itself and where the
// rules say so too. A missed alarm costs more than a false one, which a person
// reads at once.
const (
	sureOfAlarm = .06
	ruledAlarm  = .01
)

// Lengths of a text in characters: from shortestAlarm on its words tell an alarm
// without a rule, below fewWords they must be surer.
const (
	shortestAlarm  = 4
	fewWords       = 8
	sureOfFewWords = .5
)

// raises says whether a text tells of a danger to people or of an accident that
// is happening, with the probability: 1 where an example or a rule says so. An
// example is what its author says it is.
func (b *Base) raises(q asked) (p float64, is bool) {
	if known, ok := b.alarms[q.terms.Norm]; ok {
		return 1, known
	}
	terms := b.alarmTerms(q.raw, q.terms)
	p = b.alarm.Shares(terms)[alarming]
	if slices.Contains(terms.Grams, ruleAlarm) && !slices.Contains(terms.Grams, ruleUnlike) && p >= ruledAlarm {
		return 1, true
	}
	length, sure := utf8.RuneCountInString(q.terms.Norm), sureOfAlarm
	if length < fewWords {
		sure = sureOfFewWords
	}
	return p, p >= sure && length >= shortestAlarm
}

// answersBetter says that a text which may be an alarm is a question that an
// entry answers, or describes a project.
func (b *Base) answersBetter(q asked, p float64) bool {
	if p >= beyondDoubt {
		return false
	}
	seen := b.look(q)
	kind, right := b.calibration.decide(seen.features)
	if p < doubtful && seen.tellsProject(q) {
		return true
	}
	return len(seen.hits) > 0 && kind == KindAnswer && right >= sureOfEntry && seen.hits[0].ID != flowPrefix+"complaint"
}

// Probabilities from which an alarm is not doubted, from which a project does not
// stand against it, and from which an entry does.
const (
	beyondDoubt = .85
	doubtful    = .3
	sureOfEntry = .8
)

// alarmTerms are the terms of a text with what the rules say of it. Sounds count
// only in what is spelled in pinyin: characters that sound alike are too many.
func (b *Base) alarmTerms(raw string, t text.Terms) text.Terms {
	sounds := map[string]bool{}
	if t.Latin {
		for _, s := range t.Sounds {
			sounds[s] = true
		}
	}
	squashed := squash(b.analyser.Simplify(raw))
	t.Grams = slices.Clone(t.Grams)
	if b.emergency.triggered(squashed, sounds) {
		t.Grams = append(t.Grams, ruleAlarm)
	}
	if b.emergency.guarded(squashed) {
		t.Grams = append(t.Grams, ruleUnlike)
	}
	return t
}

// learnAlarm trains the alarm on its examples; what people ask otherwise is
// harmless.
func (b *Base) learnAlarm(cut search.Cutter, others []string) *search.Classifier {
	var all []search.Example
	add := func(class string, phrases []string) {
		for _, p := range phrases {
			all = append(all, search.Example{Class: class, Terms: b.alarmTerms(p, cut(p))})
		}
	}
	examples := b.content.Emergency.Examples
	for _, p := range examples.No {
		b.alarms[cut(p).Norm] = false
	}
	for _, p := range examples.Yes { // what is both is an alarm
		b.alarms[cut(p).Norm] = true
	}
	delete(b.alarms, "")
	add(alarming, b.phrases(flowPrefix+emergencyFlow, examples.Yes))
	add(harmless, examples.No)
	add(harmless, others)
	return search.Train(all)
}

// phrasesOf lists the phrases of documents.
func phrasesOf(docs ...[]search.Doc) []string {
	var all []string
	for _, d := range slices.Concat(docs...) {
		all = append(all, d.Phrases...)
	}
	return all
}
