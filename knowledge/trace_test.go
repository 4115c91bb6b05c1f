package knowledge

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// planSeed returns the plan as it was published; the folder is beside the
// project and not everywhere.
func planSeed(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../shared/seed/2021-work-plan.txt")
	if err != nil {
		t.Skip("the published plan is not at hand")
	}
	return string(data)
}

var (
	seedSection = regexp.MustCompile(`^[一二三四五]、(.+)$`)
	seedTask    = regexp.MustCompile(`^([0-9]{1,2})\.[ \x{a0}](.+)$`)
)

// TestTasksAreTheirSentences reads the published plan line by line: every task
// is answered with its own sentence, under its own section.
func TestTasksAreTheirSentences(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	section, sections, tasks := "", 0, 0
	for line := range strings.Lines(planSeed(t)) {
		line = strings.TrimSpace(line)
		if m := seedSection.FindStringSubmatch(line); m != nil {
			section = m[1]
			sections++
		}
		m := seedTask.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		tasks++
		id := fmt.Sprintf("task-2021-%02d", number(m[1]))
		e, a := b.entries[id], b.Say(id, askDay)
		if strings.TrimSpace(e.Text) != m[2] || !strings.Contains(a.Text, m[2]) {
			t.Errorf("%s does not say its sentence: %s", id, m[2])
		}
		where := "所在部分：" + section + "（第" + string([]rune("一二三四五")[sections-1]) + "部分）"
		if !strings.Contains(a.Text, where) || !strings.Contains(a.Short, where) {
			t.Errorf("%s does not say %s:\n%s", id, where, a.Text)
		}
		if want := fmt.Sprintf("第%s部分第%s项", string([]rune("一二三四五")[sections-1]), m[1]); a.Citations[0].Article != want {
			t.Errorf("%s cites %s, want %s", id, a.Citations[0].Article, want)
		}
	}
	if sections != planSections || tasks != planTasks {
		t.Errorf("read %d sections and %d tasks", sections, tasks)
	}
}

// TestTargetsQuoteTheirSentence finds each target's sentence in the second
// paragraph, and every sentence of it in a target.
func TestTargetsQuoteTheirSentence(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	lines := strings.Split(planSeed(t), "\n")
	at := slices.IndexFunc(lines, func(l string) bool {
		return strings.HasPrefix(strings.TrimSpace(l), "2021年,") && strings.Contains(l, "PM2.5")
	})
	if at < 0 {
		t.Fatal("no paragraph of targets")
	}
	sentences := strings.SplitAfter(strings.TrimSpace(lines[at]), "。")
	quoted := map[string]bool{"": true}
	for id, e := range b.entries {
		if e.Kind != "target" {
			continue
		}
		quoted[e.Quote] = true
		if e.Quote == "" || !slices.Contains(sentences, e.Quote) || !strings.Contains(b.Say(id, askDay).Text, e.Quote) {
			t.Errorf("%s does not quote the plan: %q", id, e.Quote)
		}
	}
	for _, s := range sentences {
		if !quoted[s] {
			t.Errorf("no target quotes %s", s)
		}
	}
}

// TestLinksStandAtBothEnds follows every link of a task to its section, its
// targets and the publicity items, and back.
func TestLinksStandAtBothEnds(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	linked := []string{"section", "target", "publicity", "law"}
	for id, e := range b.entries {
		for _, r := range e.Related {
			other := b.entries[r]
			if !(e.Kind == "task" && slices.Contains(linked, other.Kind)) && !(other.Kind == "task" && slices.Contains(linked, e.Kind)) {
				continue
			}
			if !slices.Contains(other.Related, id) {
				t.Errorf("%s names %s, which does not name it", id, r)
			}
			if e.Kind == "task" && !strings.Contains(b.Say(id, askDay).Text, other.Title) {
				t.Errorf("the answer of %s does not name %s", id, r)
			}
		}
		if e.Kind == "target" && !strings.Contains(b.Say(id, askDay).Text, "\n相关任务：第") {
			t.Errorf("%s names no task", id)
		}
		if e.Kind == "task" && len(b.named(e.Related, []string{"section"})) != 1 {
			t.Errorf("%s stands in no one section", id)
		}
	}
}

// TestPlanAnswersAreShort holds the short forms, with their links, to the
// narrowest channel.
func TestPlanAnswersAreShort(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for id, e := range b.entries {
		if n := len(b.Say(id, askDay).Short); ofPlan[e.Kind] && n > shortLimit {
			t.Errorf("%s: %d bytes", id, n)
		}
	}
}

// TestDoneIsNotKnown asks of every task whether it has been done.
func TestDoneIsNotKnown(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for n := 1; n <= planTasks; n++ {
		id := fmt.Sprintf("task-2021-%02d", n)
		for _, say := range []string{fmt.Sprintf("第%d项完成了吗", n), fmt.Sprintf("2021年第%d项任务落实没有", n), fmt.Sprintf("任务%d有没有完成", n), b.entries[id].Title + "完成了吗"} {
			if a := b.Ask(say, askDay); a.Entry != id || !strings.HasPrefix(a.Text, sayNotKnownDone) || !strings.HasPrefix(a.Short, sayNotKnownDone) {
				t.Errorf("%s: %s %s %.60s", say, a.Kind, a.Entry, a.Text)
			}
		}
	}
}
