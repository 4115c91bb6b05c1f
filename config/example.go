package config

import _ "embed"

//go:embed example.yaml
var example string

// Example returns example.yaml: every key with its default and, in Chinese for
// the operators, what it means.
func Example() []byte { return []byte(example) }
