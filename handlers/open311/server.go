package open311

import (
	"context"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"suihuan/bot/petition"
	"suihuan/knowledge"
)

// Catalogue knows the kinds of complaints that the bureau is in charge of.
type Catalogue interface {
	OwnLabels() []knowledge.Label
}

// Hearing hears from words what they report, and names units.
type Hearing interface {
	Hear(words string) petition.Report
	Unit(id string) (petition.Unit, bool)
}

// Store files and finds requests.
type Store interface {
	FileRequest(ctx context.Context, client, service, person, key string, r petition.Report) (petition.Petition, error)
	Requests(ctx context.Context, f petition.RequestFilter) ([]petition.Request, error)
}

// Options are what the addresses are served with.
type Options struct {
	Clients      Clients
	Jurisdiction string // "" is not compared
	Catalogue    Catalogue
	Hearing      Hearing
	Store        Store
	Terms        petition.Terms
	Now          func() time.Time
	Log          *slog.Logger
}

// Server serves every address under Root.
type Server struct {
	Options
	limit *rate.Limiter
}

// Root is where the addresses begin.
const Root = "/open311/v2/"

// Limits of what is read: bytes of a body, requests a second, and how many may
// come at once.
const (
	bodyLimit = 64 << 10
	perSecond = 20
	burst     = 40
)

// New returns a server.
func New(o Options) *Server {
	return &Server{Options: o, limit: rate.NewLimiter(perSecond, burst)}
}

// call is one request as the resources see it.
type call struct {
	values url.Values
	id     string // behind the resource in the address
	client string // id of the key, where one is asked for
	once   string // Idempotency-Key
}

// route is a resource: who answers, and whether a key is needed.
type route struct {
	answer func(*Server, context.Context, call) (any, error)
	keyed  bool
}

// routes are the resources by method and name; a slash behind it stands for an
// id.
var routes = map[string]route{
	"GET services":  {answer: (*Server).services},
	"GET services/": {answer: (*Server).definition},
	"POST requests": {answer: (*Server).post, keyed: true},
	"GET requests":  {answer: (*Server).list, keyed: true},
	"GET requests/": {answer: (*Server).one, keyed: true},
	"GET tokens/":   {answer: (*Server).token, keyed: true},
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resource, format := split(r.URL.Path)
	r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
	found, err := s.answer(r, resource)
	if err != nil {
		s.refuse(w, r, format, err)
		return
	}
	format.write(w, http.StatusOK, found)
}

// split takes an address apart: what is asked for, and the format by its ending.
// An address without one is answered in XML, which every client reads.
func split(path string) (resource string, f format) {
	resource = strings.TrimPrefix(path, Root)
	for ending, f := range formats {
		if bare, ok := strings.CutSuffix(resource, ending); ok {
			return bare, f
		}
	}
	return resource, asXML
}

func (s *Server) answer(r *http.Request, resource string) (any, error) {
	if !s.limit.Allow() {
		return nil, errTooMany
	}
	name, id, one := strings.Cut(resource, "/")
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	if one {
		name += "/"
	}
	to, ok := routes[method+" "+name]
	if !ok {
		return nil, errNoResource
	}
	c := call{id: id, once: r.Header.Get("Idempotency-Key")}
	if err := c.read(r); err != nil {
		return nil, err
	}
	if told := c.values.Get("jurisdiction_id"); told != "" && s.Jurisdiction != "" && told != s.Jurisdiction {
		return nil, errJurisdiction
	}
	if c.client, ok = s.Clients.of(c.values.Get("api_key")); to.keyed && !ok {
		return nil, errKey
	}
	return to.answer(s, r.Context(), c)
}

// read reads what stands in the query and in the form.
func (c *call) read(r *http.Request) error {
	if r.Method == http.MethodPost {
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != "application/x-www-form-urlencoded" {
			return errNoForm
		}
	}
	if err := r.ParseForm(); err != nil {
		return errBadForm
	}
	c.values = r.Form
	return nil
}
