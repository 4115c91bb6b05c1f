package search

import (
	"cmp"
	"math"
	"slices"
)

// effort is what one walk may cost: postings that are walked in full, the
// rarest grams first, and the best so far for whom the rest is looked up one by
// one.
type effort struct{ postings, keep int }

var (
	docEffort  = effort{postings: 8000, keep: 96}
	lineEffort = effort{postings: 3000, keep: 48}
)

// inverted says for each gram of a vocabulary in which of n things (documents
// or lines) it stands.
type inverted struct {
	from   []uint32 // gram → its first posting; one more at the end
	things []uint32
	marks  []mark
	norms  []float32 // length of each thing's TF-IDF vector
}

// mark says how a gram stands in a thing: the share of the gram that the thing
// explains, of 255, and how often it occurs, up to 255.
type mark struct{ gain, count uint8 }

// measure computes the length of each thing's TF-IDF vector.
func (v *inverted) measure(words *vocabulary) {
	squares := make([]float64, len(v.norms))
	for g, weight := range words.weights {
		for p := v.from[g]; p < v.from[g+1]; p++ {
			w := float64(weight * damped[v.marks[p].count])
			squares[v.things[p]] += w * w
		}
	}
	for t, s := range squares {
		v.norms[t] = float32(math.Sqrt(s))
	}
}

// size is the number of things.
func (v *inverted) size() int { return len(v.norms) }

// length is the number of things in which a gram stands.
func (v *inverted) length(gram uint32) int { return int(v.from[gram+1] - v.from[gram]) }

// walk scores the things that share grams with a question of a total weight,
// and returns them: all of them within the budget, else the best.
func (v *inverted) walk(known []sought, total float32, may effort, s *sheet) []uint32 {
	slices.SortStableFunc(known, func(a, b sought) int { return cmp.Compare(v.length(a.gram), v.length(b.gram)) })
	walked, spent := 0, 0
	for _, k := range known {
		if spent += v.length(k.gram); spent > may.postings && walked > 0 {
			break
		}
		v.visit(k, s)
		walked++
	}
	if walked < len(known) {
		s.narrow(may.keep)
		v.complete(known[walked:], s)
	}
	for _, t := range s.touched {
		on := &s.scores[t]
		on.cover /= total
		if v.norms[t] > 0 {
			on.cosine /= v.norms[t]
		}
	}
	return s.touched
}

func (v *inverted) visit(k sought, s *sheet) {
	from, to := v.from[k.gram], v.from[k.gram+1]
	marks := v.marks[from:to]
	for i, t := range v.things[from:to] {
		on := &s.scores[t]
		if on.cover == 0 {
			s.touched = append(s.touched, t)
		}
		on.add(k, marks[i])
	}
}

// complete looks the grams that were too common to walk up for a few things.
func (v *inverted) complete(rest []sought, s *sheet) {
	slices.Sort(s.touched)
	for _, k := range rest {
		from, to := v.from[k.gram], v.from[k.gram+1]
		things, marks := v.things[from:to], v.marks[from:to]
		at := 0
		for _, t := range s.touched {
			at = seek(things, at, t)
			if at < len(things) && things[at] == t {
				s.scores[t].add(k, marks[at])
			}
		}
	}
}

// seek returns the first place at or behind a given one that holds t or more,
// in steps that double until they are beyond it.
func seek(things []uint32, at int, t uint32) int {
	step := 1
	for at+step < len(things) && things[at+step] < t {
		at += step
		step *= 2
	}
	end := min(at+step+1, len(things))
	for at < end {
		middle := int(uint(at+end) >> 1)
		if things[middle] < t {
			at = middle + 1
		} else {
			end = middle
		}
	}
	return at
}
