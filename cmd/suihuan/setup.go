package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
	"suihuan/config"
	"suihuan/knowledge"
)

// flags returns an empty set that reports instead of exiting.
func flags(name string, io streams) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(io.err)
	return set
}

// installation is what the configuration says and what it points to, read and
// checked before anything is started.
type installation struct {
	config config.Config
	base   *knowledge.Base
	rules  petition.Rules
}

// install reads configuration, knowledge base and routing rules. What is wrong
// with any of them comes back together.
func install(path string, environ []string) (installation, error) {
	cfg, err := config.Load(path, environ, os.ReadFile)
	faults := []error{about("configuration", err)}
	base, err := baseOf(cfg)
	faults = append(faults, about("knowledge base", inFolder(cfg.Content, err)))
	terms, err := termsOf(cfg)
	faults = append(faults, about("calendars", err))
	rules, err := rulesOf(cfg)
	rules.Terms = terms
	faults = append(faults, about("routing rules", errors.Join(err, unknownLabels(rules, base))))
	if err := errors.Join(faults...); err != nil {
		return installation{}, invalid{err}
	}
	return installation{config: cfg, base: base, rules: rules}, nil
}

// termsOf reads the notices of holidays that the configuration names.
func termsOf(cfg config.Config) (petition.Terms, error) {
	var years []clock.Year
	var faults []error
	for _, name := range cfg.Calendars {
		data, err := os.ReadFile(name)
		if err != nil {
			faults = append(faults, fmt.Errorf("read calendar: %w", err))
			continue
		}
		year, err := clock.ParseYear(name, data)
		years, faults = append(years, year), append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return petition.Terms{}, err
	}
	return petition.NewTerms(years...)
}

// unknownLabels finds rules for kinds of complaints that nothing is heard as.
func unknownLabels(rules petition.Rules, base *knowledge.Base) error {
	if base == nil {
		return nil
	}
	var faults []error
	for _, r := range rules.Rules {
		for _, l := range r.Labels {
			if !slices.Contains(petition.OwnLabels(), l) && !base.HasLabel(l) {
				faults = append(faults, fmt.Errorf("rule %s names the unknown label %s", r.ID, l))
			}
		}
	}
	return errors.Join(faults...)
}

// inFolder names the folder that replaces the embedded content.
func inFolder(folder string, err error) error {
	if err == nil || folder == "" {
		return err
	}
	return fmt.Errorf("in %s:\n%w", folder, err)
}

func about(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s:\n%w", what, err)
}

func baseOf(cfg config.Config) (*knowledge.Base, error) {
	if cfg.Content == "" {
		return knowledge.Shipped()
	}
	return knowledge.Load(contentOf(cfg))
}

func contentOf(cfg config.Config) fs.FS {
	if cfg.Content != "" {
		return os.DirFS(cfg.Content)
	}
	return knowledge.Embedded()
}

// rulesOf reads the routing rules and seats the configured officers.
func rulesOf(cfg config.Config) (petition.Rules, error) {
	name := knowledge.RoutingFile
	read := func() ([]byte, error) { return fs.ReadFile(contentOf(cfg), name) }
	if cfg.Routing != "" {
		name = cfg.Routing
		read = func() ([]byte, error) { return os.ReadFile(name) }
	}
	data, err := read()
	if err != nil {
		return petition.Rules{}, fmt.Errorf("read %s: %w", name, err)
	}
	rules, err := petition.ParseRules(name, data)
	if err != nil {
		return petition.Rules{}, err
	}
	for _, u := range cfg.Units {
		duty, err := shifts(u)
		if err != nil {
			return petition.Rules{}, fmt.Errorf("configuration: unit %s: %w", u.ID, err)
		}
		if !rules.Seat(u.ID, u.Officers, duty...) {
			return petition.Rules{}, fmt.Errorf("configuration: unit %s is not in %s", u.ID, name)
		}
	}
	return rules, nil
}

// shifts reads the days of duty of a unit.
func shifts(u config.Unit) ([]petition.Shift, error) {
	duty := make([]petition.Shift, len(u.Duty))
	for i, d := range u.Duty {
		var err error
		if duty[i], err = petition.NewShift(d.Officer, d.On); err != nil {
			return nil, err
		}
	}
	return duty, nil
}

// logger writes to the error stream, as the configuration says.
func logger(cfg config.Config, io streams) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(cfg.Log.Level)) // the configuration is checked
	options := &slog.HandlerOptions{Level: level}
	if cfg.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(io.err, options))
	}
	return slog.New(slog.NewTextHandler(io.err, options))
}
