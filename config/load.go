package config

import "reflect"

// Load builds a configuration: the defaults, then the YAML file at path (none
// when empty), then the environment ("NAME=value", as os.Environ gives it),
// then the files of secrets that the environment names. readFile reads both
// kinds of files. The error is a Faults with everything that is wrong; what
// could be read comes with it, so that a caller can look for more faults.
func Load(path string, environ []string, readFile func(string) ([]byte, error)) (Config, error) {
	l := &loading{
		cfg:    defaults(),
		file:   path,
		read:   readFile,
		places: map[string]place{},
		spoilt: map[string]bool{},
	}
	l.keys = keys("", reflect.ValueOf(&l.cfg).Elem())
	whole := l.fromFile()
	l.fromEnvironment(environ)
	l.validate(whole)
	if len(l.faults) > 0 {
		return l.cfg, l.sorted()
	}
	return l.cfg, nil
}

// loading is a configuration on its way.
type loading struct {
	cfg    Config
	keys   []key // of cfg
	file   string
	read   func(string) ([]byte, error)
	places map[string]place // path of a key, section or list item → where it was set
	spoilt map[string]bool  // paths that have a fault already
	faults []fault
}

// spoil reports a fault of a key and keeps the key from further checks.
func (l *loading) spoil(path string, at place, format string, args ...any) {
	l.spoilt[path] = true
	l.report(at, format, args...)
}
