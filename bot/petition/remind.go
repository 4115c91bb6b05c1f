package petition

import (
	"fmt"
	"time"

	"suihuan/bot/petition/clock"
)

// Claim is one instance's hold on the telling of one reminder.
type Claim struct {
	Mine     bool     // this instance tells it; neither Mine nor Told: another is at it
	Told     bool     // it has been told
	Officers []string // who has been told of it so far
}

// Moved is a petition whose next limit is another day than was stored. The zero
// time is no limit.
type Moved struct {
	Case     string
	Was, Now time.Time   // the last second of the last day
	Limit    clock.Limit // of Now
}

// Remind says a reminder to the officers of a petition on a day, without a word
// about the reporter or what was reported.
func (rs Rules) Remind(p Petition, r clock.Reminder, day clock.Day) string {
	title, unit := "期限提醒", "还没有承办单位"
	if r.Level > 0 {
		title = fmt.Sprintf("期限督办 第%d次", r.Level)
	}
	if u, ok := rs.Unit(p.Unit); ok {
		unit = u.Name
	}
	return fmt.Sprintf("【%s】%s %s\n%s，%s。依据：信访工作条例%s。发“查看 %s”可以看到怎么办。",
		title, p.Case, r.Words(&rs.Terms.Calendar, day), unit, p.Status.Words(), r.Limit.Article, p.Case)
}
