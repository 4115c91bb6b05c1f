package redisstore

import (
	"context"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"suihuan/bot"
)

const person = "wechat:gh_1:oOpenID"

var asked = bot.Session{
	Flow: "complaint", Step: "place", Case: "d1", Entry: "petition-how",
	Choices: []bot.Choice{{Text: "跳过", Value: "skip"}}, Rest: "…",
}

func mustBegin(t *testing.T, s *Store, want bot.Session) (fence int64) {
	t.Helper()
	got, fence, err := s.Begin(t.Context(), person)
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("session %+v, want %+v", got, want)
	}
	return fence
}

func TestSessionGoesFromTurnToTurn(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		one := mustBegin(t, a, bot.Session{})
		must(t, a.Save(t.Context(), person, asked, one))
		must(t, a.End(t.Context(), person, one))

		w.advance(sessionLife - turnLife)
		two := mustBegin(t, b, asked)
		if two <= one {
			t.Errorf("fence %d after %d, want a higher one", two, one)
		}
		must(t, b.Save(t.Context(), person, bot.Session{Flow: "eia"}, two))
		must(t, b.End(t.Context(), person, two))

		must(t, a.End(t.Context(), person, mustBegin(t, a, bot.Session{Flow: "eia"})))
		w.advance(sessionLife)
		mustBegin(t, a, bot.Session{})
	})
}

func TestTurnsOfDifferentPeopleDoNotMeet(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		must(t, s.Save(t.Context(), person, asked, mustBegin(t, s, bot.Session{})))
		got, _, err := s.Begin(t.Context(), person+"2")
		must(t, err)
		if !reflect.DeepEqual(got, bot.Session{}) {
			t.Errorf("another person's session: %+v", got)
		}
	})
}

func TestOneTurnAtATime(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		stores := []*Store{w.open(), w.open()}
		const turns = 20
		errs := make(chan error, turns)
		for i := range turns {
			go func() { errs <- count(t.Context(), stores[i%2]) }()
		}
		for range turns {
			must(t, <-errs)
		}
		mustBegin(t, stores[0], bot.Session{Step: strconv.Itoa(turns)})
	})
}

// count adds one to the step of the session, inside a turn.
func count(ctx context.Context, s *Store) error {
	session, fence, err := s.Begin(ctx, person)
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(session.Step)
	session.Step = strconv.Itoa(n + 1)
	if err := s.Save(ctx, person, session, fence); err != nil {
		return err
	}
	return s.End(ctx, person, fence)
}

func TestOlderFenceIsStale(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		old := mustBegin(t, a, bot.Session{})
		w.advance(turnLife)
		young := mustBegin(t, b, bot.Session{})
		must(t, b.Save(t.Context(), person, asked, young))

		wantError(t, a.Save(t.Context(), person, bot.Session{Flow: "lost"}, old), bot.ErrStale)
		must(t, a.End(t.Context(), person, old))
		_, _, err := a.Begin(waited(t.Context(), a), person)
		wantError(t, err, bot.ErrBusy) // the old turn's end did not end the young one

		must(t, b.Save(t.Context(), person, asked, young)) // the same fence may save again
		must(t, b.End(t.Context(), person, young))
		mustBegin(t, a, asked)
	})
}

func TestWaitingTurnBeginsWhenTheOtherEnds(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		a, b := w.open(), w.open()
		fence := mustBegin(t, a, bot.Session{})
		waiting, done := waits(b), make(chan error, 1)
		go func() {
			_, _, err := b.Begin(t.Context(), person)
			done <- err
		}()
		select {
		case <-waiting:
		case err := <-done:
			t.Fatalf("two turns at once, error %v", err)
		}
		must(t, a.End(t.Context(), person, fence))
		must(t, <-done)
	})
}

func TestFencesRiseThoughRedisWasEmptied(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		must(t, s.End(t.Context(), person, mustBegin(t, s, bot.Session{})))
		fence := mustBegin(t, s, bot.Session{})
		w.wipe()
		must(t, s.Save(t.Context(), person, asked, fence))
		must(t, s.End(t.Context(), person, fence))

		next := mustBegin(t, s, asked)
		must(t, s.Save(t.Context(), person, bot.Session{}, next))
	})
}

func TestSessionSavedIntoAnEmptiedRedisAges(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		fence := mustBegin(t, s, bot.Session{})
		w.wipe()
		must(t, s.Save(t.Context(), person, asked, fence))
		w.advance(sessionLife)
		mustBegin(t, s, bot.Session{})
	})
}

func TestUnreadableSessionIsForgotten(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		must(t, s.client.HSet(t.Context(), s.key("session", person), "session", `{"step":"place","flow":7}`).Err())
		mustBegin(t, s, bot.Session{})
	})
}

func TestKeysNameNobodyAndStayTogether(t *testing.T) {
	everywhere(t, func(t *testing.T, w world) {
		s := w.open()
		must(t, s.Save(t.Context(), person, asked, mustBegin(t, s, bot.Session{})))
		tags := map[string]bool{}
		for _, key := range w.keys() {
			_, tag, _ := strings.Cut(key, "{")
			tags[tag] = true
		}
		if len(tags) != 1 || tags[""] {
			t.Errorf("hash tags %v in %q, want one", tags, w.keys())
		}
		mustClaim(t, s)
		if all := strings.Join(w.keys(), " "); strings.Contains(all, "oOpenID") {
			t.Errorf("keys show the person: %s", all)
		}
	})
}
