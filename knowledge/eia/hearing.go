package eia

import (
	"bytes"
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed hearing.yaml
var hearingFile []byte

// hearing is how people tell what they do; see hearing.yaml.
type hearing struct {
	Steps    map[string][]string `yaml:"steps"`
	Pure     map[string][]string `yaml:"pure"`
	Unsaid   []presumption       `yaml:"unsaid"`
	Presumed []presumption       `yaml:"presumed"`
	Implied  []implication       `yaml:"implied"`
	Kinds    map[string][]string `yaml:"kinds"`
	Nouns    map[string][]string `yaml:"nouns"`
	Grammar  []string            `yaml:"grammar"`
	Typos    map[string]string   `yaml:"typos"`

	words   *regexp.Regexp
	classOf map[string]string // word → class of steps
	spelled *strings.Replacer // of typos
}

// presumption is a fact that is taken for known where it is not told, unless one
// of some words is there.
type presumption struct {
	Fact   string   `yaml:"fact"`
	Unless []string `yaml:"unless"`
}

// implication is a fact that follows from an amount: true from one number on,
// false below another.
type implication struct {
	Fact  string  `yaml:"fact"`
	Of    string  `yaml:"of"`
	From  float64 `yaml:"from"`
	Below float64 `yaml:"below"`
}

var heard = sync.OnceValues(readHearing)

func readHearing() (*hearing, error) {
	h := &hearing{classOf: map[string]string{}}
	dec := yaml.NewDecoder(bytes.NewReader(hearingFile))
	dec.KnownFields(true)
	if err := dec.Decode(h); err != nil {
		return nil, fmt.Errorf("hearing.yaml: %w", err)
	}
	var words []string
	for class, list := range h.Steps {
		for _, w := range list {
			h.classOf[w] = class
			words = append(words, w)
		}
	}
	for fact, classes := range h.Pure {
		for _, c := range classes {
			if h.Steps[c] == nil {
				return nil, fmt.Errorf("hearing.yaml: %s: no steps %s", fact, c)
			}
		}
	}
	h.words = anyOf(words)
	var pairs []string
	for _, typed := range slices.Sorted(maps.Keys(h.Typos)) {
		pairs = append(pairs, typed, h.Typos[typed])
	}
	h.spelled = strings.NewReplacer(pairs...)
	return h, nil
}

// anyOf matches any of some words, the longest first.
func anyOf(words []string) *regexp.Regexp {
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	return regexp.MustCompile(strings.Join(words, "|"))
}

// Names says that one of the words stands in a text and is not denied.
func Names(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		i := strings.Index(text, w)
		return i >= 0 && !negated(text[:i])
	})
}

// Describes says that a text names a step of a production that is done.
func Describes(text string) bool {
	h, err := heard()
	return err == nil && len(done(h.stepsIn(text))) > 0
}

// Vocabulary lists the words by which an item's facts are told, those of
// production steps and those of the hearing's grammar.
func (r *Rule) Vocabulary() []string {
	words := slices.Clone(r.hearing.Grammar)
	for _, list := range r.hearing.Steps {
		words = append(words, list...)
	}
	for name, f := range r.Facts {
		words = slices.Concat(words, []string{name}, f.Yes, f.No, f.Words)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// open says that one of the words is there that leave the fact open, and not denied.
func (p presumption) open(text string) bool {
	return Names(text, p.Unless)
}

// materialWords are what people call an amount of a material, by the kind and
// the group in the name of its fact.
func (h *hearing) materialWords(fact string) []string {
	kind := "溶剂型"
	if strings.Contains(fact, "低VOCs") {
		kind = "低VOCs"
	}
	var words []string
	for noun, names := range h.Nouns {
		if !strings.Contains(fact, noun) {
			continue
		}
		for _, adjective := range h.Kinds[kind] {
			words = append(words, adjective+"的")
			for _, name := range names {
				words = append(words, adjective+name)
			}
		}
	}
	slices.Sort(words)
	return words
}

// asking marks what the text asks or does not know instead of telling it.
var asking = regexp.MustCompile(`是不是|会不会|有没有|要不要|用不用|需不需要|使唔使|用唔用|要唔要|系咪|有冇|算不算|属不属于|是否|有无|(?:不|唔)(?:知道?|清楚|确定|肯定|太懂|晓得)`)

// plainly mends typos, and takes out what is asked.
func (h *hearing) plainly(text string) string {
	return asking.ReplaceAllString(h.spelled.Replace(text), "？")
}
