// Package chat is what a citizen can do by writing: ask, report pollution,
// follow a case, raise an alarm, ask for a person. One file per ability; the
// order in which they listen is one list.
package chat

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/audit"
	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

// Knowledge answers questions. AskAll gives one answer, or two to two questions;
// last is the entry that answered before. AskCalmly hears no danger. Say gives one entry's answer; Choice
// says what to show for a candidate and what is typed when it is chosen;
// IsQuestion says that a text is more than a greeting or a slip, IsEnglish that it
// is a sentence of English. SayInEnglish is what an entry says in English today,
// English what else is shown in Chinese; both are "" where there is none.
type Knowledge interface {
	AskAll(text, last string, today time.Time) []knowledge.Answer
	AskCalmly(text, last string, today time.Time) []knowledge.Answer
	Say(entry string, today time.Time) knowledge.Answer
	Choice(candidate string, today time.Time) (text, value string)
	IsQuestion(text string) bool
	IsEnglish(text string) bool
	SayInEnglish(entry string) string
	English(shown string) string
}

// Adviser judges projects by one item of an edition of the EIA catalogue. Edition
// names what counts on a day: the source id of the edition in force, empty where
// none is held, and the version of the content. Successor is the item of that
// edition that an item of another one has become, 0 where that is not known.
type Adviser interface {
	Judge(edition string, item int, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice
	Understand(edition string, item int, fact, answer string) (eia.Value, bool)
	Told(edition string, item int, text string) eia.Facts
	Edition(today time.Time) (catalogue, version string)
	Successor(edition string, item int, today time.Time) int
}

// Interviews keeps a person's interview until it is handed in, dropped or its
// time is over. Every change carries the key of the message that asked for it; a
// repeated key changes nothing. Without an interview Interview is
// bot.ErrNotFound, and StepInterview begins one.
type Interviews interface {
	Interview(ctx context.Context, person string) (petition.Interview, error)
	StepInterview(ctx context.Context, person, key string, apply func(*petition.Interview) error) (petition.Interview, error)
	DropInterview(ctx context.Context, person, key string) error
	FileSheet(ctx context.Context, person, key string, r petition.Report, s petition.Sheet) (petition.Petition, error)
}

// Drafts keeps a report until it is filed. Every change carries the key of the
// message that asked for it; a repeated key changes nothing.
type Drafts interface {
	Draft(ctx context.Context, person string) (petition.Draft, error)
	StepDraft(ctx context.Context, person, key string, apply func(*petition.Draft) error) (petition.Draft, error)
	DropDraft(ctx context.Context, person, key string) error
	File(ctx context.Context, person, key string) (petition.Petition, error)
}

// Petitions keeps what was filed. PetitionOf is bot.ErrNotFound for another
// person's case.
type Petitions interface {
	PetitionOf(ctx context.Context, person, caseNo string) (petition.Petition, error)
	PetitionsOf(ctx context.Context, person string, limit int) ([]petition.Petition, error)
	FileReport(ctx context.Context, person, key string, r petition.Report) (petition.Petition, error)
	Change(ctx context.Context, key, caseNo string, e petition.Event) (petition.Petition, bool, error)
}

// History is what happened to a petition, the oldest first. Whose it is must be
// known before it is asked for.
type History interface {
	Events(ctx context.Context, caseNo string) ([]petition.Event, error)
}

// Personal is what is stored about a person, and what they may do to it. A
// repeated key changes nothing.
type Personal interface {
	HoldingsOf(ctx context.Context, person string) (petition.Holdings, error)
	CorrectContact(ctx context.Context, person, key, contact string) (cases int, err error)
	Erase(ctx context.Context, person, key string) (contacts int, err error)
	// Seen says who has looked at or worked on what the person filed, by role.
	Seen(ctx context.Context, person string) ([]audit.Sight, error)
}

// Repeats finds what a message that comes again has filed already;
// bot.ErrNotFound when it has filed nothing.
type Repeats interface {
	FiledBy(ctx context.Context, person, key string) (petition.Petition, error)
}

// Hearing reads from words what a report tells already, routes it, and names
// units.
type Hearing interface {
	Hear(words string) petition.Report
	Route(r petition.Report) (unit, reason string)
	Unit(id string) (petition.Unit, bool)
}

// Ledger keeps which answers people were given. RecordAnswers returns the
// receipt; the others are bot.ErrNotFound for what is not the person's.
type Ledger interface {
	RecordAnswers(ctx context.Context, key string, given []bot.Answered) (receipt string, err error)
	AnswersOf(ctx context.Context, person, receipt string) ([]bot.Answered, error)
	LastAnswers(ctx context.Context, person string) ([]bot.Answered, error)
	Rate(ctx context.Context, person, receipt string, r bot.Rating) error
}

// Questions keeps what could not be answered. A repeated key changes nothing,
// and leads from no question back to its message.
type Questions interface {
	CollectQuestion(ctx context.Context, key string, q bot.Unanswered) error
}

// Sites finds how many petitions of others are in work about the source of a
// person's own one, and links it with them or takes it out again; linked is how it
// stands then. A repeated key changes nothing.
type Sites interface {
	Others(ctx context.Context, person, caseNo string) (int, error)
	Join(ctx context.Context, person, key, caseNo string, together bool) (linked bool, err error)
}

// Chat answers citizens. All fields are required.
type Chat struct {
	Knowledge  Knowledge
	Adviser    Adviser
	Drafts     Drafts
	Interviews Interviews
	Petitions  Petitions
	History    History
	Personal   Personal
	Repeats    Repeats
	Hearing    Hearing
	Ledger     Ledger
	Questions  Questions
	Terms      petition.Terms
	Sites      Sites
	Log        *slog.Logger
}

// turn is one message with what was found out about it on the way.
type turn struct {
	*bot.Turn
	answer knowledge.Answer    // what the knowledge base makes of the text
	more   []knowledge.Answer  // to a second question in it
	told   *petition.Report    // what an alarm leaves that the text has taken back
	own    []petition.Petition // the person's newest cases, outside of a form
	expect expectation         // what was asked of a case just now
	other  bool                // it answers no question of an officer
}

// ability is one thing that a citizen can do. hears says whether the turn is
// its own.
type ability struct {
	hears func(*turn) bool
	serve func(context.Context, *turn) (bot.Reply, error)
}

// abilities lists them in the order in which they listen.
func (c *Chat) abilities() []ability {
	return []ability{
		{isEvent, c.event},
		{isWordless, c.wordless},
		{isTooLong, c.tooLong},
		{c.takesBack, c.takeBack},
		{isEmergency, c.emergency},
		{c.accuses, c.accused},
		{isMine, c.mine},
		{isAddition, c.addLater},
		{isAgainOfCase, c.recur},
		{isWithdrawal, c.withdraw},
		{isReopening, c.reopenCase},
		{choosesCompany, c.chooseCompany},
		{isVerdict, c.rateCase},
		{isCommand, c.command},
		{isReceipt, c.receipt},
		{isRating, c.rate},
		{isExpected, c.expected},
		{inFlow, c.step},
		{happensAgain, c.recur},
		{c.mayAnswer, c.askIfAnswer},
		{wantsBooking, c.book},
		{describesProject, c.assess},
		{startsFlow, c.start},
		{wishes, c.complain},
		{c.tellsMatter, c.complain},
		{always, c.tell},
	}
}

// Answer is the bot.Handler of citizens.
func (c *Chat) Answer(ctx context.Context, t *bot.Turn) (bot.Reply, error) {
	return c.inTheirWords(ctx, t)
}

// answer lets the first ability that hears a turn answer it.
func (c *Chat) answer(ctx context.Context, t *bot.Turn) (bot.Reply, error) {
	filed, repeat, err := c.filedBefore(ctx, t)
	if err != nil {
		return bot.Reply{}, err
	}
	if repeat && !filed.Report.Urgent {
		return c.registered(ctx, t, filed), nil
	}
	heard := &turn{Turn: t, expect: takeExpected(t), other: isOther(t)}
	if !repeat {
		if err := c.resume(ctx, t); err != nil {
			return bot.Reply{}, err
		}
		iv, repeat, err := c.resumeInterview(ctx, t)
		if err != nil {
			return bot.Reply{}, err
		}
		if repeat {
			return c.served(ctx, heard, ability{serve: func(context.Context, *turn) (bot.Reply, error) { return c.stand(heard, iv), nil }})
		}
	}
	if t.Message.Kind == bot.KindText && !isTooLong(heard) {
		ask := c.Knowledge.AskAll
		if wasOffered(t) || petition.SaysAgain(t.Text) || isAgainOfCase(heard) {
			ask = c.Knowledge.AskCalmly // nothing that we offer is a danger, and nothing that is as it was
		}
		answers := ask(matterIn(t), t.Session.Entry, t.Now)
		heard.answer, heard.more = answers[0], answers[1:]
	}
	c.loadOwn(ctx, heard)
	reply, err := c.served(ctx, heard, c.ability(heard))
	if err != nil {
		return reply, err
	}
	return c.alsoAsk(ctx, heard, reply), nil
}

// matterIn are the words of a text without the command about a case in front of
// them: a number is no danger.
func matterIn(t *bot.Turn) string {
	words := t.Text
	if m := addition.FindStringSubmatch(words); m != nil && numbered.MatchString(m[1]) {
		words = m[1]
	}
	words = withoutCase(words)
	if hasWords(words) {
		return words
	}
	return t.Text
}

// ability returns the first that hears a turn; the last hears every one.
func (c *Chat) ability(t *turn) ability {
	all := c.abilities()
	return all[slices.IndexFunc(all, func(a ability) bool { return a.hears(t) })]
}

// filedBefore finds what this very message has filed, when the conversation is
// lost. An alarm that comes again is answered as an alarm.
func (c *Chat) filedBefore(ctx context.Context, t *bot.Turn) (filed petition.Petition, found bool, err error) {
	if !isLost(t) {
		return filed, false, nil
	}
	filed, err = c.Repeats.FiledBy(ctx, t.Message.Person(), t.Message.Key)
	if errors.Is(err, bot.ErrNotFound) {
		return filed, false, nil
	}
	return filed, err == nil, err
}

// isLost says that nothing is remembered of the conversation: it is new, or the
// process ended, perhaps between storing a petition and telling its number.
func isLost(t *bot.Turn) bool {
	return t.Session.Touched.IsZero() && t.Message.Kind == bot.KindText
}

// wasOffered says that a text is what the last reply offered, or the open
// question of a form.
func wasOffered(t *bot.Turn) bool {
	f, _ := formIn(t.Session.Flow)
	offered := t.Session.Choices
	if f.questions != nil {
		q, _ := f.questionOf(t.Session.Step)
		offered = slices.Concat(offered, q.choices)
	}
	return slices.ContainsFunc(offered, func(c bot.Choice) bool { return c.Value == t.Text })
}

func always(*turn) bool { return true }
