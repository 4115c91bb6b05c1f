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

func readQuestions(t *testing.T, path string) []question {
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
	b, err := Load(Embedded())
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
		hits := b.hits(a)
		if len(hits) == 0 || b.ruled(a, hits[0].ID) {
			continue
		}
		s := sample{features: features(hits, scoreAt(find(b.background, a, 1), 0)), ours: q.ours()}
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
	for _, rule := range []func(asked) (Answer, bool){b.nothing, b.danger, b.greeting, b.byNumber, b.byExactWords} {
		if _, ok := rule(q); ok {
			return true
		}
	}
	return b.limit(best, q) != ""
}

// fit finds a logistic model by gradient ascent with a small ridge.
func fit(data []sample, label func(sample) bool) model {
	m := make(model, len(data[0].features)+1)
	for range 3000 {
		grad := make([]float64, len(m))
		for _, s := range data {
			miss := -m.probability(s.features)
			if label(s) {
				miss++
			}
			grad[0] += miss
			for i, f := range s.features {
				grad[i+1] += miss * f
			}
		}
		for i := range m {
			ridge := 0.0
			if i > 0 {
				ridge = .3 * m[i]
			}
			m[i] += 4 * (grad[i] - ridge) / float64(len(data))
		}
	}
	for i := range m {
		m[i] = math.Round(m[i]*100) / 100
	}
	return m
}

// calibrationFiles hold questions that no phrase was written for.
var calibrationFiles = []string{"search/testdata/calibration.yaml", "search/testdata/calibration-service.yaml", "search/testdata/calibration-eia.yaml"}

// TestCalibration refits the models on questions that no phrase was written
// for and compares them with what is stored; -update stores them.
func TestCalibration(t *testing.T) {
	b := loadEmbedded(t)
	var data []sample
	for _, name := range calibrationFiles {
		data = append(data, samples(b, readQuestions(t, name), askDay)...)
	}
	got := calibration{
		Right: fit(data, func(s sample) bool { return s.right }),
		Ours:  fit(data, func(s sample) bool { return s.ours }),
		Among: fit(data, func(s sample) bool { return s.among }),
	}
	if *update {
		out := fmt.Sprintf("# Fitted by: go test ./knowledge -run TestCalibration -update\nright: %s\nours: %s\namong: %s\n", got.Right, got.Ours, got.Among)
		if err := os.WriteFile("calibration.yaml", []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for name, pair := range map[string][2]model{"right": {got.Right, b.calibration.Right}, "ours": {got.Ours, b.calibration.Ours}, "among": {got.Among, b.calibration.Among}} {
		for i := range pair[0] {
			if math.Abs(pair[0][i]-pair[1][i]) > .5 {
				t.Errorf("%s: refitted %v, stored %v: run with -update", name, pair[0], pair[1])
				break
			}
		}
	}
}

func (m model) String() string {
	parts := make([]string, len(m))
	for i, w := range m {
		parts[i] = fmt.Sprintf("%.2f", w)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
