package config

import (
	"reflect"
	"testing"
	"unicode"

	"gopkg.in/yaml.v3"
)

func TestExampleEqualsTheDefaults(t *testing.T) {
	t.Parallel()
	l := &loading{cfg: defaults(), file: "example.yaml", read: disk{"example.yaml": string(Example())}.read, places: map[string]place{}, spoilt: map[string]bool{}}
	l.keys = keys("", reflect.ValueOf(&l.cfg).Elem())
	if !l.fromFile() || len(l.faults) > 0 {
		t.Fatal(l.sorted())
	}
	for _, k := range l.keys {
		if _, shown := l.places[k.path]; !shown {
			t.Errorf("example.yaml does not show %s", k.path)
		}
	}
	for _, list := range []string{"calendars", "units"} {
		if _, shown := l.places[list]; !shown {
			t.Errorf("example.yaml does not show %s", list)
		}
	}
	got, want := mustLoad(t, string(Example())), defaults()
	if len(got.Units) != 0 || len(got.Calendars) != 0 {
		t.Errorf("units %v, calendars %v, want none", got.Units, got.Calendars)
	}
	got.Units, got.Calendars = nil, nil
	same(t, got, want)
}

// The values of the example must not hide behind the defaults: with other
// defaults beneath it, it still gives these.
func TestExampleSaysEveryValue(t *testing.T) {
	t.Parallel()
	l := &loading{cfg: fullConfig(), file: "e", read: disk{"e": string(Example())}.read, places: map[string]place{}, spoilt: map[string]bool{}}
	l.fromFile()
	l.cfg.Units, l.cfg.Calendars = nil, nil
	same(t, l.cfg, defaults())
}

func TestExampleExplainsEveryKey(t *testing.T) {
	t.Parallel()
	var doc yaml.Node
	if err := yaml.Unmarshal(Example(), &doc); err != nil {
		t.Fatal(err)
	}
	explained(t, doc.Content[0])
}

func explained(t *testing.T, section *yaml.Node) {
	t.Helper()
	for i := 0; i+1 < len(section.Content); i += 2 {
		k, value := section.Content[i], section.Content[i+1]
		chinese := false
		for _, r := range k.HeadComment {
			chinese = chinese || unicode.Is(unicode.Han, r)
		}
		if !chinese {
			t.Errorf("line %d: %s has no comment in Chinese", k.Line, k.Value)
		}
		if value.Kind == yaml.MappingNode {
			explained(t, value)
		}
	}
}

func TestExampleIsACopy(t *testing.T) {
	t.Parallel()
	Example()[0] = 'X'
	if Example()[0] == 'X' {
		t.Error("a caller can change the example")
	}
}
