package config

import (
	"maps"
	"slices"
	"strings"
)

const (
	prefix     = "SUIHUAN_"
	testPrefix = "SUIHUAN_TEST_" // belongs to the tests, no key has it
	fileSuffix = "_FILE"
)

// fromEnvironment lays the environment over what is there. An empty variable
// counts as not set: container tools pass on what nobody filled in.
func (l *loading) fromEnvironment(environ []string) {
	left := variables(environ)
	for _, k := range l.keys {
		l.fromVariable(k, left)
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		l.report(place{variable: name}, "unknown variable: no key takes it")
	}
}

// variables returns those of ours.
func variables(environ []string) map[string]string {
	ours := map[string]string{}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, prefix) && !strings.HasPrefix(name, testPrefix) {
			ours[name] = value
		}
	}
	return ours
}

// fromVariable sets a key from its variable or its file, and takes both names
// out of what is left.
func (l *loading) fromVariable(k key, left map[string]string) {
	name, file := k.variable(), ""
	value := left[name]
	delete(left, name)
	if k.secret() {
		file = left[name+fileSuffix]
		delete(left, name+fileSuffix)
	}
	switch {
	case value != "" && file != "":
		l.spoil(k.path, place{variable: name}, "set together with %s: expected one of the two", name+fileSuffix)
	case value != "":
		l.set(k, place{variable: name}, value)
	case file != "":
		l.fromSecretFile(k, file)
	}
}

// fromSecretFile sets a secret from the file that holds it and nothing else.
func (l *loading) fromSecretFile(k key, file string) {
	at := place{variable: k.variable() + fileSuffix}
	data, err := l.read(file)
	if err != nil {
		l.spoil(k.path, at, "expected the path of a readable file: %s", why(err))
		return
	}
	value := strings.TrimRight(string(data), "\r\n")
	if value == "" {
		l.spoil(k.path, at, "expected a file that holds the secret: it is empty")
		return
	}
	l.set(k, at, value)
}

func (l *loading) set(k key, at place, value string) {
	l.places[k.path] = at
	if !assign(k.value, value) {
		l.spoil(k.path, at, "%s: expected %s", k.path, shapes()[k.value.Kind()].want)
	}
}
