package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition/clock"
)

// recall lists who was given an answer that has been corrected since, and with
// --queue puts a notice into their mailboxes.
func recall(ctx context.Context, args, environ []string, io streams) error {
	set := flags("recall", io)
	queue := set.Bool("queue", false, "put a correction notice into each person's mailbox, once")
	open := records(set, environ)
	entry, err := word(set, args)
	if err != nil {
		return err
	}
	if entry == "" {
		return invalid{errors.New("recall needs one entry: suihuan recall ENTRY [--queue]")}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	if err := office.note(ctx, "recall", "", entry); err != nil {
		return err
	}
	told, err := office.AnswersFrom(ctx, entry)
	if err != nil {
		return err
	}
	if _, known := office.base.Entry(entry); !known && len(told) == 0 {
		return invalid{fmt.Errorf("there is no entry %s, and there was no answer of it", entry)}
	}
	outdated := office.outdated(told)
	lines := []string{fmt.Sprintf("%s：%d 个回答与现在的不同", office.titled(entry), len(outdated))}
	if *queue {
		queued, err := office.notify(ctx, outdated)
		if err != nil {
			return err
		}
		lines = append(lines, fmt.Sprintf("这次给 %d 个人放了更正通知", queued))
	}
	for _, a := range outdated {
		lines = append(lines, a.line())
	}
	_, err = fmt.Fprintln(io.out, strings.Join(lines, "\n"))
	return err
}

// recalled is an answer that has been corrected, and the digest of what the
// entry says today of its day.
type recalled struct {
	bot.Answered
	today string
}

// line shows who was told, under which receipt, when, and whether a notice
// tells the correction.
func (a recalled) line() string {
	state := "未通知"
	if a.Notified(a.today) {
		state = "已通知"
	}
	return strings.Join([]string{a.Masked(), a.Receipt, clock.Stamp(a.At), state}, "  ")
}

// outdated keeps the answers that today's base contradicts. An entry that was
// taken down contradicts all of them.
func (o *office) outdated(told []bot.Answered) []recalled {
	var outdated []recalled
	digests := map[string]string{}
	for _, a := range told {
		today, ok := digests[a.AsOf]
		if !ok {
			today = cmp.Or(o.digest(a.Entry, a.AsOf), withdrawn)
			digests[a.AsOf] = today
		}
		if a.Outdated(today) {
			outdated = append(outdated, recalled{a, today})
		}
	}
	return outdated
}

// withdrawn stands for the digest of an entry that is there no more.
const withdrawn = "withdrawn"

// notify queues one notice a person for what no notice has told them, notes so
// in the list, and returns to how many.
func (o *office) notify(ctx context.Context, outdated []recalled) (queued int, err error) {
	of := map[string][]bot.Answered{}
	var persons []string
	for i := range outdated {
		a := &outdated[i]
		if a.Notified(a.today) {
			continue
		}
		if of[a.Person] == nil {
			persons = append(persons, a.Person)
		}
		a.Corrected = a.today
		of[a.Person] = append(of[a.Person], a.Answered)
	}
	for _, p := range persons {
		told := of[p]
		first, err := o.QueueCorrection(ctx, told, o.correction(told[len(told)-1]))
		if err != nil {
			return queued, err
		}
		if first {
			queued++
		}
	}
	return queued, nil
}

// roomyText is the length of an answer, in bytes, that a notice still carries
// whole; beyond it the short form stands in.
const roomyText = 1200

// correction tells a person that an answer of theirs was corrected.
func (o *office) correction(a bot.Answered) string {
	on := a.At.In(guangzhou).Format("1月2日")
	today := o.base.Say(a.Entry, o.now)
	if today.Digest == "" {
		return fmt.Sprintf("【更正】您在%s得到的一个回答（回执 %s）已经撤下，请不要再按它办。可以再问我一次，或者打12345。", on, a.Receipt)
	}
	title, _ := o.base.Choice(a.Entry, o.now)
	text := today.Text
	if len(text) > roomyText && today.Short != "" {
		text = today.Short
	}
	return fmt.Sprintf("【更正】您在%s问过“%s”，当时的回答已更正，现在的回答是：\n%s", on, title, text)
}
