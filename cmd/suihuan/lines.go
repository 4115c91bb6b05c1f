package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

// readLines reads a file of one JSON object a line; blank lines are left out. A
// fault, also one that check finds, names its line.
func readLines[T any](path string, check func(one T, line int) error) ([]T, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, invalid{fmt.Errorf("open: %w", err)}
	}
	defer file.Close()
	lines := bufio.NewReader(file)
	var all []T
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		last := err != nil
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			one, err := readLine[T](line)
			if err == nil {
				err = check(one, n)
			}
			if err != nil {
				return nil, invalid{fmt.Errorf("%s:%d: %w", path, n, err)}
			}
			all = append(all, one)
		}
		if last && len(all) == 0 {
			return nil, invalid{fmt.Errorf("%s: empty, needs one JSON object a line", path)}
		}
		if last {
			return all, nil
		}
	}
}

// readLine parses one object. JSON alone would take bad UTF-8 and put signs of
// its own in its place.
func readLine[T any](line []byte) (one T, err error) {
	if !utf8.Valid(line) {
		return one, errors.New("not UTF-8")
	}
	if line[0] != '{' {
		return one, errors.New("not a JSON object")
	}
	return one, json.Unmarshal(line, &one)
}

// once checks that each line has an id of its own.
func once[T any](id func(T) string) func(T, int) error {
	lines := map[string]int{}
	return func(one T, line int) error {
		name := id(one)
		if name == "" {
			return errors.New("no id")
		}
		if before, ok := lines[name]; ok {
			return fmt.Errorf("id %q stands in line %d already", name, before)
		}
		lines[name] = line
		return nil
	}
}
