package chat

import (
	"context"
	"fmt"
	"regexp"
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
	return c.begin(ctx, t, t.Text, projectItems(t)...)
}

// askProject asks for the description of the project.
func askProject(t *turn) bot.Reply {
	t.Session.At(flowEIA, stepDescribe)
	return bot.Say("我来帮您看看项目要不要办环评。"+eia.NothingTold().Asks+"\n（随时回“取消”就不问了）").In(flowEIA, stepDescribe)
}

// projectItem is the item of the catalogue that a text describes.
func projectItem(t *turn) int { return knowledge.ItemNumber(t.answer.EIA.Items[0]) }

// projectItems are the items that a text describes: one, or several between
// which it does not decide.
func projectItems(t *turn) []int {
	if !t.answer.EIA.Unsure {
		return []int{projectItem(t)}
	}
	var items []int
	for _, id := range t.answer.EIA.Items {
		items = append(items, knowledge.ItemNumber(id))
	}
	return items
}

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

// hearAnswer writes into an interview what a text answers. What it corrects, or
// tells of other facts, counts from now on.
func (c *Chat) hearAnswer(iv *petition.Interview, text string) {
	if special, ok := c.hearings()[iv.Fact]; ok {
		special(iv, text)
		return
	}
	if m := correcting.FindStringSubmatch(text); m != nil {
		c.hearMore(iv, m[1])
		return
	}
	answer, understood := c.Adviser.Understand(iv.Catalogue, iv.Item, iv.Fact, text)
	switch {
	case notKnowing.MatchString(text):
		note(iv, iv.Fact, petition.NotKnown)
	case understood:
		note(iv, iv.Fact, written(answer))
	default:
		c.hearMore(iv, text)
	}
}

// hearings hear the answers to what is no fact of an item.
func (c *Chat) hearings() map[string]func(*petition.Interview, string) {
	return map[string]func(*petition.Interview, string){
		factUnnamed: c.hearUnnamed, factDoubt: c.hearAgain, factItem: c.hearItem,
	}
}

// hearUnnamed takes what was not named: it is named in words of the owner's own,
// or is not there.
func (c *Chat) hearUnnamed(iv *petition.Interview, text string) {
	iv.Asked = true
	if !nothingMore.MatchString(text) && !notKnowing.MatchString(text) {
		c.hearMore(iv, text)
	}
}

// hearAgain takes what was doubted: with the description, or instead of it where
// the doubt stays.
func (c *Chat) hearAgain(iv *petition.Interview, text string) {
	describeMore(iv, text)
	if c.judge(*iv).Doubt {
		iv.Text = petition.WithoutPerson(text)
	}
}

// hearMore takes what is told besides: facts that it tells replace what was told
// of them.
func (c *Chat) hearMore(iv *petition.Interview, text string) {
	for fact, v := range c.Adviser.Told(iv.Catalogue, iv.Item, text) {
		note(iv, fact, written(v))
	}
	describeMore(iv, text)
}

// correcting begins the correction of something that was told.
var correcting = regexp.MustCompile(`^(?:不对|唔对|唔啱|错了|錯了|说错了?|講錯咗?|讲错咗?|打错了?|更正|纠正|改一下|等等|唔係|不是这样)[，,。.：:！!\s]+(.+)$`)

// alternatives are the choices of a question: its own two, or yes and no.
func alternatives(question string) []string {
	if m := eitherOr.FindStringSubmatch(question); m != nil {
		return []string{m[1], m[2], "不知道"}
	}
	return []string{"是", "不是", "不知道"}
}

var eitherOr = regexp.MustCompile(`是(\p{Han}{1,8})，还是(\p{Han}{1,12})？`)

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
	switch iv.Fact {
	case factDoubt:
		return bot.Say(advice.Asks).In(flowEIA, factDoubt)
	case factItem:
		return c.whichItem(t, iv)
	case factUnnamed:
		return bot.Say("还差一句：您没有提到"+strings.Join(advice.Assumed, "、")+"。有其中哪一样吗？有就写出来，没有就回“没有”。", bot.Pick("没有", "不知道")...).In(flowEIA, factUnnamed)
	}
	text := fmt.Sprintf("这像是名录第%d项的项目，目前可能是：%s。\n%s", iv.Item, strings.Join(advice.Possible, "、"), advice.Asks)
	choices := bot.Pick(alternatives(advice.Asks)...)
	if advice.Unit != "" {
		choices = nil // a typed 1 is one ton, not the first choice
		text += "（回数字就行，单位是" + advice.Unit + "；不知道就回“不知道”）"
	}
	if len(iv.Answers) == 0 && !t.Stateless {
		text += "\n（没问完的替您留30天，回“取消”就删掉。）"
	}
	return bot.Say(text, choices...).In(flowEIA, iv.Fact)
}
