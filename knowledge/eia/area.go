package eia

import "strings"

// outsideOf are the words before and behind an area of who lies outside of it.
var outsideOf = [][2]string{
	{"", "外"}, {"", "以外"}, {"", "之外"}, {"", "范围外"}, {"", "范围以外"}, {"", "范围之外"},
	{"离", ""}, {"距", ""}, {"避开", ""}, {"避让", ""}, {"远离", ""},
}

// outside takes out of a text the areas that a project is said to lie outside
// of, with the last such saying.
func (f Fact) outside(text string) (rest, how string) {
	leave := func(said string) {
		if strings.Contains(text, said) {
			how, text = said, strings.ReplaceAll(text, said, "，")
		}
	}
	for _, area := range f.Yes {
		for _, w := range outsideOf {
			leave(w[0] + area + w[1])
		}
	}
	for _, said := range f.No {
		leave(said)
	}
	return text, how
}
