package clock

import (
	"fmt"
	"strconv"
	"strings"
)

// names call the duties as officers do.
var names = map[Duty]string{
	Notice:            "受理告知",
	Objection:         "转送异议",
	Arbitration:       "受理争议",
	Handling:          "办结",
	ApplyReview:       "申请复查",
	Review:            "复查答复",
	ApplySecondReview: "申请复核",
	SecondReview:      "复核意见",
}

// Name calls a duty as officers do.
func (d Duty) Name() string { return names[d] }

// officerWords say a limit to officers by its state. {…} are filled by fill.
var officerWords = map[State]string{
	Running: "最迟{last}",
	Paused:  "{since}起停止计时（听证），已停的不算，恢复后接着走",
	Met:     "{met}已完成",
	Missed:  "最迟{last}，已超期",
	Void:    "不再计时",
}

// ForOfficer says in one line what officers must know of a limit at the end of
// a day.
func (l Limit) ForOfficer(today Day) string {
	state := l.StateOn(today)
	if l.Exempt && l.Met != 0 {
		state = Met
	}
	says := officerWords[state]
	switch {
	case l.Last == 0 && state == Running:
		says = "报共同的上一级决定由谁办，条例没有定天数；其他期限照走"
	case state == Missed && l.Exempt:
		says = "参照的日期{last}已过"
	case state == Missed && l.Met != 0:
		says = "最迟{last}，{met}才完成，超期"
	case state == Missed && l.Party == Unit:
		says = "{last}已过，不能再提"
	case state == Missed && l.Party == Citizen:
		says = "{last}已过"
	}
	if state == Running || state == Missed {
		says += l.notes()
	}
	return names[l.Duty] + "：" + l.fill(says)
}

// notes are what officers must know of how the last day was found.
func (l Limit) notes() string {
	var notes []string
	add := func(holds bool, note string) {
		if holds {
			notes = append(notes, note)
		}
	}
	add(l.Provisional(), "暂定，按周末推算，{lacks}年放假安排未录入")
	add(l.Extended > 0, "已延{extended}日")
	add(l.Paused > 0, "听证停{paused}日")
	add(l.has(ReadingRolled), "第{days}日{plain}是休息日，参照民法典第二百零三条顺延，条例没有写，在这一天之前办最稳妥")
	add(l.has(ReadingUnreceived), "没有签收记录，按答复当天起算，不能以此认定逾期")
	add(l.Exempt, "姓名或者住址不清，条例不作要求，账号能收到，仍请告知")
	if len(notes) == 0 {
		return ""
	}
	return "（" + strings.Join(notes, "；") + "）"
}

// Words say a reminder or an escalation to officers on the day on which they
// are told, which may be a later one than that of At.
func (r Reminder) Words(c *Calendar, today Day) string {
	l := r.Limit
	line := l.ForOfficer(l.base()) // as it runs: the state of the day is in the words before
	switch {
	case l.Last == 0:
		return fmt.Sprintf("受理争议已有%d个工作日没有定。%s", c.WorkingDaysUntil(l.Start, today), line)
	case r.Level > 0:
		return fmt.Sprintf("已超期%d个工作日。%s", c.WorkingDaysUntil(l.Last, today), line)
	case today == l.Last:
		return "今天是最后一天。" + line
	}
	return fmt.Sprintf("还有%d个工作日。%s", c.WorkingDaysUntil(today, l.Last), line)
}

// fill puts the limit's days and numbers into words.
func (l Limit) fill(words string) string {
	return strings.NewReplacer(
		"{last}", l.Last.String(),
		"{plain}", l.Plain.String(),
		"{met}", l.Met.String(),
		"{since}", l.PausedOn.String(),
		"{lacks}", strconv.Itoa(l.Lacks),
		"{days}", strconv.Itoa(l.Days+l.Extended+l.Paused),
		"{extended}", strconv.Itoa(l.Extended),
		"{paused}", strconv.Itoa(l.Paused),
	).Replace(words)
}
