package chat

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const (
	wordTogether = "一起办"
	wordApart    = "分开办"
)

// company is the choice between them, its word and what stands behind it.
var company = regexp.MustCompile(`^\s*(?:我?(?:想|要|愿意|选择?|同意)?)?([一分](?:起|齐|齊|开|開)[办辦])(?:理)?[:：，,\s]*(` + sh + `.{0,20})?(?:吧|啦|喇|了|[。！!～~\s])*$`)

// choosesCompany hears 一起办 SH-… and 分开办.
func choosesCompany(t *turn) bool {
	m := company.FindStringSubmatch(t.Text)
	return m != nil && (m[2] != "" || !inFlow(t))
}

// registered tells the number of what was filed and, where others have complained
// about the same source, how many, without a word of them.
func (c *Chat) registered(ctx context.Context, t *bot.Turn, filed petition.Petition) bot.Reply {
	reply := formOf(filed.Report).registered(filed, c.Terms)
	others, err := c.Sites.Others(ctx, t.Message.Person(), filed.Case)
	if err != nil {
		c.Log.WarnContext(ctx, "same source not looked for", "case", filed, "error", err)
	}
	if others == 0 {
		return reply
	}
	end := &reply.Parts[len(reply.Parts)-1]
	end.Text += fmt.Sprintf("\n附近已有%d件同类投诉在办。要一起办吗？一起办，编号、期限和答复也都是您自己的。", others)
	end.Choices = append([]bot.Choice{
		{Text: wordTogether, Value: wordTogether + " " + filed.Case}, {Text: wordApart, Value: wordApart + " " + filed.Case},
	}, end.Choices...)
	return reply
}

// chooseCompany links a case with the others about its source, or keeps it apart.
func (c *Chat) chooseCompany(ctx context.Context, t *turn) (bot.Reply, error) {
	m := company.FindStringSubmatch(t.Text)
	verb := wordTogether
	if strings.HasPrefix(m[1], "分") {
		verb = wordApart
	}
	p, found, reply, err := c.aimed(ctx, t, aim{verb: verb, rest: m[2], fits: isInWork, none: "您现在没有正在办的投诉。", which: "是哪一件？"})
	if err != nil || !found {
		return reply, err
	}
	if !isInWork(p) {
		return c.onCase(t, p.Case+" 现在是“"+p.Status.Words()+"”，不用选了。"), nil
	}
	linked, err := c.Sites.Join(ctx, t.Message.Person(), t.Message.Key, p.Case, verb == wordTogether)
	switch {
	case err != nil:
		return bot.Reply{}, fmt.Errorf("choose company: %w", err)
	case linked:
		return c.onCase(t, "好的，"+p.Case+" 和附近的同类投诉一起办。编号、期限和答复还是您自己的，办好了会告诉您。", bot.Pick("进度")...), nil
	case verb == wordApart:
		return c.onCase(t, "好的，"+p.Case+" 单独办。", bot.Pick("进度")...), nil
	}
	return c.onCase(t, "现在没有可以一起办的同类投诉，"+p.Case+" 照常办。", bot.Pick("进度")...), nil
}

func isInWork(p petition.Petition) bool {
	return p.Report.IsComplaint() && (p.Status.Open() || p.Status == petition.Merged)
}
