package petition

import "slices"

// Act is one thing that officers do with a petition.
type Act struct {
	Verb     string    // the key of its button
	Word     string    // what officers write and read
	Form     string    // what is written behind the case number; "" when nothing need be
	Event    EventType // what it does; "" only looks
	Superior bool      // for officers of the default unit, the common superior, alone
}

// Line is how the act is asked for in words.
func (a Act) Line(caseNo string) string {
	if a.Form == "" {
		return a.Word + " " + caseNo
	}
	return a.Word + " " + caseNo + " " + a.Form
}

// ActView looks at a petition; it is offered in every status.
const ActView = "view"

// Acts lists what officers can do, in the order in which they read it.
func Acts() []Act {
	return []Act{
		{Verb: "accept", Word: "受理", Event: EventAccepted},
		{Verb: "not-accept", Word: "不予受理", Form: "原因；可以找谁办", Event: EventNotAccepted},
		{Verb: "transfer", Word: "转办", Form: "单位名称 原因", Event: EventTransferred},
		{Verb: "dispute", Word: "提请裁定", Form: "理由", Event: EventDisputed},
		{Verb: "decide", Word: "裁定", Form: "单位名称 理由", Event: EventDecided, Superior: true},
		{Verb: "hand-over", Word: "移交", Form: "接收单位 原因", Event: EventHandedOver},
		{Verb: "merge", Word: "合并", Form: "并入的编号", Event: EventMerged},
		{Verb: "start", Word: "开始核查", Event: EventStarted},
		{Verb: "ask", Word: "询问", Form: "想问的话", Event: EventWaiting},
		{Verb: "resume", Word: "继续办理", Event: EventResumed},
		{Verb: "note", Word: "备注", Form: "内容", Event: EventNoted},
		{Verb: "contact", Word: "联系方式", Form: "查看的理由", Event: EventOpened},
		{Verb: "extend", Word: "延期", Form: "天数 批准人 理由", Event: EventExtended},
		{Verb: "answer", Word: "答复", Form: "内容", Event: EventAnswered},
		{Verb: "close", Word: "办结", Event: EventClosed},
		{Verb: "review", Word: "复查意见", Form: "内容", Event: EventReviewAnswered, Superior: true},
		{Verb: "second-review", Word: "复核意见", Form: "内容", Event: EventSecondAnswered, Superior: true},
		{Verb: ActView, Word: "查看"},
		{Verb: "history", Word: "经过"},
		{Verb: "template", Word: "模板"},
	}
}

// ActOf returns the act of a verb or a word.
func ActOf(name string) (Act, bool) {
	all := Acts()
	i := slices.IndexFunc(all, func(a Act) bool { return a.Verb == name || a.Word == name })
	if i < 0 {
		return Act{}, false
	}
	return all[i], true
}

// mostOffered is how many acts are offered at once, beside looking: the
// platform's cards have room for six buttons.
const mostOffered = 5

// offers are the acts that fit a status, the most usual first.
var offers = map[Status][]string{
	Routed:       {"decide", "accept", "not-accept", "transfer", "dispute", "hand-over", "merge"},
	Accepted:     {"decide", "start", "answer", "ask", "extend", "transfer", "dispute"},
	InProgress:   {"decide", "answer", "ask", "extend", "transfer", "dispute", "merge"},
	Extended:     {"decide", "start", "answer", "ask", "transfer", "dispute", "merge"},
	Waiting:      {"decide", "resume", "answer", "extend", "transfer", "dispute", "note"},
	Reopened:     {"decide", "accept", "transfer", "dispute"},
	Answered:     {"close"},
	NotAccepted:  {"close"},
	Transferred:  {"close"},
	Withdrawn:    {"accept", "close"},
	Merged:       {"answer"},
	Review:       {"review"},
	SecondReview: {"second-review"},
}

// Acts lists what the officer who reads the brief may do now, beside looking.
func (b Brief) Acts() []Act {
	if !b.Serves {
		return nil
	}
	var fit []Act
	for _, verb := range offers[b.Petition.Status] {
		if a, ok := ActOf(verb); ok && b.fits(a) && len(fit) < mostOffered {
			fit = append(fit, a)
		}
	}
	return fit
}

// fits says that an act which the status offers makes sense to the reader now.
func (b Brief) fits(a Act) bool {
	for _, rule := range []struct {
		of   EventType
		fits bool
	}{
		{EventDecided, b.Disputed()},
		{EventTransferred, b.Count(EventTransferred) == 0},
		{EventDisputed, b.Count(EventTransferred) > 0 && !b.Disputed()},
		{EventExtended, b.extendable()},
		{EventAccepted, b.Petition.Former == "" || b.Petition.Former != b.Officer},
	} {
		if rule.of == a.Event && !rule.fits {
			return false
		}
	}
	return !a.Superior || b.Superior
}
