package sqlstore

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// heard is a report of noise with a position so many metres north of a point.
func heard(metres float64) petition.Report {
	return petition.Report{
		What: "半夜打桩", District: "天河", Street: "棠下街道", Lat: 23.13 + metres/110770, Lng: 113.36, Labels: []string{"noise-construction"},
	}
}

// report files a report of a person.
func (w *world) report(t *testing.T, person string, r petition.Report) petition.Petition {
	t.Helper()
	p, err := w.FileReport(t.Context(), person, w.key(), r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// voices are the case numbers of the others about the same source.
func (w *world) voices(t *testing.T, caseNo string) (cases []string) {
	t.Helper()
	all, err := w.SameSource(t.Context(), caseNo)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		cases = append(cases, v.Case)
	}
	return cases
}

// TestSameSource finds others by position, name and spot, exactly, and only what
// is in work.
func TestSameSource(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		named := petition.Report{What: "油烟", District: "天河", Source: "永旺五金厂", Labels: []string{"air-fume"}}
		marked := petition.Report{What: "狗粪臭", District: "天河", Street: "棠下街道", Landmark: "好又多超市", Labels: []string{"waste"}}
		again, other := named, marked
		again.Source, other.Landmark = "廣州市永旺五金有限公司", "棠下街好又多超市对面"
		a := w.report(t, citizen, heard(0))
		b := w.report(t, stranger, heard(499))
		far := w.report(t, stranger, heard(501))
		n, m := w.report(t, citizen, named), w.report(t, citizen, marked)
		n2, m2 := w.report(t, stranger, again), w.report(t, stranger, other)
		none := w.report(t, stranger, petition.Report{What: "建议多种树", Labels: []string{petition.LabelSuggestion}})
		for _, tt := range []struct {
			name string
			of   petition.Petition
			want []string
		}{
			{"499 m", a, []string{b.Case}}, {"501 m", far, []string{b.Case}}, {"name", n, []string{n2.Case}}, {"spot", m, []string{m2.Case}},
			{"the other name", n2, []string{n.Case}}, {"the other spot", m2, []string{m.Case}}, {"no source", none, nil},
		} {
			if got := w.voices(t, tt.of.Case); !slices.Equal(got, tt.want) {
				t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
			}
		}
		w.change(t, n.Case, petition.Event{Type: petition.EventWithdrawn, Actor: petition.ActorCitizen})
		if got := w.voices(t, n2.Case); got != nil {
			t.Errorf("withdrawn, and found: %v", got)
		}
		if dump := w.dump(t, "sites"); strings.Contains(dump, "永旺") || strings.Contains(dump, "好又多") || strings.Contains(dump, "23.13") {
			t.Errorf("the table tells more than it must:\n%s", dump)
		}
	})
}

// TestSameSourceFor30Days holds at the edge.
func TestSameSourceFor30Days(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		a := w.report(t, citizen, heard(0))
		w.time.pass(petition.SiteDays)
		b := w.report(t, stranger, heard(0))
		w.time.pass(time.Millisecond)
		c := w.report(t, stranger, heard(0))
		if got := w.voices(t, a.Case); !slices.Equal(got, []string{b.Case}) {
			t.Errorf("after 30 days: %v", got)
		}
		if got := w.voices(t, c.Case); !slices.Equal(got, []string{b.Case}) {
			t.Errorf("a moment later: %v", got)
		}
	})
}

// TestSiteMoves with the place that is told later.
func TestSiteMoves(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		r := petition.Report{What: "狗粪臭", Labels: []string{"waste"}}
		a := w.report(t, citizen, r)
		r.Locate("天河区棠下街好又多超市")
		b := w.report(t, stranger, r)
		if got := w.voices(t, a.Case); got != nil {
			t.Errorf("without a place: %v", got)
		}
		w.change(t, a.Case, petition.Event{Type: petition.EventSupplemented, Actor: petition.ActorCitizen, Text: "在好又多", Where: "天河区棠下街好又多超市门口"})
		if got := w.voices(t, a.Case); !slices.Equal(got, []string{b.Case}) {
			t.Errorf("with one: %v", got)
		}
	})
}

// TestJoin links what its citizen wants linked, once for a message, and nothing of
// another's.
func TestJoin(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		a, b, alone := w.report(t, citizen, heard(0)), w.report(t, stranger, heard(10)), w.report(t, stranger, heard(5000))
		join := func(person, key, caseNo string, together, want bool) {
			t.Helper()
			if linked, err := w.Join(t.Context(), person, key, caseNo, together); err != nil || linked != want {
				t.Errorf("linked %v, error %v, want %v", linked, err, want)
			}
		}
		if n, err := w.Others(t.Context(), citizen, a.Case); err != nil || n != 1 {
			t.Errorf("%d others, error %v", n, err)
		}
		for _, err := range []error{
			second(w.Others(t.Context(), citizen, b.Case)), second(w.Join(t.Context(), citizen, w.key(), b.Case, true)),
			second(w.Others(t.Context(), citizen, "SH-22222-22222")),
		} {
			if !errors.Is(err, bot.ErrNotFound) {
				t.Errorf("another's case: %v", err)
			}
		}
		join(stranger, "j1", b.Case, true, true)
		join(stranger, "j2", alone.Case, true, false)
		join(citizen, "j3", a.Case, true, true)
		before := w.dump(t)
		join(citizen, "j3", a.Case, false, true) // the same message
		if after := w.dump(t); after != before {
			t.Errorf("a repeat changed\n%s\nto\n%s", before, after)
		}
		voices, err := w.SameSource(t.Context(), a.Case)
		if err != nil || len(voices) != 1 || !voices[0].Together {
			t.Errorf("%+v, %v", voices, err)
		}
		join(citizen, "j4", a.Case, false, false)
		if got := w.voices(t, a.Case); !slices.Equal(got, []string{b.Case}) {
			t.Errorf("apart, and still of one source: %v", got)
		}
		own := w.report(t, stranger, heard(20))
		if n, err := w.Others(t.Context(), stranger, own.Case); err != nil || n != 1 {
			t.Errorf("one's own counts: %d, %v", n, err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// TestFilingAndJoiningAtOnce: many file about one source at once and join; nothing is
// lost, and afterwards each finds all others.
func TestFilingAndJoiningAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		const people = 12
		cases := make([]string, people)
		var all sync.WaitGroup
		for i := range people {
			person, keys := citizen+string(rune('a'+i)), []string{w.key(), w.key()}
			all.Go(func() {
				p, err := w.FileReport(t.Context(), person, keys[0], heard(float64(i)))
				if err != nil {
					t.Error(err)
					return
				}
				cases[i] = p.Case
				n, err := w.Others(t.Context(), person, p.Case)
				if err != nil || n >= people {
					t.Errorf("%d others, error %v", n, err)
				}
				if _, err := w.Join(t.Context(), person, keys[1], p.Case, true); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i, caseNo := range cases {
			if got := w.voices(t, caseNo); len(got) != people-1 {
				t.Errorf("case %d finds %d others, want %d", i, len(got), people-1)
			}
		}
	})
}
