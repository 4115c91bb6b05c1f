package chat

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// assent is a yes.
const assent = `(?:嗯|好|行|得|可以|对|對|是|系|係|啱|没问题|沒問題|没有问题|冇问题|冇問題|没错|沒錯|冇错|无误|無誤|正确|正確|ok|okay|yes|y|确认|確認|确定|確定|提交|登记)`

// wordKeep leaves a report as it is.
const wordKeep = "不改了"

var (
	// confirming is one yes after the other.
	confirming = regexp.MustCompile(`(?i)^` + assent + `(?:` + assent + `|就这样|就咁|全部|都|的|了|吧|啦|喇|啊|呀|晒|嘅|谢谢|多谢|唔该|[，,。.！!\s])*$` +
		`|^(?:确认|确定|提交)(?:提交)?[，,。！!\s][^?？不唔没冇错改吗]*$`)
	// keeping leaves what was to be changed as it is.
	keeping = regexp.MustCompile(`^(?:还是|那|就|先|算了|，|,)*(?:(?:不|唔|不用|唔使|不想|不要)(?:改|变|修改)|没(?:有)?(?:要改|变)|保持原样|返回|照旧|原来的)(?:了|喇|啦|吧|就行|，|。)*$`)
	// adding begins what is told besides.
	adding = regexp.MustCompile(`^(?:我?(?:想|要|再)*补充(?:一下|一点|一句|几句)?|还有|另外|同埋|仲有|再加(?:一句|上)?|顺便说一下)[：:，,\s]*`)
)

// fewestWords is the length from which words at the end, in which something is
// heard, are more than a slip, in characters.
const fewestWords = 6

// confirm files the report, opens it for change, adds what is told besides, or
// asks once more.
func (c *Chat) confirm(ctx context.Context, t *turn) (bot.Reply, error) {
	word := commandWord(t.Text)
	if confirming.MatchString(word) {
		return c.file(ctx, t)
	}
	if c.tellsMore(t) {
		return c.add(ctx, t, t.Text)
	}
	f, _ := formIn(t.Session.Flow)
	return bot.Say("请回“确认”提交，要改就回“修改”，不想"+f.name+"了就回“取消”。", bot.Pick("确认", "修改", "取消")...).In(f.flow, stepConfirm), nil
}

// tellsMore hears in words at the end of a complaint that they belong to it.
func (c *Chat) tellsMore(t *turn) bool {
	if t.Session.Flow != flowComplaint || utf8.RuneCountInString(t.Text) < fewestWords {
		return false
	}
	heard := c.Hearing.Hear(t.Text)
	return len(heard.Labels) > 0 || heard.Source != "" || heard.When != ""
}

// ofReporting is in every answer to whether something was reported before.
var ofReporting = regexp.MustCompile(`(?i)[没沒冇未无无過过咗次]|^(?:都|也|以前|之前)?有|^[是系係嗯对否不唔]{1,3}$|[0-9]{4}|反映|投诉|投訴|举报|打|报|编号|单号|物业|居委|城管|街道|村委|警|派出所|不知|唔知|不清楚|唔记得|忘|no|yes`)

// adds hears what is told besides the answer, on any step behind the first, also
// what does not say whether it was reported before.
func (c *Chat) adds(t *turn) (words string, ok bool) {
	lead := adding.FindString(t.Text)
	words = strings.TrimPrefix(t.Text, lead)
	if !hasWords(words) || isIdle(t.Session.Step, words) || slices.Contains([]string{"what", "who"}, t.Session.Step) {
		return "", false
	}
	if t.Session.Flow == flowBooking || lead != "" {
		return words, lead != ""
	}
	return words, t.Session.Step == "before" && !ofReporting.MatchString(words) || t.answer.Flow == flowComplaint && c.tellsAgain(t.Session.Step, words)
}

// tellsAgain hears the matter itself where something else was asked for.
func (c *Chat) tellsAgain(step, words string) bool {
	heard := c.Hearing.Hear(words)
	placed := heard.Where != "" || heard.District != ""
	return step == "where" && !placed || (step == "before" || step == "contact") && placed && heard.Before == ""
}

// add puts more words behind what was told, and goes on where the form stands.
func (c *Chat) add(ctx context.Context, t *turn, words string) (bot.Reply, error) {
	draft, err := c.stepDraft(ctx, t, func(d *petition.Draft) {
		d.Report = d.Report.Adding(c.Hearing.Hear(words))
		if q, ok := formOf(d.Report).questionOf(d.Step); ok && !q.missing(d.Report) {
			d.Step = formOf(d.Report).next(d.Report)
		}
	})
	if err != nil {
		return c.gone(ctx, t, err)
	}
	return bot.Say("记下了。").Then(formOf(draft.Report).ask(draft)), nil
}

// file files the report. The number is told only after it is stored.
func (c *Chat) file(ctx context.Context, t *turn) (bot.Reply, error) {
	filed, err := c.Drafts.File(ctx, t.Message.Person(), t.Message.Key)
	if err != nil {
		return c.gone(ctx, t, fmt.Errorf("file report: %w", err))
	}
	t.Session.Leave()
	return c.registered(ctx, t.Turn, filed), nil
}

// modify asks once more which field is meant; corrects hears the one that is
// named.
func (c *Chat) modify(ctx context.Context, t *turn) (bot.Reply, error) {
	f, _ := formIn(t.Session.Flow)
	word := commandWord(t.Text)
	if keeping.MatchString(word) || confirming.MatchString(word) {
		return c.reopen(ctx, t, stepConfirm)
	}
	return bot.Say("请告诉我要改哪一项。", f.fieldChoices()...).In(f.flow, stepModify), nil
}

// reopen puts the draft back on a step. What was told stands until something
// else is.
func (c *Chat) reopen(ctx context.Context, t *turn, step string) (bot.Reply, error) {
	draft, err := c.stepDraft(ctx, t, func(d *petition.Draft) { d.Step = step })
	if err != nil {
		return c.gone(ctx, t, err)
	}
	f := formOf(draft.Report)
	reply := f.ask(draft)
	if q, ok := f.questionOf(draft.Step); ok && !q.missing(draft.Report) {
		end := &reply.Parts[len(reply.Parts)-1]
		end.Choices = slices.Concat(end.Choices, bot.Pick(wordKeep))
	}
	return reply, nil
}
