package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Error is a refusal in the platform's own terms. Its text holds the errcode
// and the trace only: an errmsg can repeat what was sent.
type Error struct {
	Code    int      // errcode (protocol.md A2, A7); 0 when only receivers were refused
	Trace   string   // rid or hint, by which the platform finds the call
	Refused []string // receivers that were refused, where errcode is 0
}

func (e *Error) Error() string {
	if e.Code == 0 {
		return fmt.Sprintf("the platform refused %d receivers", len(e.Refused))
	}
	return fmt.Sprintf("the platform answered errcode %d (trace %q)", e.Code, e.Trace)
}

// Errcode returns the platform's errcode. Callers that must not import an
// adapter find it by this method.
func (e *Error) Errcode() int { return e.Code }

// noReceiver is the errcode of a message whose receivers are all unknown
// (protocol.md A6).
const noReceiver = 81013

// Unreachable says that the receiver of a message, where it had one, cannot be
// reached by trying again: departed, not to be seen by the app, or without a
// licence.
func (e *Error) Unreachable() bool { return e.Code == noReceiver || e.Code == 0 && len(e.Refused) > 0 }

// errNoCode is not a refusal: nothing is known about what was sent.
var errNoCode = errors.New("the answer has no errcode")

// Check returns nil only when the answer is a JSON object whose errcode is the
// number 0 and which names no refused receiver. A missing errcode, or "0" as
// text, is no success.
func Check(answer []byte) error {
	fields, err := object(answer)
	if err != nil {
		return err
	}
	code, err := errcode(fields)
	if err != nil {
		return err
	}
	if code != 0 {
		return &Error{Code: code, Trace: trace(fields)}
	}
	if refused := refusedReceivers(fields); len(refused) > 0 {
		return &Error{Refused: refused}
	}
	return nil
}

// Token reads an answer that gives an access token. The duration is the
// platform's expires_in, from now.
func Token(answer []byte) (token string, ttl time.Duration, err error) {
	fields, err := object(answer)
	if err != nil {
		return "", 0, err
	}
	if _, there := fields["errcode"]; there {
		if err := Check(answer); err != nil {
			return "", 0, err
		}
	}
	var seconds int64
	if json.Unmarshal(fields["access_token"], &token) != nil ||
		json.Unmarshal(fields["expires_in"], &seconds) != nil || token == "" || seconds <= 0 {
		return "", 0, errors.New("the answer has no access token")
	}
	return token, time.Duration(seconds) * time.Second, nil
}

func object(answer []byte) (map[string]json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(answer, &fields); err != nil || fields == nil {
		return nil, errors.New("the answer is not a JSON object")
	}
	return fields, nil
}

func errcode(fields map[string]json.RawMessage) (int, error) {
	var code *int
	if err := json.Unmarshal(fields["errcode"], &code); err != nil || code == nil {
		return 0, errNoCode
	}
	return *code, nil
}

var traceForm = regexp.MustCompile(`(?:rid|hint): ?\[?([0-9A-Za-z_-]{1,64})`)

func trace(fields map[string]json.RawMessage) string {
	var message string
	_ = json.Unmarshal(fields["errmsg"], &message) // a trace is a help, not a condition
	if found := traceForm.FindStringSubmatch(message); found != nil {
		return found[1]
	}
	return ""
}

// refusedReceivers reads the lists, which one API writes as "a|b" and another
// as ["a","b"].
func refusedReceivers(fields map[string]json.RawMessage) []string {
	var refused []string
	for _, name := range []string{"invaliduser", "invalidparty", "unlicenseduser"} {
		raw, there := fields[name]
		if !there {
			continue
		}
		var joined string
		var list []string
		if json.Unmarshal(raw, &joined) == nil {
			list = strings.Split(joined, "|")
		} else if json.Unmarshal(raw, &list) != nil {
			list = []string{string(raw)} // of a form not known: not empty, so not a success
		}
		refused = append(refused, list...)
	}
	return slices.DeleteFunc(refused, func(s string) bool { return s == "" })
}
