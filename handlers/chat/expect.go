package chat

import (
	"context"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// flowCase is what was asked of a case: the next text answers it, or is
// something else, and then it is not waited for any longer.
const flowCase = "case"

// Steps of it.
const (
	stepAdd    = "add"    // what to add to Session.Case
	stepNumber = "number" // the contact that counts from now on
)

// expectation is what was asked; the zero value is nothing.
type expectation struct{ step, caseNo string }

// takeExpected takes what was asked of a case out of the session.
func takeExpected(t *bot.Turn) expectation {
	if t.Session.Flow != flowCase || t.Message.Kind != bot.KindText {
		return expectation{}
	}
	asked := expectation{t.Session.Step, t.Session.Case}
	t.Session.Leave()
	return asked
}

// expectNext waits for the next text.
func expectNext(t *turn, step, caseNo string) {
	t.Session.At(flowCase, step)
	t.Session.Case = caseNo
}

// isExpected hears the answer to what was asked of a case.
func isExpected(t *turn) bool {
	fits := map[string]bool{
		stepAdd:    hasWords(t.Text) && !isAside(t),
		stepNumber: petition.Contact(t.Text) != "",
	}
	return fits[t.expect.step]
}

func (c *Chat) expected(ctx context.Context, t *turn) (bot.Reply, error) {
	if t.expect.step == stepNumber {
		return c.correctContact(ctx, t)
	}
	t.Text = wordAdd + " " + t.expect.caseNo + " " + t.Text
	return c.addLater(ctx, t)
}
