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
	docEffort  = effort{postings: 12000, keep: 128}
	lineEffort = effort{postings: 4000, keep: 64}
)

// inverted says for each gram of a vocabulary in which of n things (documents
// or lines) it stands. Gains are the share of the gram that a thing explains,
// of 255; counts are occurrences up to 255.
type inverted struct {
	from   []uint32 // gram → its first posting; one more at the end
	things []uint32
	gains  []uint8
	counts []uint8
	norms  []float32 // length of each thing's TF-IDF vector
}

// measure computes the length of each thing's TF-IDF vector.
func (v *inverted) measure(words *vocabulary) {
	squares := make([]float64, len(v.norms))
	for g, weight := range words.weights {
		for p := v.from[g]; p < v.from[g+1]; p++ {
			w := float64(weight * damped[v.counts[p]])
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
		s.cover[t] /= total
		if v.norms[t] > 0 {
			s.cosine[t] /= v.norms[t]
		}
	}
	return s.touched
}

func (v *inverted) visit(k sought, s *sheet) {
	for p := v.from[k.gram]; p < v.from[k.gram+1]; p++ {
		t := v.things[p]
		if s.cover[t] == 0 {
			s.touched = append(s.touched, t)
		}
		v.add(k, p, t, s)
	}
}

func (v *inverted) add(k sought, posting, thing uint32, s *sheet) {
	s.cover[thing] += k.weight * float32(v.gains[posting]) / 255
	s.cosine[thing] += k.tfidf * k.weight * damped[v.counts[posting]]
}

// complete looks the grams that were too common to walk up for a few things.
func (v *inverted) complete(rest []sought, s *sheet) {
	slices.Sort(s.touched)
	for _, k := range rest {
		at, end := v.from[k.gram], v.from[k.gram+1]
		for _, t := range s.touched {
			at = seek(v.things, at, end, t)
			if at < end && v.things[at] == t {
				v.add(k, at, t, s)
			}
		}
	}
}

// seek returns the first place from at to end that holds t or more, in steps
// that double until they are beyond it.
func seek(things []uint32, at, end, t uint32) uint32 {
	step := uint32(1)
	for at+step < end && things[at+step] < t {
		at += step
		step *= 2
	}
	i, _ := slices.BinarySearch(things[at:min(at+step+1, end)], t)
	return at + uint32(i)
}
