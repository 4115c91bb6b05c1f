package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

// factSheet is the file that eia reads: a description in plain words, and, where
// they are known, the item of the catalogue and its facts (true, false or an
// amount in the fact's unit).
type factSheet struct {
	Description string         `yaml:"description"`
	Item        int            `yaml:"item"`
	Facts       map[string]any `yaml:"facts"`
}

// assess judges the project of a fact sheet.
func assess(_ context.Context, args, environ []string, io streams) error {
	set := flags("eia", io)
	asJSON := set.Bool("json", false, "print JSON")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	if set.NArg() != 1 {
		return invalid{errors.New("eia needs one fact sheet: suihuan eia [--json] FILE.yaml")}
	}
	sheet, err := readSheet(set.Arg(0))
	if err != nil {
		return err
	}
	in, err := install("", environ)
	if err != nil {
		return err
	}
	advice, err := sheet.judge(in.base)
	if err != nil {
		return err
	}
	if *asJSON {
		return json.NewEncoder(io.out).Encode(advice)
	}
	_, err = fmt.Fprintf(io.out, "级别：%s\n可能：%s\n名录：%s\n下一问：%s\n", advice.Level, strings.Join(advice.Possible, "、"), strings.Join(advice.Items, " "), advice.Asks)
	return err
}

func readSheet(path string) (factSheet, error) {
	var sheet factSheet
	data, err := os.ReadFile(path)
	if err != nil {
		return sheet, fmt.Errorf("read fact sheet: %w", err)
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&sheet); err != nil && !errors.Is(err, io.EOF) {
		return sheet, invalid{fmt.Errorf("%s: %w", path, err)}
	}
	return sheet, nil
}

// judge finds the item where none is named.
func (s factSheet) judge(base *knowledge.Base) (eia.Advice, error) {
	facts := eia.Facts{}
	for name, v := range s.Facts {
		value, err := valueOf(v)
		if err != nil {
			return eia.Advice{}, invalid{fmt.Errorf("fact %s: %w", name, err)}
		}
		facts[name] = value
	}
	if s.Item == 0 {
		found := base.Ask(s.Description, time.Now()).EIA
		if found == nil || len(found.Items) == 0 {
			return eia.NothingTold(), nil
		}
		s.Item = knowledge.ItemNumber(found.Items[0])
	}
	return base.Judge(s.Item, s.Description, facts, nil), nil
}

func valueOf(v any) (eia.Value, error) {
	switch v := v.(type) {
	case bool:
		return eia.Value{Yes: v, How: "told"}, nil
	case int:
		return valueOf(float64(v))
	case float64:
		if v < 0 {
			return eia.Value{}, errors.New("an amount cannot be negative")
		}
		return eia.Value{Amount: v, How: "told"}, nil
	}
	return eia.Value{}, fmt.Errorf("want true, false or an amount, not %v", v)
}
