package sqlstore

import (
	"errors"
	"os"
	"testing"
)

// A command sees what the running service has stored, and the service what the
// command stores.
func TestBesideTheService(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	service := newWorld(t, Options{Dir: dir})
	receipt := service.told(t, "m1", answer(citizen, "plan-2021"))
	db, err := OpenBeside(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	beside := &world{Store: New(db, nil, terms(t), service.time.Now)}
	if got, err := beside.Answers(t.Context(), receipt); err != nil || len(got) != 1 {
		t.Errorf("the command sees %+v, error %v", got, err)
	}
	beside.correct(t, receipt, "d2", answer(citizen, "plan-2021"))
	if n := service.waiting(t, citizen); len(n) != 1 {
		t.Errorf("the service sees %+v", n)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if _, err := Open(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrLocked) {
		t.Errorf("the service has lost its lock: %v", err)
	}
}

func TestBesideNoService(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := OpenBeside(t.Context(), Options{Dir: dir}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
	if _, err := OpenBeside(t.Context(), Options{}); err == nil {
		t.Error("without a folder: no error")
	}
	if err := open(t, Options{Dir: dir}).Close(); err != nil {
		t.Fatal(err)
	}
	db, err := OpenBeside(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
