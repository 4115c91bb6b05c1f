package handlers

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// Check asks one part whether it answers.
type Check struct {
	Name  string
	Ready func(context.Context) error
}

// checkTime is what a part has to answer in.
const checkTime = time.Second

func alive(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write([]byte("ok\n")) // nobody can be told that nobody listens
}

// ready names each part and whether it answers; 503 when one does not. Why is
// in the log of who asked it, not here: errors may name hosts.
func ready(checks []Check) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		status, parts := http.StatusOK, map[string]string{}
		for _, c := range checks {
			parts[c.Name] = "ok"
			// Each has its own time: a part that hangs must not blame the next.
			ctx, cancel := context.WithTimeout(r.Context(), checkTime)
			if err := c.Ready(ctx); err != nil {
				status, parts[c.Name] = http.StatusServiceUnavailable, "not answering"
			}
			cancel()
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(parts) // as above
	}
}
