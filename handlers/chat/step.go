package chat

import (
	"context"
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
	if cancelling.MatchString(t.Text) {
		return c.cancel(ctx, t)
	}
	if a, ok := c.corrects(t, f); ok {
		return c.correct(ctx, t, a)
	}
	if reply, ok, err := c.between(ctx, t, f); ok {
		return c.goOn(t, reply), err
	}
	if words, ok := c.adds(t); ok {
		return c.add(ctx, t, words)
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

// between answers what is asked or said between two answers of a form.
func (c *Chat) between(ctx context.Context, t *turn, f form) (reply bot.Reply, is bool, err error) {
	if said := f.remarkOn(t.Text); said != "" {
		return bot.Say(said), true, nil
	}
	if isAside(t) && !ownWords(t) {
		reply, err := c.tell(ctx, t)
		return reply, true, err
	}
	if isPuzzle(t) {
		return bot.Say("这个我现在答不上来，登记完您可以再问我一次。"), true, nil
	}
	if complainsInBooking(t) {
		return bot.Say("您是想投诉吗？预约还没提交：先填完，或者回“取消”，再说投诉的事。"), true, nil
	}
	return bot.Reply{}, false, nil
}

// cancelling are ways to leave a form besides the command words.
var cancelling = regexp.MustCompile(`^(?:那|都|还是|就|我|，|,|算了|算啦|算喇)*(?:算了吧|算啦|算喇|取消(?:投诉|登记|预约|举报)|(?:先|暂时)?(?:不|唔)(?:想|要)?(?:再)?(?:投诉|举报|登记|预约|告|搞|填|报)(?:佢|他们|它)?(?:了|喇|啦|住)?)(?:吧|啊|呀|算了|谢谢|唔该|[，,。！!～~\s])*$`)

// afterAlarm adds to the alarm, unless a question is asked.
func (c *Chat) afterAlarm(ctx context.Context, t *turn) (bot.Reply, error) {
	if isAside(t) {
		return c.tell(ctx, t)
	}
	return c.supplement(ctx, t)
}

// asking marks a question among answers.
var asking = regexp.MustCompile(`[?？]$|(?:吗|么|呢|咩|没|嘛)[?？。]?$|什么|怎么|点样|点解|点[管算办做搞处投]|边个|归谁|谁管|为什么|多少|几时|多久|哪[里个些]|边[个度]|是不是|会不会|要不要|能不能|可不可以|第.{1,4}[项条]`)

// unasked is what somebody says who does not know and asks nothing: 不知道哪里来的.
var unasked = regexp.MustCompile(`(?:不知道?|唔知道?|不晓得|不清楚|唔清楚)(?:是|系|係|从|由|喺|在)?(?:哪[里个些家间]?|边[度个間间]?|什么)`)

// asks says that a text holds a question.
func asks(text string) bool { return asking.MatchString(unasked.ReplaceAllString(text, "")) }

// isAside hears a question in mid-form that an entry answers.
func isAside(t *turn) bool {
	return t.answer.Kind == knowledge.KindAnswer && asks(t.Text)
}

// isPuzzle hears a question that no entry answers, on a step whose answer is
// never a question. Elsewhere 好像是棠下那边？ is an answer, and only what asks
// of us is none.
func isPuzzle(t *turn) bool {
	never := slices.Contains([]string{"before", "contact", stepConfirm, stepModify}, t.Session.Step)
	return puzzle.MatchString(t.Text) && (never || t.Session.Step != "what" && ofUs.MatchString(t.Text))
}

var (
	puzzle = regexp.MustCompile(`[?？]\s*$|吗\s*$`)
	ofUs   = regexp.MustCompile(`(?:什么时候|几时|幾時|多久|几天|几耐|点解|为什么|为何|怎么|会不会|能不能|要不要|有没有)(?:才|会|能|可以|要|有|给|来|派|人|我|你们)*(?:处理|解决|回复|答复|受理|查处|管|罚|反馈|问|知道|填|写|说)`)
)

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
