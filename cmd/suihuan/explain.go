package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// explain says what was made of a question and why.
func explain(_ context.Context, args, environ []string, io streams) error {
	set := flags("explain", io)
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	question := strings.Join(set.Args(), " ")
	if question == "" {
		return invalid{errors.New("explain what? give a question")}
	}
	in, err := install("", environ)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(io.out, in.base.Explain(question, time.Now()))
	return err
}
