package eia

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// RulesFolder holds a folder of rule files for each edition of the catalogue,
// named after the edition's source.
const RulesFolder = "rules"

//go:embed rules
var embedded embed.FS

// Files are rule files by their path, rules/EDITION/NAME.yaml.
type Files map[string][]byte

// Shipped are the rule files that are part of the program.
func Shipped() Files {
	files := Files{}
	names, _ := fs.Glob(embedded, RulesFolder+"/*/*.yaml") // the pattern is well formed
	for _, name := range names {
		files[name], _ = embedded.ReadFile(name) // it was just listed
	}
	return files
}

// EditionOf is the edition that a rule file belongs to.
func EditionOf(name string) string { return path.Base(path.Dir(name)) }

// Of are the files of one edition.
func (f Files) Of(edition string) Files {
	of := maps.Clone(f)
	maps.DeleteFunc(of, func(name string, _ []byte) bool { return EditionOf(name) != edition })
	return of
}

// Rules are the rules of one edition of the catalogue.
type Rules struct {
	Items      map[int]*Rule
	companions []Companion
}

// Companion is an item that projects of other items have as a part: the words
// (regular expressions) that tell of the part, and those that mean another thing.
type Companion struct {
	Item   int    `yaml:"item"`
	Words  string `yaml:"words"`
	Unless string `yaml:"unless"`

	words, unless *regexp.Regexp
}

// nothing is the expression of no words: it matches no text.
const nothing = `[^\s\S]`

func (c *Companion) prepare() (err error) {
	if c.words, err = regexp.Compile(cmp.Or(c.Words, nothing)); err == nil {
		c.unless, err = regexp.Compile(cmp.Or(c.Unless, nothing))
	}
	return err
}

// File is one rule file.
type File struct {
	Rules      []*Rule     `yaml:"rules"`
	Companions []Companion `yaml:"companions"`
}

// Load reads the files of one edition. stars says for each item whether all,
// part or none of its trades count only in an industrial building. Faults are
// told together, each with file and line.
func Load(files Files, stars map[int]string) (*Rules, error) {
	words, err := heard()
	if err != nil {
		return nil, err
	}
	rules := &Rules{Items: map[int]*Rule{}}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(files)) {
		faults = append(faults, rules.read(name, files[name], stars, words))
	}
	return rules, errors.Join(faults...)
}

// read adds the rules of one file.
func (r *Rules) read(name string, data []byte, stars map[int]string, words *hearing) error {
	var file File
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return fmt.Errorf("%s:1: %w", name, err)
	}
	var at struct{ Rules, Companions []yaml.Node } // their lines
	if err := yaml.Unmarshal(data, &at); err != nil {
		return fmt.Errorf("%s:1: %w", name, err)
	}
	var faults []error
	report := func(line, item int, err error) {
		if err != nil {
			faults = append(faults, fmt.Errorf("%s:%d: item %d: %s", name, line, item, strings.ReplaceAll(err.Error(), "\n", "; ")))
		}
	}
	for i, rule := range file.Rules {
		rule.hearing = words
		report(at.Rules[i].Line, rule.Item, rule.prepare(stars[rule.Item]))
		if r.Items[rule.Item] != nil {
			report(at.Rules[i].Line, rule.Item, errors.New("it has two rules"))
		}
		r.Items[rule.Item] = rule
	}
	for i, c := range file.Companions {
		report(at.Companions[i].Line, c.Item, c.prepare())
		r.companions = append(r.companions, c)
	}
	return errors.Join(faults...)
}

// IsCompanion says that an item is mostly a part of other projects.
func (r *Rules) IsCompanion(item int) bool {
	return slices.ContainsFunc(r.companions, func(c Companion) bool { return c.Item == item })
}

// Companions are the rules of the items that a project of an item has as a part,
// by its description.
func (r *Rules) Companions(item int, description string) []*Rule {
	var found []*Rule
	for _, c := range r.companions {
		if rule, ok := r.Items[c.Item]; ok && c.Item != item && c.words.MatchString(description) && !c.unless.MatchString(description) {
			found = append(found, rule)
		}
	}
	return found
}
