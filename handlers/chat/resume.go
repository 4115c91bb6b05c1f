package chat

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// Words that answer the offer to go on with an interview.
const (
	wordAskOn  = "接着问"
	wordAnew   = "重新开始"
	wordDelete = "删掉"
)

// What the offer remembers: the project that was told just now.
const (
	memoText = "text"
	memoItem = "item"
)

// remember keeps the project that was told now until the offer is answered.
func remember(t *turn) {
	if describesProject(t) {
		t.Session.Memo = map[string]string{memoText: t.Text, memoItem: strconv.Itoa(projectItem(t))}
	}
}

// offer says that an interview is open, and lets the person go on with it or
// begin anew.
func (c *Chat) offer(t *turn, iv petition.Interview) bot.Reply {
	t.Session.At(flowEIA, stepOffer)
	return bot.Say(fmt.Sprintf("您%s说的项目“%s”还没问完，替您留到%s。接着问，还是重新开始？",
		onDay(iv.Updated), ellipsis(iv.Text, 30), onDay(iv.Expires)),
		bot.Pick(wordAskOn, wordAnew, wordDelete)...).In(flowEIA, stepOffer)
}

func onDay(at time.Time) string { return at.In(guangzhou).Format("1月2日") }

// offered takes the answer to the offer. A project that is told now begins anew.
func (c *Chat) offered(ctx context.Context, t *turn) (bot.Reply, error) {
	word := commandWord(t.Text)
	switch {
	case slices.Contains([]string{wordAnew, "重新来", "重来", "从头来", "新的", "查新的", "另一个"}, word):
		return c.anew(ctx, t)
	case slices.Contains([]string{wordDelete, "删除", "删了", "不要了", "不用了"}, word):
		return c.cancelInterview(ctx, t)
	case slices.Contains([]string{"接着", "接着来", "好", "好的", "是", "系"}, word):
		return c.askAgain(ctx, t)
	case describesProject(t):
		return c.begin(ctx, t, t.Text, projectItem(t))
	}
	open, err := c.openInterview(ctx, t)
	if err != nil {
		return bot.Reply{}, err
	}
	if open.Item == 0 {
		return askProject(t), nil
	}
	if isAside(t) {
		reply, err := c.tell(ctx, t)
		return reply.Then(c.offer(t, open)), err
	}
	return c.offer(t, open), nil
}

// anew begins with the project that was told before the offer, if there was one.
func (c *Chat) anew(ctx context.Context, t *turn) (bot.Reply, error) {
	text := t.Session.Memo[memoText]
	item, err := strconv.Atoi(t.Session.Memo[memoItem])
	t.Session.Memo = nil
	if text == "" || err != nil {
		if err := c.dropInterview(ctx, t); err != nil {
			return bot.Reply{}, err
		}
		return askProject(t), nil
	}
	return c.begin(ctx, t, text, item)
}

// askAgain goes on where an interview was.
func (c *Chat) askAgain(ctx context.Context, t *turn) (bot.Reply, error) {
	if isFilling(t) {
		f, _ := formIn(t.Session.Flow)
		return c.goOn(t, bot.Say("您的"+f.name+"还没提交。请先填完，或者回“取消”，再接着问环评。")), nil
	}
	open, err := c.openInterview(ctx, t)
	if err != nil {
		return bot.Reply{}, err
	}
	if open.Item == 0 {
		return bot.Say("没有没问完的环评问答。想查项目要不要办环评，直接说做什么、规模多大就行。"), nil
	}
	t.Session.Memo = nil
	return c.askOn(ctx, t, func(*petition.Interview) {})
}

// moreOf is what 继续 brings where no reply was cut: what an interview asks, or
// the offer to go on with it.
func (c *Chat) moreOf(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.Session.Flow == flowEIA && t.Session.Step != stepDescribe {
		return c.askAgain(ctx, t)
	}
	if t.Session.Flow == "" {
		open, err := c.openInterview(ctx, t)
		if err != nil {
			return bot.Reply{}, err
		}
		if open.Item != 0 {
			return c.offer(t, open), nil
		}
	}
	return c.goOn(t, bot.Say("没有更多内容了。")), nil
}

// cancelInterview ends an interview and what was told in it.
func (c *Chat) cancelInterview(ctx context.Context, t *turn) (bot.Reply, error) {
	t.Session.Leave()
	if err := c.dropInterview(ctx, t); err != nil {
		return bot.Reply{}, err
	}
	return bot.Say("好的，不问了，刚才说的项目已经删掉。有事随时找我。"), nil
}
