package knowledge

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

// TestReloadTruncated cuts a content at every byte: it is refused, or taken as
// the whole content that it still is; meanwhile the old one answers.
func TestReloadTruncated(t *testing.T) {
	t.Parallel()
	old, err := Load(oneFile(strings.Replace(smallYAML, "河水归水务部门管", "旧话", 1)))
	if err != nil {
		t.Fatal(err)
	}
	taken := 0
	for cut := range len(smallYAML) {
		l := NewLive(old)
		changed, err := l.Reload(oneFile(smallYAML[:cut]), askDay)
		if changed != (err == nil) {
			t.Fatalf("cut at %d: %v, %v", cut, changed, err)
		}
		if !changed && l.Base() != old {
			t.Fatalf("cut at %d: refused, and yet the old one is gone", cut)
		}
		if !changed && !strings.Contains(err.Error(), "a.yaml:") {
			t.Errorf("cut at %d: no file and line in %v", cut, err)
		}
		if changed {
			taken++
			if a := l.Base().Ask("河水归谁管", askDay); a.Entry != "river" || !strings.Contains(a.Text, "河水归水务部门管。") {
				t.Errorf("cut at %d: says %s %s", cut, a.Entry, a.Text)
			}
		}
	}
	if taken > 40 { // the last line can lose its end and still be a test
		t.Errorf("%d of %d cuts were taken", taken, len(smallYAML))
	}
}

// replaced is a content folder of two files that is replaced, file by file,
// while it is read: each so many openings it is the next version, until the
// last.
type replaced struct {
	opened   atomic.Int64
	versions []fstest.MapFS
}

// openings is after how many openings the folder is replaced; a reload that
// nothing disturbs makes ten.
const openings = 11

func (r *replaced) Open(name string) (fs.File, error) {
	n := min(int(r.opened.Add(1)/openings), len(r.versions)-1)
	return r.versions[n].Open(name)
}

// twoFiles is one version of the folder; both its entries say which.
func twoFiles(n int) fstest.MapFS {
	told := strings.NewReplacer("河里的水是谁在管", "请问河水归谁管", "大海的水归边个管", "请问海水谁来管",
		"河水归水务部门管。", fmt.Sprintf("河水看第%d版。", n), "归海洋部门管。", fmt.Sprintf("海水看第%d版。", n))
	return fstest.MapFS{
		"a.yaml": {Data: []byte(told.Replace(smallYAML))},
		"b.yaml": {Data: []byte("entries:\n" + told.Replace(second))},
	}
}

// TestReplacedAHundredTimes asks from four sides while a folder is replaced a
// hundred times: every answer is of one version, and that is one that somebody
// wrote.
func TestReplacedAHundredTimes(t *testing.T) {
	t.Parallel()
	folder, number := &replaced{}, map[string]int{}
	for n := range 100 {
		version := twoFiles(n)
		f, err := readFiles(version)
		if err != nil {
			t.Fatal(err)
		}
		folder.versions, number[f.version()] = append(folder.versions, version), n
	}
	first, err := Load(folder.versions[0])
	if err != nil {
		t.Fatal(err)
	}
	l, asks := NewLive(first), make(chan string, 4)
	var asking sync.WaitGroup
	for range cap(asks) {
		asking.Go(func() {
			for question := range asks {
				for range 10 { // all through the reload
					a := l.Base().Ask(question, askDay)
					n, written := number[a.KB]
					if !written || !strings.Contains(a.Text, fmt.Sprintf("看第%d版。", n)) {
						t.Errorf("%s: version %s (%d, %v) says %s", question, a.KB, n, written, a.Text)
					}
				}
			}
		})
	}
	taken, refused := 0, 0
	for last := len(folder.versions) - 1; number[l.Base().Version] != last; {
		for i := range cap(asks) {
			asks <- []string{"河水归谁管", "海水谁来管"}[i%2]
		}
		changed, err := l.Reload(folder, askDay)
		if changed {
			taken++
		}
		if err != nil {
			refused++
		}
	}
	close(asks)
	asking.Wait()
	t.Logf("%d taken, %d refused", taken, refused)
	if taken < 2 || refused < 2 {
		t.Errorf("%d taken, %d refused: nothing happened meanwhile", taken, refused)
	}
}
