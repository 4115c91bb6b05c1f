package main

import (
	"context"
	"errors"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition/clock"
)

// receipt prints what a receipt stands for: the answer, and not who was given
// it.
func receipt(ctx context.Context, args, environ []string, io streams) error {
	set := flags("receipt", io)
	open := records(set, environ)
	typed, err := word(set, args)
	if err != nil {
		return err
	}
	code, ok := bot.ReadReceipt(typed)
	if !ok {
		return invalid{errors.New("receipt needs the code of one: suihuan receipt CODE")}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	if err := office.note(ctx, "receipt", "", code); err != nil {
		return err
	}
	answers, err := office.Answers(ctx, code)
	if errors.Is(err, bot.ErrNotFound) {
		return fmt.Errorf("no answer has the receipt %s", code)
	}
	if err != nil {
		return err
	}
	for _, a := range answers {
		if _, err := fmt.Fprintf(io.out, "回执：%s\n条目：%s\n知识库版本：%s\n依据日期：%s\n时间：%s\n渠道：%s\n更正：%s\n",
			a.Receipt, office.titled(a.Entry), a.Version, a.AsOf, clock.Stamp(a.At), a.Channel,
			yesNo(a.Outdated(office.digest(a.Entry, a.AsOf)))); err != nil {
			return err
		}
	}
	return nil
}

func yesNo(yes bool) string {
	if yes {
		return "后来更正过"
	}
	return "没有"
}
