package knowledge

import (
	"fmt"

	"gopkg.in/yaml.v3"
)

// place is where something stands in the content, for messages about faults.
type place struct {
	file  string
	line  int
	words map[string]int // the lines of the words that stand within it
}

func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// of is the place of words within the item; the item's own where they do not
// stand alone in it.
func (p place) of(words string) place {
	if line, ok := p.words[words]; ok {
		p.line = line
	}
	return p
}

// locate writes into each item where it stands.
func (c *content) locate(file string, root *yaml.Node) {
	top := root.Content[0]
	at := func(n *yaml.Node) place { return place{file, n.Line, wordsOf(n)} }
	for i, n := range list(top, "sources") {
		c.Sources[i].place = at(n)
	}
	for i, n := range list(top, "entries") {
		c.Entries[i].place = at(n)
		for j, test := range list(n, "tests") {
			c.Entries[i].Tests[j].place = at(test)
		}
	}
	for i, n := range list(top, "background") {
		c.Background[i].place = at(n)
	}
	for i, n := range list(top, "flows") {
		c.Flows[i].place = at(n)
	}
	for i, n := range list(top, "labels") {
		c.Labels[i].place = at(n)
	}
	for i, n := range list(top, "calendar") {
		c.Calendar[i].place = at(n)
	}
	for i, n := range list(top, "english") {
		c.English[i].place = at(n)
	}
	if n := value(top, "catalogue"); n != nil {
		c.Catalogue.place = at(n)
		for i, item := range list(n, "items") {
			c.Catalogue.Items[i].place = at(item)
		}
		c.catalogues = []Catalogue{c.Catalogue}
	}
	locateTurns(c.Conversations, file, top)
}

func locateTurns(conversations []Conversation, file string, top *yaml.Node) {
	for i, n := range list(top, "conversations") {
		conversations[i].place = place{file: file, line: n.Line}
		for j, turn := range list(n, "turns") {
			conversations[i].Turns[j].place = place{file: file, line: turn.Line}
		}
	}
}

// value is what stands under a key, nil where the key is not there.
func value(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// list is what a list under a key holds, nothing where it is not there.
func list(n *yaml.Node, key string) []*yaml.Node {
	items := value(n, key)
	if items == nil || items.Kind != yaml.SequenceNode {
		return nil
	}
	return items.Content
}

// wordsOf maps each text within an item to the line on which it first stands.
func wordsOf(n *yaml.Node) map[string]int {
	words := map[string]int{}
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		if _, seen := words[n.Value]; n.Kind == yaml.ScalarNode && !seen {
			words[n.Value] = n.Line
		}
		for _, inner := range n.Content {
			walk(inner)
		}
	}
	walk(n)
	return words
}
