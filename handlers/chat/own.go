package chat

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// considered is how many cases of a person a text without a number can be about.
const considered = 20

// loadOwn loads a person's newest cases where what is said may be about them.
// Without them questions are still answered.
func (c *Chat) loadOwn(ctx context.Context, t *turn) {
	if t.Message.Kind != bot.KindText || inFlow(t) {
		return
	}
	own, err := c.Petitions.PetitionsOf(ctx, t.Message.Person(), considered)
	if err != nil {
		c.Log.WarnContext(ctx, "own cases not loaded", "message", t.Message, "error", err)
	}
	t.own = own
}

// ownThat are the person's cases that something holds of.
func (t *turn) ownThat(holds func(petition.Petition) bool) (cases []petition.Petition) {
	for _, p := range t.own {
		if holds(p) {
			cases = append(cases, p)
		}
	}
	return cases
}

// sayUnknown answers every number that is not the person's, whether there is
// such a case or not.
const sayUnknown = "没有查到这个编号。只能查您自己在这里登记的投诉，请核对编号再试。"

// numbered is what is written where a case number belongs, well formed or not.
var numbered = regexp.MustCompile(`(?i)^\s*sh(?:[-‐–—－_]|[0-9a-z]{10}\b|\s*[0-9a-z]{5}[-‐–—－_\s]{1,3}[0-9a-z]{5})`)

// aim is what one wants to do to a case of one's own.
type aim struct {
	verb  string                         // the command, for the choice among several
	rest  string                         // what stands behind the verb
	fits  func(p petition.Petition) bool // which cases it can be, where none is named
	none  string                         // said when there is none
	which string                         // asks which one
}

// aimed finds the case: the one that is named, else the only one that fits. When
// it is not found, the reply says so.
func (c *Chat) aimed(ctx context.Context, t *turn, a aim) (p petition.Petition, found bool, reply bot.Reply, err error) {
	if caseNo, named := petition.FindCaseNumber(a.rest); named || numbered.MatchString(a.rest) || caseNumber.MatchString(a.rest) {
		p, err = c.Petitions.PetitionOf(ctx, t.Message.Person(), caseNo)
		if errors.Is(err, bot.ErrNotFound) {
			return p, false, c.onCase(t, sayUnknown), nil
		}
		if err != nil {
			return p, false, reply, fmt.Errorf("look up case: %w", err)
		}
		return p, true, reply, nil
	}
	fit := t.ownThat(a.fits)
	switch len(fit) {
	case 0:
		return p, false, c.onCase(t, a.none), nil
	case 1:
		return fit[0], true, reply, nil
	}
	return p, false, c.onCase(t, a.which, pickCase(a.verb, fit, a.rest)...), nil
}

// pickCase offers a command for each of several cases.
func pickCase(verb string, cases []petition.Petition, rest string) []bot.Choice {
	choices := make([]bot.Choice, len(cases))
	for i, p := range cases {
		choices[i] = bot.Choice{
			Text:  p.Case + " " + ellipsis(p.Report.What, 12),
			Value: strings.TrimSpace(verb + " " + p.Case + " " + rest),
		}
	}
	return choices
}

// onCase is a reply about cases; an open form goes on behind it.
func (c *Chat) onCase(t *turn, text string, choices ...bot.Choice) bot.Reply {
	return c.goOn(t, bot.Say(text, choices...).In(flowStatus, ""))
}

// change changes one's own case by an event, and says whether that was refused;
// now is how the case stands.
func (c *Chat) change(ctx context.Context, t *turn, p petition.Petition, e petition.Event) (now petition.Petition, refused bool, err error) {
	e.Actor = petition.ActorCitizen
	now, _, err = c.Petitions.Change(ctx, t.Message.Key, p.Case, e)
	if errors.Is(err, petition.ErrTransition) || errors.Is(err, petition.ErrReopened) {
		now, err = c.Petitions.PetitionOf(ctx, t.Message.Person(), p.Case)
		refused = true
	}
	if err != nil {
		return now, refused, fmt.Errorf("change own case: %w", err)
	}
	return now, refused, nil
}

// caseNumber is a case number, well formed or not.
var caseNumber = regexp.MustCompile(`[Ss][Hh][-‐–—－_\s]{0,3}[0-9A-Za-z]{5}[-‐–—－_\s]{0,3}[0-9A-Za-z]{5}`)

// withoutCase are the words without the case number at their beginning.
func withoutCase(words string) string {
	words = strings.TrimSpace(words)
	if at := caseNumber.FindStringIndex(words); at != nil && at[0] == 0 {
		words = words[at[1]:]
	}
	return strings.Trim(words, " \t\r\n　，,：:。；;")
}
