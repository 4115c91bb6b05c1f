package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"suihuan/knowledge/search"
	"suihuan/knowledge/text"
)

// People tell a story and ask at its end. A story shares few of its words with
// any entry, one of its clauses may share nearly all.
const (
	longStory    = 24 // characters from which clauses are looked at one by one
	shortClause  = 5  // characters; shorter ones are greetings and sighs
	mostClauses  = 6  // the last ones: the question stands at the end
	clauseWeight = .4
	wide         = 200 // documents of the whole text's search that clauses can add to
)

// cut returns the terms of a text's clauses, none for a short text.
func (b *Base) cut(raw string) []text.Terms {
	if utf8.RuneCountInString(raw) < longStory {
		return nil
	}
	var clauses []text.Terms
	for clause := range strings.FieldsFuncSeq(raw, func(r rune) bool { return strings.ContainsRune("，。！？；,!?;\n　 ", r) }) {
		if utf8.RuneCountInString(clause) >= shortClause {
			clauses = append(clauses, b.analyser.Analyse(clause))
		}
	}
	return clauses[max(0, len(clauses)-mostClauses):]
}

// find searches for the whole text, and adds for a long one what a document
// gets from the clause that fits it best.
func find(ix *search.Index, q asked, k int) []search.Hit {
	scores := map[string]float64{}
	for _, c := range q.clauses {
		for _, h := range ix.Search(c, k) {
			scores[h.ID] = max(scores[h.ID], clauseWeight*h.Score)
		}
	}
	for _, h := range ix.Search(q.terms, wide) {
		scores[h.ID] += h.Score
	}
	hits := make([]search.Hit, 0, len(scores))
	for id, score := range scores {
		hits = append(hits, search.Hit{ID: id, Score: min(score, 1)})
	}
	slices.SortFunc(hits, byScore)
	return hits[:min(k, len(hits))]
}

// byScore puts the best first, and equals in the order of their names, so that
// a question finds the same however it was searched.
func byScore(a, b search.Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID))
}
