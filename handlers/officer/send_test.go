package officer

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// wants files a report that asks for several things.
func (r *room) wants(name, what string, kind clock.Kind) {
	r.Helper()
	r.filesReport(name, petition.Report{What: what, Where: "天河区棠下街", Source: "工地", When: "半夜", Sorted: kind, Contact: "欧阳测试 13800138000"})
	r.talks(says("li", "受理 "+name, "已受理")...)
}

// last is the newest event of a case.
func (r *room) last(name string) petition.Event {
	r.Helper()
	_, e, err := r.store.LastEvent(r.Context(), r.cases[name])
	if err != nil {
		r.Fatal(err)
	}
	return e
}

// TestTalkOfADraft mends an answer until it may leave.
func TestTalkOfADraft(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.wants("$A", "半夜打桩，要求赔偿我的损失，查完告诉我结果。", "")
	r.talks(
		line{"li", "答复 $A 已停工", []string{"还没有发出", "1. 对方说“要求赔偿我的损失”", "2. ", "3. ", "没有写依据", "仍要答复 $A 理由：", "答复 $A 内容", "!答复已保存", "!必须改"}},
		line{"li", "答复 $A " + good + "赔偿可以起诉。依据噪声法第9条。", []string{"1. 《噪声污染防治法》2026年8月15日起已经废止", "请改引《生态环境法典》"}},
		line{"li", "答复 $A " + good + "赔偿可以起诉，请打13800138001。【请填写：依据】", []string{"1. 还有没填的地方", "（必须改）", "2. “1＊＊＊”", "!仍要答复"}},
		line{"li", "答复 $A " + good + "赔偿可以起诉，请打13800138001。依据噪声法第9条。", []string{"（必须改）", "没有标“必须改”的", "仍要答复 $A"}},
		line{"li", "答复 $A " + good + strings.Repeat("长", 700), []string{"太长了", "（必须改）"}},
		line{"li", "查看 $A", []string{"正在处理"}},
		line{"li", "答复 $A " + good + "赔偿可以起诉。我们高度重视。" + strings.Repeat("夜里又去看了。", 60), []string{"答复已保存", "下次可以写得更好：\n1. “高度重视”", "!还没有发出", "!没有照改"}},
	)
	if e := r.last("$A"); e.Type != petition.EventAnswered || len(e.Overruled) > 0 || e.OverruledFor != "" {
		t.Errorf("%+v", e)
	}
}

// TestTalkOfOverruling sends against what was found, with a reason, but for what
// no reason overrules.
func TestTalkOfOverruling(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.wants("$A", "半夜打桩，要求赔偿我的损失。", "")
	r.talks(says("li",
		"仍要答复 $A "+good, "请写明理由和内容",
		"仍要答复 $A 理由：赔偿已经当面讲过", "请写明理由和内容",
		"仍要答复 $A 理由：赔偿已经当面讲过 内容：", "请写明理由和内容",
		"仍要答复 $A 理由：无 内容："+good, "要放行，理由得写清楚，“无”太短了",
		"仍要答复 $A 理由：赔偿已经当面讲过 内容："+good+"请打13800138001。", "（必须改）",
		"仍要答复 $A 理由：赔偿已经和王女士当面讲过，电话13800138000\n内容："+good, "答复已保存，投诉人下次来时就会收到。\n有1条提示没有照改，理由已记下。",
	)...)
	e := r.last("$A")
	if !slices.Equal(e.Overruled, []string{"unanswered"}) || e.OverruledFor != "赔偿已经和王女士当面讲过，电话13800138000" || e.Text != good || e.Reason != "" {
		t.Errorf("%+v", e)
	}
	r.talks(line{"li", "经过 $A", []string{"li 答复；11月23日现场检查", "1条提示没有照改，理由：赔偿已经和＊＊＊女士"}})
	r.wants("$B", "半夜打桩", "")
	r.talks(says("li", "仍要答复 $B 理由：没有什么要放行的 内容："+good, "答复已保存")...)
	if e := r.last("$B"); len(e.Overruled) > 0 || e.OverruledFor != "" {
		t.Errorf("nothing was overruled: %+v", e)
	}
}

// TestTalkOfOtherTexts reads what else the citizen is told, by its kind.
func TestTalkOfOtherTexts(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	for _, name := range []string{"$A", "$B"} {
		r.files(name, "")
	}
	r.wants("$C", "半夜打桩", clock.Appeal)
	r.wants("$D", "半夜打桩", clock.Accusation)
	r.talks(
		line{"li", "不予受理 $A 正在诉讼，请打13800138001；受理的人民法院", []string{"还没有发出", "1. “1＊＊＊”", "（必须改）"}},
		line{"li", "不予受理 $A 正在诉讼，依据噪声法第9条；受理的人民法院", []string{"已经废止", "仍要不予受理 $A 理由：为什么不用改 内容：原因；可以找谁办"}},
		line{"li", "仍要不予受理 $A 理由：对方引的就是旧法 内容：正在诉讼，依据噪声法第9条；受理的人民法院", []string{"已记不予受理", "有1条提示没有照改"}},
		line{"li", "移交 $B 区里 油烟由街道管", []string{"1. 没有写转给了哪个单位"}},
		line{"li", "移交 $B 区城管局 油烟由街道管，60日内办结", []string{"不能许诺60日"}},
		line{"li", "移交 $B 区城管局 油烟由街道管", []string{"已移交区城管局"}},
		line{"li", "延期 $C 30 张局 老板说队长受贿，要核实", []string{"检举工作人员", "（必须改）"}},
		line{"li", "延期 $C 30 张局 要等检测结果", []string{"已延长30日"}},
		line{"li", "答复 $C 支持您。" + good, []string{"没有告诉对方可以申请复查"}},
		line{"li", "答复 $D 已转纪检监察机关，陈女士", []string{"像是一个人的姓名"}},
		line{"li", "答复 $D 已转纪检监察机关", []string{"答复已保存"}},
	)
	if e := r.last("$A"); e.Reason != "正在诉讼，依据噪声法第9条" || e.OverruledFor != "对方引的就是旧法" {
		t.Errorf("%+v", e)
	}
}

var blanks = regexp.MustCompile(`【请填写：([^（】]+)[^】]*】`)

// TestTalkByTemplate asks for each template, fills its blanks and sends it as it
// stands.
func TestTalkByTemplate(t *testing.T) {
	t.Parallel()
	known := map[string]string{
		"事项": "夜里打桩", "查处情况": "11月23日现场检查，夜里在打桩，已责令停工。", "逐项答复": "停工：已停。", "后续安排": "12月1日再去一次。", "依据": "《生态环境法典》第249条",
		"处理意见": "予以支持。", "复查机关": "广东省生态环境厅", "理由": "排水由水务部门管", "去处": "海珠区水务局", "转往单位": "海珠区水务局", "联系方式": "12345",
		"天数": "20", "批准人": "本局负责人", "延期理由": "要等第三方检测报告",
	}
	for _, tt := range []struct {
		ask, blank, sent string
		kind             clock.Kind
		accept           bool
	}{
		{"模板 $A", "【请填写：查处情况（", "答复已保存", "", true},
		{"模板 $A", "【请填写：复查机关（", "答复已保存", clock.Appeal, true},
		{"模板 $A 不予受理", "不予受理 $A 【请填写：理由（", "已记不予受理", "", false},
		{"模板 不予受理 $A", "不予受理 $A 【请填写：理由（", "已记不予受理", "", false},
		{"模板：$A，移交", "移交 $A 【请填写：转往单位（", "已移交海珠区水务局", "", false},
		{"模板 $A 延期", "延期 $A 【请填写：天数（", "办理期限已延长20日（批准人：本局负责人）", clock.Appeal, true},
	} {
		r := newRoom(t)
		r.filesReport("$A", petition.Report{What: "半夜打桩，请他们停工", Where: "天河区棠下街", Source: "工地", When: "半夜", Sorted: tt.kind})
		if tt.accept {
			r.talks(says("li", "受理 $A", "已受理")...)
		}
		empty := r.hears(line{"li", tt.ask, []string{tt.blank, r.cases["$A"]}})
		r.hears(line{"li", empty, []string{"!" + tt.sent}})
		r.hears(line{"li", blanks.ReplaceAllStringFunc(empty, func(found string) string {
			return known[blanks.FindStringSubmatch(found)[1]]
		}), []string{tt.sent, "!没有照改"}})
	}
}

// TestTalkWithoutTemplate: what is no complaint is written freely, and the form of
// an act tells of its template.
func TestTalkWithoutTemplate(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.filesReport("$A", petition.Report{What: "想请人来讲法律，要求周六", Labels: []string{petition.LabelBooking}})
	r.files("$B", "")
	r.talks(says("li",
		"模板 $A", "没有模板，直接写就行：\n答复 $A 内容",
		"移交 $B", "要模板，请发：模板 $B 移交",
		"受理 $A", "已受理",
		"答复 $A", "要模板，请发：模板 $A",
		"答复 $A 请打13800138001", "（必须改）",
		"答复 $A 周六上午九点到", "预约人下次来时就会收到",
	)...)
}

// TestUnitsOwnOffices: the unit's review office must be named, and its public
// numbers may be.
func TestUnitsOwnOffices(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	rules := r.desk.Units.(petition.Rules)
	rules.Units[1].Review, rules.Units[1].Public = "广州市人民政府", []string{"020-81111111"}
	r.wants("$A", "半夜打桩", clock.Appeal)
	const says30 = "不服的，可以自收到答复之日起30日内向"
	r.talks(
		line{"li", "模板 $A", []string{"向广州市人民政府申请复查"}},
		line{"li", "答复 $A 支持您。" + good + says30 + "广东省生态环境厅申请复查。", []string{"应当写明是广州市人民政府"}},
		line{"li", "答复 $A 支持您。" + good + says30 + "广州市人民政府申请复查，问路请打020-81111111。", []string{"答复已保存"}},
	)
}

// TestTalkOfTheMerged: an answer is read for everybody whom it reaches, and each
// gets it under their own number.
func TestTalkOfTheMerged(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.wants("$A", "半夜打桩", "")
	r.wants("$B", "半夜打桩，我叫王小二，要求赔偿我的损失", "")
	r.talks(says("li",
		"合并 $B $A", "已并入 $A。两个编号都保留，答复 $A 时一并答复。",
		"答复 $A "+good, "1. 对方说“要求赔偿我的损失”",
		"答复 $A 编号 $A："+good+"王小二要的赔偿可以起诉。", "1. “王＊＊＊”",
		"答复 $A 编号 $A："+good+"赔偿可以起诉。", "投诉人下次来时就会收到。\n并入的 $B 一并答复了，各用各的编号。",
		"查看 $B", "已答复",
		"经过 $B", "li 答复：随 $A 一并；编号 $B：11月23日",
	)...)
}
