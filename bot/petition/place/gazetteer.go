package place

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

//go:embed gazetteer.yaml
var gazetteerYAML []byte

// gazetteerFile is gazetteer.yaml; its head explains the keys.
type gazetteerFile struct {
	Districts []struct {
		Name    string
		Code    string
		Pinyin  string
		Names   []string
		Words   []string
		Streets string
	}
	Between []struct {
		Districts []string
		Words     []string
	}
	Nothing     []string
	Elsewhere   []string
	Traditional string
}

// gazetteer is the data, ready for looking up.
type gazetteer struct {
	districts []string
	streets   []street
	keys      map[string][]key    // by the first two signs of the name, the longest first
	spelt     map[string]spelling // by pinyin without spaces
	simple    map[rune]rune       // simplified for traditional, of as many bytes
}

type street struct {
	name string
	in   set
}

// key is a name and what it stands for.
type key struct {
	name    string
	kind    kind
	in      set
	streets []int
}

type kind int

// Of two names of equal length the one further up counts.
const (
	nothing kind = iota
	elsewhere
	districtName
	word
	streetName
	townName
	ordinaryStreet // needs a mark, or its district before it
	ordinaryTown   // too
	village        // needs a mark
)

// marks are what stands behind a name and makes it plain.
var marks = map[kind][]string{
	districtName:   {"区"},
	streetName:     {"街道", "街"},
	ordinaryStreet: {"街道", "街"},
	townName:       {"镇"},
	ordinaryTown:   {"镇"},
	village:        {"村", "社区"},
}

var guangzhou = sync.OnceValue(func() *gazetteer {
	g, err := readGazetteer(gazetteerYAML)
	if err != nil {
		panic(err) // the file is embedded and tested
	}
	return g
})

func readGazetteer(data []byte) (*gazetteer, error) {
	var file gazetteerFile
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("gazetteer: %w", err)
	}
	g := &gazetteer{keys: make(map[string][]key, 4096), spelt: map[string]spelling{}, simple: map[rune]rune{}}
	pairs := []rune(strings.Join(strings.Fields(file.Traditional), ""))
	for pair := range slices.Chunk(pairs, 2) {
		g.simple[pair[0]] = pair[len(pair)-1]
	}
	for _, take := range []func(gazetteerFile) error{g.takeDistricts, g.takeStreets, g.takeOthers} {
		if err := take(file); err != nil {
			return nil, fmt.Errorf("gazetteer: %w", err)
		}
	}
	for _, keys := range g.keys {
		slices.SortStableFunc(keys, func(a, b key) int { return cmp.Compare(len(b.name), len(a.name)) })
	}
	return g, nil
}

func (g *gazetteer) takeDistricts(file gazetteerFile) error {
	for d, district := range file.Districts {
		in := set(1 << d)
		g.districts = append(g.districts, district.Name)
		g.spellDistrict(district.Pinyin, in)
		if err := g.add(key{kind: districtName, in: in}, district.Names...); err != nil {
			return err
		}
		if err := g.add(key{kind: word, in: in}, district.Words...); err != nil {
			return err
		}
	}
	return nil
}

// takeStreets takes the streets, the towns and what lies in them. A village that
// bears the name of a street is as well a village there: 大塘村 stays open.
func (g *gazetteer) takeStreets(file gazetteerFile) error {
	bases := map[string][]int{}
	villages := make(map[string][]int, 3072)
	for d, district := range file.Districts {
		rows, err := readRows(district.Streets, district.Code)
		if err != nil {
			return err
		}
		for _, r := range rows {
			i, in := len(g.streets), set(1<<d)
			g.streets = append(g.streets, street{r.name, in})
			base, kind := r.key()
			if err := g.add(key{kind: kind, in: in, streets: []int{i}}, base); err != nil {
				return err
			}
			g.spellStreet(r.pinyin, kind, in, i)
			bases[base] = append(bases[base], i)
			for _, name := range r.villages {
				villages[name] = append(villages[name], i)
			}
		}
	}
	for name, streets := range villages {
		k := key{kind: village, streets: slices.Concat(streets, bases[name])}
		slices.Sort(k.streets)
		k.streets = slices.Compact(k.streets)
		for _, i := range k.streets {
			k.in |= g.streets[i].in
		}
		if err := g.add(k, name); err != nil {
			return err
		}
	}
	return nil
}

// takeOthers takes the words that lie in no one district.
func (g *gazetteer) takeOthers(file gazetteerFile) error {
	for _, b := range file.Between {
		k := key{kind: word}
		for _, d := range b.Districts {
			i := slices.Index(g.districts, d)
			if i < 0 {
				return fmt.Errorf("%v lie in the unknown district %s", b.Words, d)
			}
			k.in |= 1 << i
		}
		if err := g.add(k, b.Words...); err != nil {
			return err
		}
	}
	if err := g.add(key{kind: nothing}, file.Nothing...); err != nil {
		return err
	}
	return g.add(key{kind: elsewhere}, file.Elsewhere...)
}

func (g *gazetteer) add(k key, names ...string) error {
	for _, k.name = range names {
		start := firstTwo(k.name)
		if start == "" {
			return fmt.Errorf("the name %q is too short", k.name)
		}
		g.keys[start] = append(g.keys[start], k)
	}
	return nil
}

// firstTwo returns the first two signs of a text, or "".
func firstTwo(text string) string {
	_, first := utf8.DecodeRuneInString(text)
	_, second := utf8.DecodeRuneInString(text[first:])
	if second == 0 {
		return ""
	}
	return text[:first+second]
}
