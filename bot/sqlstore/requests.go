package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"suihuan/bot/petition"
)

// FileRequest files a report that a client, another program, sends for a person
// under the code of a service. A repeat of the message returns the petition that
// it filed.
func (s *Store) FileRequest(ctx context.Context, client, service, person, key string, r petition.Report) (petition.Petition, error) {
	told := func(context.Context, *sql.Tx) (petition.Report, error) { return r, nil }
	return s.file(ctx, person, key, told, func(ctx context.Context, tx *sql.Tx, p stored) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO requests (request, client, service) VALUES ($1, $2, $3)`, p.Case, client, service)
		return err
	})
}

// Requests returns what a client has filed, the newest first.
func (s *Store) Requests(ctx context.Context, f petition.RequestFilter) ([]petition.Request, error) {
	c := &conditions{}
	c.in("client", []string{f.Client})
	c.in("request", f.Cases)
	c.in("service", f.Services)
	c.in("status", texts(f.Statuses))
	c.bound("filed_at >=", f.From)
	c.bound("filed_at <=", f.To)
	c.args = append(c.args, f.Limit)
	filed, err := list(ctx, s.db.read, func(r row) (petition.Request, error) { return s.scanRequest(ctx, r) }, fmt.Sprintf(`
		SELECT `+petitionRow+`, service, changed_at FROM petitions JOIN requests ON request = case_no
		WHERE case_no IN (SELECT case_no FROM case_keys) AND %s ORDER BY filed_at DESC, case_no LIMIT $%d`,
		strings.Join(c.words, " AND "), len(c.args)), c.args...)
	if err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	return filed, nil
}

func (s *Store) scanRequest(ctx context.Context, r row) (q petition.Request, err error) {
	p, err := s.scanPetition(ctx, longer{r, []any{&q.Service, instant{&q.Changed}}})
	q.Petition = p.Petition
	return q, err
}

// longer is a row with more columns than who scans it knows.
type longer struct {
	row
	more []any
}

func (l longer) Scan(dest ...any) error { return l.row.Scan(append(dest, l.more...)...) }

// conditions are those of a query, all of which must hold, with their arguments.
type conditions struct {
	words []string
	args  []any
}

// in wants a column to be one of some values; none is no condition.
func (c *conditions) in(column string, values []string) {
	if len(values) == 0 {
		return
	}
	marks := make([]string, len(values))
	for i, v := range values {
		c.args = append(c.args, storable(v))
		marks[i] = fmt.Sprint("$", len(c.args))
	}
	c.words = append(c.words, column+" IN ("+strings.Join(marks, ", ")+")")
}

// bound compares a column with a time; the zero time is no condition.
func (c *conditions) bound(compares string, at time.Time) {
	if at.IsZero() {
		return
	}
	c.args = append(c.args, at.UnixMilli())
	c.words = append(c.words, fmt.Sprintf("%s $%d", compares, len(c.args)))
}

func texts[T ~string](words []T) []string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return plain
}
