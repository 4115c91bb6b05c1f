package officer

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// TestView shows the matter and its day in Guangzhou, never the reporter.
func TestView(t *testing.T) {
	t.Parallel()
	got, err := newOffice(t, routed()).hear(text("li", "查看 "+caseNo))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{caseNo, "等待受理", "半夜打桩", "棠下街", "工地", "没有反映过", "规则 tianhe", "受理告知：最迟2026-12-09（信访工作条例第二十三条）"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	for _, secret := range []string{"13800138000", "canary"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q is in\n%s", secret, got)
		}
	}
}

// TestViewOfASheet shows the facts of a project, and nothing that a complaint
// has.
func TestViewOfASheet(t *testing.T) {
	t.Parallel()
	p := routed()
	p.Report.Labels, p.Report.Source, p.Report.When = []string{petition.LabelSheet}, "永兴塑料厂", ""
	o := newOffice(t, p)
	for order, want := range map[string][]string{
		"查看": {"半夜打桩", "单位：永兴塑料厂", "!时间", "!第二十三条", "!以前反映", "!13800138000"},
		"受理": {"已受理"}, "答复": {"发给提交人", "!投诉人"},
	} {
		got, err := o.hear(text("li", order+" "+caseNo))
		for _, w := range want {
			word, forbidden := strings.CutPrefix(w, "!")
			if err != nil || strings.Contains(got, word) == forbidden {
				t.Errorf("%s: %q, %v, want %q", order, got, err, w)
			}
		}
	}
}

// TestViewOfTheCorrected shows what holds before the citizen's own words, and of
// what was taken back why and no term.
func TestViewOfTheCorrected(t *testing.T) {
	t.Parallel()
	p := routed()
	p.Report.Was = map[string]string{"where": "石牌村"}
	for _, tt := range []struct {
		on    petition.Petition
		want  string
		lacks string
	}{
		{p, "情况：更正：地点由“石牌村”改为“棠下街”\n原话：半夜打桩\n地点：棠下街", "撤回"},
		{withdrawn(), "已撤回\n情况：半夜打桩\n撤回：搞错了", "告知是否受理"},
	} {
		got, err := newOffice(t, tt.on).hear(text("li", "查看 "+caseNo))
		if err != nil || !strings.Contains(got, tt.want) || strings.Contains(got, tt.lacks) {
			t.Errorf("%v, got %s\nwant %s", err, got, tt.want)
		}
	}
}

// TestRepeats brings the same message twice: one event, the same words, also
// when the first has taken the petition out of the officer's hands.
func TestRepeats(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		on      petition.Petition
		message bot.Message
		later   string // part of the reply to the same order in another message
	}{
		{"click", routed(), click("li", "accept:"+caseNo), "正在处理"},
		{"text", accepted(), text("li", "答复 "+caseNo+" "+good), "已答复"},
		{"transfer", routed(), text("li", "转办 "+caseNo+" 海珠分局"), "不由您的单位承办"},
	}
	for _, tt := range tests {
		o := newOffice(t, tt.on)
		first, err := o.hear(tt.message)
		if err != nil {
			t.Fatal(err)
		}
		second, err := o.hear(tt.message)
		if err != nil || first != second || len(o.events) != 1 {
			t.Errorf("%s: first %q, second %q, %v, %d events", tt.name, first, second, err, len(o.events))
		}
		tt.message.Key = "another message"
		if third, err := o.hear(tt.message); err != nil || !strings.Contains(third, tt.later) || len(o.events) != 1 {
			t.Errorf("%s: another message: %q, %v, %d events", tt.name, third, err, len(o.events))
		}
	}
}

// TestStaleStatus lets a colleague be faster: the officer reads how it stands
// now, not how it stood when it was loaded.
func TestStaleStatus(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		on        petition.Petition
		say, want string
		meanwhile func(*petition.Petition)
	}{
		{"accepted meanwhile", routed(), "受理 " + caseNo, petition.Accepted.Words(), func(p *petition.Petition) { p.Status = petition.Accepted }},
		{"answered meanwhile", accepted(), "答复 " + caseNo + " " + good, "“" + petition.Answered.Words() + "”", func(p *petition.Petition) { p.Status = petition.Answered }},
		{"transferred meanwhile", accepted(), "答复 " + caseNo + " " + good, petition.Routed.Words(), func(p *petition.Petition) { p.Status, p.Unit = petition.Routed, "haizhu" }},
	}
	for _, tt := range tests {
		o := newOffice(t, tt.on)
		o.meanwhile = tt.meanwhile
		got, err := o.hear(text("li", tt.say))
		if err != nil || !strings.Contains(got, tt.want) || !strings.Contains(got, "不能这样处理") || len(o.events) != 0 {
			t.Errorf("%s: %q, %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

// TestResponseCode keeps a click's code before the change, and does not let a
// card that is not ours stand in the way.
func TestResponseCode(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		message bot.Message
		codeErr error
		order   []string
		err     error
	}{
		{"click", click("li", "accept:"+caseNo), nil, []string{"code", "change"}, nil},
		{"looking", click("li", "view:"+caseNo), nil, []string{"code"}, nil},
		{"unknown card", click("li", "accept:"+caseNo), bot.ErrNotFound, []string{"code", "change"}, nil},
		{"store down", click("li", "accept:"+caseNo), errDown, []string{"code"}, errDown},
		{"text has none", text("li", "受理 "+caseNo), errDown, []string{"change"}, nil},
		{"another unit's click", click("zhao", "accept:"+caseNo), nil, nil, nil},
		{"no officer's click", click("sun", "accept:"+caseNo), nil, nil, nil},
	}
	for _, tt := range tests {
		o := newOffice(t, routed())
		o.codeErr = tt.codeErr
		if _, err := o.hear(tt.message); !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) {
			t.Errorf("%s: %v", tt.name, err)
		}
		if !reflect.DeepEqual(o.order, tt.order) {
			t.Errorf("%s: calls %v, want %v", tt.name, o.order, tt.order)
		}
		for _, c := range o.codes {
			if c != "task li code" {
				t.Errorf("%s: kept %q", tt.name, c)
			}
		}
	}
}

// TestStoreDown tells the core, which tells the officer.
func TestStoreDown(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*office){
		"load":   func(o *office) { o.loadErr = errDown },
		"change": func(o *office) { o.changeErr = errDown },
	} {
		o := newOffice(t, routed())
		spoil(o)
		if got, err := o.hear(text("li", "受理 "+caseNo)); !errors.Is(err, errDown) || got != "" || len(o.events) != 0 {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
