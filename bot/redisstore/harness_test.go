package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	logging.Disable() // the client reports each refused connection
	goleak.VerifyTestMain(m)
}

// world is one Redis that several instances share.
type world struct {
	open    func() *Store          // one more instance
	advance func(by time.Duration) // ages every key
	keys    func() []string
	wipe    func() // as FLUSHALL would
}

// everywhere runs a test on the embedded server, and on the one that
// SUIHUAN_TEST_REDIS names.
func everywhere(t *testing.T, test func(t *testing.T, w world)) {
	t.Parallel()
	t.Run("embedded", func(t *testing.T) {
		t.Parallel()
		test(t, embeddedWorld(t))
	})
	t.Run("server", func(t *testing.T) {
		t.Parallel()
		url := os.Getenv("SUIHUAN_TEST_REDIS")
		if url == "" {
			t.Skip("SUIHUAN_TEST_REDIS names no server")
		}
		test(t, serverWorld(t, url))
	})
}

func embeddedWorld(t *testing.T) world {
	server := miniredis.NewMiniRedis()
	t.Cleanup(server.Close)
	return world{
		open:    func() *Store { return closing(t, connect(tight(piped(server), time.Minute))) },
		advance: server.FastForward,
		keys:    server.Keys,
		wipe:    server.FlushAll,
	}
}

func serverWorld(t *testing.T, url string) world {
	prefix := "suihuan-test-" + rand.Text() + ":"
	open := func() *Store {
		options, err := parse(url)
		must(t, err)
		// These tests are about what is said, not about how fast: a busy
		// machine must not look like an outage.
		s := connect(tight(options, time.Minute))
		s.prefix = prefix
		return closing(t, s)
	}
	admin := open()
	ctx := context.Background() // the clean-up outlives the test's context
	keys := func() (keys []string) {
		found := admin.client.Scan(ctx, 0, prefix+"*", 1000).Iterator()
		for found.Next(ctx) {
			keys = append(keys, found.Val())
		}
		if err := found.Err(); err != nil {
			t.Error(err)
		}
		return keys
	}
	w := world{open: open, keys: keys}
	w.advance = func(by time.Duration) {
		for _, k := range keys() {
			left := admin.client.PTTL(ctx, k).Val()
			if left == -1 {
				t.Errorf("%s would stay for ever", k)
			}
			if err := admin.client.PExpire(ctx, k, left-by).Err(); err != nil {
				t.Error(err)
			}
		}
	}
	w.wipe = func() {
		for _, k := range keys() {
			admin.client.Del(ctx, k)
		}
	}
	t.Cleanup(w.wipe)
	return w
}

func closing(t *testing.T, s *Store) *Store {
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// waits returns a channel that speaks each time the store has read something
// that it may have to wait for.
func waits(s *Store) <-chan struct{} {
	h := hook(make(chan struct{}, 1))
	s.client.AddHook(h)
	return h
}

// waited returns a context that ends when the store has begun to wait.
func waited(ctx context.Context, s *Store) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	waiting := waits(s)
	go func() {
		defer cancel()
		select {
		case <-waiting:
		case <-ctx.Done():
		}
	}()
	return ctx
}

type hook chan struct{}

func (h hook) DialHook(next redis.DialHook) redis.DialHook { return next }

func (h hook) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (h hook) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if cmd.Name() == "get" || errors.Is(err, redis.Nil) {
			select {
			case h <- struct{}{}:
			default:
			}
		}
		return err
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Fatalf("error %v, want %v", got, want)
	}
}
