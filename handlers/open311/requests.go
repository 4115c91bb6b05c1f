package open311

import (
	"context"
	"net/http"
	"strings"
	"time"

	"suihuan/bot/petition"
)

// Limits of a list.
const (
	mostListed = 1000
	mostAsked  = 50 // ids in one question
	longestRun = 90 * 24 * time.Hour
)

var errNoRequest = fault{http.StatusNotFound, "没有这个service_request_id。"}

// list lists what the client has filed.
func (s *Server) list(ctx context.Context, c call) (any, error) {
	f, err := s.filter(c)
	if err != nil {
		return nil, err
	}
	return s.found(ctx, f)
}

// one is a single request. Another client's is as unknown as one that does not
// exist.
func (s *Server) one(ctx context.Context, c call) (any, error) {
	found, err := s.found(ctx, petition.RequestFilter{Client: c.client, Cases: []string{caseNumber(c.id)}, Limit: 1})
	if err == nil && len(found.Entries) == 0 {
		return nil, errNoRequest
	}
	return found, err
}

// token tells the number of a request by its token. The number is told at once
// when it is filed, so that a token is the number itself.
func (s *Server) token(ctx context.Context, c call) (any, error) {
	found, err := s.found(ctx, petition.RequestFilter{Client: c.client, Cases: []string{caseNumber(c.id)}, Limit: 1})
	if err != nil {
		return nil, err
	}
	if len(found.Entries) == 0 {
		return nil, fault{http.StatusNotFound, "没有这个token。"}
	}
	id := found.Entries[0].ID
	return listOf("service_requests", []tokenEntry{{ID: id, Token: id}}), nil
}

func (s *Server) found(ctx context.Context, f petition.RequestFilter) (list[request], error) {
	filed, err := s.Store.Requests(ctx, f)
	if err != nil {
		return list[request]{}, err
	}
	entries := make([]request, len(filed))
	for i, q := range filed {
		entries[i] = s.public(q)
	}
	return listOf("service_requests", entries), nil
}

// caseNumber is a number in its written form; what is none stays as it is, and
// finds nothing.
func caseNumber(id string) string {
	if found, ok := petition.FindCaseNumber(id); ok {
		return found
	}
	return id
}

// filter reads what is asked for. Ids count before everything else.
func (s *Server) filter(c call) (petition.RequestFilter, error) {
	f := petition.RequestFilter{Client: c.client, Limit: mostListed}
	var wrong faults
	if f.Cases = parts(c.values.Get("service_request_id")); len(f.Cases) > 0 {
		for i, id := range f.Cases {
			f.Cases[i] = caseNumber(id)
		}
		if len(f.Cases) > mostAsked {
			return f, bad("一次最多查50个service_request_id。")
		}
		return f, nil
	}
	if f.Services = parts(c.values.Get("service_code")); len(f.Services) > mostAsked {
		wrong = append(wrong, bad("一次最多查50个service_code。"))
	}
	for _, state := range parts(c.values.Get("status")) {
		if state != stateOpen && state != stateClosed {
			wrong = append(wrong, bad("status只能是open或者closed。"))
		}
		f.Statuses = append(f.Statuses, statusesThat(state)...)
	}
	var ok bool
	if f.From, f.To, ok = s.span(c.values.Get("start_date"), c.values.Get("end_date")); !ok {
		wrong = append(wrong, bad("start_date和end_date写作2026-11-28T08:00:00Z，先后不能颠倒，相隔最多90天。"))
	}
	if len(wrong) > 0 {
		return f, wrong
	}
	return f, nil
}

// parts splits a list with commas.
func parts(told string) (all []string) {
	for one := range strings.SplitSeq(told, ",") {
		if one = strings.TrimSpace(one); one != "" {
			all = append(all, one)
		}
	}
	return all
}

// span reads the days that are asked for: 90 from the beginning or before the
// end where only that is told, and the last 90 where neither is.
func (s *Server) span(start, end string) (from, to time.Time, ok bool) {
	from, started := date(start)
	to, ended := date(end)
	if !started || !ended {
		return from, to, false
	}
	switch {
	case to.IsZero() && from.IsZero():
		to = s.Now()
		from = to.Add(-longestRun)
	case to.IsZero():
		to = from.Add(longestRun)
	case from.IsZero():
		from = to.Add(-longestRun)
	}
	return from, to, !to.Before(from) && to.Sub(from) <= longestRun
}

// date reads a time; none is the zero time. A plus that was not escaped in the
// query has become a blank.
func date(told string) (at time.Time, ok bool) {
	if told == "" {
		return at, true
	}
	at, err := time.Parse(time.RFC3339, strings.ReplaceAll(told, " ", "+"))
	return at, err == nil
}
