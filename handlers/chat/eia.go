package chat

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

const flowEIA = "eia"

// describesProject hears a project in a text that an item of the catalogue
// answers. Where it may mean something else too, that is asked back first.
func describesProject(t *turn) bool {
	return t.answer.Kind != knowledge.KindClarify && t.answer.EIA != nil && len(t.answer.EIA.Items) > 0
}

// assess begins the interview with what the text tells already, unless another
// one is open.
func (c *Chat) assess(ctx context.Context, t *turn) (bot.Reply, error) {
	open, err := c.openInterview(ctx, t)
	if err != nil {
		return bot.Reply{}, err
	}
	if open.Item != 0 {
		remember(t)
		return c.offer(t, open), nil
	}
	if catalogue, _ := c.Adviser.Edition(t.Now); catalogue == "" {
		return bot.Say(eia.NotHeld().Asks, bot.Pick(wordHuman)...), nil
	}
	if !describesProject(t) {
		return askProject(t), nil
	}
	return c.begin(ctx, t, t.Text, projectItem(t))
}

// askProject asks for the description of the project.
func askProject(t *turn) bot.Reply {
	t.Session.At(flowEIA, stepDescribe)
	return bot.Say("我来帮您看看项目要不要办环评。"+eia.NothingTold().Asks+"\n（随时回“取消”就不问了）").In(flowEIA, stepDescribe)
}

// projectItem is the item of the catalogue that a text describes.
func projectItem(t *turn) int { return knowledge.ItemNumber(t.answer.EIA.Items[0]) }

// interview takes an answer: to the question asked last, or as more of the
// description. A question in between is answered and the interview goes on.
func (c *Chat) interview(ctx context.Context, t *turn) (bot.Reply, error) {
	steps := map[string]func(context.Context, *turn) (bot.Reply, error){
		stepDescribe: c.describe,
		stepOffer:    c.offered,
	}
	if serve, ok := steps[t.Session.Step]; ok {
		return serve(ctx, t)
	}
	if isAside(t) && !notKnowing.MatchString(t.Text) {
		return c.aside(ctx, t)
	}
	return c.askOn(ctx, t, func(iv *petition.Interview) { c.hearAnswer(iv, t.Text) })
}

// hearAnswer writes into an interview what a text answers. What was not named
// is named in words of the owner's own, or is not there.
func (c *Chat) hearAnswer(iv *petition.Interview, text string) {
	if iv.Fact == factUnnamed {
		iv.Asked = true
		if !nothingMore.MatchString(text) && !notKnowing.MatchString(text) {
			describeMore(iv, text)
		}
		return
	}
	answer, understood := c.Adviser.Understand(iv.Catalogue, iv.Item, iv.Fact, text)
	switch {
	case notKnowing.MatchString(text):
		note(iv, petition.NotKnown)
	case understood:
		note(iv, written(answer))
	default:
		describeMore(iv, text)
	}
}

// nothingMore answers the question for what was not named.
var nothingMore = regexp.MustCompile(`^(?:没有|没|无|冇|都没有|都冇|不用|不涉及|不知道|不清楚|唔知|唔清楚|否|不是)[。！!~]*$`)

// notKnowing is how people say that they do not know; it is never a no.
var notKnowing = regexp.MustCompile(`不知|不清楚|唔知|唔清楚|不确定|唔肯定|不懂|唔识|说不准|讲唔准|忘了|没算过`)

// aside answers a question in between and asks again.
func (c *Chat) aside(ctx context.Context, t *turn) (bot.Reply, error) {
	reply, err := c.tell(ctx, t)
	if err != nil {
		return reply, err
	}
	next, err := c.askOn(ctx, t, func(*petition.Interview) {})
	return reply.Then(next), err
}

// describe waits for the description of the project.
func (c *Chat) describe(ctx context.Context, t *turn) (bot.Reply, error) {
	if describesProject(t) {
		return c.assess(ctx, t)
	}
	if t.answer.Entry != "" {
		t.Session.Leave()
		return c.tell(ctx, t)
	}
	return bot.Say("没听出是哪一类项目。请说说做什么产品、用什么工艺、规模多大，比如“租厂房做牛仔裤洗水，不染色”。\n不想问了就回“取消”。").In(flowEIA, stepDescribe), nil
}

// question asks for the fact that decides, or for what the text does not name.
func (c *Chat) question(t *turn, iv petition.Interview, advice eia.Advice) bot.Reply {
	t.Session.At(flowEIA, stepFact)
	if iv.Fact == factUnnamed {
		return bot.Say("还差一句：您没有提到"+strings.Join(advice.Assumed, "、")+"。有其中哪一样吗？有就写出来，没有就回“没有”。", bot.Pick("没有", "不知道")...).In(flowEIA, factUnnamed)
	}
	text := fmt.Sprintf("这像是名录第%d项的项目，目前可能是：%s。\n%s", iv.Item, strings.Join(advice.Possible, "、"), advice.Asks)
	choices := bot.Pick("是", "不是", "不知道")
	if advice.Unit != "" {
		choices = nil // a typed 1 is one ton, not the first choice
		text += "（回数字就行，单位是" + advice.Unit + "；不知道就回“不知道”）"
	}
	if len(iv.Answers) == 0 && !t.Stateless {
		text += "\n（没问完的替您留30天，回“取消”就删掉。）"
	}
	return bot.Say(text, choices...).In(flowEIA, iv.Fact)
}

// result tells the level with its proof, and who has the last word.
func (c *Chat) result(t *turn, item int, advice eia.Advice) bot.Reply {
	lines := []string{"按您说的情况，对照名录第" + strconv.Itoa(item) + "项："}
	if len(advice.Possible) == 1 {
		lines = append(lines, "结论："+verdictWords[advice.Level])
	} else {
		lines = append(lines, "结论：还不能确定，可能是"+strings.Join(advice.Possible, "、")+"。请带着项目资料向所在区的生态环境部门核实。")
	}
	for _, s := range advice.Proof {
		if s.Quote != "" {
			lines = append(lines, "· "+s.Fact+"："+proofWords(s)+"（名录：“"+s.Quote+"”）")
		}
	}
	lines = append(lines, "这是按您说的内容查名录的结果，不是审批决定：级别由建设单位自己对照名录确定，以有审批权的生态环境部门核实为准。报告书、报告表批准以前不能开工（生态环境法典第107条）。")
	entry := fmt.Sprintf("eia-item-%03d", item)
	said := c.Knowledge.Say(entry, t.Now)
	part := bot.Part{Text: strings.Join(lines, "\n"), Choices: bot.Pick(wordHandIn, wordHuman)}
	for _, cite := range said.Citations {
		part.Citations = append(part.Citations, bot.Citation(cite))
	}
	return bot.Reply{Parts: []bot.Part{part}, Kind: knowledge.KindAnswer, Entry: entry, Flow: flowEIA, Step: stepResult}
}

// verdictWords say a level to an owner.
var verdictWords = map[string]string{
	"报告书": "要编环境影响报告书，报批以后才能开工。",
	"报告表": "要编环境影响报告表，报批以后才能开工。",
	"登记表": "填报环境影响登记表备案。",
	"不纳入": "名录没有要求，不纳入环评管理（名录第五条）。别的环保要求仍要遵守。",
}

func proofWords(s eia.Step) string {
	if s.Value.How == eia.NotNamed {
		return "您没有提到，按没有算；如果有，结论会变"
	}
	if s.Value.Amount != 0 {
		return strconv.FormatFloat(s.Value.Amount, 'f', -1, 64)
	}
	return map[bool]string{true: "是", false: "否"}[s.Value.Yes]
}
