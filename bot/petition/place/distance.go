package place

import "math"

// Distance is how far two positions lie apart, in metres; over Guangzhou it is
// true to 1 %.
func Distance(latA, lngA, latB, lngB float64) float64 {
	a, b := onPlane(latA, lngA), onPlane(latB, lngB)
	return math.Hypot(a.x-b.x, a.y-b.y)
}
