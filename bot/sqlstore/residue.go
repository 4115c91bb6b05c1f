package sqlstore

import (
	"context"
	"encoding/json"
	"fmt"

	"suihuan/bot/petition"
)

// withheld stands where words were: what was stored had them, or it would have
// been refused.
const withheld = "—"

// Residue returns what is left of an anonymised case, with its history, for
// statistics alone: it works out to the same figures as before. Of any other case
// the error is bot.ErrNotFound.
func (s *Store) Residue(ctx context.Context, caseNo string) (p petition.Petition, log []petition.Event, err error) {
	var report string
	err = found(s.db.read.QueryRowContext(ctx, `
		SELECT case_no, report, status, unit, filed_at, receipt_due, version FROM petitions
		WHERE case_no = $1 AND anonymised_at > 0`, caseNo).Scan(
		&p.Case, &report, &p.Status, &p.Unit, instant{&p.FiledAt}, instant{&p.ReceiptDue}, &p.Version))
	if err == nil {
		err = json.Unmarshal([]byte(report), &p.Report)
	}
	if err == nil {
		log, err = list(ctx, s.db.read, scanResidue,
			`SELECT type, actor, unit, happened_at, details FROM events WHERE case_no = $1 ORDER BY number`, caseNo)
	}
	if err != nil {
		return petition.Petition{}, nil, fmt.Errorf("load residue: %w", err)
	}
	return p, log, nil
}

func scanResidue(r row) (e petition.Event, err error) {
	var details string
	if err := r.Scan(&e.Type, &e.Actor, &e.Unit, instant{&e.At}, &details); err != nil {
		return e, err
	}
	err = json.Unmarshal([]byte(details), &e.Details)
	e.Reason, e.Approver = withheld, withheld
	return e, err
}

func scanDetails(r row) (d petition.Details, err error) {
	var details string
	if err := r.Scan(&details); err != nil {
		return d, err
	}
	return d, json.Unmarshal([]byte(details), &d)
}
