package reply

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

var (
	//go:embed templates.yaml
	templatesYAML []byte
	//go:embed words.yaml
	wordsYAML []byte
)

// Embedded is the book that the program carries.
var Embedded = sync.OnceValues(func() (*Book, error) { return Read(templatesYAML, wordsYAML) })

// Book is the templates and the words that drafts are read by. It does not
// change and may be used by many at once.
type Book struct {
	fields    map[string]string // what stands in a blank behind the field's name
	templates map[Kind]string
	words     words
}

// words are the tables of words.yaml.
type words struct {
	Signs      map[string]string `yaml:"signs"`      // a traditional or Cantonese word → as the tables write it
	LookAlikes forms             `yaml:"lookalikes"` // what is no demand, though it has the word of one
	Markers    forms             `yaml:"markers"`    // what opens a demand
	Questions  forms             `yaml:"questions"`  // what opens one where a question is answered
	Told       forms             `yaml:"told"`       // a clause that tells of what was, not of what is wanted
	Echo       forms             `yaml:"echo"`       // a sentence of the draft that answers nothing
	Wants      []want            `yaml:"wants"`
	Needs      map[Kind][]need   `yaml:"needs"`
	Hollow     forms             `yaml:"hollow"`
	Sixty      forms             `yaml:"sixty"`
	SixtyNot   forms             `yaml:"sixty_not"` // a sentence that does not promise it
	Accusation forms             `yaml:"accusation"`
	Surnames   string            `yaml:"surnames"`
}

// want is one thing that citizens ask for.
type want struct {
	Name    string `yaml:"name"`
	Asks    forms  `yaml:"asks"`    // behind a marker
	Alone   forms  `yaml:"alone"`   // a demand without one
	Answers forms  `yaml:"answers"` // speaks of it
}

// need is what a kind must say.
type need struct {
	Name string `yaml:"name"`
	Says forms  `yaml:"says"`
}

// forms are alternatives, each a regular expression; a plain word is one. The
// zero value matches nothing.
type forms struct{ any *regexp.Regexp }

// UnmarshalYAML reads a list of expressions.
func (f *forms) UnmarshalYAML(node *yaml.Node) error {
	var list []string
	if err := node.Decode(&list); err != nil {
		return err
	}
	for _, one := range list {
		if r, err := regexp.Compile(one); err != nil || r.MatchString("") {
			return fmt.Errorf("line %d: %q is no expression that asks for a sign", node.Line, one)
		}
	}
	if len(list) > 0 {
		f.any = regexp.MustCompile(`(?i)(?:` + strings.Join(list, "|") + `)`)
	}
	return nil
}

func (f forms) in(text string) bool { return f.any != nil && f.any.MatchString(text) }

// at is where the first match begins, or -1.
func (f forms) at(text string) int {
	if f.any == nil {
		return -1
	}
	if m := f.any.FindStringIndex(text); m != nil {
		return m[0]
	}
	return -1
}

// Read reads a book from the texts of templates.yaml and words.yaml, strictly.
// Every fault of the templates is in the error.
func Read(templates, words []byte) (*Book, error) {
	var file struct {
		Fields    map[string]string `yaml:"fields"`
		Templates map[Kind]string   `yaml:"templates"`
	}
	if err := decode(templates, &file); err != nil {
		return nil, fmt.Errorf("templates.yaml: %w", err)
	}
	b := &Book{fields: file.Fields, templates: file.Templates}
	if err := decode(words, &b.words); err != nil {
		return nil, fmt.Errorf("words.yaml: %w", err)
	}
	return b, b.faults()
}

func decode(data []byte, into any) error {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return err
	}
	if err := dec.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return errors.New("a second document")
	}
	return nil
}

func (b *Book) faults() error {
	var faults []error
	for _, k := range Kinds() {
		if strings.TrimSpace(b.templates[k]) == "" {
			faults = append(faults, fmt.Errorf("templates.yaml: %s has no template", k))
		}
	}
	for k, text := range b.templates {
		if !slices.Contains(Kinds(), k) {
			faults = append(faults, fmt.Errorf("templates.yaml: there is no kind %s", k))
		}
		for _, m := range field.FindAllStringSubmatch(text, -1) {
			if b.fields[m[1]] == "" {
				faults = append(faults, fmt.Errorf("templates.yaml: %s uses the unknown field {%s}", k, m[1]))
			}
		}
	}
	for k := range b.words.Needs {
		if !slices.Contains(Kinds(), k) {
			faults = append(faults, fmt.Errorf("words.yaml: there is no kind %s", k))
		}
	}
	return errors.Join(faults...)
}
