package seal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ReadFile returns the ring of a key file. One that is not there is
// os.ErrNotExist.
func ReadFile(path string, suite Suite) (*Ring, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	ring, err := ParseRing(string(text), suite)
	if err != nil {
		return nil, fmt.Errorf("read key file %s: %w", path, err)
	}
	return ring, nil
}

// CreateFile writes a new master key to a file for its owner alone, in place of
// one that is there. It returns when the file would outlast a power cut, which
// what it seals outlasts too.
func CreateFile(path string) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), "seal-*") // mode 0600
	if err != nil {
		return fmt.Errorf("create key file: %w", err)
	}
	_, err = temporary.WriteString(NewMaster() + "\n")
	err = errors.Join(err, temporary.Sync(), temporary.Close())
	if err == nil {
		err = errors.Join(os.Rename(temporary.Name(), path), syncFolder(filepath.Dir(path)))
	}
	if err != nil {
		return fmt.Errorf("create key file: %w", err)
	}
	return nil
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
