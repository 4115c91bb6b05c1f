package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"suihuan/bot/seal"
)

// keyFile is the file of master keys beside the SQLite file.
const keyFile = "seal.key"

// masters returns the master keys that were given or else, for the SQLite file at
// path, those of the key file beside it. A key file is made before the database
// is; where the database is alone, a new key would open nothing.
func masters(o Options, path string) (seal.KeyWrapper, error) {
	if o.Masters != nil {
		return o.Masters, nil
	}
	file := filepath.Join(filepath.Dir(path), keyFile)
	ring, err := seal.ReadFile(file, o.Suite)
	if !errors.Is(err, os.ErrNotExist) {
		return ring, err
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s is missing, without which nothing in %s can be read: bring it back, or name its keys in seal.keys", file, path)
	}
	if err := seal.CreateFile(file); err != nil {
		return nil, err
	}
	return seal.ReadFile(file, o.Suite)
}

// houseKeys completes the master keys of a PostgreSQL database. Where none were
// given, those that the database keeps itself are used; the first instance draws
// them. Where some were given, what the house keys wrapped before can still be
// opened, until Rotate.
func (db *DB) houseKeys(ctx context.Context, suite seal.Suite) error {
	given := db.sealer.Masters
	kept, err := inTx(ctx, db, func(ctx context.Context, tx *sql.Tx) (string, error) {
		if given == nil {
			if _, err := tx.ExecContext(ctx,
				`INSERT INTO house_keys (one, keys) VALUES (1, $1) ON CONFLICT (one) DO NOTHING`, seal.NewMaster()); err != nil {
				return "", err
			}
		}
		var keys string
		err := tx.QueryRowContext(ctx, `SELECT keys FROM house_keys`).Scan(&keys)
		if errors.Is(err, sql.ErrNoRows) {
			return "", nil
		}
		return keys, err
	})
	if err != nil {
		return fmt.Errorf("find master keys: %w", err)
	}
	if kept == "" {
		return nil
	}
	house, err := seal.ParseRing(kept, suite)
	if err != nil {
		return fmt.Errorf("read house keys: %w", err)
	}
	if db.sealer.Masters = house; given != nil {
		db.sealer.Masters = seal.After{KeyWrapper: given, Before: house}
	}
	db.HouseKeys = given == nil
	return nil
}
