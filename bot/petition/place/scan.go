package place

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scan finds the places that a text names. Of the names that begin at one sign
// the longest counts, and what it covers is not looked at again.
func (g *gazetteer) scan(text string) hits {
	s := scanner{g: g, text: strings.Map(func(r rune) rune {
		if simple, ok := g.simple[r]; ok {
			return simple
		}
		return r
	}, text)}
	for i := 0; i < len(s.text); {
		_, sign := utf8.DecodeRuneInString(s.text[i:])
		i += max(sign, s.at(i))
	}
	return append(s.found, g.scanPinyin(s.text)...)
}

type scanner struct {
	g     *gazetteer
	text  string // simplified
	found hits
	away  int // the end of the last place that is, or lies, elsewhere; 0 for none
}

// match is a key that stands in the text.
type match struct {
	key
	end   int  // in the text, with its mark
	plain bool // with a mark
}

// better says that a match counts rather than another.
func (m match) better(than match) bool {
	return m.end > than.end || m.end == than.end && m.rank() < than.rank()
}

// rank decides between names of equal length: 黄村 is first the street, then a
// village of that name; 新塘 is a street as much as a town.
func (m match) rank() kind {
	if m.kind > word && m.kind < village {
		return streetName
	}
	return m.kind
}

func (m match) strength() strength {
	switch {
	case m.kind == districtName && m.plain:
		return plainDistrict
	case m.kind == districtName:
		return bareDistrict
	case m.plain:
		return plainStreet
	}
	return bareStreet
}

// at takes what is named at a sign and returns its length.
func (s *scanner) at(i int) int {
	best, h := match{end: i}, hit{}
	for _, k := range s.g.keys[firstTwo(s.text[i:])] {
		m, ok := s.matches(k, i)
		if !ok || best.better(m) {
			continue
		}
		if m.better(best) {
			best, h = m, hit{from: i, to: m.end, strength: m.strength()}
		}
		h.in |= m.in
		h.streets = append(h.streets, m.streets...)
	}
	if best.end > i {
		s.take(best, h)
	}
	return best.end - i
}

// take adds what was found, unless it lies elsewhere.
func (s *scanner) take(m match, h hit) {
	if m.kind == nothing {
		return
	}
	if m.kind == elsewhere || s.away > 0 && within(s.text[s.away:h.from]) {
		s.away = h.to
		return
	}
	if !m.plain && goesOn(s.text[h.to:]) {
		h.streets = nil
	}
	s.found = append(s.found, h)
}

// joins says that what stands between two names makes the second a part of the
// first: 佛山市南海区, 天河的石牌.
func joins(between string) bool {
	return len(between) <= len("自治") && strings.Trim(between, "省市区县镇的嘅之 ") == ""
}

// within says that a name lies in the place elsewhere that stands shortly before
// it, 深圳南山 before 沙河街道, and is not where something came to from there.
func within(between string) bool {
	return joins(between) || len(between) <= len("宝安区") &&
		!strings.ContainsFunc(between, func(r rune) bool {
			return !unicode.Is(unicode.Han, r) || strings.ContainsRune("来到过在喺和跟同去往至迁搬人", r)
		})
}

// goesOn says that a name is only the beginning of the name of a road or a
// river, which lead through more than one street: 石牌东路, 石井河.
func goesOn(rest string) bool {
	rest = strings.TrimLeft(rest, "东西南北中上下前后新横一二三四五六七八九十")
	return slices.ContainsFunc([]string{"路", "大道", "大街", "马路", "公路", "快速", "河", "涌", "水道", "大桥", "隧道"}, func(s string) bool { return strings.HasPrefix(rest, s) })
}

// matches says that a key stands at a sign, and with what behind it.
func (s *scanner) matches(k key, i int) (match, bool) {
	if !strings.HasPrefix(s.text[i:], k.name) {
		return match{}, false
	}
	m := match{k, i + len(k.name), false}
	for _, mark := range marks[k.kind] {
		if strings.HasPrefix(s.text[m.end:], mark) {
			return match{k, m.end + len(mark), true}, true
		}
	}
	switch k.kind {
	case ordinaryStreet, ordinaryTown:
		return m, s.behindDistrict(k, i)
	case village:
		return m, strings.HasSuffix(k.name, "村") && s.begins(i)
	}
	return m, true
}

// behindDistrict says that a street's district stands right before a sign.
func (s *scanner) behindDistrict(k key, i int) bool {
	if len(s.found) == 0 {
		return false
	}
	last := s.found[len(s.found)-1]
	return last.strength <= bareDistrict && last.in == k.in && joins(s.text[last.to:i])
}

// begins says that no other name goes on at a sign: 江村 in 我在江村, not in
// 珠江村.
func (s *scanner) begins(i int) bool {
	if i == 0 || len(s.found) > 0 && s.found[len(s.found)-1].to == i {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[:i])
	return !unicode.Is(unicode.Han, before) || strings.ContainsRune("在喺到去住是系于从近离往我", before)
}
