package petition

import (
	"cmp"
	"fmt"

	"suihuan/bot/petition/clock"
)

// passages say an event to the citizen as one line of the history, where unit
// names a unit by its id. What has none is not the citizen's: a note, a reason
// among officers, another person's case.
var passages = map[EventType]func(e Event, unit string) string{
	EventFiled:    plainly("登记"),
	EventRouted:   func(_ Event, unit string) string { return "转给" + unit },
	EventAccepted: plainly("承办单位受理"),
	EventNotAccepted: func(e Event, _ string) string {
		return "没有受理，原因：" + e.Reason + "；可以这样办：" + e.Text
	},
	EventTransferred: func(_ Event, unit string) string { return "改由" + unit + "承办" },
	EventDisputed:    plainly("由哪个单位承办，正请上一级决定"),
	EventDecided:     func(_ Event, unit string) string { return "上一级决定由" + unit + "承办" },
	EventHandedOver:  func(e Event, _ string) string { return "移交给" + e.Text },
	EventStarted:     plainly("开始核查"),
	EventOpened:      plainly("承办人员查看了您的联系方式"),
	EventWaiting:     func(e Event, _ string) string { return "请您补充：" + e.Text },
	EventResumed:     plainly("继续核查"),
	EventExtended: func(e Event, _ string) string {
		return fmt.Sprintf("办理期限延长%d日，理由：%s", e.Days, e.Reason)
	},
	EventAnswered:       plainly("有了答复"),
	EventReceived:       plainly("答复送到您这里"),
	EventRated:          func(e Event, _ string) string { return "您的评价：" + e.rating() },
	EventReopened:       plainly("您要求换人再办"),
	EventClosed:         plainly("办结"),
	EventSupplemented:   plainly("您补充了情况"),
	EventRecurred:       plainly("您说又发生了"),
	EventWithdrawn:      plainly("您撤回了"),
	EventMerged:         plainly("和同一来源的投诉合并办理"),
	EventReviewApplied:  plainly("申请复查"),
	EventReviewAnswered: plainly("有了复查意见"),
	EventSecondApplied:  plainly("申请复核"),
	EventSecondAnswered: plainly("有了复核意见"),
}

func plainly(words string) func(Event, string) string {
	return func(Event, string) string { return words }
}

// rating says a rating in words.
func (e Event) rating() string {
	return map[string]string{"yes": "解决了", "no": "没解决"}[e.Solved] + map[string]string{"yes": "满意", "no": "不满意"}[e.Content]
}

// Timeline says a history to its citizen, a line for each thing that happened
// and one for what happened several times on end, such as
// “2026年11月26日至2026年11月28日：您说又发生了（2次）”. unitName names a unit by its
// id. No line has an officer, a note, or a reason that the citizen was not told.
func Timeline(log []Event, unitName func(id string) string) []string {
	var lines []string
	last, since, times := "", "", 0
	for _, e := range log {
		say, ok := passages[e.Type]
		if !ok {
			continue
		}
		words, day := say(e, unitName(e.Unit)), clock.DayOf(e.At).Chinese()
		if words != last {
			last, since, times = words, day, 1
			lines = append(lines, day+"："+words)
			continue
		}
		times++
		if day != since {
			day = since + "至" + day
		}
		lines[len(lines)-1] = fmt.Sprintf("%s：%s（%d次）", day, words, times)
	}
	return lines
}

// Asked is what the citizen was asked last, "" when nothing waits for an answer.
func (p *Petition) Asked(log []Event) string {
	for i := len(log) - 1; i >= 0 && p.Status == Waiting; i-- {
		if log[i].Type == EventWaiting {
			return log[i].Text
		}
	}
	return ""
}

// Count is how many events of a type a history has.
func Count(log []Event, kind EventType) (n int) {
	for _, e := range log {
		if e.Type == kind {
			n++
		}
	}
	return n
}

// Rating is what the citizen has said of the last answer.
func Rating(log []Event) (said Details) {
	for _, e := range log {
		switch e.Type {
		case EventAnswered, EventReviewAnswered:
			said = Details{}
		case EventRated:
			said.Solved = cmp.Or(e.Solved, said.Solved)
			said.Content = cmp.Or(e.Content, said.Content)
		}
	}
	return said
}
