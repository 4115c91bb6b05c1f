package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"

	"suihuan/bot/petition"
	"suihuan/bot/petition/audit"
)

// note notes in the audit that the operator of this command is about to see what
// persons left; what cannot be noted is not shown.
func (o *office) note(ctx context.Context, command, caseNo, about string) error {
	return o.Audit(ctx, audit.Operator(runsAs()), command, caseNo, about)
}

// runsAs is under whose account of the machine the program runs.
func runsAs() string {
	u, err := user.Current()
	if err != nil {
		return strconv.Itoa(os.Getuid())
	}
	return u.Username
}

// auditUsage is what audit can be asked for.
const auditUsage = "usage: suihuan audit verify [--head SEQ:HASH] | list --case SH-… | head"

// auditWords are what audit can do, by its first word. with is what its flag
// holds, where it has one.
var auditWords = map[string]struct {
	flag, means string
	run         func(o *office, ctx context.Context, with string, io streams) error
}{
	"verify": {"head", "`SEQ:HASH` that audit head printed earlier", (*office).verifyAudit},
	"list":   {"case", "case `NUMBER`", (*office).listAudit},
	"head":   {"", "", (*office).printHead},
}

// auditCommand shows the record of what was done and who looked, or holds it to
// itself.
func auditCommand(ctx context.Context, args, environ []string, io streams) error {
	name := ""
	if len(args) > 0 {
		name, args = args[0], args[1:]
	}
	does, ok := auditWords[name]
	if !ok {
		return invalid{errors.New(auditUsage)}
	}
	set, with := flags("audit "+name, io), new(string)
	if does.flag != "" {
		with = set.String(does.flag, "", does.means)
	}
	open := records(set, environ)
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	if set.NArg() > 0 {
		return invalid{errors.New(auditUsage)}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	return does.run(office, ctx, *with, io)
}

// verifyAudit names the first row that does not hold.
func (o *office) verifyAudit(ctx context.Context, kept string, io streams) (err error) {
	var head audit.Head
	if kept != "" {
		if head, err = audit.ParseHead(kept); err != nil {
			return invalid{err}
		}
	}
	n, err := o.VerifyAudit(ctx, head)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(io.out, "ok: %d rows\n", n)
	return err
}

// listAudit shows who did what with a case.
func (o *office) listAudit(ctx context.Context, number string, io streams) error {
	caseNo, ok := petition.FindCaseNumber(number)
	if !ok {
		return invalid{errors.New("audit list needs a case number: suihuan audit list --case SH-…")}
	}
	rows, err := o.AuditOf(ctx, caseNo)
	if err != nil {
		return err
	}
	for _, r := range rows {
		columns := []string{strconv.FormatInt(r.Seq, 10), r.At.In(guangzhou).Format("2006-01-02 15:04:05"), cmp.Or(r.Actor, "-"), r.Action, r.Reason}
		columns = slices.DeleteFunc(columns, func(c string) bool { return c == "" })
		if _, err := fmt.Fprintln(io.out, strings.Join(columns, "  ")); err != nil {
			return err
		}
	}
	return nil
}

// printHead prints what verify --head takes later.
func (o *office) printHead(ctx context.Context, _ string, io streams) error {
	head, err := o.AuditHead(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(io.out, head)
	return err
}
