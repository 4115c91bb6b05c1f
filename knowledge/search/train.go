package search

import (
	"cmp"
	"hash/fnv"
	"math"
	"slices"
	"sync"
)

// How the classifier is trained: few rounds of stochastic gradient descent with
// falling steps, which is as good as many on questions that no phrase was
// written for. Classes that a text is hardly taken for are not moved, so that
// the weights stay sparse, and a later round leaves out what an earlier one was
// sure of.
const (
	rounds     = 2
	firstStep  = 10.0
	stepShare  = .4
	leastError = .02
	wellKnown  = .4
)

// trainer reads the examples of a classifier.
type trainer struct {
	*Classifier
	in []int32 // feature → examples that have it
}

// orders is in how many orders the examples are learnt. What comes last moves a
// learner most; the mean of two is steadier than each, and they learn side by
// side.
const orders = 2

// Train learns from examples. The same examples give the same classifier, in
// whatever order they come.
func Train(examples []Example) *Classifier {
	t := trainer{Classifier: &Classifier{features: map[string]int32{"": 0}}}
	read := t.read(examples)
	points := make([][]point, len(examples))
	everywhere(len(examples), func(i int) { points[i] = t.weighed(read[i]) })
	targets := t.targets(examples)
	learners := make([]learner, orders)
	var learning sync.WaitGroup
	for i := range learners {
		learning.Go(func() {
			learners[i] = t.open()
			learners[i].descend(mixed(examples, byte(i)), points, targets)
		})
	}
	learning.Wait()
	t.weights = together(learners)
	return t.Classifier
}

// targets numbers the classes, and returns that of each example.
func (t *trainer) targets(examples []Example) []int32 {
	numbers := map[string]int32{}
	targets := make([]int32, len(examples))
	for i, e := range examples {
		class, ok := numbers[e.Class]
		if !ok {
			class = int32(len(t.classes))
			numbers[e.Class] = class
			t.classes = append(t.classes, e.Class)
		}
		targets[i] = class
	}
	return targets
}

// read finds the features of each example, and in how many examples each stands.
func (t *trainer) read(examples []Example) []reading {
	all := make([]reading, len(examples))
	last := []int32{-1} // feature → the last example that has it
	t.in = []int32{int32(len(examples))}
	number := func(names []string, example int32) []int32 {
		list := make([]int32, 0, len(names))
		for _, name := range names {
			f, ok := t.features[name]
			if !ok {
				f = int32(len(last))
				t.features[name] = f
				t.in, last = append(t.in, 0), append(last, -1)
			}
			if last[f] != example {
				t.in[f]++
				last[f] = example
				list = append(list, f)
			}
		}
		return list
	}
	for i, e := range examples {
		all[i] = reading{number(e.Terms.Grams, int32(i)), number(e.Terms.Sounds, int32(i))}
	}
	t.idf = make([]float32, len(t.in))
	for f, n := range t.in {
		t.idf[f] = float32(math.Log(1 + float64(len(examples))/float64(n)))
	}
	return all
}

// often is in how many examples a feature stands that speaks of nearly all
// classes.
const often = 400

// mixed is an order that hangs on each example's own words, so that one more
// example leaves the order of the others, and thus what is learnt from them, as
// it was.
func mixed(examples []Example, which byte) []int {
	places, order := make([]uint64, len(examples)), make([]int, len(examples))
	for i, e := range examples {
		h := fnv.New64a()
		h.Write([]byte{which})
		h.Write([]byte(e.Terms.Norm))
		h.Write([]byte(e.Class))
		places[i], order[i] = h.Sum64(), i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(places[i], places[j]), i-j) })
	return order
}

// open makes the empty rows.
func (t *trainer) open() learner {
	l := learner{voices: make([]voice, len(t.in)), classes: len(t.classes)}
	for f, n := range t.in {
		if n >= often {
			l.voices[f] = empty(l.classes)
		}
	}
	return l
}
