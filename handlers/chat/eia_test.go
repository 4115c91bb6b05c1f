package chat

import (
	"regexp"
	"strings"
	"testing"
)

// TestInterviews plays owners who correct themselves, are misread, or do several
// things.
func TestInterviews(t *testing.T) {
	t.Parallel()
	for name, talk := range map[string][]exchange{
		"what comes next": {
			{"牛仔裤洗水厂，净系洗水，冇印染，要环评吗", []string{"结论：要编环境影响报告表", "谁来批", "30日", "10万至50万元", "什么会改变结果", "染色：有，就是报告书", "依据", "不是审批决定", "1. 留资料给窗口"}},
		},
		"a correction": {
			{"家具厂租车间，油性漆一年6吨，没有电镀，要环评吗", []string{"报告表", "电镀：有，就是报告书"}},
			{"家具厂租车间做木家具，要环评吗", []string{"第36项", "!结论"}},
			{"油性漆6吨", []string{"!报告书，报批"}},
			{"不对，是油性漆12吨", []string{"结论：要编环境影响报告书"}},
		},
		"an amount that cannot be meant": {
			{"养猪场一年出栏500吨，要环评吗", []string{"多少头", "!结论"}},
			{"一年出栏6000头", []string{"结论：要编环境影响报告书"}},
		},
		"new or recycled": {
			{"我在番禺租厂房做塑料花盆，注塑，年产300吨", nil}, {"0", []string{"1. 新料", "2. 回收的再生塑料", "3. 不知道"}},
			{"2", []string{"结论：要编环境影响报告书"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			newTalk(t).run(talk)
		})
	}
}

// TestNextWordsSayWhatTheEntriesSay finds each number of what comes next in the
// entries that it sums up.
func TestNextWordsSayWhatTheEntriesSay(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	law := ""
	for _, id := range []string{"eia-who-approves", "eia-time-limits", "eia-penalty"} {
		law += k.chat.Knowledge.Say(id, k.now).Text
	}
	number := regexp.MustCompile(`[0-9]+(?:万元|万|日|条)`)
	for level, words := range nextWords {
		for _, n := range number.FindAllString(words, -1) {
			if !strings.Contains(law, strings.TrimSuffix(n, "元")) {
				t.Errorf("%s: %s stands in no entry", level, n)
			}
		}
	}
}
