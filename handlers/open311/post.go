package open311

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

var (
	errNoService = fault{http.StatusNotFound, "没有这个service_code。"}
	errAccuses   = bad("反映公职人员违纪违法，由纪检监察机关受理（信访工作条例第30条），这里不收，也没有保存。有污染要反映的，请只写污染的事。")
)

// post files a report.
func (s *Server) post(ctx context.Context, c call) (any, error) {
	sent, wrong := read(c.values)
	if len(wrong) > 0 {
		return nil, wrong
	}
	if _, ok := s.label(sent.service); !ok {
		return nil, errNoService
	}
	report, err := s.report(sent)
	if err != nil {
		return nil, err
	}
	key := s.messageKey(c)
	p, err := s.Store.FileRequest(ctx, c.client, sent.service, personOf(c.client, report.Contact, key), key, report)
	if err != nil {
		return nil, fmt.Errorf("file report: %w", err)
	}
	return listOf("service_requests", []filed{{ID: p.Case, Notice: text(noticeOf(p.Report, sent))}}), nil
}

// messageKey makes a repeat of a report one with the first: the same client, the
// same form, and the same Idempotency-Key or, without one, the same day in
// Guangzhou. Whoever tells the same again on another day has another case.
func (s *Server) messageKey(c call) string {
	form := maps.Clone(c.values)
	delete(form, "api_key")
	once := cmp.Or(c.once, "on "+clock.DayOf(s.Now()).String())
	return "open311:" + c.client + ":" + digest(url.Values(form).Encode(), once)
}

// personOf stands for who reports: the same for the same contact at the same
// client, and somebody new where none is told.
func personOf(client, contact, key string) string {
	return "open311:" + client + ":" + digest(client, cmp.Or(contact, key))
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// ownPath are the kinds of matters that are no report of pollution.
var ownPath = []clock.Kind{clock.Appeal, clock.Procedure, clock.Suggestion}

// report makes a report of a submission. An accusation of a person in office is
// none.
func (s *Server) report(sent submission) (petition.Report, error) {
	r := s.Hearing.Hear(sent.description)
	if petition.Sort(r) == clock.Accusation {
		return petition.Report{}, errAccuses
	}
	r.Urgent = slices.Contains(r.Labels, petition.LabelEmergency)
	r.Labels = labels(sent.service, r)
	kind := petition.Sort(r)
	if kind == clock.Accusation {
		return petition.Report{}, errAccuses
	}
	if slices.Contains(ownPath, kind) {
		r.Sorted = kind
	}
	locate(&r, sent)
	r.Source = cmp.Or(sent.attributes[attrSource], r.Source)
	r.When = cmp.Or(sent.attributes[attrWhen], r.When)
	r.Before = cmp.Or(sent.attributes[attrBefore], r.Before)
	r.Contact = cmp.Or(sent.contact, r.Contact)
	r.Anonymous = r.Contact == ""
	return r, nil
}

// labels are a danger that was heard, then the service that was chosen, then
// what else was heard.
func labels(service string, heard petition.Report) []string {
	all := []string{service}
	if heard.Urgent {
		all = []string{petition.LabelEmergency, service}
	}
	for _, l := range heard.Labels {
		if !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	return all
}

// locate takes the place that was sent before any that the description tells.
func locate(r *petition.Report, sent submission) {
	address := petition.WithoutContact(sent.address)
	if !sent.pinned {
		r.Locate(address)
		return
	}
	r.Position(sent.lat, sent.long, fmt.Sprintf("%s(%.5f, %.5f)", cmp.Or(address, "位置"), sent.lat, sent.long))
	r.Confirm("")
}

// noticeOf is what the person is told once a report is filed.
func noticeOf(r petition.Report, sent submission) string {
	var said []string
	for _, line := range []struct {
		fits bool
		say  string
	}{
		{r.Urgent, "有危险请马上离开，先打电话：受伤、中毒120，起火、爆炸、泄漏119，治安、交通事故110。"},
		{true, "已登记，会转给承办单位。请记下编号，在提交的平台查进展。"},
		{r.Anonymous, "没有留联系方式：一样会办，但不会有人联系您。"},
		{!r.Anonymous, "联系方式依法保密，承办人员可以用它联系您。"},
		{sent.media, "这里不收图片，media_url没有保存。"},
	} {
		if line.fits {
			said = append(said, line.say)
		}
	}
	return strings.Join(said, "")
}
