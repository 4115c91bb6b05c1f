package chat

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/place"
)

// memoPlace is the place that was sent before anything was told, and when.
const memoPlace = "place"

// placeLife is how long it is what the next words are about.
const placeLife = 10 * time.Minute

// keepPlace remembers a sent place for the words that follow.
func keepPlace(t *turn, l bot.Location) {
	memo := maps.Clone(t.Session.Memo)
	if memo == nil {
		memo = map[string]string{}
	}
	memo[memoPlace] = strings.Join([]string{
		strconv.FormatInt(t.Now.Unix(), 10), strconv.FormatFloat(l.Lat, 'f', -1, 64), strconv.FormatFloat(l.Lng, 'f', -1, 64), l.Label,
	}, " ")
	t.Session.Memo = memo
}

// sentPlace is the place that was sent just before.
func sentPlace(t *turn) (l bot.Location, ok bool) {
	var at int64
	kept, _ := t.Session.Memo[memoPlace]
	n, _ := fmt.Sscan(kept, &at, &l.Lat, &l.Lng)
	if fields := strings.SplitN(kept, " ", 4); len(fields) == 4 {
		l.Label = fields[3]
	}
	return l, n == 3 && t.Now.Sub(time.Unix(at, 0)) < placeLife
}

// atSentPlace gives a report that names no place the one that was sent before.
func atSentPlace(r petition.Report, t *turn) petition.Report {
	if l, ok := sentPlace(t); ok && r.Where == "" {
		r.Position(l.Lat, l.Lng, placeOf(l))
	}
	return r
}

// placeOf writes a sent place as the words of a report.
func placeOf(l bot.Location) string {
	at := fmt.Sprintf("(%.5f, %.5f)", l.Lat, l.Lng)
	if l.Label == "" {
		return "位置" + at
	}
	return l.Label + at
}

// placeGap asks for what the place of a complaint lacks to be found and to be
// routed: a spot, or its district. It is asked once.
func placeGap(r petition.Report) string {
	switch {
	case r.IsBooking() || r.Where == "" || r.Lat != 0 || r.Lng != 0 || petition.IsUnsure(r.Where):
		return ""
	case petition.IsDistrict(r.Where):
		return "具体在" + r.Where + "哪里？请写明街道和门牌，或者附近的标志，也可以直接发位置。"
	case r.District == "":
		return "在广州哪个区？"
	}
	return ""
}

// districtOf is the district that words name, or "".
func districtOf(words string) string {
	named, _ := place.Find(words)
	return named.District
}

var (
	// cityLead and placeTail are what people write around a district.
	cityLead  = regexp.MustCompile(`^(?:我?(?:就|住)?(?:在|喺|系|係|是)*)?(?:广东省?)?(?:广州市?)?`)
	placeTail = regexp.MustCompile(`(?:这边|那边|嗰边|呢边|这里|那里|啊|呀|吧|[，,。！!\s])+$`)
)

// placed locates a report anew, from how it stood before its place was told. Who
// does not know leaves the place that is known.
func (c *Chat) placed(before, r petition.Report) petition.Report {
	before.Contact = r.Contact
	if unknowing.MatchString(r.Where) && before.Where != "" && !petition.IsDistrict(before.Where) {
		return before
	}
	before.Locate(c.wordsFor(before, r.Where))
	return before
}

// wordsFor puts what is told of a place together with what was told before: a
// district and a spot in it, in whatever order they come. A mere district is
// written in one way.
func (c *Chat) wordsFor(before petition.Report, where string) string {
	bare := placeTail.ReplaceAllString(cityLead.ReplaceAllString(where, ""), "")
	if petition.IsDistrict(bare) {
		return districtOf(bare) + "区" + spotTold(before)
	}
	told := ""
	if petition.IsDistrict(before.Where) {
		told = before.Where
	}
	if unknowing.MatchString(where) && told != "" {
		return told + "（" + where + "）"
	}
	if spot := spotLead.ReplaceAllString(where, ""); strings.HasPrefix(spot, cmp.Or(c.Hearing.Hear(spot).Where, where)) {
		where = spot
	}
	where = valueTail.ReplaceAllString(where, "")
	if own := districtOf(where); own != "" && (own+"区" != told || strings.Contains(where, own)) {
		return where
	}
	return told + where
}

// spotTold is the spot that a report has told so far without its district.
func spotTold(r petition.Report) string {
	if r.District != "" || petition.IsUnsure(r.Where) {
		return ""
	}
	return r.Where
}

// unknowing is how people say that they cannot tell a place.
var unknowing = regexp.MustCompile(`^(?:我?(?:也|都)?(?:不知道|唔知|不清楚|唔清楚|说不清|讲唔清|不确定|唔记得|忘了)).{0,6}$`)
