package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// OpenBeside opens the database for a command that may run while the service
// does. Where the service has the SQLite file it works beside it: the file's
// lock and the migrations stay the service's, and no job is run, so that
// nothing happens twice. Otherwise it is Open, but for a file that is not
// there, which is os.ErrNotExist.
func OpenBeside(ctx context.Context, o Options) (*DB, error) {
	if o.URL != "" {
		return Open(ctx, o)
	}
	path, err := databasePath(o.Dir)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("find database: %w", err)
	}
	db, err := Open(ctx, o)
	if !errors.Is(err, ErrLocked) {
		return db, err
	}
	if db, err = openFile(o, path); err != nil {
		return nil, err
	}
	if err := db.loadOwnKey(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}
