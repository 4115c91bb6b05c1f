package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/redisstore"
	"suihuan/bot/sqlstore"
	"suihuan/knowledge"
)

// officeHour is when conversations take place.
const officeHour = 10 * time.Hour

// stage is where the conversations of a test are held: the chat as the service
// runs it, on a database and sessions that are gone afterwards.
type stage struct {
	core  *bot.Core
	base  *knowledge.Base
	now   time.Time
	reply bot.Reply // the one that was made last
}

// forgotten are the jobs of the stage: on the stage no officer is told.
type forgotten struct{}

func (forgotten) Enqueue(context.Context, *sql.Tx, petition.JobKind, string) error { return nil }

// hold holds conversations one after the other, each with somebody new, and
// returns how many turns there were and what failed.
func hold(ctx context.Context, in installation, talks []knowledge.Conversation, today time.Time, log *slog.Logger) (turns int, failed []string, err error) {
	dir, err := os.MkdirTemp("", "suihuan-test-")
	if err != nil {
		return 0, nil, fmt.Errorf("make a folder: %w", err)
	}
	db, err := sqlstore.Open(ctx, sqlstore.Options{Dir: dir})
	if err != nil {
		return 0, nil, errors.Join(fmt.Errorf("open database: %w", err), os.RemoveAll(dir))
	}
	defer func() { err = errors.Join(err, db.Close(), os.RemoveAll(dir)) }()
	sessions, err := redisstore.Open(ctx, "")
	if err != nil {
		return 0, nil, fmt.Errorf("open session store: %w", err)
	}
	defer func() { err = errors.Join(err, sessions.Close()) }()
	s := newStage(in, db, sessions, log)
	for i, talk := range talks {
		turns += len(talk.Turns)
		faults, err := s.hold(ctx, fmt.Sprint("citizen-", i), talk, today)
		if err != nil {
			return turns, failed, err
		}
		failed = append(failed, faults...)
	}
	return turns, failed, nil
}

func newStage(in installation, db *sqlstore.DB, sessions *redisstore.Store, log *slog.Logger) *stage {
	s := &stage{base: in.base}
	clock := func() time.Time { return s.now }
	store := sqlstore.New(db, forgotten{}, in.rules.Terms, clock)
	citizens := newChat(knowledge.NewLive(in.base), store, in.rules, log)
	s.core = &bot.Core{
		Claims: sessions, Sessions: sessions, Mailbox: store, Answer: citizens.Answer,
		Budget: time.Minute, Now: clock, Log: log,
	}
	return s
}

// hold holds one conversation and returns what failed.
func (s *stage) hold(ctx context.Context, citizen string, talk knowledge.Conversation, today time.Time) (failed []string, err error) {
	year, month, day := talk.Day(today).Date()
	s.now = time.Date(year, month, day, 0, 0, 0, 0, guangzhou).Add(officeHour)
	for i, turn := range talk.Turns {
		heard, err := s.hear(ctx, citizen, fmt.Sprintf("%s-%d", citizen, i), turn.Say)
		if err != nil {
			return failed, fmt.Errorf("%s, turn %d: %w", talk.Name, i+1, err)
		}
		if fault := talk.Fault(i, heard); fault != "" {
			failed = append(failed, fault)
		}
	}
	return failed, nil
}

// hear brings one message to the chat and returns what came back.
func (s *stage) hear(ctx context.Context, citizen, key, words string) (knowledge.Heard, error) {
	m := bot.Message{Channel: bot.ChannelWeb, Account: "test", Sender: citizen, Key: key, Kind: bot.KindText, Text: words, At: s.now}
	_, err := s.core.Handle(ctx, m, func(r bot.Reply, _ *bot.Session) ([]byte, error) {
		s.reply = r
		return nil, nil
	})
	r := s.reply
	heard := knowledge.Heard{Kind: r.Kind, Entry: r.Entry, Flow: r.Flow, Text: whole(r)}
	for _, part := range r.Parts {
		for _, c := range part.Choices {
			if id := s.base.Candidate(c.Text); id != "" {
				heard.Candidates = append(heard.Candidates, id)
			}
		}
	}
	return heard, err
}
