package open311

import (
	"errors"
	"net/http"
)

// fault is one thing that is wrong with a request.
type fault struct {
	code  int
	words string
}

func (f fault) Error() string { return f.words }

// faults are all that is wrong with a request; the first says the status.
type faults []fault

func (f faults) Error() string { return errors.Join(f.each()...).Error() }

func (f faults) each() []error {
	all := make([]error, len(f))
	for i, one := range f {
		all[i] = one
	}
	return all
}

// What a request is refused for, whatever it asks.
var (
	errTooMany      = fault{http.StatusTooManyRequests, "请求太多，请过一秒再试。"}
	errNoResource   = fault{http.StatusNotFound, "没有这个地址，或者不能用这个方法。"}
	errNoForm       = fault{http.StatusBadRequest, "请用application/x-www-form-urlencoded提交。"}
	errBadForm      = fault{http.StatusBadRequest, "表单读不出来，或者超过64KiB。"}
	errJurisdiction = fault{http.StatusNotFound, "没有这个jurisdiction_id。"}
	errKey          = fault{http.StatusForbidden, "缺少api_key，或者api_key不对。"}
	errFailed       = fault{http.StatusInternalServerError, "暂时没能处理，请稍后再试。"}
)

func bad(words string) fault { return fault{http.StatusBadRequest, words} }

// refuse writes what is wrong. What is no fault of the request is logged and not
// told.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, f format, err error) {
	var all faults
	var one fault
	switch {
	case errors.As(err, &all):
	case errors.As(err, &one):
		all = faults{one}
	default:
		s.Log.ErrorContext(r.Context(), "open311 request failed", "error", err)
		all = faults{errFailed}
	}
	told := make([]errorEntry, len(all))
	for i, f := range all {
		told[i] = errorEntry{Code: f.code, Description: f.words}
	}
	f.write(w, all[0].code, listOf("errors", told))
}
