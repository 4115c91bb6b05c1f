package search

import (
	"math"
	"math/rand/v2"
	"slices"
)

// How the classifier is trained: few rounds of stochastic gradient descent with
// falling steps, which is as good as many on held-out questions and takes a
// third of a second for twelve thousand phrases. Classes that a text is hardly
// taken for are not moved, so that the weights stay sparse.
const (
	rounds     = 2
	firstStep  = 8.0
	stepShare  = .4
	leastError = .02
)

// Train learns from examples. The same examples in the same order give the same
// classifier.
func Train(examples []Example) *Classifier {
	c := &Classifier{features: map[string]int32{"": 0}}
	c.count(examples)
	points, targets := make([][]point, len(examples)), make([]int32, len(examples))
	classes := map[string]int32{}
	for i, e := range examples {
		class, ok := classes[e.Class]
		if !ok {
			class = int32(len(c.classes))
			classes[e.Class] = class
			c.classes = append(c.classes, e.Class)
		}
		points[i], targets[i] = c.vector(e.Terms), class
	}
	c.descend(points, targets)
	return c
}

// count finds the features and in how many examples each stands.
func (c *Classifier) count(examples []Example) {
	in, last := []int32{int32(len(examples))}, []int32{-1} // feature → examples that have it, the last of them
	for i, e := range examples {
		for _, names := range [][]string{e.Terms.Grams, e.Terms.Sounds} {
			for _, name := range names {
				f, ok := c.features[name]
				if !ok {
					f = int32(len(in))
					c.features[name] = f
					in, last = append(in, 0), append(last, -1)
				}
				if last[f] != int32(i) {
					in[f]++
					last[f] = int32(i)
				}
			}
		}
	}
	c.idf, c.weights = make([]float32, len(in)), make([][]weight, len(in))
	for f, n := range in {
		c.idf[f] = float32(math.Log(1 + float64(len(examples))/float64(n)))
	}
}

// descend moves the weights towards the targets.
func (c *Classifier) descend(points [][]point, targets []int32) {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	random := rand.New(rand.NewPCG(1, 2)) // the order is mixed, and always in the same way
	shares := make([]float32, len(c.classes))
	step := float32(firstStep)
	steps := float32(0)
	for range rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			steps++
			c.score(points[i], shares)
			softmax(shares)
			shares[targets[i]]--
			for class, miss := range shares {
				if max(miss, -miss) > leastError {
					c.move(points[i], int32(class), -step*miss, steps)
				}
			}
		}
		step *= stepShare
	}
	c.average(steps)
}

// average gives each weight its mean over all steps, which is steadier than its
// last value.
func (c *Classifier) average(steps float32) {
	for _, row := range c.weights {
		for i := range row {
			row[i].value -= row[i].lag / steps
		}
	}
}

// move adds a text to the weights of a class.
func (c *Classifier) move(x []point, class int32, by, at float32) {
	for _, p := range x {
		row := c.weights[p.feature]
		i := slices.IndexFunc(row, func(w weight) bool { return w.class == class })
		if i < 0 {
			c.weights[p.feature] = append(row, weight{class, by * p.value, by * p.value * at})
			continue
		}
		row[i].value += by * p.value
		row[i].lag += by * p.value * at
	}
}
