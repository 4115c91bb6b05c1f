package handlers

import (
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Observe counts requests by address, status and time, and turns a panic into
// a 500. It knows patterns, never query strings: those carry signatures.
func Observe(next http.Handler, registry *prometheus.Registry, log *slog.Logger) http.Handler {
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "suihuan_http_seconds", Help: "Time to answer a request, by address and status.",
		Buckets: []float64{.001, .005, .02, .1, .5, 1, 2, 4, 5},
	}, []string{"address", "status"})
	registry.MustRegister(took)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &watched{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if what := recover(); what != nil {
				log.ErrorContext(r.Context(), "panic", "address", r.Pattern, "stack", string(debug.Stack()))
				http.Error(seen, "internal error", http.StatusInternalServerError)
			}
			took.WithLabelValues(r.Pattern, strconv.Itoa(seen.status)).Observe(time.Since(began).Seconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

// watched remembers the status that was written.
type watched struct {
	http.ResponseWriter
	status int
}

func (w *watched) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
