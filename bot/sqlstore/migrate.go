package sqlstore

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// How long instances that start together wait for each other's migrations.
const (
	migrationPoll  = 1 // seconds
	migrationPolls = 120
)

// migrate brings the tables of this package up to date. Other instances are
// kept out by the file lock on SQLite and by an advisory lock on PostgreSQL.
func migrate(ctx context.Context, db *sql.DB, postgres bool) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	dialect := goose.DialectSQLite3
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if postgres {
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(migrationPoll, migrationPolls))
		if err != nil {
			return fmt.Errorf("prepare migration lock: %w", err)
		}
		dialect = goose.DialectPostgres
		options = append(options, goose.WithSessionLocker(locker))
	}
	provider, err := goose.NewProvider(dialect, db, files, options...)
	if err != nil {
		return fmt.Errorf("load migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate database: %w", err)
	}
	return nil
}
