package knowledge

import (
	"slices"

	"suihuan/knowledge/text"
)

// claim is who a phrase belongs to and how it stands there.
type claim struct {
	id, words string
	place     place
}

// claimed is a document whose phrases nobody else may have.
type claimed struct {
	id, title    string
	phrases, not []string
	place        place
}

func (c content) claimed() []claimed {
	var all []claimed
	for _, e := range c.Entries {
		all = append(all, claimed{e.ID, e.Title, e.Phrases, e.Not, e.place})
	}
	for _, f := range c.Flows {
		all = append(all, claimed{flowPrefix + f.ID, "", f.Phrases, f.Not, f.place})
	}
	for _, e := range c.English {
		all = append(all, claimed{e.Entry, "", e.Phrases, nil, e.place})
	}
	for _, t := range c.Background {
		all = append(all, claimed{t.ID, "", t.Phrases, nil, t.place})
	}
	return all
}

// checkPhrases finds words that two documents claim, in whatever characters
// they are written: an exact question would go to either. Within one document
// the same words may stand in other characters, but not twice alike; and what
// does not mean a document is none of its phrases.
func (c content) checkPhrases(n *text.Normaliser, report reporter) {
	owners := map[string]claim{}
	for _, d := range c.claimed() {
		own := map[string]bool{}
		for i, words := range append([]string{d.title}, d.phrases...) {
			key := n.Normalise(words)
			if other, ok := owners[key]; ok && key != "" && other.id != d.id {
				report(d.place.of(words), "phrase %q of %s is the same as %q of %s (%s)", words, d.id, other.words, other.id, other.place)
			} else if !ok {
				owners[key] = claim{d.id, words, d.place.of(words)}
			}
			own[key] = true
			if slices.Contains(d.phrases[:max(0, i-1)], words) && i > 0 {
				report(d.place.of(words), "phrase %q of %s stands twice", words, d.id)
			}
		}
		for _, words := range d.not {
			if own[n.Normalise(words)] {
				report(d.place.of(words), "%q of %s is a phrase and under not", words, d.id)
			}
		}
	}
}
