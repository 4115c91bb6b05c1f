package sqlstore

import (
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
