package sqlstore

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// ErrLocked says that another process has the SQLite file open. Two processes
// on one file would run each other's jobs a second time.
var ErrLocked = errors.New("in use by another process")

// lockFile takes the lock of the database at path until the returned file is
// closed or the process ends. It does not wait. The lock file stays behind:
// removing it would let two processes hold two files of one name.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open lock file: %w", err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, fmt.Errorf("database %s is %w", path, ErrLocked)
	}
	return nil, fmt.Errorf("lock %s: %w", f.Name(), err)
}
