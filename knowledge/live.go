package knowledge

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"sync/atomic"
	"time"

	"suihuan/knowledge/eia"
)

// Live is the knowledge base that answers now. Another one takes its place
// whole; a question is answered by one of them from its beginning to its end.
type Live struct {
	base atomic.Pointer[Base]
}

// NewLive returns a live base that begins with b.
func NewLive(b *Base) *Live {
	l := &Live{}
	l.base.Store(b)
	return l
}

// Base is the base that answers now.
func (l *Live) Base() *Base { return l.base.Load() }

// AskAll answers like Base.AskAll.
func (l *Live) AskAll(text, last string, today time.Time) []Answer {
	return l.Base().AskAll(text, last, today)
}

// AskCalmly answers like Base.AskCalmly.
func (l *Live) AskCalmly(text, last string, today time.Time) []Answer {
	return l.Base().AskCalmly(text, last, today)
}

// Say answers like Base.Say.
func (l *Live) Say(entry string, today time.Time) Answer { return l.Base().Say(entry, today) }

// Choice answers like Base.Choice.
func (l *Live) Choice(candidate string, today time.Time) (text, value string) {
	return l.Base().Choice(candidate, today)
}

// IsQuestion answers like Base.IsQuestion.
func (l *Live) IsQuestion(text string) bool { return l.Base().IsQuestion(text) }

// IsEnglish answers like Base.IsEnglish.
func (l *Live) IsEnglish(words string) bool { return l.Base().IsEnglish(words) }

// SayInEnglish answers like Base.SayInEnglish.
func (l *Live) SayInEnglish(entry string) string { return l.Base().SayInEnglish(entry) }

// English answers like Base.English.
func (l *Live) English(shown string) string { return l.Base().English(shown) }

// Classify answers like Base.Classify.
func (l *Live) Classify(complaint string) Class { return l.Base().Classify(complaint) }

// Judge answers like Base.Judge.
func (l *Live) Judge(edition string, item int, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	return l.Base().Judge(edition, item, description, answered, unanswered)
}

// Told is Base.Told.
func (l *Live) Told(edition string, item int, text string) eia.Facts {
	return l.Base().Told(edition, item, text)
}

// Understand answers like Base.Understand.
func (l *Live) Understand(edition string, item int, fact, answer string) (eia.Value, bool) {
	return l.Base().Understand(edition, item, fact, answer)
}

// Successor answers like Base.Successor.
func (l *Live) Successor(edition string, item int, day time.Time) int {
	return l.Base().Successor(edition, item, day)
}

// Edition answers like Base.Edition.
func (l *Live) Edition(day time.Time) (catalogue, version string) { return l.Base().Edition(day) }

// JudgeSheet answers like Base.JudgeSheet.
func (l *Live) JudgeSheet(s Sheet, today time.Time) (Result, error) {
	return l.Base().JudgeSheet(s, today)
}

// What a folder is refused for beside its faults.
var (
	errUntested = errors.New("tests of the content fail")
	errUnsteady = errors.New("the folder changed while it was read")
)

// Reload reads a folder, checks it whole, asks its own tests, and puts it in the
// place of the base. With any fault the old one answers on. changed is false
// when the folder holds what answers already. The folder is read once more at
// the end: files that are being replaced one by one are not yet one content.
func (l *Live) Reload(folder fs.FS, today time.Time) (changed bool, err error) {
	f, err := readFiles(folder)
	if err != nil || f.version() == l.Base().Version {
		return false, err
	}
	b, err := load(f)
	if err != nil {
		return false, err
	}
	if _, failed := b.Test(today); len(failed) > 0 {
		return false, errors.Join(errUntested, Faults(failed))
	}
	again, err := readFiles(folder)
	if err != nil {
		return false, err
	}
	if again.version() != b.Version {
		return false, errUnsteady
	}
	l.base.Store(b)
	return true, nil
}

// Watch reloads the folder whenever it changes, until ctx ends. A faulty folder
// is said once.
func (l *Live) Watch(ctx context.Context, folder fs.FS, every time.Duration, log *slog.Logger) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	said := ""
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			changed, err := l.Reload(folder, now)
			if err != nil && err.Error() != said {
				log.WarnContext(ctx, "content folder refused, the old one answers on", "error", err)
			}
			said = ""
			if err != nil {
				said = err.Error()
			}
			if changed {
				log.InfoContext(ctx, "content folder taken", "version", l.Base().Version)
			}
		}
	}
}
