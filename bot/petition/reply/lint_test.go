package reply

import (
	"strings"
	"testing"

	"suihuan/bot/petition"
)

func repealedLaws() []Law {
	law := func(title string, short ...string) Law {
		return Law{Title: title, Short: short, Successor: "中华人民共和国生态环境法典", Since: 20680}
	}
	return []Law{
		law("中华人民共和国环境保护法", "环保法"),
		law("中华人民共和国海洋环境保护法"),
		law("中华人民共和国大气污染防治法", "大气法"),
		law("中华人民共和国噪声污染防治法", "噪声法"),
	}
}

// TestLint reads drafts of every kind. Codes with ~ only warn.
func TestLint(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	for _, tt := range []struct {
		kind  Kind
		draft string
		want  string
	}{
		{Report, "", "empty"},
		{Report, " \n\u200b　", "empty"},
		{Report, "11月25日现场检查，" + basis, ""},
		{Report, "没有什么好说的。" + basis, "lacks"},
		{Report, "现场检查了，【请填写：查处情况】" + basis, "blank"},
		{Report, "现场检查了，【请填写：查处情况", "blank no-basis"},
		{Report, "现场检查了，{查处情况}" + basis, "blank"},
		{Report, "现场检查了，请填写登记表。" + basis, ""},
		{Report, "现场检查了。" + basis + strings.Repeat("臭", 620), ""},
		{Report, "现场检查了。" + basis + strings.Repeat("臭", 680), "long"},
		// The basis.
		{Report, "现场检查了第3条生产线。", "no-basis"},
		{Report, "现场检查了，违反有关法律规定。", "no-basis"},
		{Report, "现场检查了，依据《生态环境法典》。", "no-basis"},
		{Report, "现场检查了，依据生态环境法典第一千一百三十条。", ""},
		{Report, "现场检查了，依据《信访工作条例》（2022年）第三十一条第（五）项。", ""},
		{Report, "现场检查了，依据《中华人民共和国生态环境法典》 第 249 条。", ""},
		{Question, "归住房城乡建设部门管。", "~no-basis"},
		{Suggestion, "已经采纳。", "~no-basis"},
		// Repealed laws.
		{Report, "现场检查了，依据《环境保护法》第57条。", "repealed"},
		{Report, "现场检查了，依据《中华人民共和国环境保护法》（2014年修订）第57条。", "repealed"},
		{Report, "现场检查了，依据环保法第57条。", "repealed"},
		{Report, "现场检查了，违反噪声污染防治法的规定。" + basis, "repealed"},
		{Report, "现场检查了，依据《大气污染防治法》第99条、《环境保护法》第57条。", "repealed repealed"},
		{Report, "现场检查了，依据《海洋环境保护法》第3条。", "repealed"},
		{Report, "现场检查了，依据海洋环境保护法第3条。", "repealed"},
		{Report, "现场检查了，依据违法行为发生时的《大气污染防治法》第99条。", ""},
		{Report, "现场检查了，依据《大气污染防治法》（当时有效）第99条。", ""},
		{Report, "现场检查了，依据《广东省环境保护条例》第5条。", ""},
		{Report, "现场检查了，依据《广东省大气污染防治条例》第5条。", ""},
		{Report, "现场检查了，厂里不懂环境保护法律。" + basis, ""},
		// 60 days.
		{Report, "现场检查了，60日内办结。" + basis, "sixty-days"},
		{Report, "现场检查了，六十天内给您答复。" + basis, "sixty-days"},
		{Report, "现场检查了，办理期限是60个工作日。" + basis, "sixty-days"},
		{Report, "现场检查了，两个月内处理完。" + basis, "sixty-days"},
		{Report, "现场检查了，责令60日内整改，并反馈结果。" + basis, ""},
		{Report, "现场检查了，不服处罚的单位可以60日内申请行政复议，结果另行答复。" + basis, ""},
		{Report, "现场检查了，举报污染没有60日办结的期限。" + basis, ""},
		{Report, "现场检查了，夜里测得60分贝。" + basis, ""},
		{Report, "现场检查了，160天前的记录也看了，结果一样。" + basis, ""},
		{Transfer, "已转给海珠区水务局，因为归水务管，60日内办结。" + basis, "sixty-days"},
		{Extension, "理由是等报告，经局长批准，延长30日，60日的期限到12月1日，另行答复。" + basis, ""},
		// What a kind must say.
		{NotAccepted, "不予受理。" + basis, "lacks lacks"},
		{NotAccepted, "这件事不属于环境问题，可以找街道办。" + basis, ""},
		{Transfer, "已经转出去了，因为不归我们。" + basis, "lacks"},
		{Transfer, "已转给海珠区水务局，因为排水归水务管。" + basis, ""},
		{Extension, "还没有办完。" + basis, "lacks lacks lacks"},
		{Extension, "因为要等检测报告，经本局负责人批准，延长到2026年12月20日。" + basis, ""},
		{Suggestion, "谢谢。" + basis, "lacks"},
		{Procedure, "不归信访办。" + basis, "lacks"},
		{Damages, "赔钱的事我们不管。" + basis, "lacks"},
		// Accusations.
		{Report, "现场检查了，您说队长受贿，正在核实。" + basis, "accusation"},
		{Report, "现场检查了，您说副局长是厂里的保护伞。" + basis, "accusation"},
		{Report, "现场检查了，您说有人收了红包。" + basis, "accusation"},
		{Report, "现场检查了。反映工作人员违纪的，请找纪检监察机关。" + basis, ""},
		{Report, "现场检查了，停车场收了停车费。" + basis, ""},
		// Words that say nothing.
		{Report, "现场检查了。我局高度重视，高度重视，积极协调。" + basis, "~hollow ~hollow"},
		{Report, "现场检查了，已请相关部门处理。" + basis, "~hollow"},
		{Report, "现场检查了，已请天河区水务局处理。" + basis, ""},
	} {
		a := About{Kind: tt.kind, Case: "SH-ABCDE-FGH23", Repealed: repealedLaws()}
		if got := codes(b.Lint(tt.draft, a)); got != tt.want {
			t.Errorf("%s: %s\n→ %s, want %s", tt.kind, tt.draft, got, tt.want)
		}
	}
}

// TestRepealedNamesTheSuccessor tells the officer what to cite instead.
func TestRepealedNamesTheSuccessor(t *testing.T) {
	t.Parallel()
	findings := embedded(t).Lint("现场检查了，依据《环境保护法》第57条。", About{Kind: Report, Repealed: repealedLaws()})
	if len(findings) != 1 || !strings.Contains(findings[0].Words, "《环境保护法》2026年8月15日起已经废止") || !strings.Contains(findings[0].Words, "《生态环境法典》") {
		t.Errorf("%v", findings)
	}
	if got := codes(embedded(t).Lint("现场检查了，依据《环境保护法》第57条。", About{Kind: Report})); got != "" {
		t.Errorf("a law that nobody says is repealed: %s", got)
	}
}

// TestReview wants the right, the office and the day in what an appeal is told.
func TestReview(t *testing.T) {
	t.Parallel()
	const opinion = "予以支持。" + basis
	for _, tt := range []struct{ superior, received, draft, want string }{
		{"", "", "", "no-review"},
		{"", "", "11月27日执法人员到现场复查过。", "no-review"},
		{"", "", "不服的，可以自收到答复之日起30日内向广东省生态环境厅申请复查。", ""},
		{"", "", "不服的，可以自收到本答复之日起三十日内，向广东省生态环境厅申请复查。", ""},
		{"", "", "不服的，可以向广东省生态环境厅申请复查。", "review-day"},
		{"", "", "不服的，可以30日内向广东省生态环境厅申请复查。", "review-day"},
		{"", "", "不服的，可以自收到答复之日起30日内申请复查。", "review-to"},
		{"", "", "不服的，可以自收到答复之日起30日内向上一级行政机关申请复查。", "review-to"},
		{"", "", "不服的，可以自收到答复之日起30日内向我局申请复查。", "review-to"},
		{"", "", "不服的，可以自收到答复之日起30日内，即2026年12月28日前，向广东省生态环境厅申请复查。", "~unsure-day"},
		{"广州市人民政府", "", "不服的，可以自收到答复之日起30日内向广东省生态环境厅申请复查。", "review-to"},
		{"广东省生态环境厅", "2026-11-28", "不服的，可以在2026年12月28日前向广东省生态环境厅申请复查。", ""},
		{"广东省生态环境厅", "2026-11-28", "不服的，可以在12月28号前向广东省生态环境厅申请复查。", ""},
		{"广东省生态环境厅", "2026-11-28", "不服的，可以在2026-12-28前向广东省生态环境厅申请复查。", ""},
		{"广东省生态环境厅", "2026-11-28", "自2026年11月28日收到之日起，到2026年12月28日为止，可以向广东省生态环境厅申请复查。", ""},
		{"广东省生态环境厅", "2026-11-28", "不服的，可以在2026年12月27日前向广东省生态环境厅申请复查。", "review-day"},
		{"广东省生态环境厅", "2026-11-28", "不服的，可以自收到答复之日起30日内向广东省生态环境厅申请复查。", "review-day"},
		{"广东省生态环境厅", "2026-01-05", "不服的，可以在2026年02月04日前向广东省生态环境厅申请复查。", ""},
		// The thirtieth day is in the National Day holidays: the safe day is named.
		{"广东省生态环境厅", "2026-09-03", "不服的，可以在2026年10月3日前向广东省生态环境厅申请复查。", ""},
		{"广东省生态环境厅", "2026-09-03", "不服的，可以在2026年10月8日前向广东省生态环境厅申请复查。", "review-day"},
	} {
		a := About{Kind: Appeal, Superior: tt.superior}
		if tt.received != "" {
			a.Received = received(t, tt.received)
		}
		if got := codes(embedded(t).Lint(opinion+tt.draft, a)); got != tt.want {
			t.Errorf("%s %s\n→ %s, want %s", tt.received, tt.draft, got, tt.want)
		}
	}
	if got := codes(embedded(t).Lint("现场检查了。"+basis, About{Kind: Report})); got != "" {
		t.Errorf("a report has no review: %s", got)
	}
}

// TestOverrule lets a reason pass what it may, and nothing without one.
func TestOverrule(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	a := About{Kind: Report, Report: petition.Report{What: "要求赔偿"}}
	for _, tt := range []struct{ draft, reason, overruled, still string }{
		{"现场检查了。", "赔偿已当面讲过", "unanswered no-basis", ""},
		{"现场检查了。", "", "", "unanswered no-basis"},
		{"现场检查了。", "  。。。，，，", "", "unanswered no-basis"},
		{"现场检查了。", "无", "", "unanswered no-basis"},
		{"现场检查了，赔偿请联系13800138000。", "赔偿已当面讲过", "no-basis", "personal"},
		{"现场检查了，赔偿可以起诉，队长受贿。", "赔偿已当面讲过", "no-basis", "accusation"},
		{"现场检查了，赔偿可以起诉，【请填写：依据】", "赔偿已当面讲过", "no-basis", "blank"},
		{"现场检查了，赔偿可以起诉，积极协调。" + basis, "", "", ""},
		{"", "赔偿已当面讲过", "", "empty"},
	} {
		overruled, still := Overrule(b.Lint(tt.draft, a), tt.reason)
		var names []string
		for _, c := range overruled {
			names = append(names, string(c))
		}
		if got := strings.Join(names, " "); got != tt.overruled || codes(still) != tt.still {
			t.Errorf("%s (%s): %s; %s", tt.draft, tt.reason, got, codes(still))
		}
	}
}
