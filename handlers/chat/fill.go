package chat

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// take writes the answer to the open question into the draft and asks what is
// next.
func (c *Chat) take(ctx context.Context, t *turn) (bot.Reply, error) {
	reply, _, err := c.write(ctx, t, answer{words: t.Text})
	return reply, err
}

// correct takes what was told wrongly or out of turn and says so, or opens the
// field that was named.
func (c *Chat) correct(ctx context.Context, t *turn, a answer) (bot.Reply, error) {
	if a.words == "" && t.Message.Location == nil {
		return c.reopen(ctx, t, cmp.Or(a.step, stepModify))
	}
	f, _ := formIn(t.Session.Flow)
	reply, written, err := c.write(ctx, t, a)
	if q, ok := f.questionOf(a.step); ok && written && err == nil {
		return noted(q, a, t).Then(reply), nil
	}
	return reply, err
}

// write writes an answer into the draft and asks what is next. A repeat of the
// message writes nothing, and neither do words that do not answer.
func (c *Chat) write(ctx context.Context, t *turn, a answer) (reply bot.Reply, written bool, err error) {
	understood, before := true, petition.Report{}
	draft, err := c.stepDraft(ctx, t, func(d *petition.Draft) {
		before = d.Report
		understood = c.put(d, t, a)
		written = understood
	})
	if err != nil {
		reply, err := c.gone(ctx, t, err)
		return reply, false, err
	}
	f := formOf(draft.Report)
	if q, ok := f.questionOf(draft.Step); ok && !understood {
		return bot.Say(q.again, q.choices...).In(f.flow, q.step), false, nil
	}
	if gap := placeGap(draft.Report); draft.Step == "where" && gap != "" {
		return bot.Say(gap).In(f.flow, draft.Step), written, nil
	}
	if !written {
		return f.ask(draft), written, nil
	}
	return c.pathOf(t, before, draft.Report).Then(f.ask(draft)), written, nil
}

// stepDraft changes the open draft by one message and puts the conversation on
// its step. A draft that begins now is asked its first question.
func (c *Chat) stepDraft(ctx context.Context, t *turn, change func(*petition.Draft)) (petition.Draft, error) {
	draft, err := c.Drafts.StepDraft(ctx, t.Message.Person(), t.Message.Key, func(d *petition.Draft) error {
		if d.Step == "" {
			f, _ := formIn(t.Session.Flow)
			d.Report.Labels = f.labels
			d.Step = f.next(d.Report)
			return nil
		}
		change(d)
		d.Report = sorted(d.Report)
		return nil
	})
	if err != nil {
		return draft, fmt.Errorf("step draft: %w", err)
	}
	t.Session.At(formOf(draft.Report).flow, draft.Step)
	return draft, nil
}

// gone answers where the draft is not there any more: it was filed or dropped
// elsewhere. Every other error stays one.
func (c *Chat) gone(ctx context.Context, t *turn, err error) (bot.Reply, error) {
	if !errors.Is(err, bot.ErrNotFound) {
		return bot.Reply{}, err
	}
	t.Session.Leave()
	return c.status(ctx, t)
}

// put writes an answer into a draft; false when the words do not answer.
func (c *Chat) put(d *petition.Draft, t *turn, a answer) bool {
	f := formOf(d.Report)
	q, ok := f.questionOf(cmp.Or(a.step, d.Step))
	if !ok {
		d.Step = f.next(d.Report)
		return true
	}
	if keeping.MatchString(a.words) && !q.missing(d.Report) {
		d.Step = f.next(d.Report)
		return true
	}
	before, told := d.Report, *t
	told.Turn = &bot.Turn{Message: t.Message, Text: a.words}
	if isIdle(q.step, a.words) || !q.take(&d.Report, &told) {
		d.Report = before
		return false
	}
	if a.more && before.When != "" {
		d.Report.When = before.When + "，" + d.Report.When
	}
	d.Report = f.enrich(c, before, d.Report, q.step, a.words)
	if d.Step = f.next(d.Report); q.step == "where" && placeGap(d.Report) != "" && placeGap(before) == "" {
		d.Step = "where"
	}
	return true
}

// enrich takes from an answer of a complaint what it tells beyond the question,
// and notes what the words of the complaint tell otherwise.
func (c *Chat) enrich(before, r petition.Report, step, words string) petition.Report {
	heard := c.Hearing.Hear(words)
	if step == "what" {
		what := r.What
		r = before.Retold(heard)
		r.What, r.Labels = what, heard.Labels
	}
	if step == "where" && r.Lat == 0 && r.Lng == 0 {
		r = c.placed(before, r)
	}
	if step == "source" && before.Source != "" {
		about := c.Hearing.Hear(strings.ReplaceAll(r.What, before.Source, r.Source))
		r.Labels = about.Labels
	}
	if len(r.Labels) == 0 {
		r.Labels = slices.Concat(before.Labels, heard.Labels)
	}
	return r.Since(before, c.Hearing.Hear(r.What))
}

// Words that answer nothing: signs, greetings, and, where something must be
// named, a mere yes.
var (
	idle = regexp.MustCompile(`(?i)^(?:\[[^\[\]]{1,8}\]|/:\S{1,8}|确认|确定|提交|继续|下一步|[你您]好|在吗|在不在|有人吗|喂|谢谢|多谢|唔该|hello|hi|[，,。.！!?？~～\s])+$`)
	yes  = regexp.MustCompile(`(?i)^(?:嗯|哦|噢|好|好的|ok|行|可以|对|是|是的|系|有|知道|知|收到|明白|[，,。.！!~～\s])+$`)
)

func isIdle(step, words string) bool {
	return idle.MatchString(words) || step == "what" && unknowing.MatchString(words) ||
		yes.MatchString(words) && slices.Contains([]string{"what", "where", "source", "when", "who"}, step)
}
