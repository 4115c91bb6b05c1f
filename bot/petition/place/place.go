// Package place knows the districts, streets and towns of Guangzhou: it finds
// them in what people write, and says in which district a position lies. It is
// offline; where its names and borders come from is said at the head of its
// data files.
package place

import "slices"

// Place is what a text says of where something is.
type Place struct {
	District string   // without 区, as in Districts
	Street   string   // a street or town with 街道 or 镇; empty when none is named, or more than one
	Words    []string // of the text, that name the district, in their order
}

// Districts returns the districts in the order of their codes, without 区.
func Districts() []string { return slices.Clone(guangzhou().districts) }

// Find finds the one district that a text names, by itself or by a street, a
// village or another place in it. It is false when the text names none, or more
// than one and nothing decides between them: 新塘 is in two districts. Places of
// other cities, and streets named right behind them, count for nothing.
// Simplified, traditional and Cantonese texts are read, and districts in pinyin;
// streets in pinyin when they bear 街 or 镇 or their district is named.
func Find(text string) (Place, bool) {
	g := guangzhou()
	found := g.scan(text)
	in, ok := found.district(len(g.districts))
	if !ok {
		return Place{}, false
	}
	p := Place{District: g.districts[in.first()], Words: found.words(text, in)}
	if i, ok := found.street(g, in); ok {
		p.Street = g.streets[i].name
	}
	return p, true
}

// set is a set of districts, one bit each.
type set uint16

func (s set) first() int {
	for i := range 16 {
		if s&(1<<i) != 0 {
			return i
		}
	}
	return -1
}

func (s set) single() bool { return s != 0 && s&(s-1) == 0 }

// strength is how plainly words name a place; the plainest decides.
type strength int

const (
	plainDistrict strength = iota // 天河区
	bareDistrict                  // 天河
	plainStreet                   // 石牌街, 猎德村
	bareStreet                    // 石牌, 珠江新城
	onlyStreet                    // no word on the district, but on the street
)

// hit is one place found in a text, by its bytes.
type hit struct {
	from, to int
	in       set // the districts it may lie in
	strength strength
	streets  []int // the streets that it is or lies in
}

type hits []hit

// district narrows down the districts from the plainest words to the least
// plain. Words that contradict plainer ones are passed over.
func (hs hits) district(n int) (set, bool) {
	all := set(1<<n - 1)
	in := all
	for s := plainDistrict; s < onlyStreet; s++ {
		meet, join := in, set(0)
		for _, h := range hs {
			if h.strength == s {
				meet &= h.in
				join |= h.in & in
			}
		}
		switch {
		case meet != 0:
			in = meet
		case join != 0:
			in = join
		}
	}
	return in, in.single()
}

// street returns the one street of a district that is named, if there is one:
// the plainest words decide, and less plain ones choose among those.
func (hs hits) street(g *gazetteer, in set) (int, bool) {
	var left []int
	for s := plainStreet; s <= onlyStreet; s++ {
		before := left
		for _, h := range hs {
			own := slices.DeleteFunc(slices.Clone(h.streets), func(i int) bool { return g.streets[i].in != in })
			if h.strength != s || len(own) == 0 {
				continue
			}
			if left == nil {
				left = own
				continue
			}
			left = slices.DeleteFunc(slices.Clone(left), func(i int) bool { return !slices.Contains(own, i) })
		}
		if len(left) == 0 && before == nil && left != nil {
			return 0, false // two streets, as plainly
		}
		if len(left) == 0 {
			left = before
		}
	}
	if len(left) != 1 {
		return 0, false
	}
	return left[0], true
}

// words returns those that speak for a district.
func (hs hits) words(text string, in set) (words []string) {
	for _, h := range hs {
		if h.in&in != 0 {
			words = append(words, text[h.from:h.to])
		}
	}
	return words
}
