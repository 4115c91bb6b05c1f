package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"
)

var askDay = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// measures marks a test that asks many questions, or builds the whole base, one
// after the other: a short run, as for races, leaves it out.
func measures(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("long, and one thing after the other")
	}
}

// tally counts how questions of one kind fared.
type tally struct{ n, right, asked, refused, wrong int }

// show takes a line about a single failure.
type show func(format string, args ...any)

// showIf shows single failures where they are read; else they stay unread, so
// that a set stays held out.
func showIf(t *testing.T, read bool) show {
	if read {
		return t.Logf
	}
	return func(string, ...any) {}
}

// evaluate asks every question and counts.
func evaluate(tell show, b *Base, questions []question) (ours, foreign tally) {
	for _, q := range questions {
		a := b.Ask(q.Q, askDay)
		id := cmp.Or(a.Entry, flowPrefix+a.Flow)
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
			tell("%-8s %-7s want %v got %s %s %s (%.2f)", q.Q, q.Kind, q.Want, a.Kind, strings.TrimPrefix(id, "flow:"), strings.Join(a.Candidates, " "), a.Score)
		}
		if q.ours() {
			ours.add(one)
		} else {
			foreign.add(one)
		}
	}
	return ours, foreign
}

func (t *tally) add(o tally) {
	t.n, t.right, t.asked, t.refused, t.wrong = t.n+o.n, t.right+o.right, t.asked+o.asked, t.refused+o.refused, t.wrong+o.wrong
}

func share(part, whole int) float64 { return float64(part) / float64(max(whole, 1)) }

// TestDevelopmentQuestions holds the floors on the shared questions; the folder
// is beside the project and not everywhere.
func TestDevelopmentQuestions(t *testing.T) {
	measures(t)
	b := loadEmbedded(t)
	tests := []struct {
		file                  string
		right, asked, refused float64
	}{
		{"plan", .95, .98, .95},
		{"service", .93, .97, 1},
		{"eia", .92, .96, 0},
	}
	for _, tt := range tests {
		ours, foreign := evaluate(t.Logf, b, readQuestions(t, "../../shared/eval/"+tt.file+".yaml"))
		right, asked, refused := share(ours.right, ours.n), share(ours.right+ours.asked, ours.n), share(foreign.refused, foreign.n)
		t.Logf("%s: right at once %.3f, right or asked back %.3f, foreign refused %.3f, wrong %d of %d",
			tt.file, right, asked, refused, ours.wrong+foreign.wrong, ours.n+foreign.n)
		if right < tt.right || asked < tt.asked || refused < tt.refused {
			t.Errorf("%s: floors are %.2f, %.2f, %.2f", tt.file, tt.right, tt.asked, tt.refused)
		}
	}
}
