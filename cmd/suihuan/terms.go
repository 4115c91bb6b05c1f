package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"suihuan/bot/petition/clock"
)

// moved is a case whose next limit ends on another day than was kept. An empty
// day is no limit.
type moved struct {
	Case        string `json:"case"`
	Was         string `json:"was"`
	Now         string `json:"now"`
	Duty        string `json:"duty"`        // of now, as officers call it
	Provisional bool   `json:"provisional"` // now still rests on a year without a notice
}

// terms works out the stored terms of all petitions again, and lists those that
// have moved.
func terms(ctx context.Context, args, environ []string, io streams) error {
	set := flags("terms", io)
	asJSON := set.Bool("json", false, "print JSON")
	open := records(set, environ)
	does, err := word(set, args)
	if err != nil {
		return err
	}
	if does != "recompute" {
		return invalid{errors.New("usage: suihuan terms recompute [--json] [--config FILE] [--data DIR]")}
	}
	office, err := open(ctx)
	if err != nil {
		return err
	}
	defer office.close()
	found, err := office.Recompute(ctx)
	if err != nil {
		return err
	}
	all := make([]moved, len(found))
	for i, m := range found {
		all[i] = moved{m.Case, date(m.Was), date(m.Now), m.Limit.Duty.Name(), m.Limit.Provisional()}
	}
	if *asJSON {
		return json.NewEncoder(io.out).Encode(map[string]any{"changed": all})
	}
	return printMoved(io, all)
}

func printMoved(io streams, all []moved) error {
	lines := []string{fmt.Sprintf("%d 件的期限有变", len(all))}
	for _, m := range all {
		line := fmt.Sprintf("%s  %s → %s  %s", m.Case, orNone(m.Was), orNone(m.Now), m.Duty)
		if m.Provisional {
			line += "（暂定）"
		}
		lines = append(lines, line)
	}
	_, err := fmt.Fprintln(io.out, strings.Join(lines, "\n"))
	return err
}

func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return clock.DayOf(t).String()
}

func orNone(day string) string {
	if day == "" {
		return "无"
	}
	return day
}
