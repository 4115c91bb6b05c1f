package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Times of the server: a header and a body that do not come are not waited for.
const (
	headerTime = 3 * time.Second
	readTime   = 5 * time.Second
	writeTime  = 10 * time.Second
	idleTime   = time.Minute
	drainTime  = 15 * time.Second

	reloadEvery = 2 * time.Second // a content folder is looked at
	maxHeader   = 16 << 10
)

// serve runs the service until ctx ends, then drains.
func serve(ctx context.Context, args, environ []string, io streams) error {
	set := flags("serve", io)
	path := set.String("config", "", "configuration `FILE`")
	listen := set.String("listen", "", "`HOST:PORT` to listen on, before the configuration's")
	data := set.String("data", "", "`DIR` of the embedded database, before the configuration's")
	if err := set.Parse(args); err != nil {
		return invalid{err}
	}
	in, err := install(*path, environ)
	if err != nil {
		return err
	}
	for _, override := range []struct{ to, from *string }{{&in.config.Listen, listen}, {&in.config.Data, data}} {
		if *override.from != "" {
			*override.to = *override.from
		}
	}
	log := logger(in.config, io)
	p, err := build(ctx, in, log)
	if p != nil {
		defer p.close(log)
	}
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", in.config.Listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	return p.serve(ctx, listener, in, log, io)
}

// serve starts the workers and the server, says so, and drains when ctx ends.
func (p *parts) serve(ctx context.Context, listener net.Listener, in installation, log *slog.Logger, io streams) error {
	working := context.WithoutCancel(ctx)
	if err := p.runner.Start(working); err != nil {
		return errors.Join(err, listener.Close())
	}
	if in.config.Content != "" {
		go p.live.Watch(ctx, contentOf(in.config), reloadEvery, log)
	}
	server := &http.Server{
		Handler: p.handler, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprint(io.out, greeting(listener.Addr().String(), in, p))
	select {
	case err := <-failed:
		return errors.Join(fmt.Errorf("serve: %w", err), p.runner.Stop(working))
	case <-ctx.Done():
	}
	log.Info("draining")
	draining, cancel := context.WithTimeout(working, drainTime)
	defer cancel()
	return errors.Join(server.Shutdown(draining), p.runner.Stop(draining))
}

// greeting says where the service is and what of it is embedded.
func greeting(address string, in installation, p *parts) string {
	lines := []string{
		"listening on http://" + address,
		"chat page: http://" + address + "/",
		fmt.Sprintf("knowledge: %d entries, version %s", in.base.Size(), in.base.Version),
	}
	if !p.db.Postgres {
		lines = append(lines, "embedded: SQLite database under "+in.config.Data)
	}
	if p.redis.Embedded {
		lines = append(lines, "embedded: session store in the process (lost at restart; drafts and petitions are not)")
	}
	if !in.config.WeCom.Enabled() {
		lines = append(lines, "off: WeCom is not configured, petitions are stored and routed but no officer is told")
	}
	out := ""
	for _, l := range lines {
		out += l + "\n"
	}
	return out
}
