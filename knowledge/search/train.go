package search

import (
	"math"
	"math/rand/v2"
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

// voice holds what a feature says of the classes, and what each value owes to the
// steps before it was there. A feature of many examples speaks of nearly all
// classes and has a place for each in values; any other lists those it speaks of
// in some.
type voice struct {
	values []float32
	some   []weight
	lags   []float32
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
	read := t.read(examples)
	points := make([][]point, len(examples))
	everywhere(len(examples), func(i int) { points[i] = t.weighed(read[i]) })
	targets := t.targets(examples)
	t.open()
	t.average(t.descend(points, targets))
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
	step, sure := float32(firstStep), wellKnown+1/float32(len(t.classes))
	for range rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			steps++
			if known[i] {
				continue
			}
			t.score(points[i], shares)
			softmax(shares)
			known[i] = shares[targets[i]] > sure
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
		addTo(out, r.values, p.value)
		for _, w := range r.some {
			out[w.class] += w.value * p.value
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
		value, lag := r.place(class)
		*value += by * p.value
		*lag += by * p.value * at
	}
}

// place returns where the value of a class is, and what it owes.
func (v *voice) place(class int32) (value, lag *float32) {
	if v.values != nil {
		return &v.values[class], &v.lags[class]
	}
	for i := range v.some {
		if v.some[i].class == class {
			return &v.some[i].value, &v.lags[i]
		}
	}
	v.some, v.lags = append(v.some, weight{class: class}), append(v.lags, 0)
	return &v.some[len(v.some)-1].value, &v.lags[len(v.lags)-1]
}

// average gives each weight its mean over all steps.
func (t *trainer) average(steps float32) {
	t.weights = make([][]weight, len(t.voices))
	for f, v := range t.voices {
		t.weights[f] = v.mean(steps)
	}
}

// mean is what a feature said on average, which is steadier than what it said
// last.
func (v voice) mean(steps float32) []weight {
	all := make([]weight, 0, len(v.some)+len(v.values))
	for i, w := range v.some {
		all = append(all, weight{w.class, w.value - v.lags[i]/steps})
	}
	for class, value := range v.values {
		if value != 0 {
			all = append(all, weight{int32(class), value - v.lags[class]/steps})
		}
	}
	return all
}
