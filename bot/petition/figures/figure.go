package figures

import (
	"math"
	"slices"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// Figure is one number about a group of petitions and what it means. It is a
// count, or a share of one count in another, or a quantile of the days to the
// first answer.
type Figure struct {
	Key        string
	Name       string // as officers read it
	Definition string

	count      func(story) int
	share, per string // keys of counts
	quantile   float64
	// voices is the count of people whose word it is: where they are few, the figure
	// would tell what one of them said.
	voices string
}

// Share says that the figure is a part of 1.
func (f Figure) Share() bool { return f.share != "" }

// few is how many people are too few to show what they said.
const few = 5

// All lists the figures in the order in which they are shown.
func All() []Figure { return slices.Clone(all) }

var all = []Figure{
	{Key: "filed", Name: "登记", count: func(story) int { return 1 },
		Definition: "这段时间（按广州时间，首尾两天都算）登记的件数，预约和环评资料也在内；下面各项都只数这些件，看它们到统计当天的情况"},
	{Key: "accepted", Name: "受理", count: decided(petition.EventAccepted),
		Definition: "最近一次决定是受理的件数"},
	{Key: "not_accepted", Name: "不予受理", count: decided(petition.EventNotAccepted),
		Definition: "最近一次决定是不予受理的件数"},
	{Key: "decided", Name: "已决定受理与否", count: func(s story) int {
		return decided(petition.EventAccepted)(s) + decided(petition.EventNotAccepted)(s)
	}, Definition: "受理 + 不予受理"},
	{Key: "acceptance_rate", Name: "受理率", share: "accepted", per: "decided",
		Definition: "受理 ÷ 已决定受理与否；还没决定的不算"},
	{Key: "transferred", Name: "转办", count: has(petition.EventTransferred),
		Definition: "在本局单位之间转办过的件数"},
	{Key: "disputed", Name: "提请裁定", count: has(petition.EventDisputed),
		Definition: "对由谁承办有争议、提请共同上一级裁定过的件数"},
	{Key: "handed_over", Name: "移交", count: has(petition.EventHandedOver),
		Definition: "移交给本局以外单位过的件数"},
	{Key: "answered", Name: "答复", count: has(petition.EventAnswered),
		Definition: "书面答复过的件数"},
	{Key: "days_to_answer_median", Name: "答复天数中位数", quantile: .5,
		Definition: "从登记到第一次答复的日历天数（当天为0），从小到大排，取第⌈0.5×件数⌉个；只看答复过的"},
	{Key: "days_to_answer_p90", Name: "答复天数九成位", quantile: .9,
		Definition: "同上，取第⌈0.9×件数⌉个"},
	{Key: "limits_ended", Name: "到头的期限", count: ended(clock.Met, clock.Missed),
		Definition: "《信访工作条例》给办理单位和上级定了天数、已经完成或已经过期的期限个数（告知、办理、复查、复核；一件可以有几个）。" +
			"不数：因撤回等不用再办的，没留姓名住址、条例不要求告知的，最后一天要看还没公布的放假安排的"},
	{Key: "limits_met", Name: "按期完成", count: ended(clock.Met),
		Definition: "到头的期限里，在最后一天或之前完成的个数"},
	{Key: "on_time_rate", Name: "按期率", share: "limits_met", per: "limits_ended",
		Definition: "按期完成 ÷ 到头的期限"},
	{Key: "solved_ratings", Name: "评价是否解决", count: rated(solved, yes, no),
		Definition: "回答过“解决了吗”的件数，几次评价以最后一次为准"},
	{Key: "solved", Name: "说解决了", count: rated(solved, yes), voices: "solved_ratings",
		Definition: "其中说解决了的件数；评价不到5件的不显示"},
	{Key: "solved_rate", Name: "解决率", share: "solved", per: "solved_ratings", voices: "solved_ratings",
		Definition: "说解决了 ÷ 评价是否解决；没评价的不算，评价不到5件的不显示"},
	{Key: "content_ratings", Name: "评价是否满意", count: rated(content, yes, no),
		Definition: "回答过“满意吗”的件数，几次评价以最后一次为准"},
	{Key: "content", Name: "说满意", count: rated(content, yes), voices: "content_ratings",
		Definition: "其中说满意的件数；评价不到5件的不显示"},
	{Key: "content_rate", Name: "满意率", share: "content", per: "content_ratings", voices: "content_ratings",
		Definition: "说满意 ÷ 评价是否满意；没评价的不算，评价不到5件的不显示"},
	{Key: "falsely_closed", Name: "疑似虚假办结", count: falselyClosed, voices: "answered",
		Definition: "答复过，但市民最后说没解决，或者答复、办结后30天内重新交办或再次反映的件数；近30天答复的还可能变；答复不到5件的不显示"},
	{Key: "false_closure_rate", Name: "疑似虚假办结率", share: "falsely_closed", per: "answered", voices: "answered",
		Definition: "疑似虚假办结 ÷ 答复；答复不到5件的不显示"},
	{Key: "reopened", Name: "重新交办", count: has(petition.EventReopened),
		Definition: "市民不满意、重新交办过的件数"},
	{Key: "merged", Name: "合并", count: has(petition.EventMerged),
		Definition: "与同一来源的投诉合并办理过的件数"},
	{Key: "withdrawn", Name: "撤回", count: has(petition.EventWithdrawn),
		Definition: "市民撤回过的件数"},
}

// tally is what is counted of a group.
type tally struct {
	counts map[string]int
	days   []int // to the first answer
}

func (t *tally) add(s story) {
	for _, f := range all {
		if f.count != nil {
			t.counts[f.Key] += f.count(s)
		}
	}
	if days, ok := daysToAnswer(s); ok {
		t.days = append(t.days, days)
	}
}

// value is a figure of the group; false where there is nothing to say it of.
func (t *tally) value(f Figure) (value float64, ok bool) {
	switch per := t.counts[f.per]; {
	case f.count != nil:
		return float64(t.counts[f.Key]), true
	case f.Share() && per > 0:
		return rounded(float64(t.counts[f.share]) / float64(per)), true
	case f.quantile > 0 && len(t.days) > 0:
		days := slices.Sorted(slices.Values(t.days))
		return float64(days[int(math.Ceil(f.quantile*float64(len(days))))-1]), true
	}
	return 0, false
}

// rounded keeps four places.
func rounded(v float64) float64 { return math.Round(v*1e4) / 1e4 }
