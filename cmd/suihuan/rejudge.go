package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"suihuan/bot/petition"
	"suihuan/handlers/chat"
)

const wordRejudge = "rejudge"

// judged is a kept fact sheet that today's base judges otherwise than its owner
// was told. Because is edition, content or program: what is not the same as
// when it was judged.
type judged struct {
	Case     string    `json:"case"`
	Was      judgement `json:"was"`
	Now      judgement `json:"now"`
	Because  string    `json:"because"`
	Told     string    `json:"told"`     // the verdict that the last notice told; empty when there was none
	Notified bool      `json:"notified"` // that is the verdict of now

	sheet petition.Sheet
}

// judgement is what a sheet was judged to be, and by what. Level is 需要确认 while
// more than one is possible.
type judgement struct {
	Level     string   `json:"level"`
	Possible  []string `json:"possible"`
	Catalogue string   `json:"catalogue"`
	Version   string   `json:"version"`
}

// rejudged is what rejudge prints.
type rejudged struct {
	Sheets  int      `json:"sheets"`
	Changed []judged `json:"changed"`
	Queued  int      `json:"queued"` // how many notices this run has queued
}

// rejudge lists the kept sheets whose verdict is another today, and with --queue
// puts a notice into their owners' mailboxes.
func rejudge(ctx context.Context, args, environ []string, io streams) error {
	set := flags("eia rejudge", io)
	queue := set.Bool("queue", false, "put a notice into the mailbox of each one whose verdict changes, once")
	asJSON := set.Bool("json", false, "print JSON")
	open := records(set, environ)
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	if set.NArg() > 0 {
		return invalid{errors.New("usage: suihuan eia rejudge [--queue] [--json]")}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	found, err := office.rejudge(ctx)
	if err == nil && *queue {
		err = office.tellVerdicts(ctx, &found)
	}
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(io.out).Encode(found)
	}
	return found.print(io.out, *queue)
}

// rejudge judges every kept sheet by today's base.
func (o *office) rejudge(ctx context.Context) (rejudged, error) {
	sheets, err := o.Sheets(ctx)
	if err != nil {
		return rejudged{}, err
	}
	found := rejudged{Sheets: len(sheets), Changed: []judged{}}
	catalogue, version := o.base.Edition(o.now)
	for _, s := range sheets {
		advice := chat.Rejudge(o.base, s, o.now)
		today := petition.Verdict(advice.Possible)
		if !s.Outdated(today) {
			continue
		}
		found.Changed = append(found.Changed, judged{
			Case: s.Case, sheet: s, Because: because(s, catalogue, version), Told: s.Told, Notified: s.Told == today,
			Was: judgement{s.Level, s.Possible, s.Catalogue, s.Version},
			Now: judgement{advice.Level, advice.Possible, catalogue, version},
		})
	}
	return found, nil
}

// because says what has changed since a sheet was judged. The rules of the items
// belong to the program.
func because(s petition.Sheet, catalogue, version string) string {
	switch {
	case s.Catalogue != catalogue:
		return "edition"
	case s.Version != version:
		return "content"
	}
	return "program"
}

// tellVerdicts queues a notice of each verdict that no notice has told, and
// notes so.
func (o *office) tellVerdicts(ctx context.Context, found *rejudged) error {
	for i := range found.Changed {
		j := &found.Changed[i]
		if err := o.note(ctx, wordRejudge, j.Case, ""); err != nil {
			return err
		}
		if j.Notified {
			continue
		}
		queued, err := o.QueueVerdict(ctx, j.Case, petition.Verdict(j.Now.Possible), o.verdictNotice(*j))
		if err != nil {
			return err
		}
		j.Notified = true
		if queued {
			found.Queued++
		}
	}
	return nil
}

// verdictNotice tells an owner of a new verdict, what it may mean, and whom to
// ask.
func (o *office) verdictNotice(j judged) string {
	why, before := "名录没有换版，是我们对名录的整理更正了", "当时查名录是"
	if j.Because == "edition" {
		why = "名录换了版"
	}
	if j.Told != "" {
		before = "上次告诉您是"
	}
	return fmt.Sprintf("【环评结果有变】您%s留的环评资料（编号 %s），%s：%s。现在重新查是：%s。（%s）\n"+
		"级别变了，要编什么文件、要不要办手续可能跟着变。这是查名录的结果，不是审批决定，要不要重新办，以有审批权的生态环境部门核实为准。\n"+
		"想问清楚：把编号告诉窗口，或者在这里回“转人工”；情况有变，可以把项目再说一遍重新查。",
		j.sheet.ConsentAt.In(guangzhou).Format("2006年1月2日"), j.Case, before, plainly(j.before()), plainly(petition.Verdict(j.Now.Possible)), why)
}

// before is the verdict that the owner knows.
func (j judged) before() string { return cmp.Or(j.Told, petition.Verdict(j.Was.Possible)) }

// plainly says a verdict to an owner.
func plainly(verdict string) string {
	if strings.Contains(verdict, "、") {
		return "还不能确定，可能是" + verdict
	}
	return verdict
}

// reason says to officers what has changed.
func (j judged) reason() string {
	return map[string]string{
		"edition": "名录换版 " + j.Was.Catalogue + " → " + j.Now.Catalogue,
		"content": "知识库更新 " + j.Was.Version + " → " + j.Now.Version,
		"program": "程序里的规则更新",
	}[j.Because]
}

// print writes the list for officers to read.
func (r rejudged) print(out io.Writer, queue bool) error {
	lines := []string{fmt.Sprintf("留下的环评资料 %d 份，%d 份的结果与现在的不同", r.Sheets, len(r.Changed))}
	if queue {
		lines = append(lines, fmt.Sprintf("这次放了 %d 个通知", r.Queued))
	}
	for _, j := range r.Changed {
		state := "未通知"
		if j.Notified {
			state = "已通知"
		}
		lines = append(lines, strings.Join([]string{j.Case, j.before() + " → " + petition.Verdict(j.Now.Possible), j.reason(), state}, "  "))
	}
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}
