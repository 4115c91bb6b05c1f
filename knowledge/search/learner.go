package search

// voice holds what a feature says of the classes, and what each value owes to the
// steps before it was there. A feature of many examples speaks of nearly all
// classes and has a place for each in values; any other lists those it speaks of
// in some.
type voice struct {
	values []float32
	some   []weight
	lags   []float32
}

// learner learns from the examples in one order.
type learner struct {
	voices  []voice // by feature
	classes int
	steps   float32
}

// empty has a place for each of some classes, or for none yet.
func empty(classes int) voice {
	if classes == 0 {
		return voice{}
	}
	return voice{values: make([]float32, classes), lags: make([]float32, classes)}
}

// descend moves the weights towards the targets.
func (l *learner) descend(order []int, points [][]point, targets []int32) {
	shares, known := make([]float32, l.classes), make([]bool, len(points))
	step, sure := float32(firstStep), wellKnown+1/float32(l.classes)
	for range rounds {
		for _, i := range order {
			l.steps++
			if known[i] {
				continue
			}
			l.score(points[i], shares)
			softmax(shares)
			known[i] = shares[targets[i]] > sure
			shares[targets[i]]--
			for class, miss := range shares {
				if max(miss, -miss) > leastError {
					l.move(points[i], int32(class), -step*miss)
				}
			}
		}
		step *= stepShare
	}
}

// score writes what the features of a text say for each class.
func (l *learner) score(x []point, out []float32) {
	clear(out)
	for _, p := range x {
		r := &l.voices[p.feature]
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
func (l *learner) move(x []point, class int32, by float32) {
	for _, p := range x {
		value, lag := l.voices[p.feature].place(class)
		*value += by * p.value
		*lag += by * p.value * l.steps
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

// together is the mean of what the learners say.
func together(learners []learner) [][]weight {
	weights := make([][]weight, len(learners[0].voices))
	everywhere(len(weights), func(f int) {
		sum := empty(len(learners[0].voices[f].values))
		for _, l := range learners {
			for _, w := range l.voices[f].mean(l.steps) {
				value, _ := sum.place(w.class)
				*value += w.value / orders
			}
		}
		weights[f] = sum.mean(1)
	})
	return weights
}

// mean is what a feature said on average over all steps, which is steadier than
// what it said last.
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
