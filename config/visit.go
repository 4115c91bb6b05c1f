package config

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// shape is how a kind of Go value is written in YAML.
type shape struct {
	node yaml.Kind
	want string
	take func(l *loading, path string, n *yaml.Node, v reflect.Value)
}

func shapes() map[reflect.Kind]shape {
	return map[reflect.Kind]shape{
		reflect.Struct: {yaml.MappingNode, "a section of keys", (*loading).section},
		reflect.Slice:  {yaml.SequenceNode, "a list", (*loading).list},
		reflect.String: {yaml.ScalarNode, "a text", (*loading).scalar},
		reflect.Int:    {yaml.ScalarNode, "a number", (*loading).scalar},
		reflect.Bool:   {yaml.ScalarNode, "true or false", (*loading).scalar},
	}
}

// visit lays a YAML node over a value. The nodes are read by hand because the
// decoder's own errors quote values and forget where a good value stood. An
// empty node leaves the default.
func (l *loading) visit(path string, n *yaml.Node, v reflect.Value) {
	at, set := l.places[path]
	if !set {
		at = place{line: n.Line}
	}
	shape := shapes()[v.Kind()]
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0:
		l.spoil(path, at, "%sanchors, aliases and tags are not used here; put quotes around a value that begins with &, * or !", label(path))
	case n.Tag == "!!null":
	case n.Kind != shape.node:
		l.spoil(path, at, "%sexpected %s", label(path), shape.want)
	default:
		shape.take(l, path, n, v)
	}
}

// section reads a mapping into a struct. Unknown and repeated keys are faults.
func (l *loading) section(path string, n *yaml.Node, v reflect.Value) {
	fields, names := fieldsOf(v)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		field, known := fields[k.Value]
		if !known || k.Kind != yaml.ScalarNode {
			l.report(place{line: k.Line}, "%sunknown key%s: expected %s", label(path), quotable(k, value), strings.Join(names, ", "))
			continue
		}
		child := join(path, k.Value)
		if _, twice := l.places[child]; twice {
			l.spoil(child, place{line: k.Line}, "%s: stands twice", child)
			continue
		}
		l.places[child] = place{line: k.Line}
		l.visit(child, value, field)
	}
}

// list reads a sequence into a slice.
func (l *loading) list(path string, n *yaml.Node, v reflect.Value) {
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		child := fmt.Sprintf("%s[%d]", path, i)
		l.places[child] = place{line: item.Line}
		l.visit(child, item, v.Index(i))
	}
}

// scalar reads a scalar as it is written: 007 stays 007.
func (l *loading) scalar(path string, n *yaml.Node, v reflect.Value) {
	if !assign(v, n.Value) {
		l.spoil(path, l.places[path], "%s: expected %s", path, shapes()[v.Kind()].want)
	}
}

func fieldsOf(v reflect.Value) (map[string]reflect.Value, []string) {
	fields, names := map[string]reflect.Value{}, []string{}
	for field, value := range v.Fields() {
		fields[name(field)] = value
		names = append(names, name(field))
	}
	return fields, names
}

// quotable names an unknown key, unless it has no value: then the key may be a
// secret whose own key lost its space or its line ({token:abc} is one key).
func quotable(k, value *yaml.Node) string {
	if k.Kind != yaml.ScalarNode || value.Tag == "!!null" {
		return ""
	}
	return " " + strconv.Quote(k.Value)
}

func label(path string) string {
	if path == "" {
		return ""
	}
	return path + ": "
}
