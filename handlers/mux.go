// Package handlers is what people and platforms can ask of us over HTTP: every
// address in one list, the middleware around them, and the health of the parts.
package handlers

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"suihuan/handlers/open311"
)

// Parts serve the addresses. A nil callback is a channel that is not
// configured; its address does not exist.
type Parts struct {
	WeChat   http.Handler
	WeCom    http.Handler
	Messages http.Handler
	Assess   http.Handler
	Open311  http.Handler // nil where it is off
	Pages    http.Handler
	Checks   []Check
	Metrics  *prometheus.Registry
}

// Mux lists every address.
func Mux(p Parts) http.Handler {
	routes := []struct {
		pattern string
		handler http.Handler
	}{
		{"/callback/wechat", p.WeChat},
		{"/callback/wecom", p.WeCom},
		{"POST /chat/messages", p.Messages},
		{"POST /eia/assess", p.Assess},
		{"GET /eia", p.Assess},
		{open311.Root, p.Open311},
		{"GET /healthz", http.HandlerFunc(alive)},
		{"GET /readyz", ready(p.Checks)},
		{"GET /metrics", promhttp.HandlerFor(p.Metrics, promhttp.HandlerOpts{})},
		{"GET /static/", p.Pages},
		{"GET /{$}", p.Pages},
	}
	mux := http.NewServeMux()
	for _, r := range routes {
		if r.handler != nil {
			mux.Handle(r.pattern, r.handler)
		}
	}
	return mux
}
