package knowledge

import (
	"os"
	"strings"
	"testing"
)

func TestDbg(t *testing.T) {
	b := loadEmbedded(t)
	qs := strings.Split(os.Getenv("Q"), "|")
	for _, q := range qs {
		a := b.Ask(q, askDay)
		at := b.asked(q, askDay)
		h := b.hits(at)
		bg := find(b.background, at, 1)
		f := features(h, scoreAt(bg, 0))
		t.Logf("%s -> %s %s %s | %s\n   hits %.14v bg %.3v\n  f %.2f right %.2f ours %.2f among %.2f", q, a.Kind, a.Entry, a.Flow, a.Text[:min(60, len(a.Text))], h, bg, f, b.calibration.Right.probability(f), b.calibration.Ours.probability(f), b.calibration.Among.probability(f))
	}
}

func TestSvc(t *testing.T) {
	b := loadEmbedded(t)
	for _, f := range []string{"search/testdata/calibration.yaml", "../../shared/eval/plan.yaml", "../../shared/eval/service.yaml", "../../shared/eval/eia.yaml"} {
		if x := os.Getenv("F"); x != "" && !strings.Contains(f, x) {
			continue
		}
		o, fo, k := evaluate(t, b, readQuestions(t, f))
		t.Logf("%s %+v %+v", f, o, fo)
		for a, x := range k {
			t.Logf("%s %+v", a, *x)
		}
	}
}
