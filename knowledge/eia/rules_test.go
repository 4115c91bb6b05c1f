package eia

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func loaded(t *testing.T) *Rules {
	t.Helper()
	rules, err := Load(Shipped().Of("eia-catalogue-2021"), map[int]string{})
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

// TestKnowingMoreNeverWidens tells facts one after the other, in random order
// and with random values, and sees the possible levels only shrink.
func TestKnowingMoreNeverWidens(t *testing.T) {
	t.Parallel()
	for number, r := range loaded(t).Items {
		for range 30 {
			facts := Facts{}
			before := r.possible(facts)
			for _, i := range rand.Perm(len(r.order)) {
				name := r.order[i]
				values := r.values(name)
				facts[name] = values[rand.IntN(len(values))]
				after := r.possible(facts)
				if len(after) == 0 || slices.ContainsFunc(after, func(l Level) bool { return !slices.Contains(before, l) }) {
					t.Fatalf("item %d: %s widened %v to %v", number, name, before, after)
				}
				before = after
			}
			if decides, _ := r.judge(facts); len(before) != 1 && decides.elsewhere == nil {
				t.Fatalf("item %d: every fact is known and %v are left", number, before)
			}
		}
	}
}

// TestEveryQuestionLeadsOn asks what the verdict asks until it is settled.
func TestEveryQuestionLeadsOn(t *testing.T) {
	t.Parallel()
	for number, r := range loaded(t).Items {
		facts := Facts{}
		for range len(r.order) + 1 {
			v := r.Assess(facts)
			if v.Ask == "" {
				break
			}
			if _, known := facts[v.Ask]; known || r.Facts[v.Ask].Ask == "" {
				t.Fatalf("item %d asks %q again, or has no words for it", number, v.Ask)
			}
			values := r.values(v.Ask)
			facts[v.Ask] = values[len(values)-1]
		}
		if _, settled := r.Assess(facts).Settled(); !settled {
			t.Errorf("item %d is not settled by its own questions", number)
		}
	}
}

// TestHear tells projects in everyday words.
func TestHear(t *testing.T) {
	t.Parallel()
	rules := loaded(t)
	tests := []struct {
		item int
		say  string
		want string
	}{
		{29, "牛仔裤洗水厂，净系洗水冇印染", "报告表"},
		{29, "服装厂只裁剪和车缝，没有印花没有洗水", "不纳入"},
		{53, "塑料厂用回料造粒", "报告书"},
		{36, "家具厂用水性漆5吨，不用油性漆", "不纳入"},
		{36, "家具厂溶剂型涂料年用量12吨", "报告书"},
	}
	for _, tt := range tests {
		r := rules.Items[tt.item]
		facts := r.Hear(tt.say)
		if got := r.Assess(facts); got.String() != tt.want {
			t.Errorf("%s: %s %v with %v, want %s", tt.say, got, got.Possible, facts, tt.want)
		}
	}
}

func TestExpressions(t *testing.T) {
	t.Parallel()
	facts := Facts{"染色": {Yes: true}, "涂料": {Amount: 10}}
	for text, want := range map[string]truth{
		"染色": yes, "!染色": no, "印花": unknown, "染色 | 印花": yes, "染色 & 印花": unknown, "!染色 & 印花": no,
		"涂料 >= 10": yes, "涂料 > 10": no, "涂料 < 10 | !(印花 & 染色)": unknown, "1": yes, "": no,
	} {
		e, err := parse(text)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got, _ := e.eval(facts); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"(染色", "染色 &", "涂料 >=", "a b", "&", "染色 § 印花"} {
		if _, err := parse(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

// TestEveryItem counts the items and reaches every level that a column names.
func TestEveryItem(t *testing.T) {
	t.Parallel()
	rules := loaded(t)
	for number := 1; number <= 173; number++ {
		r, ok := rules.Items[number]
		if !ok {
			t.Errorf("item %d is missing", number)
			continue
		}
		possible := r.possible(Facts{})
		for _, c := range r.columns[:len(r.columns)-1] {
			if c.when != expr(constant(no)) && !slices.Contains(possible, c.levels[0]) {
				t.Errorf("item %d: nothing leads to %s", number, c.levels)
			}
		}
	}
}

// BenchmarkAssess judges all items with half of their facts told.
func BenchmarkAssess(b *testing.B) {
	rules, err := Load(Shipped().Of("eia-catalogue-2021"), map[int]string{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, r := range rules.Items {
			facts := Facts{}
			for i, name := range r.order {
				if i%2 == 0 {
					facts[name] = r.values(name)[0]
				}
			}
			r.Assess(facts)
		}
	}
}
