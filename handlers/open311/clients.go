package open311

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"
)

// Clients are who may ask, by their keys.
type Clients []client

type client struct {
	id     string
	digest [sha256.Size]byte // of the key
}

// ParseClients reads keys, each written id:key, with commas or blanks between
// them. The configuration has checked them.
func ParseClients(written string) Clients {
	var all Clients
	for one := range strings.FieldsSeq(strings.ReplaceAll(written, ",", " ")) {
		id, key, _ := strings.Cut(one, ":")
		all = append(all, client{id, sha256.Sum256([]byte(key))})
	}
	return all
}

// of returns the id of the client whose key it is. How long it takes tells
// nothing about the keys.
func (all Clients) of(key string) (id string, ok bool) {
	digest := sha256.Sum256([]byte(key))
	for _, c := range all {
		if subtle.ConstantTimeCompare(c.digest[:], digest[:]) == 1 {
			id, ok = c.id, true
		}
	}
	return id, ok
}
