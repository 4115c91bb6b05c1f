package chat

import (
	"context"
	"database/sql"

	"suihuan/bot/petition"
	"suihuan/knowledge"
)

// noJobs takes jobs and forgets them: what follows a filing is not this
// package's.
type noJobs struct{}

func (noJobs) Enqueue(context.Context, *sql.Tx, petition.JobKind, string) error { return nil }

// hearing hears what a report is about as the program does.
type hearing struct {
	petition.Rules
	base *knowledge.Base
}

func (h hearing) Hear(words string) petition.Report {
	r := petition.Hear(words)
	r.Labels = h.base.Classify(words).Labels
	return r
}
