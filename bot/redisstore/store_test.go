package redisstore

import (
	"context"
	"net"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/alicebob/miniredis/v2"

	"suihuan/bot"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		url   string
		addrs []string
		user  string
		pass  string
		db    int
	}{
		{"redis://127.0.0.1", []string{"127.0.0.1:6379"}, "", "", 0},
		{"redis://u:p%40,@[::1]:7000/3", []string{"[::1]:7000"}, "u", "p@,", 3},
		{"rediss://:p,q@a:1,b:2,c:3", []string{"a:1", "b:2", "c:3"}, "", "p,q", 0},
	} {
		o, err := parse(c.url)
		must(t, err)
		if !reflect.DeepEqual(o.Addrs, c.addrs) || o.Username != c.user || o.Password != c.pass || o.DB != c.db {
			t.Errorf("%s: %v %q %q %d", c.url, o.Addrs, o.Username, o.Password, o.DB)
		}
		if secure := strings.HasPrefix(c.url, "rediss"); secure != (o.TLSConfig != nil) {
			t.Errorf("%s: TLS %v", c.url, !secure)
		}
	}
}

func TestMalformedURLKeepsItsPassword(t *testing.T) {
	t.Parallel()
	for _, url := range []string{
		"hunter2", "http://:hunter2@a", "redis://:hunter2@a:port", "redis://:1/hunter2@a:6379",
		"redis://:hunter2@a/x", "redis://:hunter2@a?hunter2=1", "redis://:hunter2@a:1,b", "redis://:hunter2@a:1,b:2/3",
		"unix://u:hunter2@/run/redis.sock", "redis://:hunter2%zz@a", "redis://:hunter2@a:1,",
	} {
		_, err := Open(t.Context(), url)
		if err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s: error %v, want one without the password", url, err)
		}
	}
}

func TestClusterNodesAreCheckedByTheirOwnNames(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{"rediss://a:1": "a", "rediss://a:1,b:2": ""} {
		o, err := parse(url)
		must(t, err)
		if o.TLSConfig.ServerName != want {
			t.Errorf("%s: server name %q, want %q", url, o.TLSConfig.ServerName, want)
		}
	}
}

func TestTightTimeouts(t *testing.T) {
	t.Parallel()
	o, err := parse("redis://a?read_timeout=60s&max_retries=9")
	must(t, err)
	for name, d := range map[string]time.Duration{
		"dial": o.DialTimeout, "read": o.ReadTimeout, "write": o.WriteTimeout, "pool": o.PoolTimeout,
	} {
		if d != patience {
			t.Errorf("%s timeout %v, want %v", name, d, patience)
		}
	}
	if o.MaxRetries != -1 || o.DialerRetries != 1 || !o.ContextTimeoutEnabled {
		t.Errorf("retries %d and %d, context %v", o.MaxRetries, o.DialerRetries, o.ContextTimeoutEnabled)
	}
}

// A sick server makes errors, not answers and not waiting: the test would
// hang, and so fail, if a call waited for the server to recover.
func TestSickServer(t *testing.T) {
	t.Parallel()
	for name, address := range map[string]func(*testing.T) string{
		"closed": closedServer, "frozen": frozenServer, "replica": replicaServer,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := Open(t.Context(), "redis://"+address(t))
			must(t, err)
			closing(t, s)
			ctx := t.Context()
			_, _, claim := s.Claim(ctx, message)
			_, _, begin := s.Begin(ctx, person)
			for call, err := range map[string]error{
				"Ready": s.Ready(ctx), "Claim": claim, "Record": s.Record(ctx, message, sealed),
				"Release": s.Release(ctx, message), "Begin": begin,
				"Save": s.Save(ctx, person, asked, 1), "End": s.End(ctx, person, 1),
			} {
				if err == nil {
					t.Errorf("%s returned no error", call)
				}
			}
			p := &platform{}
			p.wantToken(t, s, "T1")
			p.wantToken(t, s, "T1")
		})
	}
}

func closedServer(t *testing.T) string {
	server := miniredis.RunT(t)
	address := server.Addr()
	server.Close()
	return address
}

// frozenServer takes connections and never answers.
func frozenServer(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}

func replicaServer(t *testing.T) string {
	server := miniredis.RunT(t)
	server.SetError("READONLY You can't write against a read only replica.")
	return server.Addr()
}

func TestStoreRecoversWithItsServer(t *testing.T) {
	t.Parallel()
	server := miniredis.RunT(t)
	s, err := Open(t.Context(), "redis://"+server.Addr())
	must(t, err)
	closing(t, s)
	must(t, s.Ready(t.Context()))
	server.Close()
	if err := s.Ready(t.Context()); err == nil {
		t.Error("ready without a server")
	}
	must(t, server.Restart())
	must(t, s.Ready(t.Context()))
	mustClaim(t, s)
}

// The embedded server's keys age by themselves. In the bubble time is not
// real: it jumps to the next timer when all are waiting.
func TestEmbeddedClockRuns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := Open(t.Context(), "")
		must(t, err)
		if !s.Embedded {
			t.Error("not marked as embedded")
		}
		must(t, s.Ready(t.Context()))
		mustClaim(t, s)
		mustClaim(t, s) // waits until the first claim has run out
		must(t, s.Record(t.Context(), message, sealed))
		time.Sleep(replyLife / 2)
		_, reply, err := s.Claim(t.Context(), message)
		wantReply(t, outcome{false, reply, err}, sealed)
		must(t, s.Close())
	})
}

func TestDeadlineWhileWaitingIsBusy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := Open(t.Context(), "")
		must(t, err)
		mustClaim(t, s)
		mustBegin(t, s, bot.Session{})
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
		defer cancel()
		_, _, err = s.Claim(ctx, message)
		wantError(t, err, bot.ErrBusy)
		_, _, err = s.Begin(ctx, person)
		wantError(t, err, bot.ErrBusy)
		must(t, s.Close())
	})
}
