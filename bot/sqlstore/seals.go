package sqlstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/seal"
)

// noCase stands for a case number where something belongs to no case.
const noCase = "none"

// caseKey returns the key of a case. Without its key a case is as unknown as one
// that does not exist: bot.ErrNotFound.
func (db *DB) caseKey(ctx context.Context, q querier, caseNo string) (seal.Key, error) {
	var wrapped sql.NullString
	if err := q.QueryRowContext(ctx, `SELECT wrapped FROM case_keys WHERE case_no = $1`, caseNo).Scan(&wrapped); err != nil {
		return seal.Key{}, found(err)
	}
	return db.unwrap(ctx, caseNo, wrapped)
}

// unwrap does the same with a wrap that came with a row.
func (db *DB) unwrap(ctx context.Context, caseNo string, wrapped sql.NullString) (seal.Key, error) {
	if !wrapped.Valid {
		return seal.Key{}, bot.ErrNotFound
	}
	return db.sealer.Key(ctx, caseNo, wrapped.String)
}

// newCaseKey draws and stores the key of a case; one that is there stays.
func (db *DB) newCaseKey(ctx context.Context, tx *sql.Tx, caseNo string) (seal.Key, error) {
	key, wrapped, err := db.sealer.NewKey(ctx, caseNo)
	if err != nil {
		return seal.Key{}, err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO case_keys (case_no, wrapped) VALUES ($1, $2) ON CONFLICT (case_no) DO NOTHING`, caseNo, wrapped)
	return key, err
}

// loadOwnKey loads the key of what belongs to no case. Of instances that start
// together on a new database one makes it.
func (db *DB) loadOwnKey(ctx context.Context) error {
	key, err := inTx(ctx, db, func(ctx context.Context, tx *sql.Tx) (seal.Key, error) {
		key, err := db.caseKey(ctx, tx, noCase)
		if !errors.Is(err, bot.ErrNotFound) {
			return key, err
		}
		if _, err := db.newCaseKey(ctx, tx, noCase); err != nil {
			return seal.Key{}, err
		}
		return db.caseKey(ctx, tx, noCase)
	})
	if err != nil {
		return fmt.Errorf("open the seals of the database: %w", err)
	}
	db.own = key
	return nil
}

// person is what stands for a person in every column of that name but that of
// identities.
func (s *Store) person(person string) string { return s.db.own.Name("person", person) }

// message stands for a message's key, which may hold who wrote it.
func (s *Store) message(key string) string { return s.db.own.Name("message", key) }

// of names a field of one of several rows that a key seals.
func of(field string, row any) string { return fmt.Sprint(field, " of ", row) }

// opener opens the sealed columns of one row and keeps what went wrong first.
type opener struct {
	key seal.Key
	err error
}

func (o *opener) text(field, sealed string, to *string) {
	text, err := o.key.Open(field, sealed)
	if o.err == nil && err != nil {
		o.err = fmt.Errorf("open %s: %w", field, err)
	}
	*to = text
}

func (o *opener) json(field, sealed string, to any) {
	var text string
	if o.text(field, sealed, &text); o.err == nil {
		o.err = json.Unmarshal([]byte(text), to)
	}
}

// report opens what encode has written.
func (o *opener) report(field, stored string, to *petition.Report) {
	var parts sealedReport
	if err := json.Unmarshal([]byte(stored), &parts); err != nil {
		o.err = errors.Join(o.err, err)
		return
	}
	*to = parts.Report
	o.json(field, parts.Sealed, to)
}

// sealedReport is a report as it is stored: what it is routed and counted by, and
// the rest, sealed.
type sealedReport struct {
	petition.Report
	Sealed string `json:"sealed"`
}

// encode writes a report without its contact, which has a column of its own.
func encode(key seal.Key, field string, r petition.Report) (string, error) {
	readable := petition.Report{
		District: r.District, Street: r.Street, Labels: r.Labels, Anonymous: r.Anonymous, Urgent: r.Urgent,
	}
	r.District, r.Street, r.Labels, r.Anonymous, r.Urgent = "", "", nil, false, false
	r.Contact = ""
	words, err := json.Marshal(r)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(sealedReport{readable, key.Seal(field, string(words))})
	return string(text), err
}
