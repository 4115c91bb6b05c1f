package officer

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"suihuan/bot/petition"
)

// fewestReason is how long the reason for opening a contact is at least, in
// characters.
const fewestReason = 4

// opening shows who reported, to the officer who has the case, for a reason that
// stands in the history. The citizen can see how often, and on which days.
var opening = map[string]deed{
	"contact": {
		func(_ context.Context, _ *Desk, o order) (petition.Event, string, error) {
			switch {
			case o.contact == "":
				return petition.Event{}, writer(o.Petition) + "没有留联系方式。", nil
			case utf8.RuneCountInString(strings.TrimSpace(o.rest)) < fewestReason:
				return petition.Event{}, o.form("请写明为什么要看。"), nil
			}
			return petition.Event{Reason: o.rest}, "", nil
		},
		func(_ *Desk, o order, _ petition.Event) string {
			return "联系方式：" + o.contact + "\n只用来核实情况和反馈结果，不要转给别人，更不能告诉被投诉的一方（生态环境法典第146条）。" +
				"这次查看已经记下，" + writer(o.Petition) + "查得到。"
		},
	},
}

// open loads the contact where the act opens it.
func (d *Desk) open(ctx context.Context, o *order) (err error) {
	if o.act.Event != petition.EventOpened {
		return nil
	}
	if o.contact, err = d.Identities.Contact(ctx, o.caseNo()); err != nil {
		return fmt.Errorf("open contact: %w", err)
	}
	return nil
}
