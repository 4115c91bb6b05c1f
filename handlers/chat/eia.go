package chat

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"

	"suihuan/bot"
	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

const (
	flowEIA      = "eia"
	stepDescribe = "describe"
)

// What the interview remembers: the description, the item, the fact that was
// asked last, and each answer under its fact.
const (
	memoText   = "text"
	memoItem   = "item"
	memoFact   = "fact"
	memoAnswer = "answer:"

	stepUnnamed = "unnamed" // the question for what the text does not name
	notKnown    = "?"
)

// describesProject hears a project in a text that an item of the catalogue
// answers. Where it may mean something else too, that is asked back first.
func describesProject(t *turn) bool {
	return t.answer.Kind != knowledge.KindClarify && t.answer.EIA != nil && len(t.answer.EIA.Items) > 0
}

// assess begins the interview with what the text tells already.
func (c *Chat) assess(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.answer.EIA == nil || len(t.answer.EIA.Items) == 0 {
		t.Session.At(flowEIA, stepDescribe)
		return bot.Say("我来帮您看看项目要不要办环评。"+eia.NothingTold().Asks+"\n（随时回“取消”就不问了）").In(flowEIA, stepDescribe), nil
	}
	t.Session.Memo = map[string]string{memoText: t.Text, memoItem: strings.TrimPrefix(t.answer.EIA.Items[0], "eia-item-")}
	return c.goOnAsking(t)
}

// interview takes an answer: to the question asked last, or as more of the
// description. A question in between is answered and the interview goes on.
func (c *Chat) interview(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.Session.Step == stepDescribe {
		return c.describe(ctx, t)
	}
	memo := maps.Clone(t.Session.Memo)
	fact := memo[memoFact]
	if fact == stepUnnamed && nothingMore.MatchString(t.Text) {
		return c.goOnAsking(t)
	}
	answer, understood := c.Adviser.Understand(memoNumber(memo), fact, t.Text)
	switch {
	case notKnowing.MatchString(t.Text):
		memo[memoAnswer+fact] = notKnown
	case isAside(t):
		return c.aside(ctx, t)
	case understood:
		memo[memoAnswer+fact] = written(answer)
	default:
		memo[memoText] += "，" + t.Text
	}
	t.Session.Memo = memo
	return c.goOnAsking(t)
}

// nothingMore answers the question for what was not named.
var nothingMore = regexp.MustCompile(`^(?:没有|没|无|冇|都没有|都冇|不用|不涉及|不知道|不清楚|唔知|唔清楚|否|不是)[。！!~]*$`)

// notKnowing is how people say that they do not know; it is never a no.
var notKnowing = regexp.MustCompile(`不知|不清楚|唔知|唔清楚|不确定|唔肯定|不懂|唔识|说不准|讲唔准|忘了|没算过`)

// aside answers a question in between and goes on.
func (c *Chat) aside(ctx context.Context, t *turn) (bot.Reply, error) {
	reply, err := c.tell(ctx, t)
	if err != nil {
		return reply, err
	}
	next, err := c.goOnAsking(t)
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

func memoNumber(memo map[string]string) int {
	n, _ := strconv.Atoi(memo[memoItem]) // written by assess
	return n
}

// written keeps an answer as text: yes, no, or an amount.
func written(v eia.Value) string {
	if v.Amount != 0 {
		return strconv.FormatFloat(v.Amount, 'f', -1, 64)
	}
	return strconv.FormatBool(v.Yes)
}

// remembered reads the answers back.
func remembered(memo map[string]string) (answered eia.Facts, unanswered map[string]bool) {
	answered, unanswered = eia.Facts{}, map[string]bool{}
	for key, text := range memo {
		fact, ok := strings.CutPrefix(key, memoAnswer)
		if !ok {
			continue
		}
		if text == notKnown {
			unanswered[fact] = true
			continue
		}
		amount, err := strconv.ParseFloat(text, 64)
		if err != nil {
			amount = 0
		}
		answered[fact] = eia.Value{Yes: text == "true", Amount: amount, How: "您的回答"}
	}
	return answered, unanswered
}

// goOnAsking asks the next question that decides, or tells the result.
func (c *Chat) goOnAsking(t *turn) (bot.Reply, error) {
	memo := maps.Clone(t.Session.Memo)
	answered, unanswered := remembered(memo)
	item := memoNumber(memo)
	advice := c.Adviser.Judge(item, memo[memoText], answered, unanswered)
	if advice.Fact == "" && len(advice.Assumed) > 0 && memo[memoFact] != stepUnnamed {
		t.Session.At(flowEIA, "fact")
		memo[memoFact] = stepUnnamed
		t.Session.Memo = memo
		return bot.Say("还差一句：您没有提到"+strings.Join(advice.Assumed, "、")+"。有其中哪一样吗？有就写出来，没有就回“没有”。", bot.Pick("没有", "不知道")...).In(flowEIA, stepUnnamed), nil
	}
	if advice.Asks == "" || advice.Fact == "" {
		t.Session.Leave()
		return c.result(t, item, advice), nil
	}
	t.Session.At(flowEIA, "fact")
	memo[memoFact] = advice.Fact
	t.Session.Memo = memo
	text := fmt.Sprintf("这像是名录第%d项的项目，目前可能是：%s。\n%s", item, strings.Join(advice.Possible, "、"), advice.Asks)
	choices := bot.Pick("是", "不是", "不知道")
	if advice.Unit != "" {
		choices = nil // a typed 1 is one ton, not the first choice
		text += "（回数字就行，单位是" + advice.Unit + "；不知道就回“不知道”）"
	}
	return bot.Say(text, choices...).In(flowEIA, advice.Fact), nil
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
	part := bot.Part{Text: strings.Join(lines, "\n")}
	for _, cite := range said.Citations {
		part.Citations = append(part.Citations, bot.Citation(cite))
	}
	return bot.Reply{Parts: []bot.Part{part}, Kind: knowledge.KindAnswer, Entry: entry, Flow: flowEIA, Step: "result"}
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
