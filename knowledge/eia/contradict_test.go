package eia

import "testing"

// TestContradiction leaves open what a text says both ways.
func TestContradiction(t *testing.T) {
	t.Parallel()
	r := loaded(t).Items[66]
	for say, want := range map[string]string{
		"五金厂，不电镀，后面车间电镀一部分": "open",
		"五金厂，有电镀":           "yes",
		"五金厂，冇电镀":           "no",
		"五金厂，电镀外发":          "no",
		"五金厂，不做电镀，电镀外发给别人":  "no",
	} {
		v, told := r.Told(say)["电镀"]
		got := map[bool]string{true: "yes", false: "no"}[v.Yes]
		if !told {
			got = "open"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", say, got, want)
		}
	}
}
