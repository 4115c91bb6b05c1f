package search

import (
	"math"
	"math/rand/v2"
	"slices"
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
	wellKnown  = .6
)

// voice holds what a feature says of the classes, and what each value owes to the
// steps before it was there. A feature of many examples speaks of nearly all
// classes and has a place for each; classes is nil then.
type voice struct {
	classes      []int32
	values, lags []float32
}

// trainer is a classifier that still learns.
type trainer struct {
	*Classifier
	in     []int32 // feature → examples that have it
	voices []voice
}

// Train learns from examples. The same examples in the same order give the same
// classifier.
func Train(examples []Example) *Classifier {
	t := trainer{Classifier: &Classifier{features: map[string]int32{"": 0}}}
	t.count(examples)
	points, targets := make([][]point, len(examples)), make([]int32, len(examples))
	classes := map[string]int32{}
	for i, e := range examples {
		class, ok := classes[e.Class]
		if !ok {
			class = int32(len(t.classes))
			classes[e.Class] = class
			t.classes = append(t.classes, e.Class)
		}
		targets[i] = class
	}
	everywhere(len(examples), func(i int) { points[i] = t.vector(examples[i].Terms) })
	t.open()
	t.average(t.descend(points, targets))
	return t.Classifier
}

// count finds the features and in how many examples each stands.
func (t *trainer) count(examples []Example) {
	in, last := []int32{int32(len(examples))}, []int32{-1} // last: feature → the last example that has it
	for i, e := range examples {
		for _, names := range [][]string{e.Terms.Grams, e.Terms.Sounds} {
			for _, name := range names {
				f, ok := t.features[name]
				if !ok {
					f = int32(len(in))
					t.features[name] = f
					in, last = append(in, 0), append(last, -1)
				}
				if last[f] != int32(i) {
					in[f]++
					last[f] = int32(i)
				}
			}
		}
	}
	t.in, t.idf = in, make([]float32, len(in))
	for f, n := range in {
		t.idf[f] = float32(math.Log(1 + float64(len(examples))/float64(n)))
	}
}

// often is in how many examples a feature stands that speaks of nearly all
// classes.
const often = 400

// open makes the empty rows.
func (t *trainer) open() {
	t.voices = make([]voice, len(t.in))
	for f, n := range t.in {
		if n >= often {
			t.voices[f] = voice{values: make([]float32, len(t.classes)), lags: make([]float32, len(t.classes))}
		}
	}
}

// descend moves the weights towards the targets, and returns its steps.
func (t *trainer) descend(points [][]point, targets []int32) (steps float32) {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(1, 2)) // the order is mixed, and always in the same way
	shares, known := make([]float32, len(t.classes)), make([]bool, len(points))
	step := float32(firstStep)
	for range rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			steps++
			if known[i] {
				continue
			}
			t.score(points[i], shares)
			softmax(shares)
			known[i] = shares[targets[i]] > wellKnown
			shares[targets[i]]--
			for class, miss := range shares {
				if max(miss, -miss) > leastError {
					t.move(points[i], int32(class), -step*miss, steps)
				}
			}
		}
		step *= stepShare
	}
	return steps
}

// score writes what the features of a text say for each class.
func (t *trainer) score(x []point, out []float32) {
	clear(out)
	for _, p := range x {
		r := &t.voices[p.feature]
		if r.classes == nil {
			addTo(out, r.values, p.value)
			continue
		}
		for i, class := range r.classes {
			out[class] += r.values[i] * p.value
		}
	}
}

// addTo adds a row to the scores, four classes at a time: most of the training
// is spent here.
func addTo(out, values []float32, by float32) {
	for len(values) >= 4 && len(out) >= 4 {
		out[0] += values[0] * by
		out[1] += values[1] * by
		out[2] += values[2] * by
		out[3] += values[3] * by
		out, values = out[4:], values[4:]
	}
	for i, v := range values {
		out[i] += v * by
	}
}

// move adds a text to the weights of a class.
func (t *trainer) move(x []point, class int32, by, at float32) {
	for _, p := range x {
		r := &t.voices[p.feature]
		i := r.place(class)
		r.values[i] += by * p.value
		r.lags[i] += by * p.value * at
	}
}

// place returns where the values of a class are.
func (v *voice) place(class int32) int {
	if v.classes == nil && v.values != nil {
		return int(class)
	}
	i := slices.Index(v.classes, class)
	if i < 0 {
		i = len(v.classes)
		v.classes, v.values, v.lags = append(v.classes, class), append(v.values, 0), append(v.lags, 0)
	}
	return i
}

// average gives each weight its mean over all steps, which is steadier than its
// last value.
func (t *trainer) average(steps float32) {
	t.weights = make([][]weight, len(t.voices))
	for f, r := range t.voices {
		t.weights[f] = make([]weight, 0, len(r.values))
		for i, v := range r.values {
			class := int32(i)
			if r.classes != nil {
				class = r.classes[i]
			}
			if v != 0 {
				t.weights[f] = append(t.weights[f], weight{class, v - r.lags[i]/steps})
			}
		}
	}
}
