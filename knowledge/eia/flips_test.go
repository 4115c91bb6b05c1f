package eia

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestFlips(t *testing.T) {
	t.Parallel()
	furniture := loaded(t).Items[36]
	facts := furniture.Hear("家具厂溶剂型涂料年用量6吨，没有电镀")
	got := furniture.flips(facts)
	i := slices.IndexFunc(got, func(f Flip) bool { return f.Level == Book.String() })
	if i < 0 || got[i].Fact != "电镀" && got[i].Change != "达到10吨" {
		t.Errorf("%v with %v", got, facts)
	}
	for change, f := range map[string]Flip{
		"没有": furniture.change("溶剂型涂料", Value{Amount: 12}, Value{}, Form), "有，不论多少": furniture.change("溶剂型涂料", Value{}, Value{Amount: 5}, Form),
		"达到10吨": furniture.change("溶剂型涂料", Value{Amount: 5}, Value{Amount: 10}, Book), "不到10吨": furniture.change("溶剂型涂料", Value{Amount: 12}, Value{Amount: 5}, Form),
		"有": furniture.change("电镀", Value{}, Value{Yes: true}, Book),
	} {
		if f.Change != change {
			t.Errorf("%+v, want %s", f, change)
		}
	}
	if more := furniture.flips(Facts{}); more != nil {
		t.Errorf("an open verdict flips: %v", more)
	}
}

// TestFlipsFlip changes the fact that a flip names, and sees the level that it
// promises.
func TestFlipsFlip(t *testing.T) {
	t.Parallel()
	for number, r := range loaded(t).Items {
		for range 20 {
			facts := Facts{}
			for _, name := range r.order {
				values := r.values(name)
				facts[name] = values[rand.IntN(len(values))]
			}
			for _, f := range r.flips(facts) {
				before := facts[f.Fact]
				facts[f.Fact] = f.to
				if got := r.Assess(facts).String(); got != f.Level {
					t.Fatalf("item %d: %+v leads to %s", number, f, got)
				}
				facts[f.Fact] = before
			}
		}
	}
}
