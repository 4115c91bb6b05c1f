package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"suihuan/bot/petition"
	"suihuan/bot/petition/audit"
)

const auditColumns = `seq, at, actor, action, case_no, reason, prev, hash`

// Audit notes that somebody is about to look at a petition, or, where caseNo is
// "", at what persons left. Of about, what it is about, a digest is kept. What
// cannot be noted is not to be shown.
func (s *Store) Audit(ctx context.Context, actor, action, caseNo, about string) error {
	_, err := inTx(ctx, s.db, func(ctx context.Context, tx *sql.Tx) (struct{}, error) {
		return struct{}{}, s.note(ctx, tx, audit.Row{Actor: actor, Action: action, Case: caseNo, Reason: audit.Digest(about)})
	})
	if err != nil {
		return fmt.Errorf("note in the audit: %w", err)
	}
	return nil
}

// noteEvent notes the last event of a petition.
func (s *Store) noteEvent(ctx context.Context, tx *sql.Tx, p petition.Petition, e petition.Event) error {
	return s.note(ctx, tx, audit.Row{Actor: e.Actor, Action: string(e.Type), Case: p.Case, Reason: audit.Digest(e.Reason)})
}

// note appends a row. Counting it first locks the head on every database until
// the transaction ends, so that one row follows the other. It comes last in a
// transaction: who has the head waits for nobody.
func (s *Store) note(ctx context.Context, tx *sql.Tx, r audit.Row) error {
	var head audit.Head
	err := tx.QueryRowContext(ctx, `UPDATE audit_head SET seq = seq + 1 WHERE id = 1 RETURNING seq - 1, hash`).Scan(&head.Seq, &head.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		return errNoHead
	}
	if err != nil {
		return err
	}
	r.At = s.clock()
	r = head.Next(r)
	if _, err := tx.ExecContext(ctx, `INSERT INTO audit (`+auditColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		r.Seq, r.At.UnixMilli(), r.Actor, r.Action, r.Case, r.Reason, r.Prev, r.Hash); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE audit_head SET hash = $1 WHERE id = 1`, r.Hash)
	return err
}

var errNoHead = errors.New("the head of the audit is gone")

// AuditHead returns where the audit ends now.
func (s *Store) AuditHead(ctx context.Context) (head audit.Head, err error) {
	err = s.db.read.QueryRowContext(ctx, `SELECT seq, hash FROM audit_head WHERE id = 1`).Scan(&head.Seq, &head.Hash)
	if errors.Is(err, sql.ErrNoRows) {
		err = errNoHead
	}
	if err != nil {
		return audit.Head{}, fmt.Errorf("load head of the audit: %w", err)
	}
	return head, nil
}

// AuditOf returns what is noted of a case, the oldest first.
func (s *Store) AuditOf(ctx context.Context, caseNo string) ([]audit.Row, error) {
	rows, err := list(ctx, s.db.read, scanAudit, `SELECT `+auditColumns+` FROM audit WHERE case_no = $1 ORDER BY seq`, caseNo)
	if err != nil {
		return nil, fmt.Errorf("list audit: %w", err)
	}
	return rows, nil
}

// VerifyAudit holds every row of the audit to the one before it, to the head of
// the chain, and to a head that was kept elsewhere (the zero value is none), and
// returns how many there are. A chain that does not hold is an audit.Fault. All
// is read by one statement, so that rows may be appended meanwhile.
func (s *Store) VerifyAudit(ctx context.Context, kept audit.Head) (int64, error) {
	check := &audit.Check{Kept: kept}
	head, err := s.walkAudit(ctx, check)
	if err == nil && head == nil {
		err = errNoHead
	}
	if err == nil {
		err = check.End(head.Head())
	}
	if err != nil {
		return 0, fmt.Errorf("verify audit: %w", err)
	}
	return check.Rows(), nil
}

// walkAudit checks row by row and returns the head, which comes last; nil when
// there is none.
func (s *Store) walkAudit(ctx context.Context, check *audit.Check) (head *audit.Row, err error) {
	rows, err := s.db.read.QueryContext(ctx, `
		SELECT `+auditColumns+`, 0 AS head FROM audit UNION ALL
		SELECT seq, 0, '', '', '', '', '', hash, 1 AS head FROM audit_head ORDER BY head, seq`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var isHead bool
		r, err := scanAudit(withLast{rows, &isHead})
		if err != nil {
			return nil, err
		}
		if isHead {
			head = &r
			continue
		}
		if err := check.Row(r); err != nil {
			return nil, err
		}
	}
	return head, rows.Err()
}

// withLast scans a row that has one column more.
type withLast struct {
	row
	last any
}

func (w withLast) Scan(dest ...any) error { return w.row.Scan(append(dest, w.last)...) }

func scanAudit(r row) (a audit.Row, err error) {
	err = r.Scan(&a.Seq, instant{&a.At}, &a.Actor, &a.Action, &a.Case, &a.Reason, &a.Prev, &a.Hash)
	return a, err
}
