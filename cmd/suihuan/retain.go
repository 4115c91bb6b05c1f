package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition/retain"
)

const retainUsage = "usage: suihuan retain [--dry-run] [--json], or suihuan retain hold|release CASE"

// retaining ends what has been kept for its term, or shows what would be ended;
// hold and release except a case from it.
func retaining(ctx context.Context, args, environ []string, io streams) error {
	set := flags("retain", io)
	dry := set.Bool("dry-run", false, "change nothing")
	asJSON := set.Bool("json", false, "print JSON")
	open := records(set, environ)
	words, err := wordsOf(set, args)
	if err != nil {
		return err
	}
	if len(words) == 2 && (words[0] == "hold" || words[0] == "release") {
		return except(ctx, open, io, words[0], strings.ToUpper(words[1]))
	}
	if len(words) > 0 {
		return invalid{errors.New(retainUsage)}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	done, err := office.retain(ctx, *dry)
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(io.out).Encode(done)
	}
	return done.print(io.out)
}

// except keeps a case beyond its term, or no longer.
func except(ctx context.Context, open func(context.Context) (*office, error), io streams, does, caseNo string) error {
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	act, done := office.Hold, "会一直保存，到期也不处理；不再需要时：suihuan retain release "+caseNo
	if does == "release" {
		act, done = office.Release, "不再保留，按期限处理。"
	}
	if err := office.note(ctx, "retain "+does, caseNo, ""); err != nil {
		return err
	}
	if err := act(ctx, caseNo); errors.Is(err, bot.ErrNotFound) {
		return invalid{fmt.Errorf("no case has the number %s", caseNo)}
	} else if err != nil {
		return err
	}
	_, err = fmt.Fprintf(io.out, "%s：%s\n", caseNo, done)
	return err
}

// retained is what was ended, or would be.
type retained struct {
	DryRun  bool            `json:"dry_run"`
	Classes []retainedClass `json:"classes"`
	Held    []string        `json:"held"` // the cases that are excepted, whatever their age
}

// retainedClass is one line of it.
type retainedClass struct {
	Class      string                 `json:"class"`
	Title      string                 `json:"title"`
	Act        retain.Act             `json:"act"`
	Days       int                    `json:"days"`
	UnreadDays int                    `json:"unread_days,omitempty"`
	Why        string                 `json:"why"`
	Due        int                    `json:"due"`
	Kept       map[retain.Verdict]int `json:"kept,omitempty"` // though the term is over
}

// retain is the whole of it, however much there is.
func (o *office) retain(ctx context.Context, dry bool) (retained, error) {
	var result retain.Result
	var err error
	if dry {
		result, err = o.Due(ctx, o.now)
	} else {
		result, err = o.Retain(ctx, o.now, math.MaxInt)
	}
	if err != nil {
		return retained{}, err
	}
	held, err := o.OnHold(ctx)
	done := retained{DryRun: dry, Held: append([]string{}, held...)}
	for _, n := range result.Counts {
		done.Classes = append(done.Classes, retainedClass{n.Name, n.Title, n.Act, n.Days(), n.UnreadDays(), n.Why, n.Due, n.Kept})
	}
	return done, err
}

// What officers read of acts and verdicts.
var (
	actWords     = map[retain.Act]string{retain.Delete: "删除", retain.Anonymise: "匿名化"}
	verdictWords = map[retain.Verdict]string{
		retain.Held: "指定保留", retain.Joined: "有合并办理的件还没办完", retain.InTerm: "法定期限还没过",
		retain.Unread: "通知还没送到", retain.Young: "刚有变动", retain.Running: "又在办理",
	}
)

func (r retained) print(w io.Writer) error {
	var b strings.Builder
	if r.DryRun {
		b.WriteString("试算，什么都没有改：\n")
	}
	for _, c := range r.Classes {
		fmt.Fprintf(&b, "%s %d　%s（%s）\n", actWords[c.Act], c.Due, c.Title, c.term())
		for _, v := range slices.Sorted(maps.Keys(c.Kept)) {
			fmt.Fprintf(&b, "　　到期未处理 %d：%s\n", c.Kept[v], verdictWords[v])
		}
		fmt.Fprintf(&b, "　　理由：%s\n", c.Why)
	}
	fmt.Fprintf(&b, "指定保留：%s\n", cmp.Or(strings.Join(r.Held, "、"), "没有"))
	_, err := io.WriteString(w, b.String())
	return err
}

func (c retainedClass) term() string {
	switch {
	case c.Days == 0:
		return "按记录里的到期日"
	case c.UnreadDays == 0:
		return fmt.Sprintf("%d天没有变动", c.Days)
	}
	return fmt.Sprintf("%d天没有变动；通知没送到的%d天", c.Days, c.UnreadDays)
}
