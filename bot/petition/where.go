package petition

import (
	"regexp"
	"slices"
	"strings"

	"suihuan/bot/petition/place"
)

// unsureForm are words for not knowing an address.
var unsureForm = regexp.MustCompile(`不(?:太|大|是很|怎么)?(?:知|清楚|晓得|曉得|确定|確定|记得|記得|认得)|唔(?:太|多|系好|係好)?(?:知|清楚|记得|記得|肯定|确定|識講|识讲)|[说說讲講话話](?:不|唔)(?:清|出|上|明)|(?:没有?|沒有?|冇|无|無)(?:具体|具體|详细|詳細|准确|準確)?(?:地址|门牌|門牌)|(?i)bu ?zhi ?dao|m zi`)

// IsUnsure says that words name no spot, and that whoever wrote them does not
// know the address.
func IsUnsure(where string) bool { return unsureForm.MatchString(where) && spot(where) == "" }

// IsDistrict says that words are a district and nothing more exact.
func IsDistrict(where string) bool {
	d, _ := strings.CutSuffix(where, "区")
	return slices.Contains(place.Districts(), d)
}

// Locate takes the words for where it is. What was told before of another place
// is gone; where only the district was, it stays, unless these words name another.
func (r *Report) Locate(where string) {
	if !r.lacksSpot() {
		r.Forget()
	}
	r.Where = where
	r.lieIn(where)
}

// lacksSpot says that no more than a district was told so far.
func (r *Report) lacksSpot() bool {
	pinned := r.Lat != 0 || r.Lng != 0
	return !pinned && r.Landmark == "" && (r.Where == "" || IsDistrict(r.Where) || IsUnsure(r.Where))
}

// Mark takes the words for what is near, for a report without an address.
func (r *Report) Mark(landmark string) {
	r.Landmark = landmark
	r.lieIn(landmark)
}

// lieIn takes from words the district and the street: 新塘 by itself is open, but
// not for who said 增城 before.
func (r *Report) lieIn(words string) {
	named, ok := place.Find(words)
	if !ok && r.District != "" {
		named, ok = place.Find(r.District + "区" + words)
	}
	if !ok {
		return
	}
	if named.District != r.District || named.Street != "" {
		r.Street = named.Street
	}
	r.District, r.Guessed, r.Near = named.District, false, nil
}

// Position takes a sent position with the words for it, in place of all that was
// told before. Where neither these words nor a district without a spot tell its
// district, that is worked out, as a guess to be confirmed.
func (r *Report) Position(lat, lng float64, words string) {
	told, open := *r, r.lacksSpot()
	r.Forget()
	r.Lat, r.Lng, r.Where = lat, lng, words
	r.lieIn(words)
	if r.District != "" {
		return
	}
	for _, n := range place.At(lat, lng) {
		r.Near = append(r.Near, n.District)
	}
	switch {
	case open && slices.Contains(r.Near, told.District):
		r.District, r.Street, r.Near = told.District, told.Street, nil
	case len(r.Near) > 0:
		r.District, r.Guessed = r.Near[0], true
	}
}

// Confirm settles the district that a position lies in; "" leaves the guess.
func (r *Report) Confirm(district string) {
	if district != "" {
		r.District, r.Guessed = district, false
	}
	r.Near = nil
}

// Forget takes back all that was told of where it is.
func (r *Report) Forget() {
	r.Where, r.Landmark, r.Lat, r.Lng = "", "", 0, 0
	r.District, r.Street, r.Guessed, r.Near = "", "", false, nil
}

// Place says where it is, for people: with the district where the words do not
// tell it, and with what is near.
func (r Report) Place() string {
	said := r.Where
	if r.Landmark != "" && !IsUnsure(r.Landmark) {
		said += "（附近：" + r.Landmark + "）"
	}
	if r.Guessed {
		return GuessWords(r.District) + " " + said
	}
	if named, _ := place.Find(said); r.District != "" && r.District != named.District {
		return strings.TrimSpace(r.District + "区 " + said)
	}
	return said
}

// GuessWords say in which districts a position may lie, the likeliest first.
func GuessWords(districts ...string) string {
	return "按位置推算，可能是" + strings.Join(districts, "区，也可能是") + "区"
}
