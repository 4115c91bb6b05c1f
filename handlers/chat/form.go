package chat

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// question is one thing that a report needs. missing says that it has not been
// told; take reads it from a turn and is false when the words do not answer.
type question struct {
	step    string
	name    string // as the citizen reads it in the summary; empty for what another question shows
	ask     string
	askOf   func(petition.Report) bot.Part // asks by what was told; nil asks as always
	again   string                         // asked when the words did not answer
	choices []bot.Choice
	missing func(petition.Report) bool
	take    func(*petition.Report, *turn) bool
	shown   func(petition.Report) string
}

// form is a conversation that fills a report, question by question, until the
// citizen confirms it.
type form struct {
	flow      string
	name      string   // what is filed, as the citizen calls it
	labels    []string // that every report of the form begins with
	questions func() []question
	// enrich takes from an answer what it tells beyond the question: before is
	// how the report stood.
	enrich func(c *Chat, before, r petition.Report, step, words string) petition.Report
	// says answers what people ask about the form itself, the first that
	// matches counts.
	says     []remark
	filed    string // said behind the case number
	nameless string // said behind it to who left no contact
}

// remark is what is said to a question about a form. unless takes words out
// that only sound like it.
type remark struct {
	form, unless *regexp.Regexp
	text         string
}

// remarkOn returns what is said to a question about the form, or "".
func (f form) remarkOn(words string) string {
	i := slices.IndexFunc(f.says, func(r remark) bool { return r.form.MatchString(words) && !r.unless.MatchString(words) })
	if i < 0 {
		return ""
	}
	return f.says[i].text
}

// forms lists all of them.
func forms() []form { return []form{complaintForm(), bookingForm()} }

// formOf returns the form that a report fills.
func formOf(r petition.Report) form {
	if r.IsBooking() {
		return bookingForm()
	}
	if r.IsSheet() {
		return handInForm()
	}
	return complaintForm()
}

// formIn returns the form of a flow; false for a flow that fills none.
func formIn(flow string) (form, bool) {
	all := forms()
	i := slices.IndexFunc(all, func(f form) bool { return f.flow == flow })
	if i < 0 {
		return form{}, false
	}
	return all[i], true
}

func isFilling(t *turn) bool {
	_, filling := formIn(t.Session.Flow)
	return filling
}

// next returns the step that a report needs now.
func (f form) next(r petition.Report) string {
	for _, q := range f.questions() {
		if q.missing(r) && q.asks(r) {
			return q.step
		}
	}
	return stepConfirm
}

func (f form) questionOf(step string) (question, bool) {
	all := f.questions()
	i := slices.IndexFunc(all, func(q question) bool { return q.step == step })
	if i < 0 {
		return question{}, false
	}
	return all[i], true
}

// ask puts the question of a draft's step, or shows the summary.
func (f form) ask(d petition.Draft) bot.Reply {
	if q, ok := f.questionOf(d.Step); ok {
		return q.put(d.Report).In(f.flow, q.step)
	}
	if d.Step == stepModify {
		return bot.Say("要改哪一项？", append(f.fieldChoices(), bot.Pick(wordKeep)...)...).In(f.flow, stepModify)
	}
	return bot.Say("请核对：\n"+f.summary(d.Report)+"\n没问题请回“确认”。", bot.Pick("确认", "修改", "取消")...).In(f.flow, stepConfirm)
}

// put asks a question about a report.
func (q question) put(r petition.Report) bot.Reply {
	if q.askOf != nil && q.missing(r) {
		return bot.Reply{Parts: []bot.Part{q.askOf(r)}}
	}
	return bot.Say(q.ask, q.choices...)
}

// fields are the questions that the citizen reads in the summary.
func (f form) fields() []question {
	return slices.DeleteFunc(f.questions(), func(q question) bool { return q.name == "" })
}

func (f form) summary(r petition.Report) string {
	var lines strings.Builder
	for _, q := range f.fields() {
		if !q.asks(r) {
			continue
		}
		fmt.Fprintf(&lines, "%s：%s\n", q.name, q.shown(r))
	}
	lines.WriteString(r.Correction())
	return strings.TrimRight(lines.String(), "\n")
}

func (f form) fieldChoices() []bot.Choice {
	var choices []bot.Choice
	for _, q := range f.fields() {
		choices = append(choices, bot.Choice{Text: q.name, Value: q.name})
	}
	return choices
}

// registered tells the number, and who can be written to the term in which the
// law has that done.
func (f form) registered(p petition.Petition, terms petition.Terms) bot.Reply {
	text := "登记好了，编号 " + p.Case + "，请记下。\n" + f.filed
	if line := termless[p.Report.Kind()]; line != "" {
		text += "\n" + line
	}
	if notice, runs := terms.NoticeTerm(p); runs && !p.Report.Anonymous {
		text += "\n" + notice.ForCitizen(clock.DayOf(p.FiledAt))
	}
	if p.Report.Anonymous {
		text += "\n" + f.nameless
	}
	return bot.Say(text, bot.Pick("进度")...).In(f.flow, "filed")
}

// canFile refuses, in plain words, to take what could get lost.
func (f form) canFile(t *turn) error {
	if t.Stateless {
		return bot.UserError{Text: "抱歉，系统现在没法保存，这次" + f.name + "还没有登记。请过几分钟再发一次；着急的话请直接打12345。"}
	}
	return nil
}

// isOther says that a draft of another form is open. Any that is too old to be
// taken up again gives way: its place and time are not today's.
func (f form) isOther(d *petition.Draft, t *turn) bool {
	if d.Step != "" && t.Now.Sub(d.Updated) > draftLife {
		d.Report, d.Step = petition.Report{}, ""
	}
	return d.Step != "" && formOf(d.Report).flow != f.flow
}

// open opens a form's draft. begin puts in what the message tells already; other
// says that another form is open, which the reply then goes on with.
func (c *Chat) open(ctx context.Context, t *turn, f form, begin func(*petition.Draft)) (d petition.Draft, other bool, err error) {
	if err := f.canFile(t); err != nil {
		return d, false, err
	}
	d, err = c.Drafts.StepDraft(ctx, t.Message.Person(), t.Message.Key, func(d *petition.Draft) error {
		if other = f.isOther(d, t); other {
			return nil
		}
		begin(d)
		d.Report = sorted(d.Report)
		d.Step = f.next(d.Report)
		return nil
	})
	if err != nil {
		return d, false, fmt.Errorf("open %s: %w", f.flow, err)
	}
	if !other {
		t.Session.At(f.flow, d.Step)
	}
	return d, other, nil
}

// waiting says that another form is open, and goes on with it.
func (c *Chat) waiting(t *turn, d petition.Draft) bot.Reply {
	f := formOf(d.Report)
	t.Session.At(f.flow, d.Step)
	return c.goOn(t, bot.Say("您的"+f.name+"还没提交。请先填完，或者回“取消”再说别的。"))
}
