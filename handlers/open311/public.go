package open311

import (
	"cmp"

	"suihuan/bot/petition"
)

// The two states of the specification.
const (
	stateOpen   = "open"
	stateClosed = "closed"
)

// states say each status in the words of the specification. What is handled
// together with another is open: its answer is still to come.
var states = map[petition.Status]string{
	petition.Received: stateOpen, petition.Routed: stateOpen, petition.Accepted: stateOpen, petition.InProgress: stateOpen,
	petition.Waiting: stateOpen, petition.Extended: stateOpen, petition.Reopened: stateOpen, petition.Merged: stateOpen,
	petition.Review: stateOpen, petition.SecondReview: stateOpen,
	petition.NotAccepted: stateClosed, petition.Transferred: stateClosed, petition.Answered: stateClosed,
	petition.Closed: stateClosed, petition.Withdrawn: stateClosed,
}

func statusesThat(state string) (all []petition.Status) {
	for status, is := range states {
		if is == state {
			all = append(all, status)
		}
	}
	return all
}

// sayExpected stands with a date that would be read as the end of the matter.
const sayExpected = "expected_datetime是书面告知是否受理的最后期限（信访工作条例第二十三条），不是办结的期限。"

// public is what is told of a request.
func (s *Server) public(q petition.Request) request {
	label, _ := s.label(q.Service)
	unit, _ := s.Hearing.Unit(q.Unit)
	r := request{
		ID: q.Case, Status: states[q.Status], StatusNotes: text(q.Status.Words()),
		ServiceCode: q.Service, ServiceName: cmp.Or(label.Name, q.Service), Agency: text(unit.Name),
		Requested: moment(q.FiledAt), Updated: moment(q.Changed),
		Address: text(address(q.Report)), Lat: degree(q.Report.Lat), Long: degree(q.Report.Lng),
	}
	// Who left no name need not be told in writing, and a day that rests on a
	// calendar which is not out is no promise.
	if term, runs := s.Terms.NoticeTerm(q.Petition); runs && !term.Exempt && !term.Provisional() {
		r.Expected, r.Notice = moment(q.ReceiptDue), sayExpected
	}
	return r
}

// address is the district and the street, never the words that were told.
func address(r petition.Report) string {
	switch {
	case r.District == "":
		return ""
	case r.Guessed:
		return petition.GuessWords(r.District)
	}
	return r.District + "区" + r.Street
}
