package chat

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const (
	flowHandIn = "sheet"
	wordHandIn = "留资料给窗口"
	wordAgree  = "同意提交"
	wordNotNow = "不用了"
)

// Steps of handing in.
const (
	stepWhere   = "where"
	stepContact = "contact"
	stepConsent = "consent"
)

// handInForm says what there is to say about handing in a project's facts. What
// it asks stands in handing: the facts are in the interview, not in a draft.
func handInForm() form {
	return form{
		flow: flowHandIn, name: "资料", labels: []string{petition.LabelSheet}, says: handInRemarks,
		filed:    "资料会转给窗口的工作人员。有答复，您下次来这里说话时我第一时间告诉您；也可以随时回“进度”查看。是什么级别、要办什么手续，以有审批权的生态环境部门核实为准。",
		nameless: "您没有留联系方式，请记得回来看答复。",
	}
}

// handInRemarks promise nothing that only an officer can.
var handInRemarks = []remark{
	{regexp.MustCompile(`多久|多长时间|[要等]几[天日]|几[天日](?:能|会|内|有|答)|几耐|期限|(?:什么时候|几时|幾時)(?:能|会|有|答复|回复)`), regexp.MustCompile(`批`), "没有规定要多少天答复，我也不能替工作人员答应。有答复，您下次来这里说话时我第一时间告诉您。"},
	{regexp.MustCompile(`收费|收钱|要钱|俾钱|免费|多少钱|费用`), regexp.MustCompile(`罚|编制|编报告`), "在这里留资料不用交钱。"},
	{regexp.MustCompile(`谁(?:会|能|可以)?看|边个睇|公开|泄露|保密|会不会(?:给|告诉)别人`), regexp.MustCompile(`公示|信息公开`), "看得到的是承办这件事的工作人员，不公开。联系方式另外保存，不写在资料里。"},
	{regexp.MustCompile(`(?:会不会|会唔会|会)(?:被|畀)?(?:查|罚|上门)`), regexp.MustCompile(`未批`), "留资料是咨询，不是投诉，也不是申报。别的我不能替工作人员答应。"},
}

// handing lists the steps of handing in, each with what is said on it.
func (c *Chat) handing() map[string]func(petition.Interview) bot.Reply {
	return map[string]func(petition.Interview) bot.Reply{
		stepWhere: func(petition.Interview) bot.Reply {
			return bot.Say("项目在哪个区？能写到街道、工业园更好。不方便说就回“不知道”。\n（您看过、同意了才会提交）", bot.Pick(petition.Unknown)...)
		},
		stepContact: func(petition.Interview) bot.Reply {
			return bot.Say("要留单位名称、电话或邮箱吗？留了，工作人员方便联系您。不想留就回“"+withoutContact+"”，一样提交，答复会在这里告诉您。\n（您看过、同意了才会提交）", bot.Pick(withoutContact)...)
		},
		stepConsent: c.consent,
	}
}

// consent shows what will be kept, why, and who sees it.
func (c *Chat) consent(iv petition.Interview) bot.Reply {
	report, advice := c.reportOf(iv), c.judge(iv)
	id, _ := c.Hearing.Route(report)
	unit, _ := c.Hearing.Unit(id)
	return bot.Say(strings.Join([]string{
		"会提交这些：",
		"· 项目：" + ellipsis(iv.Text, 60),
		fmt.Sprintf("· 问答，和查名录第%d项的结果：%s", iv.Item, petition.Verdict(advice.Possible)),
		"· 地点：" + orNot(report.Where),
		"· 单位：" + orNot(report.Source) + "；联系方式：" + orNot(report.Contact) + "（另外保存）",
		"会转给" + unit.Name + "，承办的工作人员看得到，不公开。用来答复您；名录以后变了，也用它重新查一遍。",
		"这是咨询，不是申报，也不是投诉。同意提交吗？",
	}, "\n"), consentChoices()...)
}

func consentChoices() []bot.Choice { return bot.Pick(wordAgree, "修改", wordNotNow) }

func orNot(told string) string {
	if told == "" {
		return withoutContact
	}
	return told
}

// handIn begins to hand in what was told in the interview.
func (c *Chat) handIn(ctx context.Context, t *turn) (bot.Reply, error) {
	if err := handInForm().canFile(t); err != nil {
		return bot.Reply{}, err
	}
	if f, filling := formIn(t.Session.Flow); filling {
		return c.goOn(t, bot.Say("您的"+f.name+"还没提交。请先填完，或者回“取消”，再留资料。")), nil
	}
	return c.handOn(ctx, t, func(iv *petition.Interview) {
		iv.Where, iv.Step = c.placeIn(iv.Text), stepContact
		if iv.Where == "" {
			iv.Step = stepWhere
		}
	})
}

// placeIn returns the place that words tell, with its district, or "" where they
// name none.
func (c *Chat) placeIn(words string) string {
	heard := c.Hearing.Hear(words)
	if heard.District == "" || districtOf(heard.Where) == heard.District {
		return heard.Where
	}
	return heard.District + "区" + heard.Where
}

// handOn changes the interview on its way to the office and says what comes
// next.
func (c *Chat) handOn(ctx context.Context, t *turn, change func(*petition.Interview)) (bot.Reply, error) {
	iv, err := c.keep(ctx, t, change)
	if errors.Is(err, bot.ErrNotFound) {
		return c.handedIn(ctx, t)
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return c.stand(t, iv), nil
}

// handedIn answers where no interview is kept: this very message has handed it
// in, or there is nothing to hand in.
func (c *Chat) handedIn(ctx context.Context, t *turn) (bot.Reply, error) {
	filed, err := c.Repeats.FiledBy(ctx, t.Message.Person(), t.Message.Key)
	if errors.Is(err, bot.ErrNotFound) {
		t.Session.At(flowEIA, stepDescribe)
		return bot.Say("现在没有可以留的资料。请先说说您的项目：做什么、用什么工艺、规模多大，查出结果就可以留。").In(flowEIA, stepDescribe), nil
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("look for what was handed in: %w", err)
	}
	t.Session.Leave()
	return handInForm().registered(filed, c.Terms), nil
}

// handInStep takes an answer on the way to the office.
func (c *Chat) handInStep(ctx context.Context, t *turn) (bot.Reply, error) {
	f := handInForm()
	if err := f.canFile(t); err != nil {
		return bot.Reply{}, err
	}
	if said := f.remarkOn(t.Text); said != "" {
		return bot.Say(said).Then(c.askHandIn(t)), nil
	}
	if isAside(t) {
		said, err := c.tell(ctx, t)
		return said.Then(c.askHandIn(t)), err
	}
	if t.answer.Flow == flowComplaint && t.Session.Step != stepWhere {
		return bot.Say("您是想投诉吗？先把资料的事答完，或者回“取消”，再说投诉的事。").Then(c.askHandIn(t)), nil
	}
	return c.takeHandIn(ctx, t)
}

// askHandIn asks again what was asked last.
func (c *Chat) askHandIn(t *turn) bot.Reply {
	if t.Session.Step == stepConsent {
		return bot.Say("资料还没提交，同意提交吗？", consentChoices()...).In(flowHandIn, stepConsent)
	}
	return c.handing()[t.Session.Step](petition.Interview{}).In(flowHandIn, t.Session.Step)
}

// takeHandIn reads an answer by the step that it is on.
func (c *Chat) takeHandIn(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.Session.Step == stepConsent {
		return c.takeConsent(ctx, t)
	}
	takes := map[string]func(*petition.Interview){
		stepWhere:   func(iv *petition.Interview) { takeWhere(iv, placeTold(t)) },
		stepContact: func(iv *petition.Interview) { takeContact(iv, t.Text) },
	}
	return c.handOn(ctx, t, takes[t.Session.Step])
}

// placeTold is a place in words; of a sent one the label, because nobody needs
// to know it to the metre.
func placeTold(t *turn) string {
	if l := t.Message.Location; l != nil {
		return l.Label
	}
	return t.Text
}

func takeWhere(iv *petition.Interview, words string) {
	if !hasWords(words) {
		return
	}
	iv.Where = petition.WithoutPerson(words)
	if notKnowing.MatchString(words) || isNo(words) {
		iv.Where = petition.Unknown
	}
	iv.Step = stepContact
	if iv.Contact != "" || iv.Firm != "" {
		iv.Step = stepConsent
	}
}

// noWords say that something is not told.
var noWords = []string{withoutContact, anonymously, "不想留", "不用", "不用了", "唔留", "唔使", "不说", "不方便", "没有", "无", "冇", "跳过", "否", "不"}

func isNo(words string) bool { return slices.Contains(noWords, commandWord(words)) }

// firmForm is the name of a firm.
var firmForm = regexp.MustCompile(`[\p{Han}A-Za-z0-9（）()·&]{2,30}?(?:有限公司|公司|集团|合作社|工作室|事务所|经营部|商行|中心|学校|医院|幼儿园|养殖场|农场|猪场|加油站|厂|店)`)

// takeContact keeps the name of a firm, which officers read, and whatever else
// is told apart from it. It is asked once: no answer is wrong.
func takeContact(iv *petition.Interview, words string) {
	if !hasWords(words) {
		return
	}
	iv.Step = stepConsent
	if isNo(words) {
		return
	}
	words = petition.Plain(words)
	iv.Firm = firmForm.FindString(petition.WithoutContact(words))
	iv.Contact = strings.Trim(strings.Replace(words, iv.Firm, "", 1), " \t\r\n，,、；;。：:")
}

// revising asks to change what is handed in.
var revising = regexp.MustCompile(leadIn + `(?:` + change + `|` + wrong + `)(?:一下|了)?$`)

// takeConsent hands in, or does not; a contact that is told now counts.
func (c *Chat) takeConsent(ctx context.Context, t *turn) (bot.Reply, error) {
	word := commandWord(t.Text)
	switch {
	case word == wordAgree || word == "同意" || confirming.MatchString(word):
		return c.fileSheet(ctx, t)
	case word == "不同意" || word == "不提交" || isNo(word):
		return c.cancelHandIn(ctx, t)
	case revising.MatchString(word):
		return c.handOn(ctx, t, func(iv *petition.Interview) { iv.Step, iv.Firm, iv.Contact = stepWhere, "", "" })
	case petition.Contact(t.Text) != "":
		return c.handOn(ctx, t, func(iv *petition.Interview) { takeContact(iv, t.Text) })
	}
	return bot.Say("没看懂。提交就回“"+wordAgree+"”，不提交就回“"+wordNotNow+"”。", consentChoices()...).In(flowHandIn, stepConsent), nil
}

// cancelHandIn hands nothing in and throws away what was told.
func (c *Chat) cancelHandIn(ctx context.Context, t *turn) (bot.Reply, error) {
	t.Session.Leave()
	if err := c.dropInterview(ctx, t); err != nil {
		return bot.Reply{}, err
	}
	return bot.Say("好的，没有提交，刚才说的项目也删掉了。要找人问，回“" + wordHuman + "”。"), nil
}
