package knowledge

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
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
	Calendar   []Occasion `yaml:"calendar"`
	English    []English  `yaml:"english"`

	Concepts map[string][]string `yaml:"concepts"`
}

// Faults are all that is wrong with a content folder, each with file and line.
type Faults []string

func (f Faults) Error() string { return strings.Join(f, "\n") }

// read parses every YAML file of a folder, strictly.
func read(folder fs.FS) (content, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return content{}, fmt.Errorf("list content: %w", err)
	}
	if len(names) == 0 {
		return content{}, Faults{"no YAML files in the content folder"}
	}
	var all content
	var faults Faults
	for _, name := range names {
		if name == RoutingFile {
			continue
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return content{}, fmt.Errorf("read content: %w", err)
		}
		one, err := parse(name, data)
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		all = merge(all, one)
	}
	all.Entries = append(all.Entries, all.Catalogue.entries()...)
	if len(faults) > 0 {
		return content{}, faults
	}
	return all, nil
}

func merge(a, b content) content {
	a.Sources = append(a.Sources, b.Sources...)
	a.Entries = append(a.Entries, b.Entries...)
	a.Background = append(a.Background, b.Background...)
	a.Flows = append(a.Flows, b.Flows...)
	a.Emergency = a.Emergency.merge(b.Emergency)
	a.Limits = a.Limits.merge(b.Limits)
	a.Labels = append(a.Labels, b.Labels...)
	a.Calendar = append(a.Calendar, b.Calendar...)
	a.English = append(a.English, b.English...)
	if b.Concepts != nil {
		a.Concepts = b.Concepts
	}
	if b.Catalogue.Source != "" {
		a.Catalogue = b.Catalogue
	}
	return a
}

// parse reads one file: unknown fields, a second document and anything after
// it are faults.
func parse(name string, data []byte) (content, error) {
	var c content
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&c); err != nil {
		return content{}, fmt.Errorf("%s: %w", name, err)
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return content{}, fmt.Errorf("%s: a second document", name)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return content{}, fmt.Errorf("%s: %w", name, err)
	}
	c.locate(path.Base(name), &root)
	return c, nil
}

// locate writes into each item where it stands.
func (c *content) locate(file string, root *yaml.Node) {
	at := func(key string, i int) place { return place{file: file, line: lineOf(root, i, key)} }
	for i := range c.Sources {
		c.Sources[i].place = at("sources", i)
	}
	for i := range c.Entries {
		c.Entries[i].place = at("entries", i)
	}
	for i := range c.Background {
		c.Background[i].place = at("background", i)
	}
	for i := range c.Flows {
		c.Flows[i].place = at("flows", i)
	}
	for i := range c.Labels {
		c.Labels[i].place = at("labels", i)
	}
	for i := range c.Calendar {
		c.Calendar[i].place = at("calendar", i)
	}
	for i := range c.English {
		c.English[i].place = at("english", i)
	}
	for i := range c.Catalogue.Items {
		c.Catalogue.Items[i].place = place{file: file, line: lineOf(root, i, "catalogue", "items")}
	}
}

// lineOf returns the line of the i-th item of a list, which is found by its
// keys from the top.
func lineOf(root *yaml.Node, i int, keys ...string) int {
	node := root.Content[0]
	for _, key := range keys {
		k := slices.IndexFunc(node.Content, func(n *yaml.Node) bool { return n.Value == key })
		node = node.Content[k+1]
	}
	return node.Content[i].Line
}
