package chat

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"suihuan/bot"
	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

// nextWords say by a level what comes next: who decides, how long it may take,
// and what it costs to begin without (生态环境法典 articles 102, 104, 1095; the
// entries eia-who-approves, eia-time-limits and eia-penalty say more).
var (
	approval  = "谁来批：市生态环境局或项目所在区的分局，黄埔、南沙是当地行政审批局；归哪一级，先问所在区。"
	nextWords = map[string]string{
		"报告书": approval + "\n批多久：收到报告书之日起60日内（生态环境法典第102条）。\n没批先动工：责令停止建设，罚20万至100万元，情节严重的100万至1000万元（第1095条）。",
		"报告表": approval + "\n批多久：收到报告表之日起30日内（生态环境法典第102条）。\n没批先动工：责令停止建设，罚10万至50万元，情节严重的50万至500万元（第1095条）。",
		"登记表": "登记表是备案，不用等审批（生态环境法典第102条）。没有备案的，可以处5万元以下罚款（第1095条）。",
	}
)

// result tells the level, what comes next, what would change it, and its proof;
// and who has the last word.
func (c *Chat) result(t *turn, item int, advice eia.Advice) bot.Reply {
	entry := fmt.Sprintf("eia-item-%03d", item)
	said := c.Knowledge.Say(entry, t.Now)
	lines := []string{"按您说的情况，对照名录第" + strconv.Itoa(item) + "项：", conclusion(advice)}
	if next, ok := nextWords[advice.Level]; ok {
		lines = append(lines, next)
	}
	lines = append(lines, eia.Disclaimer)
	lines = append(lines, wouldChange(advice)...)
	lines = append(lines, proof(advice)...)
	part := bot.Part{Text: strings.Join(lines, "\n"), Choices: bot.Pick(wordHandIn, wordHuman)}
	for _, cite := range said.Citations {
		part.Citations = append(part.Citations, bot.Citation(cite))
	}
	return bot.Reply{Parts: []bot.Part{part}, Kind: knowledge.KindAnswer, Entry: entry, Flow: flowEIA, Step: stepResult}
}

func conclusion(advice eia.Advice) string {
	if len(advice.Possible) == 1 {
		return "结论：" + advice.Meaning()
	}
	return "结论：还不能确定，可能是" + strings.Join(advice.Possible, "、") + "。请带着项目资料向所在区的生态环境部门核实。"
}

// wouldChange says which change of a fact leads to another level.
func wouldChange(advice eia.Advice) []string {
	if len(advice.Flips) == 0 {
		return nil
	}
	lines := []string{"什么会改变结果："}
	for _, f := range advice.Flips {
		lines = append(lines, "· "+f.Fact+"："+f.Change+"，就是"+f.Level)
	}
	return lines
}

// proof lists what decided, each with the catalogue's words.
func proof(advice eia.Advice) []string {
	lines := []string{"依据："}
	for _, s := range advice.Proof {
		if s.Quote != "" {
			lines = append(lines, "· "+s.Fact+"："+proofWords(s, slices.Contains(advice.Assumed, s.Fact))+"（名录：“"+s.Quote+"”）")
		}
	}
	if len(lines) == 1 {
		return nil
	}
	return lines
}

// proofWords say a fact; decides says that the result would be another if what
// was taken for absent were there.
func proofWords(s eia.Step, decides bool) string {
	if s.Value.How == eia.NotNamed && !s.Value.Yes && decides {
		return "您没有提到，按没有算；如果有，结论会变"
	}
	if s.Value.How == eia.NotNamed && !s.Value.Yes {
		return "您没有提到，按没有算"
	}
	if s.Value.How == eia.NotNamed {
		return "您没有提到，按是算"
	}
	if s.Value.Amount != 0 {
		return strconv.FormatFloat(s.Value.Amount, 'f', -1, 64)
	}
	return map[bool]string{true: "是", false: "否"}[s.Value.Yes]
}
