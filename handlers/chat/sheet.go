package chat

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/knowledge/eia"
)

// Rejudge judges a kept sheet by what counts today: the words are heard anew,
// the item is the one of the edition in force, and what the owner answered counts
// as it was answered. Where it is not known which item it is now, every level is
// possible.
func Rejudge(a Adviser, s petition.Sheet, today time.Time) eia.Advice {
	catalogue, _ := a.Edition(today)
	if catalogue != s.Catalogue {
		s.Item = a.Successor(s.Catalogue, s.Item, today)
	}
	answers := map[string]string{}
	for _, f := range s.Facts {
		if f.How == petition.HowAnswered {
			answers[f.Fact] = f.Value
		}
	}
	return judge(a, catalogue, s.Item, s.Description, answers)
}

// fileSheet hands in what was told. The number is told only after it is stored.
func (c *Chat) fileSheet(ctx context.Context, t *turn) (bot.Reply, error) {
	iv, err := c.Interviews.Interview(ctx, t.Message.Person())
	if errors.Is(err, bot.ErrNotFound) {
		return c.handedIn(ctx, t)
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("load interview to hand in: %w", err)
	}
	report, sheet := c.reportOf(iv), c.sheetOf(iv, t.Now)
	filed, err := c.Interviews.FileSheet(ctx, t.Message.Person(), t.Message.Key, report, sheet)
	if errors.Is(err, bot.ErrNotFound) {
		return c.handedIn(ctx, t)
	}
	if err != nil {
		return bot.Reply{}, fmt.Errorf("file sheet: %w", err)
	}
	t.Session.Leave()
	return handInForm().registered(filed, c.Terms), nil
}

// sheetOf is the fact sheet of an interview, judged now by the edition by which
// its owner was told the result.
func (c *Chat) sheetOf(iv petition.Interview, now time.Time) petition.Sheet {
	advice := c.judge(iv)
	_, version := c.Adviser.Edition(now)
	return petition.Sheet{
		Description: iv.Text, Item: iv.Item, Facts: factsOf(iv, advice), Level: advice.Level, Possible: advice.Possible,
		Catalogue: iv.Catalogue, Version: version, JudgedAt: now, ConsentAt: now,
	}
}

// factsOf lists what counted for a verdict and how it was learnt, and what the
// owner does not know.
func factsOf(iv petition.Interview, advice eia.Advice) []petition.SheetFact {
	facts := []petition.SheetFact{}
	for _, s := range advice.Proof {
		facts = append(facts, petition.SheetFact{Fact: s.Fact, Value: written(s.Value), How: s.Value.How})
	}
	for _, fact := range slices.Sorted(maps.Keys(iv.Answers)) {
		if slices.ContainsFunc(facts, func(f petition.SheetFact) bool { return f.Fact == fact }) {
			continue
		}
		how := petition.HowAnswered
		if iv.Answers[fact] == petition.NotKnown {
			how = petition.HowUnknown
		}
		facts = append(facts, petition.SheetFact{Fact: fact, Value: iv.Answers[fact], How: how})
	}
	return facts
}

// reportOf is what officers read of an interview.
func (c *Chat) reportOf(iv petition.Interview) petition.Report {
	advice := c.judge(iv)
	_, version := c.Adviser.Edition(iv.Updated)
	lines := []string{fmt.Sprintf("环评资料（名录第%d项，查得：%s）：%s", iv.Item, petition.Verdict(advice.Possible), iv.Text)}
	for _, f := range factsOf(iv, advice) {
		lines = append(lines, "· "+f.Fact+"："+valueWords(f)+"（"+howWords(f.How)+"）")
	}
	lines = append(lines, "名录版本 "+iv.Catalogue+"，知识库版本 "+version)
	r := petition.Report{
		What: strings.Join(lines, "\n"), Source: iv.Firm, Contact: iv.Contact,
		Anonymous: iv.Contact == "", Labels: handInForm().labels,
	}
	r.Locate(iv.Where)
	return r
}

func valueWords(f petition.SheetFact) string {
	if words, ok := map[string]string{"true": "是", "false": "否", petition.NotKnown: "不知道"}[f.Value]; ok {
		return words
	}
	if _, err := strconv.ParseFloat(f.Value, 64); err != nil {
		return "否"
	}
	return f.Value
}

// howWords say to officers how a fact was learnt.
func howWords(how string) string {
	words := map[string]string{petition.HowAnswered: "提交人答", petition.HowUnknown: "问过提交人", eia.NotNamed: "没有提到，按没有算"}
	if said, ok := words[how]; ok {
		return said
	}
	return "提交人说“" + how + "”"
}
