package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/bot/petition/figures"
)

// counted is what stats prints: figures of the petitions that were filed in a
// time, as they stand today. A figure that is null has nothing to be said of, or
// would show what few people said.
type counted struct {
	From        string            `json:"from"` // YYYY-MM-DD; empty: from the first petition on
	To          string            `json:"to"`
	AsOf        string            `json:"as_of"`
	By          string            `json:"by"` // empty: not grouped
	Definitions map[string]string `json:"definitions"`
	Total       figured           `json:"total"`
	Groups      []figured         `json:"groups"`
}

// figured is the figures of one group by their keys.
type figured struct {
	Group   string              `json:"group"`
	Name    string              `json:"name"` // as officers read it
	Figures map[string]*float64 `json:"figures"`
}

// period is the time in which petitions were filed, both days included.
type period struct{ from, to clock.Day }

// stats counts what became of petitions.
func stats(ctx context.Context, args, environ []string, io streams) error {
	set := flags("stats", io)
	asJSON := set.Bool("json", false, "print JSON")
	asCSV := set.Bool("csv", false, "print CSV for a spreadsheet")
	var p period
	set.TextVar(&p.from, "from", clock.Day(0), "the first `DATE` of filing, YYYY-MM-DD")
	set.TextVar(&p.to, "to", clock.DayOf(time.Now()), "the last `DATE` of filing")
	by := set.String("by", "", "group by unit, kind, district, week or label")
	open := records(set, environ)
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	_, known := figures.New(figures.By(*by), p.to)
	if set.NArg() > 0 || *asJSON && *asCSV || !known || p.to < p.from {
		return invalid{errors.New("usage: suihuan stats [--json|--csv] [--from DATE] [--to DATE] [--by unit|kind|district|week|label]")}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	found, err := office.count(ctx, p, figures.By(*by))
	switch {
	case err != nil:
		return err
	case *asJSON:
		return found.json(io.out)
	case *asCSV:
		return found.csv(io.out)
	}
	return found.print(io.out)
}

// count reads every petition of a period with its history.
func (o *office) count(ctx context.Context, p period, by figures.By) (counted, error) {
	today := clock.DayOf(o.now)
	report, _ := figures.New(by, today)
	cases, err := o.Filed(ctx, p.from.At(0), (p.to + 1).At(0))
	if err != nil {
		return counted{}, err
	}
	for _, caseNo := range cases {
		if err := o.add(ctx, report, caseNo); err != nil {
			return counted{}, err
		}
	}
	found := counted{
		From: p.from.String(), To: p.to.String(), AsOf: today.String(), By: string(by),
		Definitions: map[string]string{}, Total: figuresOf(report.Total(), "合计"), Groups: []figured{},
	}
	for _, f := range figures.All() {
		found.Definitions[f.Key] = f.Name + "：" + f.Definition
	}
	for _, row := range report.Groups() {
		found.Groups = append(found.Groups, figuresOf(row, o.groupName(by, row.Group)))
	}
	return found, nil
}

// add counts one petition; one whose key is gone is left out, but for what was
// anonymised at the end of its term.
func (o *office) add(ctx context.Context, report *figures.Report, caseNo string) error {
	p, err := o.Petition(ctx, caseNo)
	var log []petition.Event
	if err == nil {
		log, err = o.Events(ctx, caseNo)
	}
	if errors.Is(err, bot.ErrNotFound) || err == nil && len(log) == 0 {
		p, log, err = o.Residue(ctx, caseNo)
	}
	if errors.Is(err, bot.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return report.Add(p, log, o.rules.Terms.Limits(p, log))
}

func figuresOf(row figures.Row, name string) figured {
	all := figured{Group: row.Group, Name: name, Figures: map[string]*float64{}}
	for _, f := range figures.All() {
		all.Figures[f.Key] = nil
		if v, ok := row.Values[f.Key]; ok {
			all.Figures[f.Key] = &v
		}
	}
	return all
}

// kindNames say what a petition is before the law.
var kindNames = map[string]string{
	string(clock.Report): "举报投诉", string(clock.Appeal): "申诉求决", string(clock.Procedure): "走法定程序的事项",
	string(clock.Suggestion): "建议意见", string(clock.Accusation): "检举控告", string(clock.Inquiry): "咨询、预约和环评资料",
}

// ungrouped is the name of those that are in no group, or not yet.
const ungrouped = "（未定）"

// groupName is how officers read a group.
func (o *office) groupName(by figures.By, group string) string {
	name := group
	switch by {
	case "unit":
		unit, _ := o.rules.Unit(group)
		name = cmp.Or(unit.Name, group)
	case "kind":
		name = cmp.Or(kindNames[group], group)
	case "week":
		name = fmt.Sprintf("%s 起的一周", group)
	}
	return cmp.Or(strings.TrimSpace(name), ungrouped)
}
