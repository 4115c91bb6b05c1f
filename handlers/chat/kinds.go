package chat

import (
	"context"
	"regexp"
	"slices"
	"unicode/utf8"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/knowledge"
)

// termless say of each kind of matter what the law has for it where no term runs
// (信访工作条例 arts. 29 and 31): on the receipt, and when somebody asks how far it
// is. A report of pollution has no days in which it must be settled.
var termless = map[clock.Kind]string{
	clock.Report:     "举报污染没有规定固定的办结天数，依法履行或者答复（信访工作条例第31条第五项）。",
	clock.Appeal:     "申诉求决的，受理之日起60日内办结，情况复杂经批准最多再延30日（信访工作条例第34条）。",
	clock.Procedure:  "已经进了诉讼、仲裁、复议这些程序的，按那个程序和它的期限办（信访工作条例第31条第一至四项）。",
	clock.Suggestion: "建议没有规定答复的天数；采纳的会回复您（信访工作条例第29条）。",
}

// unhappy say of each kind where one can turn who is not content with the answer.
// Only an appeal has a review (arts. 35, 36); its last day is said besides.
var unhappy = map[clock.Kind]string{
	clock.Report:     "还不解决的，可以打12345。觉得部门该管不管，可以向它的上级机关或者监察机关举报（生态环境法典第145条第三款）。污染还在，直接说时间、地点，我接着记。",
	clock.Procedure:  "已经进了诉讼、仲裁、复议的，请在那个程序里提。",
	clock.Suggestion: "还有想法，可以接着说，也可以打12345。",
}

// sayAccused answers who reports a person in office. Nothing of it is kept.
const sayAccused = "反映公职人员违纪违法，由纪检监察机关受理（信访工作条例第30条）。我这里不收，您刚才说的没有登记，也不会转给任何人。\n" +
	"请不要在这里发细节和材料，直接找纪检监察机关；不知道怎么找，可以打12345问。\n" +
	"要是部门该管不管，可以向它的上级机关或者监察机关举报（生态环境法典第145条第三款）。\n" +
	"还有污染要反映的，请只说污染的事：哪里、什么时候、什么情况。"

// accuses hears that a person in office is reported: in words that say so, or by
// what a complaint is about as a whole. Who asks where to do so is answered by
// what we know.
func (c *Chat) accuses(t *turn) bool {
	if t.Message.Kind != bot.KindText || t.answer.Kind == knowledge.KindAnswer && asks(t.Text) {
		return false
	}
	r := petition.Report{What: t.Text}
	telling := utf8.RuneCountInString(t.Text) >= fewestToldOf && !onlyWish.MatchString(t.Text) && tellsAll(t)
	if telling {
		r.Labels = c.Hearing.Hear(t.Text).Labels
	}
	return petition.Sort(r) == clock.Accusation
}

// fewestToldOf is the length from which it can be judged what words are about as
// a whole, in characters.
const fewestToldOf = 8

// tellsAll says that a text tells what a complaint is about.
func tellsAll(t *turn) bool {
	return t.Session.Flow == flowComplaint && t.Session.Step == "what" || t.Session.Flow == "" &&
		(t.answer.Flow == flowComplaint || t.answer.Kind != knowledge.KindAnswer && reporting.MatchString(t.Text))
}

var reporting = regexp.MustCompile(`投诉|投訴|举报|舉報|检举|控告|反映`)

// accused hands over to the discipline channel.
func (c *Chat) accused(_ context.Context, t *turn) (bot.Reply, error) {
	return c.goOn(t, notice(sayAccused)), nil
}

// What is said of what else a complaint asks for, before it is taken.
const (
	sayDamages = "要赔偿是民事纠纷：可以自己协商，也可以请有监管职责的部门调解；调解不成，或者不想调解，都可以上法院（生态环境法典第1077条）。" +
		"打官司时，不承担责任或者减轻责任、没有因果关系，由排污的一方举证（第1080条）。赔多少我不能替谁定。\n污染本身可以在这里登记，接着答就行。"
	sayMayFile = "还是想在这里登记的话，接着答就行；办不办得了，由承办单位告诉您。"
)

// pathOf says what path the law has for what a report has become by a message;
// it says nothing of what was clear before.
func (c *Chat) pathOf(t *turn, before, now petition.Report) bot.Reply {
	reply := bot.Reply{}
	if petition.WantsDamages(now.What) && !petition.WantsDamages(before.What) {
		reply = reply.Then(bot.Say(sayDamages))
	}
	if now.Kind() == clock.Procedure && before.Kind() != clock.Procedure {
		reply.Parts = append(reply.Parts, c.part(c.Knowledge.Say("petition-not-accepted", t.Now), t.Now))
		reply = reply.Then(bot.Say(sayMayFile))
	}
	return reply
}

// sorted is a report with what it is before the law, where that is something else
// than a report of pollution. What is taken is never an accusation.
func sorted(r petition.Report) petition.Report {
	r.Sorted = petition.Sort(r)
	if slices.Contains([]clock.Kind{clock.Report, clock.Inquiry, clock.Accusation}, r.Sorted) {
		r.Sorted = clock.Unsorted
	}
	return r
}

// asks says that a question is for a report: what is a suggestion has no place,
// no source and no time.
func (q question) asks(r petition.Report) bool {
	return petition.Sort(r) != clock.Suggestion || q.step == "what" || q.step == "contact"
}
