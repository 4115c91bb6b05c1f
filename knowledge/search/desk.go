package search

// score is the share of the question that a thing explains, and its cosine.
type score struct{ cover, cosine float32 }

// add puts a gram of the question to the score of a thing in which it stands.
func (s *score) add(k sought, m mark) {
	s.cover += k.share * float32(m.gain)
	s.cosine += k.product * damped[m.count]
}

// sheet holds the scores of one walk. Everything that is not touched is zero.
type sheet struct {
	scores  []score
	touched []uint32
}

func newSheet(n int) sheet { return sheet{scores: make([]score, n)} }

func (s *sheet) clear() {
	for _, t := range s.touched {
		s.scores[t] = score{}
	}
	s.touched = s.touched[:0]
}

// buckets is the fineness with which the best are told from the rest.
const buckets = 1024

// narrow forgets all touched things but about n, those with the highest cover
// so far.
func (s *sheet) narrow(n int) {
	top := float32(0)
	for _, t := range s.touched {
		top = max(top, s.scores[t].cover)
	}
	var histogram [buckets + 1]int
	bucket := func(t uint32) int { return int(s.scores[t].cover / top * buckets) }
	for _, t := range s.touched {
		histogram[bucket(t)]++
	}
	floor, counted := buckets, histogram[buckets]
	for floor > 0 && counted+histogram[floor-1] <= n {
		floor--
		counted += histogram[floor]
	}
	kept := s.touched[:0]
	for _, t := range s.touched {
		if bucket(t) >= floor {
			kept = append(kept, t)
			continue
		}
		s.scores[t] = score{}
	}
	s.touched = kept
}

// leaf holds what one side of the index knows of a question.
type leaf struct {
	docs, lines sheet
	near        []float32 // document → cosine of it, or of its nearest line
}

// desk is the working space of one search, used again and again.
type desk struct {
	grams, sounds leaf
	known         []bool
	seen          []uint32 // documents that have a score anywhere
}

func newDesk(docs, lines int) *desk {
	d := &desk{known: make([]bool, docs)}
	for _, l := range []*leaf{&d.grams, &d.sounds} {
		*l = leaf{docs: newSheet(docs), lines: newSheet(lines), near: make([]float32, docs)}
	}
	return d
}

func (d *desk) clear() {
	for _, l := range []*leaf{&d.grams, &d.sounds} {
		l.docs.clear()
		l.lines.clear()
		for _, doc := range d.seen {
			l.near[doc] = 0
		}
	}
	for _, doc := range d.seen {
		d.known[doc] = false
	}
	d.seen = d.seen[:0]
}

// note remembers that a document has a score.
func (d *desk) note(doc uint32) {
	if !d.known[doc] {
		d.known[doc] = true
		d.seen = append(d.seen, doc)
	}
}

// Shares of the fused score.
const (
	soundShare = .2
	nearShare  = .45
)

// fused is a document's score. What a question is spelled in decides what
// counts.
func (d *desk) fused(latin bool, doc uint32) float64 {
	soundsLike := d.sounds.score(doc)
	if latin {
		return soundsLike
	}
	return mix(d.grams.score(doc), soundsLike, soundShare)
}

// score is a document's score on one side: how much of the question it
// explains, and how near it or one of its lines comes.
func (l *leaf) score(doc uint32) float64 {
	return mix(float64(l.docs.scores[doc].cover), float64(l.near[doc]), nearShare)
}

func mix(a, b, share float64) float64 { return (1-share)*a + share*b }
