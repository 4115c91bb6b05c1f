package officer

import (
	"context"
	"fmt"
	"regexp"
	"strconv"

	"suihuan/bot/petition"
)

// ending is how long a petition takes, and its end.
var ending = map[string]deed{
	"extend": {extended, func(_ *Desk, o order, e petition.Event) string {
		return fmt.Sprintf("%s 办理期限已延长%d日（批准人：%s），理由会告知%s。", o.caseNo(), e.Days, e.Approver, writer(o.Petition))
	}},
	"close": {closed, func(_ *Desk, o order, _ petition.Event) string { return o.caseNo() + " 已办结。" }},
}

var days = regexp.MustCompile(`^([0-9]{1,4})(?:天|日)?$`)

// extended reads days, approver and reason. What the law wants of each is the
// clock's to say.
func extended(_ context.Context, _ *Desk, o order) (petition.Event, string, error) {
	number, rest := cut(petition.Plain(o.rest))
	m := days.FindStringSubmatch(number)
	if m == nil {
		return petition.Event{}, o.form("延期要先写天数，只写数字。"), nil
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return petition.Event{}, "", fmt.Errorf("read days: %w", err)
	}
	approver, reason := cut(rest)
	return petition.Event{Reason: reason, Details: petition.Details{Days: n, Approver: approver}}, "", nil
}

// closed needs no words; what is written is kept as the reason.
func closed(_ context.Context, _ *Desk, o order) (petition.Event, string, error) {
	return petition.Event{Reason: o.rest}, "", nil
}
