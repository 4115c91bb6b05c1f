package clock

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// ParseYear reads one year's notice from YAML, strictly:
//
//	year: 2026
//	source: 国务院办公厅关于2026年部分节假日安排的通知 https://…
//	holidays: [2026-01-01..2026-01-03, 2026-02-15..2026-02-23, …]
//	workdays: [2026-01-04, 2026-02-14, …]
//
// A holiday is a day or a span with both its ends, as the notice writes it,
// weekends included. Every fault is in the error, with name and line.
func ParseYear(name string, data []byte) (Year, error) {
	var file struct {
		Year     int    `yaml:"year"`
		Source   string `yaml:"source"`
		Holidays days   `yaml:"holidays"`
		Workdays days   `yaml:"workdays"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return Year{}, placed(name, err)
	}
	var second yaml.Node
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		return Year{}, fmt.Errorf("%s: a second document", at(name, second.Line))
	}
	y := Year{Year: file.Year, Source: strings.TrimSpace(file.Source), Holidays: file.Holidays.list, Workdays: file.Workdays.list}
	var faults []error
	for _, f := range y.faults() {
		line := cmp.Or(file.Workdays.lines[f.day], file.Holidays.lines[f.day], file.Holidays.line)
		faults = append(faults, fmt.Errorf("%s: %s", at(name, line), f.says))
	}
	if y.Source == "" {
		faults = append(faults, fmt.Errorf("%s: the source is missing: number and address of the notice", name))
	}
	if len(faults) > 0 {
		return Year{}, errors.Join(faults...)
	}
	return y, nil
}

// at names a line of a file; 0 is the file as a whole.
func at(name string, line int) string {
	if line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d", name, line)
}

// lined is where an error of the YAML parser, or of days, names a line.
var lined = regexp.MustCompile(`(?m)^(?:yaml: )?\s*line (\d+): `)

// placed puts name and line before each fault that the parser has found.
func placed(name string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: unmarshal errors:\n")
	if !lined.MatchString(text) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return errors.New(lined.ReplaceAllString(text, strings.ReplaceAll(name, "$", "$$")+":$1: "))
}

// days is a list of days and of spans of days, and where it and they stand.
type days struct {
	list  []Day
	line  int
	lines map[Day]int
}

// UnmarshalYAML reads a list of 2026-01-01 and 2026-01-01..2026-01-03.
func (d *days) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.SequenceNode {
		return fmt.Errorf("line %d: expected a list of days", node.Line)
	}
	d.line, d.lines = node.Line, map[Day]int{}
	for _, item := range node.Content {
		first, last, err := span(item.Value)
		if err != nil {
			return fmt.Errorf("line %d: %w", item.Line, err)
		}
		for day := first; day <= last; day++ {
			d.list = append(d.list, day)
			d.lines[day] = item.Line
		}
	}
	return nil
}

// span reads a day, or some days in a row by both their ends.
func span(text string) (first, last Day, err error) {
	from, to, long := strings.Cut(text, "..")
	if !long {
		to = from
	}
	if first, err = ParseDay(from); err != nil {
		return 0, 0, err
	}
	if last, err = ParseDay(to); err != nil {
		return 0, 0, err
	}
	if last < first || last-first >= longest {
		return 0, 0, fmt.Errorf("%s has less than one or more than %d days", text, longest)
	}
	return first, last, nil
}
