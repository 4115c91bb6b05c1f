package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"suihuan/knowledge"
	"suihuan/knowledge/contenttest"
	"suihuan/knowledge/eia"
)

// flowerpots is an interview up to its result.
var flowerpots = []exchange{
	{"我在天河租厂房做塑料花盆，注塑，年产300吨", []string{"第53项", "!结论"}},
	{"新料，不喷漆不电镀", []string{"没有提到", "!结论"}},
	{"没有", []string{"结论：要编环境影响报告表", "留资料给窗口", "转人工"}},
}

// sheetIsAnswered hands in the facts of a project; each message comes three
// times at once. An officer gets a card that promises no term, and the answer
// comes back.
func sheetIsAnswered(t *testing.T, w *world) {
	p := w.citizen(t)
	for _, e := range append(flowerpots,
		exchange{"留资料给窗口", []string{"单位名称"}},
		exchange{"永兴塑料厂，" + phone, []string{"会提交这些", "转给天河分局", phone}}) {
		expect(t, e.say, p.atOnce(p.text(e.say)), e.want...)
	}
	agree := p.text("同意提交")
	caseNo := number(t, p.atOnce(agree))
	if again := number(t, p.sends(agree)); again != caseNo {
		t.Errorf("a repeat filed %s beside %s", again, caseNo)
	}
	number(t, p.says("进度"))
	officer := w.member(t, "zhangsan")
	c := officer.card(caseNo, within)
	expect(t, "card", c.body, caseNo, "环评咨询资料", "天河分局", "塑料花盆", "查得：报告表", "永兴塑料厂", "!到期", "!"+phone)
	expect(t, "查看", officer.clicks(c, "查看"), "塑料花盆", "再生塑料：否", "单位：永兴塑料厂", "规则 tianhe", "!信访", "!"+phone)
	expect(t, "受理", officer.clicks(c, "受理"), "已受理")
	expect(t, "答复", officer.says("答复 "+caseNo+" 请到窗口领表"), "提交人下次来时就会收到")
	p.talks(exchange{"在吗", []string{"^【办理进度】", "请到窗口领表"}})
}

// killKeepsInterview ends the process without a warning: between the questions,
// before the consent and after it. The message that came last comes again.
func killKeepsInterview(t *testing.T, program string) {
	w := newWorld(t, "", "")
	p := w.citizen(t)
	s := w.spawn(t, program)
	killed := map[string]bool{flowerpots[1].say: true, "不留": true}
	for _, e := range append(flowerpots, exchange{"留资料给窗口", []string{"单位名称"}}, exchange{"不留", []string{"同意提交吗"}}) {
		message := p.text(e.say)
		expect(t, e.say, p.sends(message), e.want...)
		if killed[e.say] {
			s.kill()
			s = w.spawn(t, program)
			expect(t, e.say+", again", p.sends(message), e.want...)
		}
	}
	agree := p.text("同意提交")
	caseNo := number(t, p.sends(agree))
	s.kill()
	w.spawn(t, program)
	if again := number(t, p.sends(agree)); again != caseNo {
		t.Errorf("the repeat tells %s, the petition is %s", again, caseNo)
	}
	w.member(t, "zhangsan").card(caseNo, within)
	w.once(t, caseNo)
}

// laundry is a project at home, which the catalogue does not list as long as the
// star stands by its trade.
var laundry = []exchange{
	{"我在家里开个牛仔裤洗水作坊，只洗水，不染色不印花，使唔使环评", []string{"不纳入", "留资料给窗口"}},
	{"留资料给窗口", []string{"在哪个区"}},
	{"天河区", []string{"单位名称"}},
	{"不留", []string{"同意提交吗", "转给天河分局"}},
}

// TestRejudgeEndToEnd changes the catalogue: whoever has left a sheet that is
// judged otherwise now is told once, and nobody else is.
func TestRejudgeEndToEnd(t *testing.T) {
	t.Parallel()
	onEach(t, func(t *testing.T, w *world) {
		rewrite := w.withContent(t)
		w.start(t)
		owner, other, asker := w.citizen(t), w.citizen(t), w.citizen(t)
		owner.talks(laundry...)
		caseNo := number(t, owner.says("同意提交"))
		other.talks(append(flowerpots, exchange{"留资料给窗口", nil}, exchange{"不留", nil}, exchange{"同意提交", []string{"SH-"}})...)
		asker.talks(laundry[0])
		zhangsan := w.member(t, "zhangsan")
		zhangsan.card(caseNo, within)
		zhangsan.talks(exchange{"受理 " + caseNo, []string{"已受理"}}, exchange{"答复 " + caseNo + " 不用办环评", []string{"提交人下次来时就会收到"}})
		owner.talks(exchange{"在吗", []string{"^【办理进度】", "不用办环评"}})
		expect(t, "before", w.officer(t, "eia", "rejudge", "--queue"), "2 份，0 份的结果", "放了 0 个通知")

		rewrite(`star: "all"`, `star: "none"`)
		expect(t, "rejudge", w.officer(t, "eia", "rejudge"), "2 份，1 份", caseNo+"  不纳入 → 报告表  知识库更新", "未通知")
		expect(t, "--queue", w.officer(t, "eia", "rejudge", "--queue"), "放了 1 个通知", "已通知", "!未通知")
		expect(t, "audit", w.officer(t, "audit", "list", "--case", caseNo), "  cli:", "  rejudge")
		expect(t, "again", w.officer(t, "eia", "rejudge", "--queue"), "1 份的结果", "放了 0 个通知")
		told := owner.says("在吗")
		expect(t, "notice", told, "^【环评结果有变】", caseNo, "当时查名录是：不纳入", "现在重新查是：报告表", "名录没有换版", "核实为准", "转人工")
		if n := strings.Count(told, "【环评结果有变】"); n != 1 {
			t.Errorf("%d notices in: %s", n, told)
		}
		for _, p := range []person{owner, other, asker} {
			p.talks(exchange{"在吗", []string{"!【环评结果有变】"}})
		}

		w.newEdition(t, rewrite)
		var found rejudged
		if err := json.Unmarshal([]byte(w.officer(t, "eia", "rejudge", "--queue", "--json")), &found); err != nil {
			t.Fatal(err)
		}
		if found.Sheets != 2 || found.Queued != 1 || len(found.Changed) != 1 || found.Changed[0].Case != caseNo || found.Changed[0].Because != "edition" ||
			found.Changed[0].Told != "报告表" || found.Changed[0].Now.Level != "不纳入" || found.Changed[0].Now.Catalogue != newEdition {
			t.Errorf("found %+v", found)
		}
		owner.talks(exchange{"在吗", []string{"^【环评结果有变】", "上次告诉您是：报告表", "现在重新查是：不纳入", "名录换了版"}})
	})
}

const oldEdition, newEdition = "eia-catalogue-2021", "eia-catalogue-2031"

// newEdition puts a made-up edition beside the one that is shipped, in force
// since yesterday: the catalogue and the rules are those that are shipped.
func (w *world) newEdition(t *testing.T, rewrite func(old, corrected string)) {
	t.Helper()
	yesterday := time.Now().AddDate(0, 0, -1).Format(time.DateOnly)
	rewrite("sources:\n  - id: work-plan-2021", "sources:\n  - {id: "+newEdition+", title: 新名录, status: in-force, effective: \""+yesterday+"\"}\n  - id: work-plan-2021")
	files := eia.Shipped().Of(oldEdition)
	files[oldEdition+".yaml"] = contenttest.Thin(t, knowledge.Embedded())[oldEdition+".yaml"].Data
	for name, data := range files {
		path := filepath.Join(w.content, strings.ReplaceAll(name, oldEdition, newEdition))
		err := os.MkdirAll(filepath.Dir(path), 0o700)
		if err == nil {
			err = os.WriteFile(path, bytes.ReplaceAll(data, []byte(oldEdition), []byte(newEdition)), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestAssessCommand keeps the form of the adviser on a fact sheet beside that of
// the kept sheets.
func TestAssessCommand(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "", "")
	sheet := writeFile(t, "description: 租厂房做塑料花盆，注塑，年产300吨\nitem: 53\nfacts: {再生塑料: false, 溶剂型涂料: 0}\n")
	var out strings.Builder
	if err := run(t.Context(), []string{"eia", "--json", sheet}, nil, strings.NewReader(""), &out, os.Stderr); err != nil {
		t.Fatal(err)
	}
	var advice struct {
		Level           string
		Possible, Items []string
	}
	if err := json.Unmarshal([]byte(out.String()), &advice); err != nil || advice.Level == "" || len(advice.Possible) == 0 || len(advice.Items) != 1 {
		t.Errorf("printed %s, %v", out.String(), err)
	}
	out.Reset()
	if err := run(t.Context(), []string{"eia", "--html", sheet}, nil, strings.NewReader(""), &out, os.Stderr); err != nil {
		t.Fatal(err)
	}
	expect(t, "--html", out.String(), "^<!doctype html>", "不是审批决定", "租厂房做塑料花盆", "第53项", "填报的资料", "!href=\"/")
	for _, args := range [][]string{
		{"eia"}, {"eia", "a", "b"}, {"eia", "--json", "--html", sheet}, {"eia", "rejudge", "a"}, {"eia", "rejudge", "--nonsense"},
		{"eia", "rejudge", "--config", w.config, "--data", w.data}, // no database yet
	} {
		if err := fails(t, nil, args...); exitCode(err) != 2 {
			t.Errorf("%v: exit code %d, %v", args, exitCode(err), err)
		}
	}
}
