package chat

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/knowledge"
)

func inFlow(t *turn) bool {
	return isFilling(t) || t.Session.Flow == flowEmergency || t.Session.Flow == flowEIA || t.Session.Flow == flowHandIn
}

// step takes a message as the answer to what was asked last.
func (c *Chat) step(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.Session.Flow == flowEmergency {
		return c.afterAlarm(ctx, t)
	}
	if t.Session.Flow == flowEIA {
		return c.interview(ctx, t)
	}
	if t.Session.Flow == flowHandIn {
		return c.handInStep(ctx, t)
	}
	f, _ := formIn(t.Session.Flow)
	if err := f.canFile(t); err != nil {
		return bot.Reply{}, err
	}
	if said := f.remarkOn(t.Text); said != "" {
		return c.goOn(t, bot.Say(said)), nil
	}
	if isAside(t) && !ownWords(t) {
		reply, err := c.tell(ctx, t)
		return c.goOn(t, reply), err
	}
	if isPuzzle(t) {
		return c.goOn(t, bot.Say("这个我现在答不上来，登记完您可以再问我一次。")), nil
	}
	if complainsInBooking(t) {
		return c.goOn(t, bot.Say("您是想投诉吗？预约还没提交：先填完，或者回“取消”，再说投诉的事。")), nil
	}
	steps := map[string]func(context.Context, *turn) (bot.Reply, error){
		stepConfirm: c.confirm,
		stepModify:  c.modify,
	}
	if serve, ok := steps[t.Session.Step]; ok {
		return serve(ctx, t)
	}
	return c.take(ctx, t)
}

// afterAlarm adds to the alarm, unless a question is asked.
func (c *Chat) afterAlarm(ctx context.Context, t *turn) (bot.Reply, error) {
	if isAside(t) {
		return c.tell(ctx, t)
	}
	return c.supplement(ctx, t)
}

// asking marks a question among answers.
var asking = regexp.MustCompile(`[?？]$|(?:吗|么|呢|咩|没|嘛)[?？。]?$|什么|怎么|点样|点解|点[管算办做搞处投]|边个|归谁|谁管|为什么|多少|几时|多久|哪[里个些]|边[个度]|是不是|会不会|要不要|能不能|可不可以|第.{1,4}[项条]`)

// isAside hears a question in mid-form that an entry answers.
func isAside(t *turn) bool {
	return t.answer.Kind == knowledge.KindAnswer && asking.MatchString(t.Text)
}

// isPuzzle hears a question that no entry answers, on a step whose answer is
// never a question. Elsewhere 好像是棠下那边？ is an answer.
func isPuzzle(t *turn) bool {
	return slices.Contains([]string{"before", "contact", stepConfirm, stepModify}, t.Session.Step) && puzzle.MatchString(t.Text)
}

var puzzle = regexp.MustCompile(`[?？]\s*$|吗\s*$`)

// take writes the answer into the draft and asks the next question.
func (c *Chat) take(ctx context.Context, t *turn) (bot.Reply, error) {
	understood := true
	f, _ := formIn(t.Session.Flow)
	draft, err := c.Drafts.StepDraft(ctx, t.Message.Person(), t.Message.Key, func(d *petition.Draft) error {
		if d.Step == "" {
			d.Report.Labels = f.labels
		}
		f = formOf(d.Report)
		q, ok := f.questionOf(d.Step)
		if !ok {
			d.Step = f.next(d.Report)
			return nil
		}
		report := d.Report
		if understood = q.take(&report, t); understood {
			d.Report = f.enrich(c, report, q.step, t.Text)
			d.Step = f.next(d.Report)
		}
		return nil
	})
	if finished(err) {
		t.Session.Leave()
		return c.status(ctx, t)
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("step draft: %w", err)
	}
	f = formOf(draft.Report)
	t.Session.At(f.flow, draft.Step)
	if q, ok := f.questionOf(draft.Step); ok && !understood {
		return bot.Say(q.again, q.choices...).In(f.flow, q.step), nil
	}
	return f.ask(draft), nil
}

// enrich takes from an answer of a complaint what it tells beyond the question.
func (c *Chat) enrich(r petition.Report, step, words string) petition.Report {
	heard := c.Hearing.Hear(words)
	if step == "what" {
		what := r.What
		r = join(petition.Report{}, heard)
		r.What = what
	}
	if len(r.Labels) == 0 {
		r.Labels = heard.Labels
	}
	return r
}

// goOn adds the open question of an unfinished report to a reply, so that the
// form goes on.
func (c *Chat) goOn(t *turn, reply bot.Reply) bot.Reply {
	f, filling := formIn(t.Session.Flow)
	if !filling {
		return reply
	}
	open := f.ask(petition.Draft{Step: t.Session.Step})
	if t.Session.Step == stepConfirm {
		open = bot.Say("刚才的"+f.name+"还没提交。", bot.Pick("确认", "修改", "取消")...).In(f.flow, stepConfirm)
	}
	kind, entry := reply.Kind, reply.Entry
	reply = reply.Then(open)
	reply.Kind, reply.Entry = kind, entry
	return reply
}

func hasWords(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// finished says that a draft is gone: it was filed or dropped elsewhere.
func finished(err error) bool { return errors.Is(err, bot.ErrNotFound) }
