package config

import (
	"encoding/base64"
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func given(s string) bool { return s != "" }

func optional(ok func(string) bool) func(string) bool {
	return func(s string) bool { return s == "" || ok(s) }
}

func oneOf(words ...string) func(string) bool {
	return func(s string) bool { return slices.Contains(words, s) }
}

func hostPort(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

func positive(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0
}

func originalID(s string) bool { return strings.HasPrefix(s, "gh_") }

// encodingAESKey wants 32 bytes in base64 without the last "=". The spare bits
// of the last character are not looked at: the platforms draw it at random.
func encodingAESKey(s string) bool {
	key, err := base64.StdEncoding.DecodeString(s + "=")
	return err == nil && len(s) == 43 && len(key) == 32
}

// masterKeys wants one or more keys with an id each, and no id twice.
func masterKeys(s string) bool {
	seen := map[string]bool{}
	for one := range strings.FieldsSeq(strings.ReplaceAll(s, ",", " ")) {
		id, written, _ := strings.Cut(one, ":")
		key, err := base64.StdEncoding.DecodeString(written)
		if err != nil || len(key) != 32 || !masterID.MatchString(id) || seen[id] {
			return false
		}
		seen[id] = true
	}
	return len(seen) > 0
}

// clientKeys wants one or more keys of clients. An id may stand twice, while its
// key is being changed; a key may not.
func clientKeys(s string) bool {
	seen := map[string]bool{}
	for one := range strings.FieldsSeq(strings.ReplaceAll(s, ",", " ")) {
		id, key, _ := strings.Cut(one, ":")
		if len(key) < shortestKey || !masterID.MatchString(id) || seen[key] {
			return false
		}
		seen[key] = true
	}
	return len(seen) > 0
}

// shortestKey is how long a key must be that nobody guesses, in bytes.
const shortestKey = 16

var masterID = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

// address wants a URL of one of the schemes. The host may be missing: both
// drivers then have their own, and PostgreSQL's socket stands in the query.
func address(schemes ...string) func(string) bool {
	return func(s string) bool {
		u, err := url.Parse(s)
		return err == nil && u.Opaque == "" && slices.Contains(schemes, u.Scheme)
	}
}

// platform wants scheme and host and nothing else, because the adapters append
// the path. Tokens travel in the query, so plain HTTP may not leave the
// machine.
func platform(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Hostname() == "" || s != u.Scheme+"://"+u.Host {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname())
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
