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

	"suihuan/handlers/web"
	"suihuan/knowledge"
)

// assess judges the project of a fact sheet, or judges the kept sheets again.
func assess(ctx context.Context, args, environ []string, io streams) error {
	if len(args) > 0 && args[0] == wordRejudge {
		return rejudge(ctx, args[1:], environ, io)
	}
	set := flags("eia", io)
	asJSON := set.Bool("json", false, "print JSON")
	asHTML := set.Bool("html", false, "print the page for A4 paper")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	if *asJSON && *asHTML {
		return invalid{errors.New("--json or --html, not both")}
	}
	if set.NArg() != 1 {
		return invalid{errors.New("eia needs one fact sheet: suihuan eia [--json|--html] FILE.yaml, or suihuan eia rejudge [--queue] [--json]")}
	}
	sheet, err := readSheet(set.Arg(0))
	if err != nil {
		return err
	}
	in, err := install("", environ)
	if err != nil {
		return err
	}
	result, err := in.base.JudgeSheet(sheet, time.Now())
	if err != nil {
		return invalid{fmt.Errorf("%s: %w", set.Arg(0), err)}
	}
	advice := result.Advice
	switch {
	case *asHTML:
		return web.Print(io.out, result)
	case *asJSON:
		return json.NewEncoder(io.out).Encode(advice)
	}
	_, err = fmt.Fprintf(io.out, "级别：%s\n可能：%s\n名录：%s\n下一问：%s\n", advice.Level, strings.Join(advice.Possible, "、"), strings.Join(advice.Items, " "), advice.Asks)
	return err
}

func readSheet(path string) (knowledge.Sheet, error) {
	var sheet knowledge.Sheet
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
