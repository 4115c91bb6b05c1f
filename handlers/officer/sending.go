package officer

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/bot/petition/reply"
)

// kinds are what the acts say to the citizen, by the verb: their words are read
// before they leave.
var kinds = map[string]func(petition.Report) reply.Kind{
	"answer":        answers,
	"not-accept":    always(reply.NotAccepted),
	"hand-over":     always(reply.Transfer),
	"extend":        always(reply.Extension),
	"review":        always(reply.Message),
	"second-review": always(reply.Message),
}

// always is one kind for every complaint.
func always(k reply.Kind) func(petition.Report) reply.Kind {
	return func(r petition.Report) reply.Kind {
		if !r.IsComplaint() {
			return reply.Message
		}
		return k
	}
}

// answerKinds are the kinds of an answer, by what the petition is before the law.
// An accusation is not answered with what was found about a person.
var answerKinds = map[clock.Kind]reply.Kind{
	clock.Report: reply.Report, clock.Appeal: reply.Appeal, clock.Procedure: reply.Procedure,
	clock.Suggestion: reply.Suggestion, clock.Accusation: reply.Message, clock.Inquiry: reply.Question,
}

func answers(r petition.Report) reply.Kind { return always(answerKinds[r.Kind()])(r) }

// about is what is known of the matter that a text is about. The day on which the
// citizen receives it is not: it waits until they come.
func (d *Desk) about(o order, k reply.Kind) reply.About {
	return reply.About{
		Kind: k, Case: o.caseNo(), Report: o.Petition.Report, Superior: o.Unit.Review, Public: o.Unit.Public,
		Repealed: d.Repealed(clock.DayOf(o.Now)),
	}
}

// read is what the linter finds in what the citizens would get: the reporter, and
// those whose cases were merged into this one. What the status does not allow is
// not read: it is refused.
func (d *Desk) read(ctx context.Context, o order, e petition.Event) ([]reply.Finding, error) {
	kind, reads := kinds[o.act.Verb]
	if !reads || !o.Petition.Status.Allows(e.Type) && !o.repeat {
		return nil, nil
	}
	words := e.Text
	if e.Type != petition.EventAnswered {
		words = o.Petition.Notice(e)
	}
	all := d.Book.Lint(words, d.about(o, kind(o.Petition.Report)))
	for _, caseNo := range o.merged {
		p, err := d.Petitions.Petition(ctx, caseNo)
		if err != nil {
			return nil, fmt.Errorf("load merged petition: %w", err)
		}
		other := o
		other.Petition = p
		for _, f := range d.Book.Lint(words, d.about(other, kind(p.Report))) {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	return all, nil
}

// withMerged adds the cases that an answer answers too.
func (d *Desk) withMerged(ctx context.Context, o order) (order, error) {
	if o.act.Event != petition.EventAnswered {
		return o, nil
	}
	var err error
	if o.merged, err = d.Petitions.Merged(ctx, o.caseNo()); err != nil {
		return o, fmt.Errorf("list merged cases: %w", err)
	}
	return o, nil
}

// send changes the petition when nothing that is found keeps the words from
// leaving. What was sent before is not judged again.
func (d *Desk) send(ctx context.Context, o order, e petition.Event, done func(*Desk, order, petition.Event) string) (bot.Reply, error) {
	e.Type = o.act.Event
	o, err := d.withMerged(ctx, o)
	if err != nil {
		return bot.Reply{}, err
	}
	findings, err := d.read(ctx, o, e)
	if err != nil {
		return bot.Reply{}, err
	}
	overruled, still := reply.Overrule(findings, o.reason)
	if len(still) > 0 && !o.repeat {
		return bot.Say(o.blocked(still)), nil
	}
	for _, code := range overruled {
		e.Overruled = append(e.Overruled, string(code))
		e.OverruledFor = o.reason
	}
	return d.change(ctx, o, e, func(d *Desk, o order, e petition.Event) string {
		return done(d, o, e) + o.alsoAnswered() + overruling(e) + warnings(findings)
	})
}

// blocked lists what must be mended, and how what may be overruled is.
func (o order) blocked(still []reply.Finding) string {
	lines, firm := []string{"还没有发出。要改的地方："}, 0
	for i, f := range still {
		line := fmt.Sprintf("%d. %s", i+1, f.Words)
		if !f.MayOverrule() {
			firm++
			line += "（必须改）"
		}
		lines = append(lines, line)
	}
	lines = append(lines, "改好后请再发一次：", o.act.Line(o.caseNo()))
	switch {
	case firm == len(still):
	case firm == 0 && o.reason != "":
		lines = append(lines, "要放行，理由得写清楚，“"+petition.Nameless(o.reason)+"”太短了。")
	case firm == 0:
		lines = append(lines, "确实不用改的，写明理由就能发，理由会记下来：", o.overruleLine())
	default:
		lines = append(lines, "没有标“必须改”的，确实不用改，可以写明理由，理由会记下来：", o.overruleLine())
	}
	return strings.Join(lines, "\n")
}

// overruleLine is how a text is sent against what was found.
func (o order) overruleLine() string {
	return despite + o.act.Word + " " + o.caseNo() + " 理由：为什么不用改 内容：" + o.act.Form
}

// despite before the word of an act overrules.
const despite = "仍要"

var reasoned = regexp.MustCompile(`(?s)^理由[:：]\s*(.*?)[\s，。；,;]*内容[:：]\s*(.*)$`)

// overrules parts the reason of an overruling order from its words.
// It is false when one of them is missing.
func (o *order) overrules() bool {
	m := reasoned.FindStringSubmatch(o.rest)
	if m == nil || m[1] == "" || m[2] == "" {
		return false
	}
	o.reason, o.rest = m[1], m[2]
	return true
}

// alsoAnswered names the merged cases that were answered too.
func (o order) alsoAnswered() string {
	if len(o.merged) == 0 {
		return ""
	}
	return "\n并入的 " + strings.Join(o.merged, "、") + " 一并答复了，各用各的编号。"
}

// overruling says what was recorded.
func overruling(e petition.Event) string {
	if len(e.Overruled) == 0 {
		return ""
	}
	return fmt.Sprintf("\n有%d条提示没有照改，理由已记下。", len(e.Overruled))
}

// warnings tell, once it has been sent, what could be better.
func warnings(findings []reply.Finding) string {
	var lines []string
	for _, f := range findings {
		if !f.Blocks {
			lines = append(lines, fmt.Sprintf("%d. %s", len(lines)+1, f.Words))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return "\n下次可以写得更好：\n" + strings.Join(lines, "\n")
}
