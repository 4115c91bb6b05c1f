package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"suihuan/bot"
	"suihuan/knowledge"
)

// gaps is what the bot could not answer, and what people said of what it did
// answer.
type gaps struct {
	Days     int     `json:"days"`
	Asked    int     `json:"asked"`    // questions that still have no answer
	Answered int     `json:"answered"` // questions that today's base answers
	Clusters []gap   `json:"clusters"`
	Ratings  []rated `json:"ratings"`
}

// gap is one thing that was asked and not answered, in several ways.
type gap struct {
	Count    int            `json:"count"`
	Question string         `json:"question"` // the most typical one
	Others   []string       `json:"others"`   // at most two more ways to ask it
	Kinds    map[string]int `json:"kinds"`
	LastDay  string         `json:"last_day"` // YYYY-MM-DD
	Near     []titled       `json:"near"`     // what came nearest, at most three
}

// rated is how people rated an entry's answers.
type rated struct {
	titled
	Useful  int `json:"useful"`
	Useless int `json:"useless"`
}

// Sizes of a gap as it is shown.
const (
	otherWays = 2
	nearest   = 3
)

// unanswered shows officers what people asked in vain, the most asked first.
func unanswered(ctx context.Context, args, environ []string, io streams) error {
	set := flags("unanswered", io)
	days := set.Int("days", 30, "look at the last `N` days")
	asJSON := set.Bool("json", false, "print JSON")
	open := records(set, environ)
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	if *days < 1 || set.NArg() > 0 {
		return invalid{errors.New("usage: suihuan unanswered [--days N] [--json], N being at least 1")}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	if err := office.note(ctx, "unanswered", "", ""); err != nil {
		return err
	}
	found, err := office.gaps(ctx, *days)
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(io.out).Encode(found)
	}
	return found.print(io.out)
}

// gaps gathers the last days, today being the last of them.
func (o *office) gaps(ctx context.Context, days int) (gaps, error) {
	y, m, d := o.now.In(guangzhou).Date()
	since := time.Date(y, m, d-days+1, 0, 0, 0, 0, guangzhou)
	all, err := o.UnansweredSince(ctx, since.Format(time.DateOnly))
	if err != nil {
		return gaps{}, err
	}
	ratings, err := o.Ratings(ctx, since)
	if err != nil {
		return gaps{}, err
	}
	open := slices.DeleteFunc(slices.Clone(all), func(q bot.Unanswered) bool { return o.answers(q.Question) })
	return gaps{
		Days: days, Asked: len(open), Answered: len(all) - len(open),
		Clusters: o.clusters(open), Ratings: o.rated(ratings),
	}, nil
}

// answers says that today's base has an answer, or takes up the matter.
func (o *office) answers(question string) bool {
	kind := o.base.Ask(question, o.now).Kind
	return kind == knowledge.KindAnswer || kind == knowledge.KindFlow
}

// clusters puts together what asks the same. Short questions stand first, so
// that of two as typical the plainer one is shown, whatever order the database
// has for them.
func (o *office) clusters(open []bot.Unanswered) []gap {
	slices.SortStableFunc(open, func(a, b bot.Unanswered) int {
		return cmp.Or(cmp.Compare(len(a.Question), len(b.Question)), strings.Compare(a.Question, b.Question))
	})
	texts := make([]string, len(open))
	for i, q := range open {
		texts[i] = q.Question
	}
	clusters := []gap{}
	for _, group := range o.base.Groups(texts) {
		asked := make([]bot.Unanswered, len(group))
		for i, at := range group {
			asked[i] = open[at]
		}
		clusters = append(clusters, o.gap(asked))
	}
	return clusters
}

// gap sums up questions that ask the same, the most typical first.
func (o *office) gap(asked []bot.Unanswered) gap {
	g := gap{Count: len(asked), Question: asked[0].Question, Others: []string{}, Kinds: map[string]int{}, Near: []titled{}}
	near := map[string]int{}
	for _, q := range asked {
		g.Kinds[q.Kind]++
		g.LastDay = max(g.LastDay, q.Day)
		if len(g.Others) < otherWays && q.Question != g.Question && !slices.Contains(g.Others, q.Question) {
			g.Others = append(g.Others, q.Question)
		}
		for _, entry := range q.Near {
			near[entry]++
		}
	}
	for _, entry := range mostOften(near, nearest) {
		g.Near = append(g.Near, o.titled(entry))
	}
	return g
}

// mostOften returns at most n of the names that were counted.
func mostOften(counted map[string]int, n int) []string {
	names := make([]string, 0, len(counted))
	for name := range counted {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(counted[b], counted[a]), strings.Compare(a, b))
	})
	return names[:min(n, len(names))]
}

// rated names the rated entries, those that helped least first.
func (o *office) rated(ratings []bot.EntryRating) []rated {
	all := []rated{}
	for _, r := range ratings {
		all = append(all, rated{o.titled(r.Entry), r.Useful, r.Useless})
	}
	slices.SortStableFunc(all, func(a, b rated) int {
		return cmp.Or(cmp.Compare(b.Useless, a.Useless), cmp.Compare(a.Useful, b.Useful))
	})
	return all
}
