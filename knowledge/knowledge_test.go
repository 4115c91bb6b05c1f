package knowledge

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestSays asks what people ask and reads what they read.
func TestSays(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	tests := []struct {
		say, kind, entry, flow, text string
	}{
		{"2021年PM2.5要控制到多少", KindAnswer, "target-2021-pm25", "", "33微克/立方米以下"},
		{"第18项任务", KindAnswer, "task-2021-18", "", "完善生态环境治理全民行动体系"},
		{"第十八項", KindAnswer, "task-2021-18", "", "送法上门"},
		{"任务20", KindAnswer, "task-2021-20", "", ""},
		{"倒数第一条", KindAnswer, "task-2021-31", "", ""},
		{"第三部分有哪些任务", KindAnswer, "section-2021-3", "", ""},
		{"第六部分讲什么", KindRefuse, "", "", "31项任务"},
		{"第32项任务", KindRefuse, "", "", "31项任务"},
		{"送法上门是什么", KindAnswer, "task-2021-18", "", ""},
		{"架泥头车点管", KindAnswer, "task-2021-07", "", ""},
		{"第18项完成了吗", KindAnswer, "task-2021-18", "", "未见公开"},
		{"社保怎么转移", KindRefuse, "", "", "人力资源和社会保障部门"},
		{"2022年PM2.5要控制到多少", KindRefuse, "", "", "2022年"},
		{"深圳2021年臭氧目标", KindRefuse, "", "", "深圳"},
		{"教育局2021年工作要点第5项", KindRefuse, "", "", "教育部门"},
		{"楼下工地半夜打桩", KindFlow, "", "complaint", ""},
		{"我嗰单投诉搞成点", KindFlow, "", "status", ""},
		{"转人工", KindFlow, "", "human", ""},
		{"化工厂爆炸了，好多人受伤", KindFlow, "", "emergency", ""},
		{"？？？", KindRefuse, "", "", "没看懂"},
		{"[呲牙][呲牙]", KindRefuse, "", "", "没看懂"},
		{"", KindRefuse, "", "", "没看懂"},
	}
	for _, tt := range tests {
		got := b.Ask(tt.say, askDay)
		if got.Kind != tt.kind || got.Entry != tt.entry || got.Flow != tt.flow || !strings.Contains(got.Text, tt.text) {
			t.Errorf("%s: got %s %s%s %q, want %s %s%s with %q", tt.say, got.Kind, got.Entry, got.Flow, got.Text, tt.kind, tt.entry, tt.flow, tt.text)
		}
	}
}

// TestPlanAnswersSayThatTheyAreOld holds the promise that a plan of 2021 is
// never told as the rule of today.
func TestPlanAnswersSayThatTheyAreOld(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for id, e := range b.entries {
		if !ofPlan[e.Kind] {
			continue
		}
		a := b.Say(id, askDay)
		if !strings.Contains(a.Text, "2021年的年度计划") || !strings.Contains(a.Short, "2021年的年度计划") || a.Citations[0].Status != "historical" {
			t.Errorf("%s does not say that it is history", id)
		}
	}
}

// TestWholePlan counts the entries that the plan must have.
func TestWholePlan(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	count := map[string]int{}
	for _, e := range b.entries {
		count[e.Kind]++
	}
	for kind, want := range map[string]int{"plan": 1, "section": planSections, "task": planTasks, "target": 9} {
		if count[kind] != want {
			t.Errorf("%d entries of kind %s, want %d", count[kind], kind, want)
		}
	}
}

// TestEmergencyExamples runs the tests that ship with the lists.
func TestEmergencyExamples(t *testing.T) {
	measures(t)
	t.Parallel()
	b := loadEmbedded(t)
	for _, say := range b.content.Emergency.Examples.Yes {
		if _, is := b.raises(b.asked(say, askDay)); !is {
			t.Errorf("not heard as an emergency: %s", say)
		}
	}
	for _, say := range b.content.Emergency.Examples.No {
		if _, is := b.raises(b.asked(say, askDay)); is {
			t.Errorf("heard as an emergency: %s", say)
		}
	}
}

// TestFaults loads broken folders and reads file and line of every fault.
func TestFaults(t *testing.T) {
	t.Parallel()
	const source = "sources:\n  - {id: s, title: S, status: in-force}\n"
	tests := []struct {
		name, yaml string
		want       []string
	}{
		{"unknown field", source + "entries:\n  - id: a\n    titel: x\n", []string{"a.yaml:5: unknown key titel"}},
		{"second document", source + "---\nentries: []\n", []string{"a.yaml:3: a second document"}},
		{"all at once", source + "entries:\n  - {id: A, kind: task, title: T, text: t, short: s, owner: o, reviewed_on: 2026-01-01, cite: [{source: nowhere}]}\n",
			[]string{"a.yaml:4", "lower-case", "0 phrases, needs 20", "source nowhere does not exist"}},
		{"dates", "sources:\n  - {id: s, title: S, status: maybe, issued: 1.5.2020}\n", []string{"a.yaml:2", `status "maybe"`, `"1.5.2020"`}},
		{"related", source + "entries:\n  - {id: a, kind: task, title: T, text: t, short: s, related: [b]}\n", []string{"related entry b does not exist"}},
		{"flow", "flows:\n  - {id: f, phrases: [x]}\n", []string{"a.yaml:2", "flow f has 1 phrases"}},
		{"empty topic", "background:\n  - {id: x}\n", []string{"a.yaml:2", "needs id and phrases"}},
	}
	for _, tt := range tests {
		_, err := Load(fstest.MapFS{"a.yaml": {Data: []byte(tt.yaml)}})
		if err == nil {
			t.Errorf("%s: loaded", tt.name)
			continue
		}
		for _, want := range tt.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q does not name %q", tt.name, err, want)
			}
		}
	}
}

// BenchmarkAsk prints the time of one question: the mean, and the 50th and 99th
// of a hundred, over the questions that the decision is fitted on.
func BenchmarkAsk(b *testing.B) {
	base := loadEmbedded(b)
	var questions []string
	for _, name := range calibrationFiles {
		for _, q := range readQuestions(b, name) {
			questions = append(questions, q.Q)
		}
	}
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		base.Ask(questions[i%len(questions)], askDay)
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkLoad builds the whole base: what a start takes.
func BenchmarkLoad(b *testing.B) {
	for range b.N {
		if _, err := Load(Embedded()); err != nil {
			b.Fatal(err)
		}
	}
}
