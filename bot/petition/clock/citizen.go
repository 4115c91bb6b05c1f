package clock

import "strings"

// phrase is what a citizen reads of a duty: while it runs, when it is done,
// when it was done late, and when it has passed undone. Empty says nothing.
type phrase struct{ runs, met, late, passed string }

// citizenPhrases say the duties to the citizen. None of them promises more than
// the article that it names. {date} is the last day, or that it is open yet.
var citizenPhrases = map[Duty]phrase{
	Notice: {
		runs:   "收到之日起15日内，应当书面告知您接收情况和怎么办（姓名、住址不清的除外）{date}。这是告知的期限，不是办结的期限。",
		met:    "{met}已告知您接收情况。",
		late:   "{met}已告知您接收情况，比{last}的期限晚了。",
		passed: "告知的期限（{last}）已经过了，我这里没有已告知您的记录。您可以向上级机关反映（信访工作条例第四十四条）。",
	},
	Arbitration: {
		runs: "由哪个单位办还有不同意见，正请上一级决定。已经开始的期限不会因此重新计算。",
	},
	Handling: {
		runs:   "受理之日起60日内应当办结{date}。情况复杂、经批准的可以再延，最多30日，并应当告知您理由。",
		met:    "{met}已办结。",
		late:   "{met}已办结，比{last}的期限晚了。",
		passed: "办结的期限（{last}）已经过了，我这里没有已办结的记录。您可以向上级机关反映（信访工作条例第四十五条）。",
	},
	ApplyReview: {
		runs:   "对处理意见不服的，可以自收到书面答复之日起30日内，向原办理单位的上一级申请复查。最稳妥是在{plain}当天或之前提出。",
		met:    "{met}已申请复查。",
		late:   "{met}已申请复查。",
		passed: "按记录，申请复查的30日到{last}为止。",
	},
	Review: {
		runs:   "收到复查请求之日起30日内，应当提出复查意见并书面答复您{date}。",
		met:    "{met}已书面答复复查请求。",
		late:   "{met}已书面答复复查请求，比{last}的期限晚了。",
		passed: "复查答复的期限（{last}）已经过了，我这里没有已答复的记录。",
	},
	ApplySecondReview: {
		runs:   "对复查意见不服的，可以自收到书面答复之日起30日内，向复查单位的上一级申请复核。最稳妥是在{plain}当天或之前提出。",
		met:    "{met}已申请复核。",
		late:   "{met}已申请复核。",
		passed: "按记录，申请复核的30日到{last}为止。",
	},
	SecondReview: {
		runs:   "收到复核请求之日起30日内，应当提出复核意见{date}。听证的时间不计算在内。",
		met:    "{met}已提出复核意见。",
		late:   "{met}已提出复核意见，比{last}的期限晚了。",
		passed: "提出复核意见的期限（{last}）已经过了，我这里没有已提出的记录。",
	},
}

// What stands in for a phrase.
const (
	exemptWords     = "您没有留下姓名、住址，条例没有要求书面告知您。回复“进度”可以看办到哪一步。"
	extendedWords   = "办理期限经批准延长了{extended}日{date}。条例规定最多延长30日。"
	pausedWords     = "正在听证，听证的时间不计算在30日内。"
	unreceivedWords = "申请的30日，从您收到书面答复那天起算；我这里没有您收到的记录，请尽快提出。"
	rolledWords     = "按记录，申请的30日到{plain}为止；最后一天是休息日能不能顺延，条例没有写，请尽快提出。"
	dated           = "，最迟{last}"
	undated         = "；具体是哪一天要看{lacks}年的放假安排，现在还不能确定"
)

// ForCitizen says what a citizen may know of a limit at the end of a day, and
// "" when that is nothing. A last day that is provisional is not named, and
// nobody is told that it has passed.
func (l Limit) ForCitizen(today Day) string {
	date := dated
	if l.Provisional() {
		date = undated
	}
	return l.fillChinese(strings.Replace(l.citizenSays(today), "{date}", date, 1))
}

func (l Limit) citizenSays(today Day) string {
	p := citizenPhrases[l.Duty]
	unsure := l.Provisional() || l.Exempt
	switch state := l.StateOn(today); {
	case state == Void:
		return ""
	case state == Paused:
		return pausedWords
	case l.Met != 0 && (state == Met || unsure):
		return p.met
	case l.Met != 0:
		return p.late
	case l.Exempt:
		return exemptWords
	case state == Missed && !unsure:
		return p.passed
	case l.Party == Citizen && today > l.Plain && l.has(ReadingUnreceived):
		return unreceivedWords
	case l.Party == Citizen && today > l.Plain:
		return rolledWords
	case l.Extended > 0:
		return extendedWords
	}
	return p.runs
}

// fillChinese is fill with days as citizens write them.
func (l Limit) fillChinese(words string) string {
	words = strings.NewReplacer("{last}", l.Last.Chinese(), "{plain}", l.Plain.Chinese(), "{met}", l.Met.Chinese()).Replace(words)
	return l.fill(words)
}
