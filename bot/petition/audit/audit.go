// Package audit is the record of what was done with petitions and of who looked
// at them, as a chain: each row holds the hash of the row before it, so that a
// row which is changed, taken out, put in or moved breaks the chain. It does no
// I/O and holds nothing about a citizen.
//
// A chain shows what was done to some of its rows. It does not show a whole
// chain that was worked out anew, nor a tail that was cut off together with its
// count, by somebody who may write to the database: that takes a Head that was
// kept elsewhere. And it shows no look past the program, at the database itself.
package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"suihuan/bot/petition"
)

// Row is one thing that was done. Actor is as in petition.Event, or an operator.
type Row struct {
	Seq    int64 // from 1, without gaps
	At     time.Time
	Actor  string
	Action string // the type of the event, the verb of the act that looks, or the command
	Case   string // "" where it is of no one case
	Reason string // the Digest of why, or of what it was about
	Prev   string // Hash of the row before; "" of the first
	Hash   string
}

// Digest stands for words that are not to be kept; "" for none. It proves what
// was said to whoever has the words, and a short guess can be tried on it.
func Digest(words string) string {
	if words == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:])
}

// hash is over all fields, each behind its length, so that no two rows look the
// same.
func (r Row) hash() string {
	h := sha256.New()
	for _, field := range []string{
		strconv.FormatInt(r.Seq, 10), strconv.FormatInt(r.At.UnixMilli(), 10), r.Actor, r.Action, r.Case, r.Reason, r.Prev,
	} {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(field)))
		h.Write(size[:])
		h.Write([]byte(field))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Head is where a chain ends: the number of its rows and the hash of the last.
// The zero value is that of an empty chain.
type Head struct {
	Seq  int64
	Hash string
}

// String writes a head as ParseHead reads it.
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.Seq, h.Hash) }

// ParseHead reads a head of the form SEQ:HASH.
func ParseHead(text string) (Head, error) {
	number, hash, _ := strings.Cut(text, ":")
	seq, err := strconv.ParseInt(number, 10, 64)
	sum, bad := hex.DecodeString(hash)
	if err != nil || bad != nil || seq < 1 || len(sum) != sha256.Size {
		return Head{}, errors.New("no head of the form SEQ:HASH, as audit head prints it")
	}
	return Head{seq, strings.ToLower(hash)}, nil
}

// Next makes a row the one that follows the head.
func (h Head) Next(r Row) Row {
	r.Seq, r.Prev = h.Seq+1, h.Hash
	r.Hash = r.hash()
	return r
}

// Head is the head of a chain that ends with the row.
func (r Row) Head() Head { return Head{r.Seq, r.Hash} }

// operator is before the account of who runs a command. No UserID has a colon.
const operator = "cli:"

// Operator is the actor that runs a command under an account of the machine.
func Operator(account string) string { return operator + account }

// Role is what an actor is to a citizen.
type Role string

// The roles.
const (
	RoleCitizen  Role = petition.ActorCitizen
	RoleRouter   Role = petition.ActorRouter // the program itself
	RoleOfficer  Role = "officer"
	RoleOperator Role = "operator" // by a command on the machine
)

// RoleOf returns the role of an actor.
func RoleOf(actor string) Role {
	switch {
	case actor == petition.ActorCitizen:
		return RoleCitizen
	case actor == petition.ActorRouter, actor == petition.ActorMailbox:
		return RoleRouter
	case strings.HasPrefix(actor, operator):
		return RoleOperator
	}
	return RoleOfficer
}
