package petition

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"gopkg.in/yaml.v3"

	"suihuan/bot/petition/place"
)

// ParseRules reads rules from YAML, strictly, and checks them. Every fault is
// in the error, with name and line.
func ParseRules(name string, data []byte) (Rules, error) {
	var file struct {
		Routing Rules `yaml:"routing"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return Rules{}, fmt.Errorf("%s: %w", name, err)
	}
	if err := dec.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return Rules{}, fmt.Errorf("%s: a second document", name)
	}
	var lines struct {
		Routing struct {
			Default yaml.Node   `yaml:"default"`
			Units   []yaml.Node `yaml:"units"`
			Rules   []yaml.Node `yaml:"rules"`
		} `yaml:"routing"`
	}
	if err := yaml.Unmarshal(data, &lines); err != nil {
		return Rules{}, fmt.Errorf("%s: %w", name, err)
	}
	var faults []error
	report := func(n yaml.Node, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s:%d: "+format, append([]any{name, n.Line}, args...)...))
	}
	rs := file.Routing
	for i, u := range rs.Units {
		rs.checkUnit(i, u, func(says string, args ...any) { report(lines.Routing.Units[i], says, args...) })
	}
	if _, ok := rs.Unit(rs.Default); !ok {
		report(lines.Routing.Default, "the default unit %q is not among the units", rs.Default)
	}
	for i, r := range rs.Rules {
		rs.checkRule(r, func(says string, args ...any) { report(lines.Routing.Rules[i], says, args...) })
	}
	if len(faults) > 0 {
		return Rules{}, errors.Join(faults...)
	}
	return rs, nil
}

func (rs Rules) checkUnit(i int, u Unit, report func(string, ...any)) {
	if u.ID == "" || u.Name == "" {
		report("a unit needs id and name")
	}
	if slices.IndexFunc(rs.Units, func(o Unit) bool { return o.ID == u.ID }) < i {
		report("unit %s stands twice", u.ID)
	}
}

func (rs Rules) checkRule(r Rule, report func(string, ...any)) {
	if _, ok := rs.Unit(r.Unit); !ok {
		report("rule %s names the unknown unit %q", r.ID, r.Unit)
	}
	for _, d := range r.Districts {
		if !slices.Contains(place.Districts(), d) {
			report("rule %s names the unknown district %s", r.ID, d)
		}
	}
}
