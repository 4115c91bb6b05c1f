package search

import "math"

// Fields of a document. A line has the first only.
const (
	inTitle = iota
	inPhrases
	inBody
	fields
)

// k1 and fieldB are BM25's constants; fieldGain is the weight of a field.
const k1 = 1.2

var (
	fieldB    = [fields]float64{.3, .3, .6}
	fieldGain = [fields]float64{2, 2, 1}
)

// pile collects things (documents or lines) before their grams are put in
// order. The zero value is empty.
type pile struct {
	grams   []uint32        // of all things, one after the other, each gram once a thing
	counts  [][fields]uint8 // up to 255
	ends    []int           // thing → end of its grams
	lengths [][fields]int32 // thing → length of its fields
	places  []uint32        // gram → behind the place where it was put last
}

// add takes the grams of the next thing.
func (b *pile) add(list [fields][]uint32) {
	var lengths [fields]int32
	start := len(b.grams)
	for f, grams := range list {
		lengths[f] = int32(len(grams))
		for _, g := range grams {
			if count := &b.counts[b.place(g, start)][f]; *count < 255 {
				*count++
			}
		}
	}
	b.ends = append(b.ends, len(b.grams))
	b.lengths = append(b.lengths, lengths)
}

// place returns where a gram stands among those of the thing that starts at a
// place, and puts it at the end if it is new there.
func (b *pile) place(gram uint32, start int) int {
	if missing := int(gram) + 1 - len(b.places); missing > 0 {
		b.places = append(b.places, make([]uint32, missing)...)
	}
	if at := int(b.places[gram]) - 1; at >= start {
		return at
	}
	b.grams = append(b.grams, gram)
	b.counts = append(b.counts, [fields]uint8{})
	b.places[gram] = uint32(len(b.grams))
	return len(b.grams) - 1
}

// order turns the things' lists of grams into the lists of things of n grams.
func (b *pile) order(n int) *inverted {
	v := &inverted{
		from: make([]uint32, n+2), norms: make([]float32, len(b.ends)),
		things: make([]uint32, len(b.grams)), marks: make([]mark, len(b.grams)),
	}
	for _, g := range b.grams {
		v.from[g+2]++
	}
	for g := range v.from[:len(v.from)-1] {
		v.from[g+1] += v.from[g]
	}
	mean := b.meanLengths()
	start := 0
	for thing, end := range b.ends {
		scale := scaleOf(b.lengths[thing], mean)
		for at := start; at < end; at++ {
			p := v.from[b.grams[at]+1]
			v.from[b.grams[at]+1]++
			v.things[p] = uint32(thing)
			v.marks[p] = weigh(b.counts[at], scale)
		}
		start = end
	}
	v.from = v.from[:n+1]
	return v
}

// scaleOf is what one occurrence in each field of a thing is worth: the longer
// the field, the less.
func scaleOf(lengths [fields]int32, mean [fields]float64) (scale [fields]float64) {
	for f, n := range lengths {
		scale[f] = fieldGain[f] / (1 - fieldB[f] + fieldB[f]*float64(n)/mean[f])
	}
	return scale
}

// weigh is BM25F's saturated weight of a gram in a thing, and its count.
func weigh(counts [fields]uint8, scale [fields]float64) mark {
	weight, occurs := 0.0, 0
	for f, c := range counts {
		weight += scale[f] * float64(c)
		occurs += int(c)
	}
	return mark{gain: uint8(max(1, math.Round(255*weight/(k1+weight)))), count: uint8(min(occurs, 255))}
}

func (b *pile) meanLengths() [fields]float64 {
	mean := [fields]float64{1, 1, 1}
	for _, l := range b.lengths {
		for f, n := range l {
			mean[f] += float64(n) / float64(len(b.lengths))
		}
	}
	return mean
}
