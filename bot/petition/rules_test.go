package petition

import (
	"os"
	"slices"
	"strings"
	"testing"

	"suihuan/bot/petition/place"
)

// routing reads the rules that the program ships with.
func routing(t *testing.T) Rules {
	t.Helper()
	data, err := os.ReadFile("../../knowledge/content/routing.yaml")
	if err != nil {
		t.Fatal(err)
	}
	rs, err := ParseRules("routing.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func TestRoute(t *testing.T) {
	t.Parallel()
	rs := Rules{
		Default: "bureau",
		Rules: []Rule{
			{ID: "staff", Labels: []string{"staff-conduct", "radiation"}, Unit: "bureau"},
			{ID: "tianhe-noise", Districts: []string{"天河"}, Labels: []string{"noise"}, Unit: "noise-team"},
			{ID: "both", Districts: []string{"天河", "海珠"}, Unit: "south"},
			{ID: "late", Districts: []string{"天河"}, Unit: "never"},
		},
	}
	tests := []struct {
		name   string
		report Report
		unit   string
		reason []string
	}{
		{"first rule of two", Report{District: "天河", Labels: []string{"noise"}}, "noise-team", []string{"tianhe-noise", "天河", "noise"}},
		{"district alone", Report{District: "天河", Labels: []string{"water"}}, "south", []string{"both", "天河", "water"}},
		{"second district", Report{District: "海珠", Labels: []string{"noise"}}, "south", []string{"both", "海珠"}},
		{"a guess", Report{District: "海珠", Guessed: true, Labels: []string{"noise"}}, "south", []string{"both", "海珠（按位置推算）"}},
		{"no label", Report{District: "天河"}, "south", []string{"both", "类别=未知"}},
		{"label alone", Report{Labels: []string{"radiation"}}, "bureau", []string{"staff", "区域=未知"}},
		{"any label counts", Report{District: "天河", Labels: []string{"noise", "staff-conduct"}}, "bureau", []string{"staff"}},
		{"nothing known", Report{}, "bureau", []string{"没有规则适用", "区域=未知", "类别=未知"}},
		{"another district", Report{District: "番禺", Labels: []string{"noise"}}, "bureau", []string{"没有规则适用", "区域=番禺"}},
		{"words without a district", Report{Where: "天河区", Labels: []string{"noise"}}, "bureau", []string{"没有规则适用"}},
	}
	for _, tt := range tests {
		unit, reason := rs.Route(tt.report)
		if unit != tt.unit {
			t.Errorf("%s: %s (%s), want %s", tt.name, unit, reason, tt.unit)
		}
		for _, w := range tt.reason {
			if !strings.Contains(reason, w) {
				t.Errorf("%s: reason %q without %q", tt.name, reason, w)
			}
		}
	}
}

// TestEmbeddedRouting holds the shipped table to what it must do.
func TestEmbeddedRouting(t *testing.T) {
	t.Parallel()
	rs := routing(t)
	for _, d := range place.Districts() {
		unit, _ := rs.Route(Report{District: d, Labels: []string{"air-fume"}})
		if u, ok := rs.Unit(unit); !ok || u.Name != d+"分局" {
			t.Errorf("%s goes to %s, want %s分局", d, unit, d)
		}
	}
	for _, label := range []string{LabelEmergency, "staff-conduct", "radiation"} {
		if unit, reason := rs.Route(Report{District: "天河", Labels: []string{label}}); unit != "bureau" {
			t.Errorf("%s goes to %s: %s", label, unit, reason)
		}
	}
	// What is said about a branch's own people must not go to that branch.
	own := Report{District: "天河", Labels: []string{"water-industrial", "staff-conduct"}}
	if unit, reason := rs.Route(own); unit != "bureau" {
		t.Errorf("goes to %s: %s", unit, reason)
	}
}

func TestUnits(t *testing.T) {
	t.Parallel()
	rs := routing(t)
	if !rs.Seat("tianhe", []string{"li", "wang"}) || rs.Seat("nowhere", []string{"li"}) {
		t.Error("Seat takes the wrong units")
	}
	find := func(u Unit, ok bool) string {
		if !ok {
			return ""
		}
		return u.ID
	}
	tests := []struct{ name, got, want string }{
		{"by id", find(rs.Unit("tianhe")), "tianhe"},
		{"unknown id", find(rs.Unit("天河分局")), ""},
		{"no id", find(rs.Unit("")), ""},
		{"named by name", find(rs.UnitNamed("天河分局")), "tianhe"},
		{"named by id", find(rs.UnitNamed("tianhe")), "tianhe"},
		{"no name", find(rs.UnitNamed("")), ""},
		{"of an officer", find(rs.UnitOf("wang")), "tianhe"},
		{"of nobody's officer", find(rs.UnitOf("zhang")), ""},
		{"of no officer", find(rs.UnitOf("")), ""},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestParseRules(t *testing.T) {
	t.Parallel()
	const good = `routing:
  default: a
  units:
    - {id: a, name: 甲}
  rules:
    - {id: r, districts: [天河], labels: [noise, emergency], unit: a}
`
	tests := []struct {
		name, old, new string
		want           []string // parts of the error; none is a success
	}{
		{"good", "", "", nil},
		{"empty", good, "", []string{"x.yaml", "EOF"}},
		{"not YAML", good, "routing: [", []string{"x.yaml"}},
		{"a second document", "unit: a}\n", "unit: a}\n---\nrouting: {}\n", []string{"x.yaml", "second document"}},
		{"unknown field of a rule", "unit: a}", "unit: a, prio: 1}", []string{"x.yaml", "line 6", "prio"}},
		{"unknown field at the top", "routing:", "routes: {}\nrouting:", []string{"x.yaml", "line 1", "routes"}},
		{"districts do not stand here", "  rules:", "  districts: []\n  rules:", []string{"line 5", "districts"}},
		{"officers do not stand here", "name: 甲}", "name: 甲, officers: [li]}", []string{"line 4", "officers"}},
		{"wrong type", "default: a", "default: [a]", []string{"x.yaml", "line 2"}},
		{"unknown default", "default: a", "default: z", []string{"x.yaml:2", `"z"`}},
		{"no default", "  default: a\n", "", []string{"x.yaml", "default unit"}},
		{"unit without a name", "{id: a, name: 甲}", "{id: a}", []string{"x.yaml:4", "id and name"}},
		{"unit twice", "{id: a, name: 甲}", "{id: a, name: 甲}\n    - {id: a, name: 乙}", []string{"x.yaml:5", "unit a stands twice"}},
		{"rule to nowhere", "unit: a}", "unit: z}", []string{"x.yaml:6", "rule r", `"z"`}},
		{"rule of an unknown district", "districts: [天河]", "districts: [天河, 深圳]", []string{"x.yaml:6", "深圳"}},
		{"all at once", "unit: a}", "unit: z}\n    - {id: s, labels: [w], unit: y}", []string{"x.yaml:6", "x.yaml:7", `"z"`, `"y"`}},
	}
	for _, tt := range tests {
		text := strings.Replace(good, tt.old, tt.new, 1)
		rs, err := ParseRules("x.yaml", []byte(text))
		if tt.want == nil {
			if err != nil || rs.Default != "a" || !slices.Equal(rs.Rules[0].Labels, []string{"noise", "emergency"}) {
				t.Errorf("%s: %+v, %v", tt.name, rs, err)
			}
			continue
		}
		if err == nil || rs.Default != "" {
			t.Errorf("%s: error %v, rules %+v", tt.name, err, rs)
			continue
		}
		for _, w := range tt.want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%s: %q does not name %q", tt.name, err, w)
			}
		}
	}
}
