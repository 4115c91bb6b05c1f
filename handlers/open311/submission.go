package open311

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"suihuan/bot/petition/place"
)

// submission is a report as it was sent, clean and within its limits.
type submission struct {
	service     string
	description string
	address     string
	lat, long   float64
	pinned      bool // lat and long were sent
	contact     string
	attributes  map[string]string
	media       bool // media_url was sent
}

// longest is how long each text may be, in characters. What is not named here is
// not read.
var longest = map[string]int{
	"service_code": 60, "description": 4000, "address_string": 200, "email": 100, "phone": 40, "first_name": 40, "last_name": 40,
	attrSource: 200, attrWhen: 200, attrBefore: 200,
}

// reading reads a form and collects what is wrong with it.
type reading struct {
	values url.Values
	faults faults
}

func (r *reading) wrong(format string, args ...any) {
	r.faults = append(r.faults, bad(fmt.Sprintf(format, args...)))
}

// read reads a submission. With any fault it is not to be used.
func read(values url.Values) (submission, faults) {
	r := &reading{values: values}
	s := submission{
		service: r.text("service_code"), description: r.text("description"), address: r.text("address_string"),
		contact: r.contact(), attributes: r.attributes(), media: values.Get("media_url") != "",
	}
	s.lat, s.long, s.pinned = r.position()
	for _, need := range []struct {
		told bool
		what string
	}{
		{s.service != "", "service_code"},
		{s.description != "", "description（说说发生了什么）"},
		{s.address != "" || values.Has("lat") || values.Has("long"), "地点：lat和long，或者address_string"},
	} {
		if !need.told {
			r.wrong("缺少%s。", need.what)
		}
	}
	return s, r.faults
}

func (r *reading) text(name string) string { return r.clean(name, r.values.Get(name)) }

// clean makes a text of a stranger fit to be kept.
func (r *reading) clean(name, told string) string {
	told = strings.TrimSpace(strings.Map(printed, strings.ToValidUTF8(told, "\uFFFD")))
	if utf8.RuneCountInString(told) > longest[name] {
		r.wrong("%s太长，最多%d个字。", name, longest[name])
		return ""
	}
	return told
}

func printed(sign rune) rune {
	if unicode.IsControl(sign) && sign != '\n' {
		return -1
	}
	return sign
}

// contact is who reports and how to reach them, as one text.
func (r *reading) contact() string {
	name := strings.TrimSpace(r.text("last_name") + " " + r.text("first_name"))
	told := []string{name, r.text("phone"), r.text("email")}
	return strings.Join(slices.DeleteFunc(told, func(s string) bool { return s == "" }), "，")
}

// position reads lat and long, which must lie in Guangzhou or close to it.
func (r *reading) position() (lat, long float64, ok bool) {
	if !r.values.Has("lat") && !r.values.Has("long") {
		return 0, 0, false
	}
	lat, err := strconv.ParseFloat(r.values.Get("lat"), 64)
	long, err2 := strconv.ParseFloat(r.values.Get("long"), 64)
	if err != nil || err2 != nil || !(math.Abs(lat) <= 90) || !(math.Abs(long) <= 180) {
		r.wrong("lat和long要一起写，是WGS84的度数。")
		return 0, 0, false
	}
	if len(place.At(lat, long)) == 0 {
		r.wrong("lat和long不在广州。")
		return 0, 0, false
	}
	return lat, long, true
}

// attributes reads attribute[code], which must be codes of the definition.
func (r *reading) attributes() map[string]string {
	told := map[string]string{}
	for name, values := range r.values {
		inner, ok := strings.CutPrefix(name, "attribute[")
		if !ok {
			continue
		}
		code := strings.TrimSuffix(strings.TrimSuffix(inner, "[]"), "]")
		if !slices.ContainsFunc(attributes, func(a attribute) bool { return a.Variable && a.Code == code }) {
			r.wrong("有的attribute不在这项服务的定义里。")
			continue
		}
		told[code] = r.clean(code, strings.Join(values, "，"))
	}
	return told
}
