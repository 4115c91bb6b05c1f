package redisstore

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Store is one instance's door to the shared memory. It implements bot.Claims
// and bot.Sessions and is safe for use by many goroutines. Open makes one.
type Store struct {
	// Embedded is true when the Redis server runs inside this process: then
	// nothing is shared with other instances and nothing survives a restart.
	Embedded bool

	client   redis.UniversalClient
	instance string // tells this instance's claims and locks from others'
	prefix   string // of every key
	now      func() time.Time
	shut     func() // ends what runs beside the client

	mu    sync.Mutex
	desks map[string]*desk // by token name
}

// Open returns a store on the Redis server at url:
// redis://user:password@host:port/db, or rediss:// for TLS. Several hosts,
// separated by commas, are the seeds of one Redis Cluster. An empty url starts
// a server inside the process. A server that does not answer is no error here:
// Ready tells it, and the store recovers by itself. The error of a malformed
// url repeats nothing of it.
func Open(ctx context.Context, url string) (*Store, error) {
	if url == "" {
		return embed(), nil
	}
	options, err := parse(url)
	if err != nil {
		return nil, err
	}
	s := connect(options)
	// The first connection is made now, so that the first message does not
	// wait for it. Whether it came about is Ready's to tell, at any time.
	_ = s.client.Ping(ctx).Err()
	return s, nil
}

func connect(options *redis.UniversalOptions) *Store {
	return &Store{
		client:   redis.NewUniversalClient(options),
		instance: rand.Text(),
		prefix:   "suihuan:",
		now:      time.Now,
		shut:     func() {},
		desks:    map[string]*desk{},
	}
}

// Close ends the connections, and the embedded server with all that it holds.
func (s *Store) Close() error {
	defer s.shut()
	if err := s.client.Close(); err != nil {
		return fmt.Errorf("close redis client: %w", err)
	}
	return nil
}

// Ready returns nil when the server answers and takes writes: one that has
// become a replica, or is full, is not ready.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.client.Set(ctx, s.prefix+"ready", 1, time.Second).Err(); err != nil {
		return fmt.Errorf("write to redis: %w", err)
	}
	return nil
}

// key names a thing of the given kind. Half of a SHA-256 is enough that two
// names never meet, and hides the openid that a name may hold.
func (s *Store) key(kind, name string) string {
	sum := sha256.Sum256([]byte(name))
	return s.prefix + kind + ":{" + hex.EncodeToString(sum[:16]) + "}"
}
