package knowledge

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

var update = flag.Bool("update", false, "write calibration.yaml anew")

// question is one line of a file of development questions.
type question struct {
	Q     string `yaml:"q"`
	Want  any    `yaml:"want"`
	Kind  string `yaml:"kind"`
	Level string `yaml:"level"`
	Ask   string `yaml:"ask"`
}

func (q question) wants(id string) bool {
	list, _ := q.Want.([]any)
	return slices.ContainsFunc(list, func(w any) bool { return w == id })
}

func (q question) ours() bool { return q.Want != "none" }

func readQuestions(t testing.TB, path string) []question {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("no questions at %s", path)
	}
	var questions []question
	if err := yaml.Unmarshal(data, &questions); err != nil {
		t.Fatal(err)
	}
	return questions
}

func loadEmbedded(t testing.TB) *Base {
	t.Helper()
	b, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// sample is one question as the models see it.
type sample struct {
	features           []float64
	right, ours, among bool
}

func samples(b *Base, questions []question, today time.Time) []sample {
	var out []sample
	for _, q := range questions {
		a := b.asked(q.Q, today)
		seen := b.look(a)
		hits := seen.hits
		if len(hits) == 0 || b.ruled(a, hits[0].ID) {
			continue
		}
		s := sample{features: seen.features, ours: q.ours()}
		for i, h := range hits[:min(offered, len(hits))] {
			s.among = s.among || q.wants(h.ID)
			s.right = s.right || i == 0 && q.wants(h.ID)
		}
		out = append(out, s)
	}
	return out
}

// ruled says that a rule decides the question, whatever its scores.
func (b *Base) ruled(q asked, best string) bool {
	for _, rule := range []func(asked) (Answer, bool){b.nothing, b.danger, b.greeting, b.byNumber, b.byExactWords, b.byDate} {
		if _, ok := rule(q); ok {
			return true
		}
	}
	return b.limit(best, q) != ""
}

// fit finds a logistic model by Newton's method with a small ridge.
func fit(data []sample, label func(sample) bool) model {
	n := len(data[0].features) + 1
	m := make(model, n)
	for range 30 {
		grad, curve := make([]float64, n), make([][]float64, n)
		for i := range curve {
			curve[i] = make([]float64, n)
			curve[i][i] = ridge
			grad[i] = -ridge * m[i]
		}
		for _, s := range data {
			x := append([]float64{1}, s.features...)
			p := m.probability(s.features)
			miss := -p
			if label(s) {
				miss++
			}
			for i := range x {
				grad[i] += miss * x[i]
				for j := range x {
					curve[i][j] += p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i, step := range solve(curve, grad) {
			m[i] += step
		}
	}
	for i := range m {
		m[i] = math.Round(m[i]*100) / 100
	}
	return m
}

// ridge keeps the weights of features that say nearly the same from growing
// against each other.
const ridge = .3

// solve returns x of a·x = b for a small positive definite a.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for j := i + 1; j < n; j++ {
			f := a[j][i] / a[i][i]
			for k := i; k < n; k++ {
				a[j][k] -= f * a[i][k]
			}
			b[j] -= f * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for k := i + 1; k < n; k++ {
			x[i] -= a[i][k] * x[k]
		}
		x[i] /= a[i][i]
	}
	return x
}

// calibrationFiles hold questions that no phrase was written for.
var calibrationFiles = []string{
	"search/testdata/calibration.yaml", "search/testdata/calibration-service.yaml", "search/testdata/calibration-eia.yaml",
	"search/testdata/calibration-plan-2.yaml", "search/testdata/calibration-service-2.yaml", "search/testdata/calibration-eia-2.yaml", "search/testdata/calibration-foreign-2.yaml",
	"search/testdata/calibration-plan-3.yaml", "search/testdata/calibration-service-3.yaml", "search/testdata/calibration-eia-3.yaml", "search/testdata/calibration-foreign-3.yaml",
	"search/testdata/calibration-plan-4.yaml", "search/testdata/calibration-service-4.yaml", "search/testdata/calibration-eia-4.yaml", "search/testdata/calibration-foreign-4.yaml",
	"search/testdata/calibration-plan-5.yaml", "search/testdata/calibration-service-5.yaml", "search/testdata/calibration-eia-5.yaml", "search/testdata/calibration-foreign-5.yaml",
	"search/testdata/calibration-plan-6.yaml", "search/testdata/calibration-service-6.yaml", "search/testdata/calibration-eia-6.yaml", "search/testdata/calibration-foreign-6.yaml",
	"search/testdata/calibration-eia-7.yaml", "search/testdata/calibration-eia-8.yaml",
}

// TestCalibration refits the models on questions that no phrase was written
// for and compares them with what is stored; -update stores them.
func TestCalibration(t *testing.T) {
	measures(t)
	b := loadEmbedded(t)
	var data []sample
	for _, name := range calibrationFiles {
		data = append(data, samples(b, readQuestions(t, name), askDay)...)
	}
	got := calibration{
		Right: fit(data, func(s sample) bool { return s.right }),
		Ours:  fit(data, func(s sample) bool { return s.ours }),
		Among: fit(data, func(s sample) bool { return s.among }),
		Alone: fit(alone(data), func(s sample) bool { return s.ours }),
	}
	if *update {
		out := fmt.Sprintf("# Fitted by: go test ./knowledge -run TestCalibration -update\nright: %s\nours: %s\namong: %s\nalone: %s\n", got.Right, got.Ours, got.Among, got.Alone)
		if err := os.WriteFile("calibration.yaml", []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name, pair := range map[string][2]model{"right": {got.Right, b.calibration.Right}, "ours": {got.Ours, b.calibration.Ours}, "among": {got.Among, b.calibration.Among}, "alone": {got.Alone, b.calibration.Alone}} {
		for i := range pair[0] {
			if math.Abs(pair[0][i]-pair[1][i]) > .5 {
				t.Errorf("%s: refitted %v, stored %v: run with -update", name, pair[0], pair[1])
				break
			}
		}
	}
}

// alone leaves the features of an index without background and classifier.
func alone(data []sample) []sample {
	var out []sample
	for _, s := range data {
		s.features = append(slices.Clone(s.features[:3]), s.features[0])
		out = append(out, s)
	}
	return out
}

func (m model) String() string {
	parts := make([]string, len(m))
	for i, w := range m {
		parts[i] = fmt.Sprintf("%.2f", w)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
