package sqlstore

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// writerSettings: FULL, because NORMAL may lose the last commits when the power
// fails; a wait of 1.5 s for a lock, because the platforms hang up after 5 s;
// secure_delete, because what was deleted must be gone; immediate, because a
// transaction that becomes a writer late cannot wait for the lock.
const (
	writerSettings = "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(1500)" +
		"&_pragma=foreign_keys(1)&_pragma=secure_delete(1)&_txlock=immediate"
	readerSettings = "mode=ro&_pragma=busy_timeout(1500)"
)

// checkSQLite refuses versions before 3.51.3, which can corrupt a file when its
// write-ahead log is reset.
func checkSQLite(ctx context.Context, db *sql.DB) error {
	var version string
	if err := db.QueryRowContext(ctx, `SELECT sqlite_version()`).Scan(&version); err != nil {
		return fmt.Errorf("ask SQLite for its version: %w", err)
	}
	if tooOld(version) {
		return fmt.Errorf("SQLite %s can corrupt its file, 3.51.3 or later is needed", version)
	}
	return nil
}

// tooOld reports whether a version, such as 3.51.2, is before 3.51.3. What is
// not a version counts as too old.
func tooOld(version string) bool {
	var numbers []int
	for field := range strings.SplitSeq(version, ".") {
		n, err := strconv.Atoi(field)
		if err != nil {
			return true
		}
		numbers = append(numbers, n)
	}
	return slices.Compare(numbers, []int{3, 51, 3}) < 0
}
