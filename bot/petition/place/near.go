package place

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"
)

//go:embed borders.yaml
var bordersYAML []byte

// Near is a district and how far a position lies from it, in metres; 0 within.
type Near struct {
	District string
	Metres   float64
}

// Doubt is the distance within which a position tells no two districts apart, in
// metres. The borders are thinned to 100 m, and a position in WGS-84, as browsers
// give it, lies up to 600 m off where one in GCJ-02 is expected, as WeChat gives
// it.
const Doubt = 1000

// At returns the districts that a position may lie in, the likeliest first:
// those that are no further off than Doubt. Empty outside Guangzhou.
func At(lat, lng float64) []Near {
	p := onPlane(lat, lng)
	var near []Near
	for _, b := range borders() {
		if d := b.distance(p); d <= Doubt {
			near = append(near, Near{b.district, d})
		}
	}
	slices.SortStableFunc(near, func(a, b Near) int { return cmp.Compare(a.Metres, b.Metres) })
	return near
}

// point is a place on a plane, in metres; over Guangzhou it is true to 1 %.
type point struct{ x, y float64 }

// Metres in a degree at 23.2° north.
const (
	metresLat = 110770
	metresLng = 102320
)

func onPlane(lat, lng float64) point { return point{lng * metresLng, lat * metresLat} }

// border is the ring around a district, closed from the last point to the first.
type border struct {
	district string
	ring     []point
}

// distance is how far a point lies outside, in metres.
func (b border) distance(p point) float64 {
	inside, nearest := false, math.Inf(1)
	from := b.ring[len(b.ring)-1]
	for _, to := range b.ring {
		if (from.y > p.y) != (to.y > p.y) && p.x < from.x+(to.x-from.x)*(p.y-from.y)/(to.y-from.y) {
			inside = !inside
		}
		nearest = min(nearest, fromLine(p, from, to))
		from = to
	}
	if inside {
		return 0
	}
	return nearest
}

// fromLine is the distance of a point from the line between two others.
func fromLine(p, a, b point) float64 {
	dx, dy := b.x-a.x, b.y-a.y
	along := 0.0
	if square := dx*dx + dy*dy; square > 0 {
		along = min(1, max(0, ((p.x-a.x)*dx+(p.y-a.y)*dy)/square))
	}
	return math.Hypot(p.x-a.x-along*dx, p.y-a.y-along*dy)
}

var borders = sync.OnceValue(func() []border {
	all, err := readBorders(bordersYAML)
	if err != nil {
		panic(err) // the file is embedded and tested
	}
	return all
})

func readBorders(data []byte) ([]border, error) {
	var file struct {
		Borders []struct {
			District string
			Ring     string
		}
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return nil, fmt.Errorf("borders: %w", err)
	}
	all := make([]border, len(file.Borders))
	for i, b := range file.Borders {
		all[i].district = b.District
		for pair := range strings.FieldsSeq(b.Ring) {
			p, err := readPoint(pair)
			if err != nil {
				return nil, fmt.Errorf("border of %s: %w", b.District, err)
			}
			all[i].ring = append(all[i].ring, p)
		}
		if len(all[i].ring) < 3 {
			return nil, fmt.Errorf("the border of %s is no ring", b.District)
		}
	}
	return all, nil
}

// readPoint reads longitude,latitude in ten thousandths of a degree.
func readPoint(pair string) (point, error) {
	x, y, _ := strings.Cut(pair, ",")
	lng, err := strconv.Atoi(x)
	if err != nil {
		return point{}, fmt.Errorf("read longitude: %w", err)
	}
	lat, err := strconv.Atoi(y)
	if err != nil {
		return point{}, fmt.Errorf("read latitude: %w", err)
	}
	return onPlane(float64(lat)/1e4, float64(lng)/1e4), nil
}
