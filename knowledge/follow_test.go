package knowledge

import (
	"strings"
	"testing"
)

// TestFollow leans each text on the entry that answered before it. want is an
// entry, refuse, or for 还有别的吗 an entry among the choices.
func TestFollow(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for _, tt := range []struct{ after, say, want string }{
		{"remit-catering-fume", "那广场舞呢", "remit-square-dance"},
		{"remit-square-dance", "咁地盘夜晚打桩呢", "remit-construction-noise"},
		{"target-2021-pm25", "那臭氧呢", "target-2021-ozone"},
		{"eia-levels", "要多久", "eia-time-limits"},
		{"petition-how", "能匿名吗", "petition-anonymous"},
		{"task-2021-18", "下一项", "task-2021-19"},
		{"task-2021-18", "上一项", "task-2021-17"},
		{"task-2021-18", "那26呢", "task-2021-26"},
		{"task-2021-31", "下一项呢", "refuse"},
		{"section-2021-5", "第二条呢", "task-2021-29"},
		{"section-2021-4", "最后一项讲什么", "task-2021-27"},
		{"section-2021-3", "那第19项呢", "task-2021-19"},
		{"task-2021-14", "这个到什么时候", "task-2021-14"},
		{"task-2021-14", "原文怎么写的", "task-2021-14"},
		{"target-2021-pm25", "2020年的时候呢", "refuse"},
		{"remit-catering-fume", "那深圳呢", "refuse"},
		{"remit-catering-fume", "还有别的吗", "remit-barbecue"},
		{"petition-reward", "今晚食乜好", "refuse"},
		{"", "那广场舞呢", ""},
	} {
		a := b.AskAfter(tt.say, tt.after, askDay)
		got := strings.Join(append(a.Candidates, a.Entry), " ")
		if a.Kind == KindRefuse {
			got = KindRefuse
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s after %s: got %s, want %s", tt.say, tt.after, got, tt.want)
		}
	}
}

// TestFollowBack asks what an entry said before the last change.
func TestFollowBack(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	a := b.AskAfter("以前呢", "remit-construction-noise", askDay)
	if a.Entry != "remit-construction-noise" || !strings.Contains(a.Text, "以前的规定") || strings.Contains(a.Text, "法典第") {
		t.Errorf("got %s: %s", a.Entry, a.Text)
	}
}

// TestSeveral counts the answers to one message.
func TestSeveral(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for say, want := range map[string]string{
		"投诉可以匿名吗？最迟几天给答复？":                 "petition-anonymous petition-deadlines",
		"工地夜间施工归谁管，广场舞又归谁管":                "remit-construction-noise remit-square-dance",
		"2021年PM2.5目标是多少？臭氧呢？":             "target-2021-pm25 target-2021-ozone",
		"半夜还在打桩，物业说不归他们，居委也说不归，那到底归哪个部门管？": "remit-construction-noise",
		"我们车间盖好了才发现没报环评，听说要罚，是按投资额算吗？":     "eia-penalty",
	} {
		var got []string
		for _, a := range b.AskAll(say, "", askDay) {
			got = append(got, a.Entry)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", say, got, want)
		}
	}
}
