package search

import (
	"hash/maphash"
	"math"
)

// Fields of a document: title, phrases, body. A line has the first only.
const fields = 3

// k1 and fieldB are BM25's constants; fieldGain is the weight of a field.
const k1 = 1.2

var (
	fieldB    = [fields]float64{.3, .3, .6}
	fieldGain = [fields]float64{2, 2, 1}
)

// builder collects things before their grams are put in order.
type builder struct {
	keys    map[uint64]uint32
	seed    maphash.Seed
	grams   []uint32 // of all things, one after the other, each gram once a thing
	counts  [][fields]uint16
	ends    []int           // thing → end of its grams
	lengths [][fields]int32 // thing → length of its fields
	place   map[uint32]int  // gram → its place among the grams of the thing at hand
}

// newBuilder returns an empty builder. Builders that share weights must have
// the same seed.
func newBuilder(seed maphash.Seed) *builder {
	return &builder{keys: map[uint64]uint32{}, seed: seed, place: map[uint32]int{}}
}

// add takes the next thing.
func (b *builder) add(grams [fields][]string) {
	clear(b.place)
	var lengths [fields]int32
	for f, list := range grams {
		lengths[f] = int32(len(list))
		for _, g := range list {
			key := maphash.String(b.seed, g)
			id, ok := b.keys[key]
			if !ok {
				id = uint32(len(b.keys))
				b.keys[key] = id
			}
			at, ok := b.place[id]
			if !ok {
				at = len(b.grams)
				b.place[id] = at
				b.grams = append(b.grams, id)
				b.counts = append(b.counts, [fields]uint16{})
			}
			b.counts[at][f]++
		}
	}
	b.ends = append(b.ends, len(b.grams))
	b.lengths = append(b.lengths, lengths)
}

// index puts the postings in order, with the idf of this collection.
func (b *builder) index() *inverted {
	v := b.order()
	n := float64(len(b.ends))
	for g := range len(b.keys) {
		v.idf = append(v.idf, idf(n, float64(v.from[g+1]-v.from[g])))
	}
	v.rare = idf(n, 0)
	v.measure()
	return v
}

// indexLike puts the postings in order, with the idf of another collection, so
// that a line's grams weigh what they weigh among documents.
func (b *builder) indexLike(other *inverted) *inverted {
	v := b.order()
	v.idf = make([]float32, len(b.keys))
	for g := range v.idf {
		v.idf[g] = other.rare
	}
	for key, id := range b.keys {
		if o, ok := other.keys[key]; ok {
			v.idf[id] = other.idf[o]
		}
	}
	v.rare = other.rare
	v.measure()
	return v
}

func idf(n, df float64) float32 { return float32(math.Log(1 + (n-df+.5)/(df+.5))) }

// order turns the things' lists of grams into the grams' lists of things.
func (b *builder) order() *inverted {
	v := &inverted{
		keys: b.keys, seed: b.seed, from: make([]uint32, len(b.keys)+2),
		things: make([]uint32, len(b.grams)), gains: make([]uint8, len(b.grams)), counts: make([]uint8, len(b.grams)),
		norms: make([]float32, len(b.ends)),
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
		for at := start; at < end; at++ {
			p := v.from[b.grams[at]+1]
			v.from[b.grams[at]+1]++
			v.things[p] = uint32(thing)
			v.gains[p], v.counts[p] = b.gain(at, thing, mean)
		}
		start = end
	}
	v.from = v.from[:len(b.keys)+1]
	return v
}

// gain is BM25F's saturated weight of a gram in a thing, of 255, and its count.
func (b *builder) gain(at, thing int, mean [fields]float64) (gain, count uint8) {
	weight, occurs := 0.0, 0
	for f, c := range b.counts[at] {
		norm := 1 - fieldB[f] + fieldB[f]*float64(b.lengths[thing][f])/mean[f]
		weight += fieldGain[f] * float64(c) / norm
		occurs += int(c)
	}
	return uint8(max(1, math.Round(255*weight/(k1+weight)))), uint8(min(occurs, 255))
}

func (b *builder) meanLengths() [fields]float64 {
	mean := [fields]float64{1, 1, 1}
	for _, l := range b.lengths {
		for f, n := range l {
			mean[f] += float64(n) / float64(len(b.lengths))
		}
	}
	return mean
}

// measure computes the length of each thing's TF-IDF vector.
func (v *inverted) measure() {
	squares := make([]float64, len(v.norms))
	for g, weight := range v.idf {
		for p := v.from[g]; p < v.from[g+1]; p++ {
			w := float64(weight) * float64(v.counts[p])
			squares[v.things[p]] += w * w
		}
	}
	for t, s := range squares {
		v.norms[t] = float32(math.Sqrt(s))
	}
}
