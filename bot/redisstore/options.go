package redisstore

import (
	"errors"
	"net"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// patience bounds each step of one command: a connection, a write, a read, a
// free connection. Platforms hang up after five seconds, and one message needs
// about five commands.
const patience = 300 * time.Millisecond

// errURL has no cause: the parser's errors repeat what stands in the URL,
// a password with an unescaped slash among it.
var errURL = errors.New("redis url is malformed: want redis://user:password@host:port/db or rediss://…")

// parse reads the address, the credentials, TLS and the database from a URL.
// A URL cannot set timeouts: those follow from the platforms' patience.
func parse(url string) (*redis.UniversalOptions, error) {
	first, others := splitHosts(url)
	parsed, err := redis.ParseURL(first)
	if err != nil || parsed.Network != "tcp" {
		return nil, errURL
	}
	o := tight(&redis.UniversalOptions{
		Addrs:     []string{parsed.Addr},
		DB:        parsed.DB,
		Username:  parsed.Username,
		Password:  parsed.Password,
		TLSConfig: parsed.TLSConfig,
		PoolSize:  parsed.PoolSize,
	}, patience)
	for _, host := range others {
		if _, _, err := net.SplitHostPort(host); err != nil {
			return nil, errURL
		}
		o.Addrs = append(o.Addrs, host)
	}
	if len(others) == 0 {
		return o, nil
	}
	if o.DB != 0 { // a cluster has no numbered databases
		return nil, errURL
	}
	if o.TLSConfig != nil {
		o.TLSConfig.ServerName = "" // each node is checked by its own name
	}
	return o, nil
}

// splitHosts takes all hosts but the first out of a URL, which no URL parser
// would accept. A comma elsewhere, as in a password, stays.
func splitHosts(url string) (first string, others []string) {
	scheme, rest, _ := strings.Cut(url, "://")
	authority, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, path = rest[:i], rest[i:]
	}
	at := strings.LastIndex(authority, "@") + 1
	hosts := strings.Split(authority[at:], ",")
	return scheme + "://" + authority[:at] + hosts[0] + path, hosts[1:]
}

// tight sets what keeps a sick server from holding a message: with the
// library's defaults one command on a frozen server takes ten seconds.
func tight(o *redis.UniversalOptions, step time.Duration) *redis.UniversalOptions {
	o.DialTimeout, o.PoolTimeout = step, step
	o.ReadTimeout, o.WriteTimeout = step, step
	o.MaxRetries, o.DialerRetries = -1, 1
	o.ContextTimeoutEnabled = true
	// Announcements that ordinary servers refuse on each new connection.
	o.DisableIdentity = true
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	return o
}
