package chat

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/audit"
)

const (
	wordErase     = "删除我的信息"
	wordEraseSure = "确认删除我的信息"
	wordKeepData  = "不删了"
	wordNumber    = "更正电话"
)

const (
	ofMine = `(?:我的|关于我的)(?:个人)?(?:信息|資訊|数据|數據)`
	polite = `(?:吧|一下|谢谢|[。.！!\s])*$`
)

// whoSaw asks who has looked at what the person filed.
var whoSaw = regexp.MustCompile(`^(?:请问)?(?:有)?(?:谁|边个|邊個|哪些人)(?:看过|睇过|睇過|查过|打开过)(?:了)?(?:我的|我嘅)?(?:个人)?(?:信息|資訊|资料|投诉|数据)[?？。\s]*$`)

// demands are what a person can want with what is stored about them.
var demands = []struct {
	form  *regexp.Regexp
	serve func(*Chat, context.Context, *turn) (bot.Reply, error)
}{
	{whoSaw, (*Chat).seen},
	{regexp.MustCompile(`^(?:查看|看看?|查|导出)?` + ofMine + polite), (*Chat).holdings},
	{regexp.MustCompile(`^` + wordEraseSure + polite), (*Chat).erase},
	{regexp.MustCompile(`^(?:请|帮我|我要|我想)*(?:删除|刪除|删掉|清除|注销)` + ofMine + polite), (*Chat).askErase},
	{regexp.MustCompile(`^` + wordKeepData + polite), func(c *Chat, _ context.Context, t *turn) (bot.Reply, error) {
		return c.onMine(t, "好的，什么都没有删。"), nil
	}},
	{regexp.MustCompile(`^(?:请|帮我|我要|我想)*(?:更正|更改|修改|更换|换|改)(?:一下)?(?:我的)?(?:联系)?(?:电话|手机|号码|联系方式|邮箱)(?:号码?)?`), (*Chat).correctContact},
}

// demand finds what is wanted. In a form it is what the form is about.
func demand(t *turn) (serve func(*Chat, context.Context, *turn) (bot.Reply, error)) {
	if t.Message.Kind != bot.KindText || inFlow(t) {
		return nil
	}
	for _, d := range demands {
		if (d.form == whoSaw || !asks(t.Text)) && d.form.MatchString(strings.TrimSpace(t.Text)) {
			return d.serve
		}
	}
	return nil
}

func isMine(t *turn) bool { return demand(t) != nil }

func (c *Chat) mine(ctx context.Context, t *turn) (bot.Reply, error) { return demand(t)(c, ctx, t) }

// onMine is a reply about what is stored.
func (c *Chat) onMine(t *turn, text string, choices ...bot.Choice) bot.Reply {
	reply := notice(text)
	reply.Parts[0].Choices = choices
	return c.goOn(t, reply)
}

// holdings lists what is stored about the person.
func (c *Chat) holdings(ctx context.Context, t *turn) (bot.Reply, error) {
	h, err := c.Personal.HoldingsOf(ctx, t.Message.Person())
	if err != nil {
		return bot.Reply{}, fmt.Errorf("list holdings: %w", err)
	}
	lines := []string{fmt.Sprintf("我这里存了您的：\n· 登记的事项：%d件", len(h.Cases))}
	for _, held := range h.Cases {
		line := "　" + held.Case + "：" + held.Status.Words()
		if held.Contact != "" {
			line += "，联系方式 " + maskContacts(held.Contact)
		}
		lines = append(lines, line)
	}
	lines = append(lines,
		fmt.Sprintf("· 没提交的登记：%d份", h.Drafts),
		fmt.Sprintf("· 没交的环评问答：%d份", h.Interviews),
		fmt.Sprintf("· 给过您哪些回答：%d条（您问的话不存，两年后删掉）", h.Answers),
		"另外，聊到哪一步记一天。您说的内容写在登记的事项里，联系方式另外存放，工单上没有。",
	)
	return c.onMine(t, strings.Join(lines, "\n"), bot.Pick(wordNumber, wordErase)...), nil
}

// maskContacts masks each contact of a list.
func maskContacts(contacts string) string {
	all := strings.Split(contacts, "，")
	for i, one := range all {
		all[i] = petition.MaskContact(one)
	}
	return strings.Join(all, "，")
}

// correctContact puts another contact in the place of the one left with cases
// that are not over, or asks for it.
func (c *Chat) correctContact(ctx context.Context, t *turn) (bot.Reply, error) {
	contact := petition.Contact(t.Text)
	if contact == "" {
		expectNext(t, stepNumber, "")
		return bot.Say("新的电话或邮箱是什么？请直接发来。").In(flowCase, stepNumber), nil
	}
	n, err := c.Personal.CorrectContact(ctx, t.Message.Person(), t.Message.Key, contact)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("correct contact: %w", err)
	}
	if n == 0 {
		return c.onMine(t, "您没有留了联系方式、还没办结的事项，没有什么要改。匿名登记的不会留您的电话；想补留，回“补充 SH-… 电话号码”。"), nil
	}
	return c.onMine(t, fmt.Sprintf("改好了：%d件没办结的事项，联系方式现在是 %s。", n, petition.MaskContact(contact))), nil
}

// whatStays says what is not erased, and why.
const whatStays = "留下的：登记的事项和办理经过是公务记录，要留着办事、给您查；没办结的（已答复、还可以换人再办的也算），联系方式留到办结，不然没法找您核实、答复。记录存多久，以局里公布为准；要问请回“" + wordHuman + "”。"

func (c *Chat) askErase(_ context.Context, t *turn) (bot.Reply, error) {
	return c.onMine(t, "会删掉：没提交的登记、没交的环评问答、已办结事项的联系方式。删了找不回来。\n"+whatStays+"\n删吗？",
		bot.Pick(wordEraseSure, wordKeepData)...), nil
}

// erase drops what may be dropped, and forgets the conversation.
func (c *Chat) erase(ctx context.Context, t *turn) (bot.Reply, error) {
	n, err := c.Personal.Erase(ctx, t.Message.Person(), t.Message.Key)
	if err != nil {
		return bot.Reply{}, fmt.Errorf("erase: %w", err)
	}
	*t.Session = bot.Session{English: t.Session.English}
	return c.onMine(t, fmt.Sprintf("删好了：没提交的登记和环评问答，还有%d件已办结事项的联系方式。\n%s", n, whatStays)), nil
}

// roleNames say a role of the audit to the citizen.
var roleNames = map[audit.Role]string{audit.RoleOfficer: "承办人员", audit.RoleOperator: "系统管理人员"}

// seen tells who has looked at what the person filed, by role and day.
func (c *Chat) seen(ctx context.Context, t *turn) (bot.Reply, error) {
	sights, err := c.Personal.Seen(ctx, t.Message.Person())
	if err != nil {
		return bot.Reply{}, fmt.Errorf("list who has seen petitions: %w", err)
	}
	if len(sights) == 0 {
		return c.onMine(t, "到现在没有人打开或处理过您登记的事项的记录。联系方式另外加密存放，工单上没有。"), nil
	}
	lines := []string{"打开或处理过您登记的事项的有："}
	for _, s := range sights {
		days := make([]string, len(s.Days))
		for i, d := range s.Days {
			days[i] = d.String()
		}
		lines = append(lines, fmt.Sprintf("· %s：%d次（%s）", roleNames[s.Role], s.Count, strings.Join(days, "、")))
	}
	lines = append(lines, "发给承办人员的工单卡片不算在内，上面没有您的联系方式。")
	return c.onMine(t, strings.Join(lines, "\n")), nil
}
