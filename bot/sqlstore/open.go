package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // driver "pgx"
	_ "modernc.org/sqlite"             // driver "sqlite"

	"suihuan/bot/seal"
)

// Options say where the database is and how it is sealed.
type Options struct {
	// URL is postgres://… or empty for SQLite.
	URL string
	// Dir is the folder of suihuan.db. It is made, for its owner alone, when it
	// is not there. PostgreSQL does not need it.
	Dir string
	// Masters hold the master keys. Where it is nil, SQLite has its own in the file
	// seal.key of Dir, which is made with a new database, and PostgreSQL in a table.
	Masters seal.KeyWrapper
	// Suite seals from now on.
	Suite seal.Suite
}

// DB is an open database with its tables up to date. On SQLite the SQL pool
// has one connection: who asks the pool inside a transaction waits for itself.
type DB struct {
	SQL      *sql.DB
	Postgres bool
	// HouseKeys says that the master keys stand in the database that they seal.
	HouseKeys bool

	read  *sql.DB  // the pool to read from; on PostgreSQL the same as SQL
	group *group   // nil on PostgreSQL, which groups commits itself
	lock  *os.File // nil on PostgreSQL, and beside the service that has it

	sealer seal.Sealer
	own    seal.Key // of noCase
}

// Sizes of the pools. SQLite has one writer; its readers do not wait for it.
const (
	postgresConns = 16
	postgresIdle  = 5 * time.Minute
	readerConns   = 4
)

// Open opens the database, takes the file's lock on SQLite, and migrates.
// It returns ErrLocked when another process has the SQLite file.
func Open(ctx context.Context, o Options) (*DB, error) {
	db, err := connect(o)
	if err != nil {
		return nil, err
	}
	if err := db.prepare(ctx, o.Suite); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func connect(o Options) (*DB, error) {
	if o.URL == "" {
		return connectSQLite(o)
	}
	if !strings.HasPrefix(o.URL, "postgres://") && !strings.HasPrefix(o.URL, "postgresql://") {
		return nil, errors.New("database url must begin with postgres://")
	}
	pool, err := sql.Open("pgx", o.URL)
	if err != nil {
		return nil, fmt.Errorf("open PostgreSQL: %w", err)
	}
	pool.SetMaxOpenConns(postgresConns)
	pool.SetConnMaxIdleTime(postgresIdle)
	return &DB{SQL: pool, Postgres: true, read: pool, sealer: seal.Sealer{Masters: o.Masters, Suite: o.Suite}}, nil
}

func connectSQLite(o Options) (*DB, error) {
	path, err := databasePath(o.Dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make database folder: %w", err)
	}
	lock, err := lockFile(path)
	if err != nil {
		return nil, err
	}
	db, err := openFile(o, path)
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	db.lock = lock
	return db, nil
}

// databasePath is where the SQLite file of a folder is.
func databasePath(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("the folder of the database is not named")
	}
	path, err := filepath.Abs(filepath.Join(dir, "suihuan.db"))
	if err != nil {
		return "", fmt.Errorf("find database folder: %w", err)
	}
	return path, nil
}

// openFile opens a SQLite file and finds its master keys.
func openFile(o Options, path string) (*DB, error) {
	keys, err := masters(o, path)
	if err != nil {
		return nil, err
	}
	db, err := openPools(path)
	if err != nil {
		return nil, err
	}
	db.sealer = seal.Sealer{Masters: keys, Suite: o.Suite}
	return db, nil
}

// openPools makes the file first, because SQLite would let others read it; the
// files beside it get the same rights.
func openPools(path string) (*DB, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make database file: %w", err)
	}
	if err := file.Close(); err != nil {
		return nil, fmt.Errorf("make database file: %w", err)
	}
	write, err := sql.Open("sqlite", sqliteDSN(path, writerSettings))
	if err != nil {
		return nil, fmt.Errorf("open SQLite: %w", err)
	}
	read, err := sql.Open("sqlite", sqliteDSN(path, readerSettings))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open SQLite: %w", err), write.Close())
	}
	write.SetMaxOpenConns(1)
	read.SetMaxOpenConns(readerConns)
	return &DB{SQL: write, read: read, group: &group{db: write}}, nil
}

// prepare refuses a SQLite that may corrupt its file, migrates, and opens the
// seals.
func (db *DB) prepare(ctx context.Context, suite seal.Suite) error {
	if !db.Postgres {
		if err := checkSQLite(ctx, db.SQL); err != nil {
			return err
		}
	}
	if err := migrate(ctx, db.SQL, db.Postgres); err != nil {
		return err
	}
	if db.Postgres {
		if err := db.houseKeys(ctx, suite); err != nil {
			return err
		}
	}
	return db.loadOwnKey(ctx)
}

// Close ends running transactions, closes the pools and then gives the file's
// lock back. The writer goes last, so that it empties the write-ahead log.
func (db *DB) Close() error {
	if db.Postgres {
		return db.SQL.Close()
	}
	db.group.wait()
	err := errors.Join(db.read.Close(), db.SQL.Close())
	if db.lock == nil {
		return err
	}
	return errors.Join(err, db.lock.Close())
}

func sqliteDSN(path, settings string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: settings}).String()
}
