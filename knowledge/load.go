package knowledge

import (
	"embed"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"suihuan/knowledge/eia"
)

//go:embed content/*.yaml
var embedded embed.FS

// Embedded is the content that ships with the program.
func Embedded() fs.FS {
	content, err := fs.Sub(embedded, "content")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return content
}

// RoutingFile is the file of the content folder that holds the routing rules;
// they are not knowledge and are read by who routes.
const RoutingFile = "routing.yaml"

// content is one file, or all of them together.
type content struct {
	Sources    []Source   `yaml:"sources"`
	Entries    []Entry    `yaml:"entries"`
	Background []Topic    `yaml:"background"`
	Flows      []Flow     `yaml:"flows"`
	Emergency  emergency  `yaml:"emergency"`
	Limits     limits     `yaml:"limits"`
	Catalogue  Catalogue  `yaml:"catalogue"`
	Labels     []Label    `yaml:"labels"`
	Unsaid     []string   `yaml:"unsaid"` // complaints that do not tell what they are about
	Calendar   []Occasion `yaml:"calendar"`
	English    []English  `yaml:"english"`

	Concepts      map[string][]string `yaml:"concepts"`
	Conversations []Conversation      `yaml:"conversations"`

	catalogues []Catalogue // every edition; Catalogue is the one that the entries are of
	rules      eia.Files   // that the folder brings

	found []string // faults of the files as they were read: personal data, nothing in them
}

// Faults are all that is wrong with a content folder, each with file and line.
type Faults []string

func (f Faults) Error() string { return strings.Join(f, "\n") }

// read parses every YAML file of a folder, strictly.
func read(f files) (content, error) {
	var all content
	var faults Faults
	for _, one := range parseAll(f) {
		if one.err != nil {
			faults = append(faults, one.err.Error())
			continue
		}
		all = merge(all, one.content)
	}
	if len(all.Entries) == 0 && len(all.catalogues) == 0 {
		all.found = append(all.found, f.names[0]+":1: no entries in the content folder")
	}
	if len(faults) > 0 {
		return content{}, faults
	}
	return all, nil
}

type parsed struct {
	content
	err error
}

// parseAll parses the files side by side.
func parseAll(f files) []parsed {
	all := make([]parsed, len(f.names))
	var parsing sync.WaitGroup
	for i, name := range f.names {
		parsing.Go(func() {
			if name == RoutingFile {
				all[i].found = private(name, f.data[name])
				return
			}
			if strings.HasPrefix(name, eia.RulesFolder+"/") {
				all[i].content, all[i].err = rulesIn(name, f.data[name])
				return
			}
			all[i].content, all[i].err = parse(name, f.data[name])
		})
	}
	parsing.Wait()
	return all
}

func merge(a, b content) content {
	a.Sources = append(a.Sources, b.Sources...)
	a.Entries = append(a.Entries, b.Entries...)
	a.Background = append(a.Background, b.Background...)
	a.Flows = append(a.Flows, b.Flows...)
	a.Emergency = a.Emergency.merge(b.Emergency)
	a.Limits = a.Limits.merge(b.Limits)
	a.Labels = append(a.Labels, b.Labels...)
	a.Unsaid = append(a.Unsaid, b.Unsaid...)
	a.Calendar = append(a.Calendar, b.Calendar...)
	a.English = append(a.English, b.English...)
	if b.Concepts != nil {
		a.Concepts = b.Concepts
	}
	a.Conversations = append(a.Conversations, b.Conversations...)
	a.found = append(a.found, b.found...)
	a.catalogues = append(a.catalogues, b.catalogues...)
	if b.rules != nil && a.rules == nil {
		a.rules = eia.Files{}
	}
	maps.Copy(a.rules, b.rules)
	return a
}

// rulesIn looks at a rule file as at every other; its conditions are read with
// their edition.
func rulesIn(name string, data []byte) (content, error) {
	_, err := decode(name, data, &eia.File{})
	return content{rules: eia.Files{name: data}, found: private(name, data)}, err
}
