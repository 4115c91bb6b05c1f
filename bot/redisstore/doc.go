// Package redisstore keeps what the instances of the bot share for a short
// time: which message is in work and what it was answered (claims), where a
// conversation stands and whose turn it is (sessions), and the access tokens
// of the platforms. Nothing here is the only copy of anything that a citizen
// was promised: drafts and petitions live in SQL, so an emptied Redis costs
// speed and the place in a conversation, not a complaint.
//
// There is one code path. Without a URL the store speaks the same commands to
// a Redis server inside the process, over in-memory pipes: no port is opened.
//
// No key holds a person, a message key or a token name in clear: each is
// hashed, and the hash is the key's Redis Cluster hash tag, so that all keys
// of one person live on one node.
package redisstore
