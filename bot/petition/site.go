package petition

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"suihuan/bot/petition/clock"
	"suihuan/bot/petition/place"
)

// What makes two complaints one of the same source: how far apart they lie at
// most, in metres, and in time.
const (
	SiteMetres = 500
	SiteDays   = 30 * 24 * time.Hour
)

// Site is what a complaint tells of its source. An empty part is not known.
type Site struct {
	Family   string // the kind of pollution: air, water, noise …; "" for what has no source to be found
	District string
	Street   string
	Lat, Lng float64
	Name     string // of a firm or a shop, its variants written alike
	Spot     string // a landmark or an address within the street, likewise
	FiledAt  time.Time
}

// families are the main labels that have a family of another name; the others
// are called by what stands before the first hyphen.
var families = map[string]string{
	"hazardous-waste": "waste", LabelStaff: "", LabelSuggestion: "", labelOther: "", LabelBooking: "", LabelSheet: "",
}

// Family is the kind of pollution that a report is about: that of its main label,
// and of an alarm that of what is in danger, where it is told.
func (r Report) Family() string {
	if len(r.Labels) == 0 {
		return ""
	}
	main := r.Labels[0]
	if main == LabelEmergency && len(r.Labels) > 1 {
		main = r.Labels[1]
	}
	if family, ok := families[main]; ok {
		return family
	}
	family, _, _ := strings.Cut(main, "-")
	return family
}

// SiteOf reads the site from a report. An accusation has none.
func SiteOf(r Report, filed time.Time) Site {
	if r.Kind() == clock.Accusation || slices.Contains(r.Labels, LabelStaff) {
		return Site{FiledAt: filed}
	}
	return Site{
		Family: r.Family(), District: r.District, Street: r.Street, Lat: r.Lat, Lng: r.Lng,
		Name: nameKey(r.Source, r.District), Spot: r.spotKey(), FiledAt: filed,
	}
}

// Site is that of the petition's report.
func (p Petition) Site() Site { return SiteOf(p.Report, p.FiledAt) }

func (s Site) pinned() bool { return s.Lat != 0 || s.Lng != 0 }

// Same says that two sites are of one source: of one family, no more than 30 days
// and 500 m apart, or with the same name in a district, or at the same spot of a
// street.
func (s Site) Same(o Site) bool {
	if s.Family == "" || s.Family != o.Family || s.FiledAt.Sub(o.FiledAt).Abs() > SiteDays {
		return false
	}
	return s.pinned() && o.pinned() && place.Distance(s.Lat, s.Lng, o.Lat, o.Lng) <= SiteMetres ||
		s.Name != "" && s.Name == o.Name && s.District != "" && s.District == o.District ||
		s.Spot != "" && s.Spot == o.Spot && s.Street == o.Street && s.District == o.District
}

// cellDegrees is the size of a cell: in Guangzhou more than SiteMetres either
// way, so that what is near lies in the same or in the next cell.
const cellDegrees = 0.005

// Cell is the position rounded to a grid; false where there is none.
func (s Site) Cell() (lat, lng int64, ok bool) {
	return int64(math.Floor(s.Lat / cellDegrees)), int64(math.Floor(s.Lng / cellDegrees)), s.pinned()
}

// Voice is another petition about the same source.
type Voice struct {
	Case     string
	Unit     string
	Together bool // its citizen wants it handled together with others
}

// Beside returns the brief with the others about the same source.
func (b Brief) Beside(voices []Voice) Brief {
	b.Voices = voices
	return b
}

// SameSource says to an officer who serves the petition how many others are about
// the same source, and the case numbers of at most so many that the same unit has.
// "" where there are none.
func (b Brief) SameSource(most int) string {
	if len(b.Voices) == 0 || !b.Serves {
		return ""
	}
	var cases []string
	for _, v := range b.Voices {
		if v.Unit == b.Petition.Unit && len(cases) < most {
			cases = append(cases, v.words())
		}
	}
	says := fmt.Sprintf("另有%d件", len(b.Voices))
	switch len(cases) {
	case 0:
		return says + "，由别的单位办"
	case len(b.Voices):
		return says + "：" + strings.Join(cases, "，")
	}
	return says + "：" + strings.Join(cases, "，") + "等"
}

func (v Voice) words() string {
	if v.Together {
		return v.Case + "（愿一起办）"
	}
	return v.Case
}
