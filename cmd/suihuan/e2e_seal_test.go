package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"suihuan/bot/seal"
)

// TestSealEndToEnd: the files of a service hold neither what people wrote nor who
// they are, and the master key can be changed.
func TestSealEndToEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "", "")
	s := w.start(t)
	p, other, officer := w.citizen(t), w.citizen(t), w.member(t, "zhangsan")
	caseNo := p.files()
	officer.clicks(officer.card(caseNo, within), "受理")
	expect(t, "答复", officer.says("答复 "+caseNo+" "+goodAnswer), "答复已保存")
	other.talks(complaint[0])
	visitor := w.visitor()
	w.page(t, visitor, pm25Asked)
	hidden := append([]string{"半夜打桩", "中山大道188号", "没有反映过", "已责令", "已由承办单位受理"}, w.persons...)
	w.unreadable(t, hidden, caseNo)

	err := fails(t, nil, "seal", "rotate", "--config", w.config, "--data", w.data)
	expect(t, "rotate beside the service", err.Error(), "stop the service first")
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	w.unreadable(t, hidden, caseNo)
	newest := strings.TrimSpace(w.officer(t, "seal", "key"))
	first := w.keyFile(t, func(old string) string { return newest + "\n" + old })
	expect(t, "rotate", w.officer(t, "seal", "rotate"), "2 keys are under the newest master key, 2 of them were not before")
	expect(t, "rotate again", w.officer(t, "seal", "rotate"), "2 keys", "0 of them")
	w.keyFile(t, func(string) string { return newest })
	s = w.start(t)
	p.talks(exchange{"进度 " + caseNo, []string{"已责令停工"}})
	other.talks(exchange{"天河区棠下街中山大道188号", []string{"以前反映过"}})
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	w.keyFile(t, func(string) string { return first })
	err = fails(t, nil, w.args()...)
	expect(t, "with the old key", err.Error(), "is not on the ring", "!"+first)
}

// unreadable looks through the files of the installation for what people wrote.
func (w *world) unreadable(t *testing.T, hidden []string, shown string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(w.data, "suihuan.db*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, content...)
	}
	for _, text := range hidden {
		if bytes.Contains(all, []byte(text)) {
			t.Errorf("%q can be read", text)
		}
	}
	if !bytes.Contains(all, []byte(shown)) {
		t.Errorf("%q cannot be read: are these the files?", shown)
	}
}

// keyFile changes the file of master keys and returns what stood there.
func (w *world) keyFile(t *testing.T, change func(string) string) (before string) {
	t.Helper()
	file := filepath.Join(w.data, "seal.key")
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, []byte(change(string(text))), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestSealRefuses(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{{"seal"}, {"seal", "turn"}, {"seal", "key", "rotate"}, {"seal", "rotate", "--data", data}} {
		if err := fails(t, nil, args...); exitCode(err) != 2 {
			t.Errorf("%v: exit code %d, %v", args, exitCode(err), err)
		}
	}
	if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the data folder is there: %v", err)
	}
	var out bytes.Buffer
	if err := run(t.Context(), []string{"seal", "key"}, nil, strings.NewReader(""), &out, &out); err != nil {
		t.Fatal(err)
	}
	if _, err := seal.ParseRing(out.String(), seal.AES); err != nil {
		t.Errorf("a new key: %v", err)
	}
}
