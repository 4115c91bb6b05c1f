package chat

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/knowledge/eia"
)

// Steps of an interview, and what is asked where the text names other steps of
// a production and not those that would change the result.
const (
	stepDescribe = "describe"
	stepOffer    = "offer" // to go on, or to begin anew
	stepFact     = "fact"
	stepResult   = "result"

	factUnnamed = "unnamed"
	factDoubt   = "doubt" // the description cannot be meant as it stands
	factItem    = "item"  // several items fit
)

// How long an interview is kept: one that is not finished, and one whose result
// was told and may still be handed in.
const (
	interviewLife = 30 * 24 * time.Hour
	resultLife    = 24 * time.Hour
)

// note writes down the answer to a fact.
func note(iv *petition.Interview, fact, answer string) {
	iv.Answers = maps.Clone(iv.Answers)
	if iv.Answers == nil {
		iv.Answers = map[string]string{}
	}
	iv.Answers[fact] = answer
}

// describeMore adds words to the description.
func describeMore(iv *petition.Interview, words string) {
	iv.Text += "，" + petition.WithoutPerson(words)
}

// written keeps an answer as text: yes, no, or an amount.
func written(v eia.Value) string {
	if v.Amount != 0 {
		return strconv.FormatFloat(v.Amount, 'f', -1, 64)
	}
	return strconv.FormatBool(v.Yes)
}

// judge judges a project by what its owner told and answered.
func judge(a Adviser, edition string, item int, text string, answers map[string]string) eia.Advice {
	answered, unanswered := eia.Facts{}, map[string]bool{}
	for fact, answer := range answers {
		if answer == petition.NotKnown {
			unanswered[fact] = true
			continue
		}
		amount, err := strconv.ParseFloat(answer, 64)
		if err != nil {
			amount = 0
		}
		answered[fact] = eia.Value{Yes: answer == "true", Amount: amount, How: petition.HowAnswered}
	}
	return a.Judge(edition, item, text, answered, unanswered)
}

func (c *Chat) judge(iv petition.Interview) eia.Advice {
	return judge(c.Adviser, iv.Catalogue, iv.Item, iv.Text, iv.Answers)
}

// renew takes an open interview over to the edition of the catalogue that is in
// force: its items have other numbers. Where it is not known which item it is
// now, the project must be told again.
func (c *Chat) renew(iv *petition.Interview, today time.Time) {
	catalogue, _ := c.Adviser.Edition(today)
	if iv.Item != 0 && iv.Catalogue != catalogue {
		iv.Item, iv.Catalogue = c.Adviser.Successor(iv.Catalogue, iv.Item, today), catalogue
	}
}

// goOnAsking chooses what is asked next, or ends with the result.
func (c *Chat) goOnAsking(iv *petition.Interview) {
	if len(iv.Items) > 0 {
		iv.Step, iv.Fact = stepFact, factItem
		return
	}
	advice := c.judge(*iv)
	iv.Step, iv.Fact = stepFact, advice.Fact
	if advice.Doubt {
		iv.Fact = factDoubt
	}
	if iv.Fact != "" {
		return
	}
	iv.Step = stepResult
	if len(advice.Assumed) > 0 && !iv.Asked {
		iv.Step, iv.Fact = stepFact, factUnnamed
	}
}

// errNothingKept says that there is no interview to change.
var errNothingKept = fmt.Errorf("no interview is kept: %w", bot.ErrNotFound)

// keep changes the person's interview by this message. Without one, change must
// begin one; otherwise the error is bot.ErrNotFound. When nothing can be kept,
// what the message alone tells comes back.
func (c *Chat) keep(ctx context.Context, t *turn, change func(*petition.Interview)) (petition.Interview, error) {
	apply := func(iv *petition.Interview) error {
		c.renew(iv, t.Now)
		change(iv)
		if iv.Item == 0 {
			return errNothingKept
		}
		iv.Expires = t.Now.Add(resultLife)
		if iv.Step == stepFact {
			iv.Expires = t.Now.Add(interviewLife)
		}
		return nil
	}
	if t.Stateless {
		iv := petition.Interview{}
		return iv, apply(&iv)
	}
	iv, err := c.Interviews.StepInterview(ctx, t.Message.Person(), t.Message.Key, apply)
	if err != nil {
		return iv, fmt.Errorf("step interview: %w", err)
	}
	return iv, nil
}

// askOn changes the interview and asks on, or tells the result.
func (c *Chat) askOn(ctx context.Context, t *turn, change func(*petition.Interview)) (bot.Reply, error) {
	iv, err := c.keep(ctx, t, func(iv *petition.Interview) {
		if change(iv); iv.Item != 0 {
			c.goOnAsking(iv)
		}
	})
	if errors.Is(err, bot.ErrNotFound) {
		t.Session.At(flowEIA, stepDescribe)
		return bot.Say("刚才问到哪里，我没有留住。请再说一次您的项目：做什么、用什么工艺、规模多大。").In(flowEIA, stepDescribe), nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return c.stand(t, iv), nil
}

// begin begins an interview about a project.
// Between several items that fit, the owner chooses first.
func (c *Chat) begin(ctx context.Context, t *turn, text string, items ...int) (bot.Reply, error) {
	return c.askOn(ctx, t, func(iv *petition.Interview) {
		catalogue, _ := c.Adviser.Edition(t.Now)
		*iv = petition.Interview{Text: petition.WithoutPerson(text), Item: items[0], Catalogue: catalogue}
		if len(items) > 1 {
			iv.Items = items
		}
	})
}

// stand says what an interview waits for, and puts the conversation there.
func (c *Chat) stand(t *turn, iv petition.Interview) bot.Reply {
	if ask, handing := c.handing()[iv.Step]; handing {
		t.Session.At(flowHandIn, iv.Step)
		return ask(iv).In(flowHandIn, iv.Step)
	}
	if iv.Step == stepFact {
		return c.question(t, iv, c.judge(iv))
	}
	t.Session.Leave()
	return c.result(t, iv.Item, c.judge(iv))
}

// openInterview returns the interview that is still asking; the zero value when
// there is none.
func (c *Chat) openInterview(ctx context.Context, t *turn) (petition.Interview, error) {
	if t.Stateless {
		return petition.Interview{}, nil
	}
	iv, err := c.Interviews.Interview(ctx, t.Message.Person())
	if errors.Is(err, bot.ErrNotFound) || err == nil && iv.Step != stepFact {
		return petition.Interview{}, nil
	}
	if err != nil {
		return iv, fmt.Errorf("look for an interview: %w", err)
	}
	return iv, nil
}

// dropInterview throws the interview away.
func (c *Chat) dropInterview(ctx context.Context, t *turn) error {
	if t.Stateless {
		return nil
	}
	if err := c.Interviews.DropInterview(ctx, t.Message.Person(), t.Message.Key); err != nil {
		return fmt.Errorf("drop interview: %w", err)
	}
	return nil
}

// resumeInterview puts a person whose session was lost back to a fresh
// interview. repeat says that this very message has brought it where it is.
func (c *Chat) resumeInterview(ctx context.Context, t *bot.Turn) (iv petition.Interview, repeat bool, err error) {
	if t.Stateless || t.Session.Flow != "" || !isLost(t) {
		return iv, false, nil
	}
	iv, err = c.Interviews.Interview(ctx, t.Message.Person())
	if errors.Is(err, bot.ErrNotFound) {
		return iv, false, nil
	}
	if err != nil {
		return iv, false, fmt.Errorf("look for an interview: %w", err)
	}
	if iv.Message == t.Message.Key {
		return iv, true, nil
	}
	if iv.Step != stepResult && t.Now.Sub(iv.Updated) <= draftLife {
		t.Session.At(c.flowAt(iv.Step), iv.Step)
	}
	return iv, false, nil
}

// flowAt is the flow that a step of an interview belongs to.
func (c *Chat) flowAt(step string) string {
	if _, handing := c.handing()[step]; handing {
		return flowHandIn
	}
	return flowEIA
}
