package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"suihuan/bot/seal"
)

// world is one installation and the platform around it.
type world struct {
	platform *platform
	service  *service // the one that was started last
	config   string   // path of the configuration file
	content  string   // the folder that it names; empty for none
	data     string
	postgres string // its URL; empty for SQLite

	mu      sync.Mutex
	persons []string // openids and phone numbers: on no log and no card
}

// onEach runs a test on the embedded parts, and on the servers that the
// environment names.
func onEach(t *testing.T, test func(t *testing.T, w *world)) {
	t.Helper()
	for _, name := range []string{"embedded", "servers"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := kinds()[name](t)
			if w == nil {
				t.Skip("SUIHUAN_TEST_REDIS and SUIHUAN_TEST_POSTGRES name no server")
			}
			test(t, w)
		})
	}
}

// kinds are the ways to keep things. A kind that is not to be had is nil.
func kinds() map[string]func(*testing.T) *world {
	return map[string]func(*testing.T) *world{
		"embedded": func(t *testing.T) *world { return newWorld(t, "", "") },
		"servers": func(t *testing.T) *world {
			redis, postgres := os.Getenv("SUIHUAN_TEST_REDIS"), os.Getenv("SUIHUAN_TEST_POSTGRES")
			if redis == "" && postgres == "" {
				return nil
			}
			if postgres != "" {
				postgres = freshSchema(t, postgres)
			}
			return newWorld(t, redis, postgres)
		},
	}
}

// worlds returns one of each kind that is to be had.
func worlds(t *testing.T) (all []*world) {
	t.Helper()
	for _, kind := range kinds() {
		if w := kind(t); w != nil {
			all = append(all, w)
		}
	}
	return all
}

// newWorld writes a configuration. What the service keeps in Redis hangs on the
// ids of the accounts, which are new in each world, and runs out by itself.
func newWorld(t *testing.T, redis, postgres string) *world {
	t.Helper()
	p := newPlatform(t)
	keys := "" // SQLite has its own
	if postgres != "" {
		keys = seal.NewMaster()
	}
	w := &world{platform: p, data: filepath.Join(t.TempDir(), "data"), postgres: postgres, persons: []string{phone}}
	text := fmt.Sprintf(`
redis: {url: %q}
database: {url: %q}
seal: {keys: %q}
wechat: {app_id: %q, secret: %q, token: %q, aes_key: %q, account: %q, api_base: %q}
wecom: {corp_id: %q, agent_id: %s, secret: %q, token: %q, aes_key: %q, api_base: %q}
units: [{id: tianhe, officers: [zhangsan]}, {id: bureau, officers: [lisi]}, {id: haizhu, officers: [chenqi, zhaoliu]}]
log: {level: debug}
`, redis, postgres, keys,
		p.wechat.id, p.secrets[p.wechat.id], p.wechat.token, p.wechat.aesKey, p.wechat.name, p.URL,
		p.wecom.id, p.wecom.agent, p.secrets[p.wecom.id], p.wecom.token, p.wecom.aesKey, p.URL)
	w.config = writeFile(t, text)
	return w
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// freshSchema returns the URL of an empty schema that ends with the test.
func freshSchema(t *testing.T, server string) string {
	t.Helper()
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	schema := "e2e_" + strings.ToLower(rand.Text())
	if _, err := admin.ExecContext(t.Context(), `CREATE SCHEMA `+schema); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, err := admin.ExecContext(context.Background(), `DROP SCHEMA `+schema+` CASCADE`)
		if err = errors.Join(err, admin.Close()); err != nil {
			t.Errorf("drop schema: %v", err)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", schema)
	u.RawQuery = query.Encode()
	return u.String()
}

// service is one run of the program.
type service struct {
	url  string
	stop func() error // as an operator stops it
	kill func()       // as a power cut does; only of a process of its own
	log  *journal
}

func (w *world) args() []string {
	return []string{"serve", "--config", w.config, "--listen", "127.0.0.1:0", "--data", w.data}
}

// start runs the service inside the test until the test ends.
func (w *world) start(t *testing.T) *service {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	s := &service{log: &journal{}}
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, w.args(), nil, strings.NewReader(""), in, s.log)
		in.CloseWithError(err)
		ended <- err
	}()
	s.stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	w.watch(t, s, out)
	return s
}

// spawn runs the service in a process of its own.
func (w *world) spawn(t *testing.T, program string) *service {
	t.Helper()
	if w.content == "" {
		w.withContent(t) // it starts sooner
	}
	s := &service{log: &journal{}}
	process := exec.Command(program, w.args()...)
	process.Stderr = s.log
	out, err := process.StdoutPipe()
	if err == nil {
		err = process.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	end := func(how os.Signal) error { return errors.Join(process.Process.Signal(how), process.Wait()) }
	s.stop = sync.OnceValue(func() error { return end(os.Interrupt) })
	s.kill = func() {
		end(os.Kill) // its error is that it was killed
		s.stop = func() error { return nil }
	}
	w.watch(t, s, out)
	return s
}

// watch waits until a service listens, and looks at how it ends.
func (w *world) watch(t *testing.T, s *service, out io.Reader) {
	t.Helper()
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("the service ended with %v", err)
		}
		w.discreet(t, "log", s.log.String())
		w.discreet(t, "calls", w.platform.bodies())
	})
	lines := bufio.NewReader(out)
	first, err := lines.ReadString('\n')
	address, ok := strings.CutPrefix(strings.TrimSpace(first), "listening on ")
	if err != nil || !ok {
		t.Fatalf("the service does not listen: %v\n%s%s", err, first, s.log)
	}
	go io.Copy(io.Discard, lines)
	s.url, w.service = address, s
}

// discreet fails when a text that leaves the service shows a person, and when a
// log shows a secret or any word of anybody: the log is English, and people
// here write Chinese.
func (w *world) discreet(t *testing.T, what, text string) {
	t.Helper()
	w.mu.Lock()
	hidden := slices.Clone(w.persons)
	w.mu.Unlock()
	if what == "log" {
		hidden = append(hidden, w.platform.confidential()...)
	}
	for line := range strings.Lines(text) {
		for _, word := range hidden {
			if strings.Contains(line, word) {
				t.Errorf("%s: shows %q: %s", what, word, line)
			}
		}
		if what == "log" && strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: shows what people wrote: %s", what, line)
		}
	}
}

// journal is a log that is read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// within is the time that something which needs no second try may take; the
// machine may be busy.
const within = 15 * time.Second

// until looks again and again until it sees something, or fails the test.
func until[T any](t *testing.T, what string, limit time.Duration, look func() (T, bool)) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		if v, ok := look(); ok {
			return v
		}
		select {
		case <-ctx.Done():
			t.Fatalf("%s: not within %v", what, limit)
		case <-again.C:
		}
	}
}
