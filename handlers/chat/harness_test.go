package chat

import (
	"context"
	"database/sql"
	"sync"

	"suihuan/bot/petition"
	"suihuan/knowledge"
)

// noJobs takes jobs and forgets them: what follows a filing is not this
// package's.
type noJobs struct{}

func (noJobs) Enqueue(context.Context, *sql.Tx, petition.JobKind, string) error { return nil }

// embedded loads the knowledge base once for all talks.
var embedded = sync.OnceValues(func() (*knowledge.Base, error) { return knowledge.Load(knowledge.Embedded()) })

// hearing hears what a report is about as the program does.
type hearing struct {
	petition.Rules
	base *knowledge.Base
}

func (h hearing) Hear(words string) petition.Report {
	r := h.Rules.Hear(words)
	r.Labels = h.base.Classify(words).Labels
	return r
}
