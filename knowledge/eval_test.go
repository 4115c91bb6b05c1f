package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"
)

var askDay = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// tally counts how questions of one kind fared.
type tally struct{ n, right, asked, refused, wrong int }

// evaluate asks every question and counts.
func evaluate(t *testing.T, b *Base, questions []question) (ours, foreign tally, byKind map[string]*tally) {
	byKind = map[string]*tally{}
	for _, q := range questions {
		a := b.Ask(q.Q, askDay)
		id := cmp.Or(a.Entry, flowPrefix+a.Flow)
		kind := byKind[q.Kind]
		if kind == nil {
			kind = &tally{}
			byKind[q.Kind] = kind
		}
		one := tally{n: 1}
		switch {
		case !q.ours() && a.Kind == KindRefuse:
			one.refused = 1
		case q.ours() && q.wants(id), q.Level != "" && a.Flow == eiaFlow:
			one.right = 1
		case q.ours() && a.Kind == KindClarify && slices.ContainsFunc(a.Candidates, q.wants):
			one.asked = 1
		case a.Kind == KindAnswer || a.Kind == KindFlow:
			one.wrong = 1
		}
		if one.right+one.refused == 0 {
			t.Logf("%-8s %-7s want %v got %s %s %s (%.2f)", q.Q, q.Kind, q.Want, a.Kind, strings.TrimPrefix(id, "flow:"), strings.Join(a.Candidates, " "), a.Score)
		}
		kind.add(one)
		if q.ours() {
			ours.add(one)
		} else {
			foreign.add(one)
		}
	}
	return ours, foreign, byKind
}

func (t *tally) add(o tally) {
	t.n, t.right, t.asked, t.refused, t.wrong = t.n+o.n, t.right+o.right, t.asked+o.asked, t.refused+o.refused, t.wrong+o.wrong
}

func share(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }

// TestDevelopmentQuestions holds the floors on the shared questions about the
// plan; the folder is beside the project and not everywhere.
func TestDevelopmentQuestions(t *testing.T) {
	b := loadEmbedded(t)
	ours, foreign, kinds := evaluate(t, b, readQuestions(t, "../../shared/eval/plan.yaml"))
	for k, v := range kinds {
		t.Logf("%-12s %+v", k, *v)
	}
	right, asked, refused := share(ours.right, ours.n), share(ours.right+ours.asked, ours.n), share(foreign.refused, foreign.n)
	t.Logf("plan: right at once %.3f, right or asked back %.3f, foreign refused %.3f", right, asked, refused)
	if right < .88 || asked < .96 || refused < .90 {
		t.Errorf("floors are .88, .96, .90")
	}
}
