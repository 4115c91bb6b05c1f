package search

import (
	"math"

	"suihuan/knowledge/text"
)

// Example is a text and the class that it belongs to.
type Example struct {
	Class string
	Terms text.Terms
}

// Classifier says how likely a text is of each class: multinomial logistic
// regression over grams and sounds, trained on texts of every class. It is safe
// for concurrent use.
type Classifier struct {
	features map[string]int32
	idf      []float32
	weights  [][]weight // feature → the classes that it speaks for or against
	classes  []string
}

type weight struct {
	class int32
	value float32
}

// point is one feature of a text with its share of the text's unit vector.
type point struct {
	feature int32
	value   float32
}

// common is the value of the feature that every text has.
const common = .5

// soundPart is the length of the sounds' vector beside that of the grams.
const soundPart = .5

// leastShare is the probability that Shares leaves out.
const leastShare = 1e-4

// Shares returns the probability of each class for a text; classes without any
// are left out.
func (c *Classifier) Shares(t text.Terms) map[string]float64 {
	shares := make([]float32, len(c.classes))
	c.score(c.vector(t), shares)
	softmax(shares)
	out := map[string]float64{}
	for class, share := range shares {
		if share > leastShare {
			out[c.classes[class]] = float64(share)
		}
	}
	return out
}

// score writes what the features of a text say for each class.
func (c *Classifier) score(x []point, out []float32) {
	clear(out)
	for _, p := range x {
		for _, w := range c.weights[p.feature] {
			out[w.class] += w.value * p.value
		}
	}
}

// unlikely is how far behind the best a class counts as impossible: its
// probability is below e to the power of -unlikely.
const unlikely = 10

func softmax(p []float32) {
	top, sum := float32(math.Inf(-1)), float32(0)
	for _, z := range p {
		if z > top {
			top = z
		}
	}
	for i, z := range p {
		p[i] = 0
		if z > top-unlikely {
			p[i] = float32(math.Exp(float64(z - top)))
			sum += p[i]
		}
	}
	for i := range p {
		p[i] /= sum
	}
}

// reading are the features of a text that a classifier knows, each once.
type reading struct{ grams, sounds []int32 }

// vector returns the known features of a text.
func (c *Classifier) vector(t text.Terms) []point {
	return c.weighed(reading{c.known(t.Grams), c.known(t.Sounds)})
}

func (c *Classifier) known(names []string) []int32 {
	known, seen := make([]int32, 0, len(names)), make(map[int32]bool, len(names))
	for _, name := range names {
		if f, ok := c.features[name]; ok && !seen[f] {
			seen[f] = true
			known = append(known, f)
		}
	}
	return known
}

// weighed returns the TF-IDF vector of a text, and in it the feature that every
// text has, so that a text of unknown words is of the commonest class. What is
// spelled in pinyin has sounds alone.
func (c *Classifier) weighed(r reading) []point {
	points := make([]point, 0, 1+len(r.grams)+len(r.sounds))
	points = append(points, point{feature: 0, value: common})
	if len(r.grams) == 0 {
		return c.block(points, r.sounds, 1)
	}
	return c.block(c.block(points, r.grams, 1), r.sounds, soundPart)
}

// block adds the vector of some features, of a given length.
func (c *Classifier) block(points []point, features []int32, length float64) []point {
	square := 0.0
	for _, f := range features {
		points = append(points, point{f, c.idf[f]})
		square += float64(c.idf[f] * c.idf[f])
	}
	for i := len(points) - len(features); i < len(points); i++ {
		points[i].value *= float32(length / math.Sqrt(square))
	}
	return points
}
