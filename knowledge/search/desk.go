package search

// sheet holds the scores of one walk: the share of the question that a thing
// explains, and its cosine. Everything that is not touched is zero.
type sheet struct {
	cover, cosine []float32
	touched       []uint32
}

func newSheet(n int) sheet {
	return sheet{cover: make([]float32, n), cosine: make([]float32, n)}
}

func (s *sheet) clear() {
	for _, t := range s.touched {
		s.cover[t], s.cosine[t] = 0, 0
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
		top = max(top, s.cover[t])
	}
	var histogram [buckets + 1]int
	bucket := func(t uint32) int { return int(s.cover[t] / top * buckets) }
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
		s.cover[t], s.cosine[t] = 0, 0
	}
	s.touched = kept
}

// desk is the working space of one search, used again and again.
type desk struct {
	grams, sounds   sheet // of documents
	lines, spelled  sheet // of lines
	near, nearSound []float32
	known           []bool
	seen            []uint32 // documents that have a score anywhere
}

func newDesk(docs, lines int) *desk {
	return &desk{
		grams: newSheet(docs), sounds: newSheet(docs), lines: newSheet(lines), spelled: newSheet(lines),
		near: make([]float32, docs), nearSound: make([]float32, docs), known: make([]bool, docs),
	}
}

func (d *desk) clear() {
	for _, doc := range d.seen {
		d.near[doc], d.nearSound[doc], d.known[doc] = 0, 0, false
	}
	d.seen = d.seen[:0]
	for _, s := range []*sheet{&d.grams, &d.sounds, &d.lines, &d.spelled} {
		s.clear()
	}
}

func (d *desk) note(docs []uint32) {
	for _, doc := range docs {
		if !d.known[doc] {
			d.known[doc] = true
			d.seen = append(d.seen, doc)
		}
	}
}

// noteLines gives each document the cosine of its nearest line.
func (d *desk) noteLines(lines, docOf []uint32, s *sheet, near []float32) {
	for _, l := range lines {
		doc := docOf[l]
		near[doc] = max(near[doc], s.cosine[l])
		d.note(docOf[l : l+1])
	}
}

// fused is a document's score. What a question is spelled in decides what
// counts; a bare document is near by itself.
func (d *desk) fused(latin bool, doc uint32, bare bool) float64 {
	near, nearSound := d.near[doc], d.nearSound[doc]
	if bare {
		near, nearSound = d.grams.cosine[doc], d.sounds.cosine[doc]
	}
	if latin {
		return mix(float64(d.sounds.cover[doc]), float64(nearSound), phraseShare)
	}
	covered := mix(float64(d.grams.cover[doc]), float64(d.sounds.cover[doc]), soundShare)
	close := mix(float64(near), float64(nearSound), soundShare)
	return mix(covered, close, phraseShare)
}

func mix(a, b, share float64) float64 { return (1-share)*a + share*b }
