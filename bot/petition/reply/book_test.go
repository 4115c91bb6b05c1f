package reply

import (
	"strings"
	"testing"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

func embedded(t testing.TB) *Book {
	t.Helper()
	b, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// codes writes findings as one line, with ~ before those that only warn.
func codes(findings []Finding) string {
	var list []string
	for _, f := range findings {
		sign := "~"
		if f.Blocks {
			sign = ""
		}
		list = append(list, sign+string(f.Code))
	}
	return strings.Join(list, " ")
}

func received(t testing.TB, day string) clock.Day {
	t.Helper()
	d, err := clock.ParseDay(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// answers fill every field of every template.
var answers = map[string]string{
	"事项":   "工厂夜里排臭气",
	"查处情况": "11月25日晚上十点，执法人员到现场检查，测得厂界臭气浓度超过标准，喷漆房没有开净化设施。",
	"逐项答复": "查处：已立案。停：已责令停止喷漆，12月10日前改好。检测：已采样。罚：罚款多少要等处罚决定。告诉您结果：决定作出后在这里告诉您。赔偿：我们不能直接决定，可以申请调解，也可以起诉。",
	"后续安排": "12月11日晚上，执法人员再去一次。",
	"依据":   "《生态环境法典》第249条、第1130条",
	"处理意见": "部分支持。要求公开检测结果的，予以支持；要求撤销已作出的验收的，没有依据，不予支持。",
	"采纳情况": "部分采纳，2027年在村口加一个监测点。",
	"解答":   "夜间施工要有证明，并且公示。没有证明的，在这里说是哪个工地。",
	"程序":   "行政复议或者诉讼",
	"理由":   "您不服的是一份处罚决定，法律规定了专门的程序。",
	"去处":   "可以找作出决定的机关的同级政府申请行政复议，也可以向人民法院起诉。",
	"转往单位": "广州市海珠区水务局",
	"联系方式": "12345",
	"延期理由": "要等第三方检测报告。",
	"天数":   "20",
	"批准人":  "本局负责人",
	"复查机关": "广东省生态环境厅",
	"答复单位": "广州市生态环境局天河分局",
	"答复日期": "2026年11月28日",
}

const wishes = "天河区那家厂夜里排臭气，请查处，要求停工、检测、罚款，还要赔偿我的医药费，查完告诉我结果。"

// behind are the kinds whose template is what stands behind a command: what the
// citizen reads around it is the notice's, and is read with it where both are.
var behind = map[Kind]bool{NotAccepted: true, Transfer: true, Extension: true}

// TestFilledTemplates holds every template, filled, to the reading of its kind.
func TestFilledTemplates(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	for _, kind := range Kinds() {
		a := About{
			Kind: kind, Case: "SH-7WCQQ-G7GMP", Superior: "广东省生态环境厅",
			Received: received(t, "2026-11-28"), Report: petition.Report{What: wishes}, Repealed: repealedLaws(),
		}
		if kind == Question {
			a.Report.What = "夜间施工要什么证明？"
		}
		if kind == Suggestion {
			a.Report.What = "建议在村口加一个监测点。"
		}
		whole := b.Fill(a, answers)
		if got := codes(b.Lint(whole, a)); got != "" && !behind[kind] {
			t.Errorf("%s: %s\n%s", kind, got, whole)
		}
		if strings.ContainsAny(whole, "{}【】") || !strings.Contains(whole, a.Case) && !behind[kind] {
			t.Errorf("%s is not whole:\n%s", kind, whole)
		}
		empty := b.Fill(About{Kind: kind}, nil)
		if got := codes(b.Lint(empty, About{Kind: kind})); !strings.Contains(got, string(Blank)) || !strings.Contains(empty, "【请填写：事项（") && !behind[kind] {
			t.Errorf("%s without anything known: %s\n%s", kind, got, empty)
		}
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	for _, tt := range []struct {
		name  string
		about About
		known map[string]string
		has   string
		lacks string
	}{
		{"the case number", About{Kind: Report, Case: "SH-1"}, nil, "编号 SH-1）", "【请填写：编号"},
		{"a blank says what belongs there", About{Kind: Report}, nil, "【请填写：查处情况（哪一天去查的", "{"},
		{"spaces are nothing", About{Kind: Report}, map[string]string{"事项": " \n"}, "【请填写：事项", ""},
		{"a value is not filled again", About{Kind: Report, Case: "SH-1"}, map[string]string{"事项": "{编号}"}, "“{编号}”", ""},
		{"until when", About{Kind: Appeal, Received: received(t, "2026-11-28")}, nil, "30日内（最稳妥是在2026年12月28日当天或之前）", "【请填写：复查期限"},
		{"nobody knows the receipt", About{Kind: Appeal}, nil, "可以自收到这份书面答复之日起30日内，向【请填写：复查机关", "最稳妥"},
		{"what the officer says comes first", About{Kind: Appeal, Superior: "广东省生态环境厅"}, map[string]string{"复查机关": "广州市人民政府"}, "向广州市人民政府申请复查", "广东省"},
	} {
		got := b.Fill(tt.about, tt.known)
		if !strings.Contains(got, tt.has) || tt.lacks != "" && strings.Contains(got, tt.lacks) {
			t.Errorf("%s:\n%s", tt.name, got)
		}
	}
	if got := b.Fill(About{Kind: "poem"}, answers); got != "" {
		t.Errorf("a kind that there is not: %q", got)
	}
}

func TestReadFaults(t *testing.T) {
	t.Parallel()
	whole := string(templatesYAML)
	for _, tt := range []struct{ templates, words, says string }{
		{strings.Replace(whole, "{查处情况}", "{查出情况}", 1), "", "report uses the unknown field {查出情况}"},
		{strings.Replace(whole, "  transfer: |", "  handover: |", 1), "", "transfer has no template"},
		{strings.Replace(whole, "  transfer: |", "  handover: |", 1), "", "there is no kind handover"},
		{whole, "markers: ['(']", "words.yaml: line 1"},
		{whole, "markers: ['x*']", "asks for a sign"},
		{whole, "marker: [x]", "marker not found"},
		{whole, "needs: {poem: [{name: x, says: [x]}]}", "there is no kind poem"},
		{whole, "told: [x]\n---\ntold: [y]", "a second document"},
		{"", "told: [x]", "templates.yaml: EOF"},
	} {
		words := tt.words
		if words == "" {
			words = string(wordsYAML)
		}
		if _, err := Read([]byte(tt.templates), []byte(words)); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%v, want %q", err, tt.says)
		}
	}
	if b, err := Read(templatesYAML, []byte("told: [x]")); err != nil || codes(b.Lint("按第3条处理", About{Kind: Question, Report: petition.Report{What: "请查"}})) != "~no-basis" {
		t.Errorf("without words nothing but the law is read: %v", err)
	}
}
