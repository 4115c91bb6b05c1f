package petition

import "time"

// Request is a petition that another program filed for somebody.
type Request struct {
	Petition
	Service string    // the code under which it was filed
	Changed time.Time // of its last event
}

// RequestFilter chooses requests of one client. An empty list, and a zero time,
// chooses all.
type RequestFilter struct {
	Client   string // id of the program's key
	Cases    []string
	Services []string
	Statuses []Status
	From, To time.Time // of filing, both included
	Limit    int
}
