package knowledge

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"suihuan/knowledge/contenttest"
)

// folder is a thin copy of the embedded content, which a test can change.
func folder(t *testing.T) fstest.MapFS { return contenttest.Thin(t, Embedded()) }

// loadThin loads that folder.
func loadThin(t *testing.T) *Base {
	t.Helper()
	b, err := Load(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestReload(t *testing.T) {
	measures(t)
	t.Parallel()
	l := NewLive(loadThin(t))
	before := l.Base().Version
	if changed, err := l.Reload(folder(t), askDay); changed || err != nil {
		t.Fatalf("the same content: %v, %v", changed, err)
	}
	edited := folder(t)
	plan := string(edited["plan.yaml"].Data)
	edited["plan.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(plan, "33微克/立方米以下。", "33微克/立方米以下（已核对）。", 1))}
	if changed, err := l.Reload(edited, askDay); !changed || err != nil {
		t.Fatalf("an edited text: %v, %v", changed, err)
	}
	if a := l.Base().Ask("2021年PM2.5要控制到多少", askDay); !strings.Contains(a.Text, "已核对") || a.KB == before {
		t.Errorf("the old text answers on: %s %s", a.KB, a.Text)
	}
}

// TestReloadRefuses cuts a file at many places: nothing of it ever answers.
func TestReloadRefuses(t *testing.T) {
	measures(t)
	t.Parallel()
	l := NewLive(loadThin(t))
	before := l.Base().Version
	whole := folder(t)["service.yaml"].Data
	for cut := 100; cut < len(whole)-100; cut += len(whole) / 12 {
		broken := folder(t)
		broken["service.yaml"] = &fstest.MapFile{Data: whole[:cut]}
		if changed, err := l.Reload(broken, askDay); changed || err == nil {
			t.Errorf("cut at %d: taken", cut)
		}
	}
	missing := folder(t)
	delete(missing, "sources.yaml")
	if _, err := l.Reload(missing, askDay); err == nil || !strings.Contains(err.Error(), ".yaml:") {
		t.Errorf("without sources: %v", err)
	}
	if l.Base().Version != before {
		t.Error("a broken folder answers")
	}
}

// TestReloadWhileAsked asks while the content is replaced: every answer is of
// one version.
func TestReloadWhileAsked(t *testing.T) {
	t.Parallel()
	l := NewLive(loadThin(t))
	edited := folder(t)
	plan := string(edited["plan.yaml"].Data)
	edited["plan.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(plan, "33微克/立方米以下。", "33微克/立方米以下（新）。", 1))}
	first := l.Base().Version
	var asking sync.WaitGroup
	for range 4 {
		asking.Go(func() {
			for range 50 {
				a := l.Base().Ask("2021年PM2.5要控制到多少", askDay)
				if strings.Contains(a.Text, "（新）") == (a.KB == first) {
					t.Errorf("version %s says %s", a.KB, a.Text)
				}
			}
		})
	}
	if changed, err := l.Reload(edited, askDay); !changed || err != nil {
		t.Errorf("%v, %v", changed, err)
	}
	asking.Wait()
}
