package eia

import "regexp"

// Answer reads the answer to the question about one fact: its own words, a yes
// or no, or a number. It is false when the words do not answer.
func (r *Rule) Answer(fact, text string) (Value, bool) {
	f := r.Facts[fact]
	if f.Unit != "" {
		return f.answered(text)
	}
	if v, ok := f.flag(text); ok {
		return v, true
	}
	for _, word := range []struct {
		form  *regexp.Regexp
		means bool
	}{{denying, false}, {affirming, true}} {
		if word.form.MatchString(text) {
			return Value{Yes: word.means, How: text}, true
		}
	}
	return Value{}, false
}

var (
	denying   = regexp.MustCompile(`^(?:不|没|无|冇|唔|否|未|非|no)`)
	affirming = regexp.MustCompile(`^(?:是|有|系|会|要|对|嗯|啱|用|做|涉及|在|yes|ok)`)
	bare      = regexp.MustCompile(`^[^0-9]{0,4}?([0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十百千]+)\s*(万|千|百)?[^0-9]{0,3}$`)
)

// answered reads an amount: with its unit, as a bare number in the fact's unit,
// or as none.
func (f Fact) answered(text string) (Value, bool) {
	for _, q := range quantitiesIn(text) {
		if factor, ok := f.factor(q, text); ok {
			return Value{Amount: rounded(q.amount * factor), How: q.how}, true
		}
	}
	if m := bare.FindStringSubmatch(text); m != nil {
		return Value{Amount: number(m[1]) * multiples[m[2]], How: text}, true
	}
	if denying.MatchString(text) {
		return Value{How: text}, true
	}
	return Value{}, false
}
