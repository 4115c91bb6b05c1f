package bot

import "log/slog"

// Unanswered is a question that was refused or asked back about. It holds
// nothing that names a person and nothing that leads to one.
type Unanswered struct {
	Day      string   // YYYY-MM-DD
	Kind     string   // refuse or clarify
	Question string   // masked and short
	Near     []string // the entries and flows that came nearest, the nearest first
	Version  string   // of the knowledge base
}

// LogValue keeps the question out of the log.
func (u Unanswered) LogValue() slog.Value { return slog.StringValue("[" + u.Kind + "]") }
