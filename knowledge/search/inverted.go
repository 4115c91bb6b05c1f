package search

import (
	"cmp"
	"hash/maphash"
	"math"
	"slices"
)

// What one question may cost: postings that are walked in full, the rarest
// grams first, and the best so far for whom the rest is looked up one by one.
const (
	budget = 6000
	keep   = 96
)

// inverted says for each gram in which of n things (documents or lines) it
// stands. Gains are the share of the gram that a thing explains, of 255;
// counts are occurrences up to 255.
type inverted struct {
	keys   map[uint64]uint32
	seed   maphash.Seed
	from   []uint32 // gram → its first posting; one more at the end
	things []uint32
	gains  []uint8
	counts []uint8
	idf    []float32
	rare   float32   // idf of a gram that stands nowhere: nothing here explains it
	norms  []float32 // length of each thing's TF-IDF vector
}

// sought is one gram of a question.
type sought struct {
	gram   uint32
	weight float32 // idf
	tfidf  float32 // of the question's unit vector
}

// plan looks the grams of a question up. total is the weight of all of them,
// known or not. The order is the question's, so that equal questions get equal
// scores to the last bit.
func (v *inverted) plan(grams []string) (known []sought, total float32) {
	count := make(map[string]float32, len(grams))
	order := make([]string, 0, len(grams))
	for _, g := range grams {
		if count[g] == 0 {
			order = append(order, g)
		}
		count[g]++
	}
	var square float64
	for _, g := range order {
		id, ok := v.keys[maphash.String(v.seed, g)]
		weight := v.rare
		if ok {
			weight = v.idf[id]
			known = append(known, sought{gram: id, weight: weight, tfidf: weight * count[g]})
		}
		total += weight
		square += float64(weight * count[g] * weight * count[g])
	}
	for i := range known {
		known[i].tfidf /= float32(math.Sqrt(square))
	}
	return known, total
}

// walk scores the things that share grams with a question, and returns them:
// all of them within the budget, else the best.
func (v *inverted) walk(grams []string, s *sheet) []uint32 {
	known, total := v.plan(grams)
	if len(known) == 0 {
		return nil
	}
	slices.SortStableFunc(known, func(a, b sought) int { return cmp.Compare(v.length(a.gram), v.length(b.gram)) })
	walked, spent := 0, 0
	for _, k := range known {
		if spent += v.length(k.gram); spent > budget && walked > 0 {
			break
		}
		v.visit(k, s)
		walked++
	}
	if walked < len(known) {
		s.narrow(keep)
		v.complete(known[walked:], s.touched, s)
	}
	for _, t := range s.touched {
		s.cover[t] /= total
		if v.norms[t] > 0 {
			s.cosine[t] /= v.norms[t]
		}
	}
	return s.touched
}

func (v *inverted) length(gram uint32) int { return int(v.from[gram+1] - v.from[gram]) }

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
	s.cosine[thing] += k.tfidf * k.weight * float32(v.counts[posting])
}

// complete looks the grams that were too common to walk up for a few things.
func (v *inverted) complete(rest []sought, things []uint32, s *sheet) {
	for _, k := range rest {
		lo, hi := v.from[k.gram], v.from[k.gram+1]
		list := v.things[lo:hi]
		for _, t := range things {
			if i, ok := slices.BinarySearch(list, t); ok {
				v.add(k, lo+uint32(i), t, s)
			}
		}
	}
}
