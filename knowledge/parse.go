package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// parse reads one file of the content folder.
func parse(name string, data []byte) (content, error) {
	var c content
	root, err := decode(name, data, &c)
	if err != nil {
		return content{}, err
	}
	c.locate(name, root)
	c.found = private(name, data)
	return c, nil
}

// decode reads one YAML file, strictly: strange characters, references from one
// part to another, empty list items, unknown and repeated keys, a second document and anything
// after it are faults, each with its line. References are refused before they
// are followed: a few lines of them can stand for gigabytes.
func decode(name string, data []byte, into any) (*yaml.Node, error) {
	if faults := strange(name, data); len(faults) > 0 {
		return nil, Faults(faults)
	}
	var root, second yaml.Node
	documents := yaml.NewDecoder(bytes.NewReader(data))
	if err := documents.Decode(&root); err != nil {
		return nil, located(name, data, err)
	}
	if err := documents.Decode(&second); err == nil {
		return nil, Faults{fmt.Sprintf("%s:%d: a second document", name, second.Line)}
	} else if !errors.Is(err, io.EOF) {
		return nil, located(name, data, err)
	}
	if faults := unwanted(name, &root); len(faults) > 0 {
		return nil, Faults(faults)
	}
	strict := yaml.NewDecoder(bytes.NewReader(data))
	strict.KnownFields(true)
	if err := strict.Decode(into); err != nil {
		return nil, located(name, data, err)
	}
	return &root, nil
}

// unwanted lists the anchors, aliases, merges and empty list items of a
// document: the YAML reader would leave an empty item out without a word.
func unwanted(name string, n *yaml.Node) (faults []string) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Tag == "!!merge" {
		faults = append(faults, fmt.Sprintf("%s:%d: & and * and << are not allowed: write it out", name, n.Line))
	}
	for _, inner := range n.Content {
		if n.Kind == yaml.SequenceNode && inner.Tag == "!!null" {
			faults = append(faults, fmt.Sprintf("%s:%d: an empty list item", name, inner.Line))
		}
		faults = append(faults, unwanted(name, inner)...)
	}
	return faults
}

var (
	lineForm    = regexp.MustCompile(`line ([0-9]+): `)
	unknownForm = regexp.MustCompile(`field (.*) not found in type .*`)
	againForm   = regexp.MustCompile(`mapping key "(.*)" already defined at (line [0-9]+)`)
	kindForm    = regexp.MustCompile(`cannot unmarshal !!(\w+) (?:.* )?into .*`)
)

// located writes what the YAML reader says as faults with file and line, in
// words for authors. What has no line is at the end of the file.
func located(name string, data []byte, err error) Faults {
	if errors.Is(err, io.EOF) {
		return Faults{name + ":1: the file is empty"}
	}
	said := []string{strings.TrimPrefix(err.Error(), "yaml: ")}
	if typed := (*yaml.TypeError)(nil); errors.As(err, &typed) {
		said = typed.Errors
	}
	faults := make(Faults, len(said))
	for i, s := range said {
		line := fmt.Sprint(bytes.Count(data, []byte("\n")) + 1)
		if m := lineForm.FindStringSubmatch(s); m != nil {
			line, s = m[1], strings.TrimPrefix(s, m[0])
		}
		s = unknownForm.ReplaceAllString(s, "unknown key $1")
		s = againForm.ReplaceAllString(s, "key $1 stands twice, first on $2")
		faults[i] = fmt.Sprintf("%s:%s: %s", name, line, kindForm.ReplaceAllString(s, "something else is wanted here than !!$1"))
	}
	return faults
}
