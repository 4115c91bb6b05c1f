package knowledge

import (
	"math/rand/v2"
	"slices"
	"testing"

	"suihuan/knowledge/eia"
)

// levels counts how described projects were judged by what they tell.
type levels struct{ n, right, open, wrong, found int }

const leftOpen = "depends"

// judged asks every described project and counts. A project that depends on
// what is not told is right when it is left open.
func judged(tell show, b *Base, questions []question) (l levels) {
	for _, q := range questions {
		if q.Level == "" {
			continue
		}
		l.n++
		advice := b.Ask(q.Q, askDay).EIA
		if advice == nil {
			advice = &eia.Advice{Level: eia.Unsettled}
		}
		if q.wants(notListed) || slices.ContainsFunc(advice.Items, q.wants) || q.wants(flowPrefix+eiaFlow) {
			l.found++
		}
		want := q.Level
		if want == leftOpen {
			want = eia.Unsettled
		}
		switch advice.Level {
		case want:
			l.right++
			continue
		case eia.Unsettled:
			l.open++
		default:
			l.wrong++
		}
		tell("%s: %s %v of %v, want %s; asks %s", q.Q, advice.Level, advice.Possible, advice.Items, q.Level, advice.Asks)
	}
	return l
}

// TestLevels judges described projects. Those of the calibration and the shared
// ones were read and mended, the held-out ones were not.
func TestLevels(t *testing.T) {
	measures(t)
	b := loadEmbedded(t)
	for _, tt := range []struct {
		name         string
		files        []string
		read         bool
		right, found float64
		wrong        int
	}{
		{"development", []string{"../../shared/eval/eia.yaml"}, true, .95, .90, 0},
		{"held out", []string{"testdata/heldout/eia.yaml"}, false, .50, .85, 3},
		{"calibration", calibrationFiles, true, .85, .85, 9},
	} {
		var questions []question
		for _, name := range tt.files {
			questions = append(questions, readQuestions(t, name)...)
		}
		l := judged(showIf(t, tt.read), b, questions)
		t.Logf("levels, %s: right %d, open %d, wrong %d of %d; item among the first three %d", tt.name, l.right, l.open, l.wrong, l.n, l.found)
		if share(l.right, l.n) < tt.right || share(l.found, l.n) < tt.found || l.wrong > tt.wrong {
			t.Errorf("%s: floors are %.2f and %.2f, and %d wrong", tt.name, tt.right, tt.found, tt.wrong)
		}
	}
}

// mostQuestions is how long an interview may be, for nearly all projects.
const mostQuestions = 8

// TestInterviewIsShort lets an owner who knows nothing more, and owners who answer
// at random, go on from each shared description to the end.
func TestInterviewIsShort(t *testing.T) {
	measures(t)
	b := loadEmbedded(t)
	random := rand.New(rand.NewPCG(1, 2))
	var lengths []int
	for _, q := range readQuestions(t, "../../shared/eval/eia.yaml") {
		if q.Level == "" {
			continue
		}
		found := b.Ask(q.Q, askDay).EIA
		if found == nil || len(found.Items) == 0 {
			continue
		}
		item := ItemNumber(found.Items[0])
		lengths = append(lengths, interviewed(b, item, q.Q, nil))
		for range 5 {
			lengths = append(lengths, interviewed(b, item, q.Q, random))
		}
	}
	slices.Sort(lengths)
	long := lengths[len(lengths)*95/100]
	t.Logf("questions on the way to a verdict: 95 %% of %d interviews have at most %d, the longest %d", len(lengths), long, lengths[len(lengths)-1])
	if long > mostQuestions {
		t.Errorf("more than %d", mostQuestions)
	}
}

// interviewed counts the questions to an owner who answers at random, or, without
// chance, knows nothing.
func interviewed(b *Base, item int, description string, chance *rand.Rand) int {
	answered, unanswered := eia.Facts{}, map[string]bool{}
	for n := 0; ; n++ {
		advice := b.judge(item, description, answered, unanswered)
		if advice.Fact == "" {
			return n
		}
		if chance == nil || chance.IntN(4) == 0 {
			unanswered[advice.Fact] = true
			continue
		}
		answered[advice.Fact] = eia.Value{Yes: chance.IntN(2) == 0, Amount: float64(chance.IntN(3)) * 20}
	}
}
