package knowledge

import (
	_ "embed"
	"fmt"
	"math"

	"gopkg.in/yaml.v3"

	"suihuan/knowledge/search"
)

//go:embed calibration.yaml
var calibrationFile []byte

// model is a logistic model: the constant, then one weight a feature.
type model []float64

func (m model) probability(features []float64) float64 {
	z := m[0]
	for i, f := range features {
		z += m[i+1] * f
	}
	return 1 / (1 + math.Exp(-z))
}

// calibration turns scores into probabilities. It is fitted on questions that
// no phrase was written for (search/testdata/calibration.yaml); the test of
// this package refits it and compares.
type calibration struct {
	Right model `yaml:"right"` // the best hit is right
	Ours  model `yaml:"ours"`  // the question is ours at all
	Among model `yaml:"among"` // the right one is among the choices
	Alone model `yaml:"alone"` // the question is ours, by the scores of an index alone
}

func readCalibration() (calibration, error) {
	var c calibration
	if err := yaml.Unmarshal(calibrationFile, &c); err != nil {
		return c, fmt.Errorf("read calibration: %w", err)
	}
	return c, nil
}

// faint keeps the lead of one faint score over a fainter one from looking like
// certainty.
const faint = .15

// features are {s1, s1−s2, (s1−s2)/(s1+faint), s1−.6·sBG} of the hits in the
// curated index and of the best score in the background index. Behind them
// stand, for the three models of the whole base, the classifier's probabilities
// that the text is foreign and that it is of the best hit.
func features(hits []search.Hit, background float64) []float64 {
	s1, s2 := scoreAt(hits, 0), scoreAt(hits, 1)
	return []float64{s1, s1 - s2, (s1 - s2) / (s1 + faint), s1 - .6*background}
}

func scoreAt(hits []search.Hit, i int) float64 {
	if i < len(hits) {
		return hits[i].Score
	}
	return 0
}

// What a decision is worth to the one who asks: a right answer 1, asking back
// with the right one among the choices .6, asking back in vain −.4, a wrong
// answer −1, refusing what is ours −.8, refusing what is not ours 1, answering
// what is not ours −1.8.
const (
	rightGain      = 1.0
	askedGain      = .6
	askedInVain    = -.4
	wrongLoss      = -1.0
	refusedLoss    = -.8
	refusedForeign = 1.0
	foreignLoss    = -1.8
)

// decide returns answer, clarify or refuse, whichever is worth most, and the
// probability that the best hit is right.
func (c calibration) decide(f []float64) (kind string, right float64) {
	right, ours, among := c.Right.probability(f), c.Ours.probability(f), c.Among.probability(f)
	ours = max(ours, right)
	answer := right*rightGain + (ours-right)*wrongLoss + (1-ours)*foreignLoss
	ask := among*askedGain + (1-among)*askedInVain
	refuse := ours*refusedLoss + (1-ours)*refusedForeign
	if answer >= ask && answer >= refuse {
		return KindAnswer, right
	}
	if ask >= refuse {
		return KindClarify, right
	}
	return KindRefuse, right
}
