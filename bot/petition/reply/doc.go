// Package reply is what officers write to citizens: templates by kind of reply,
// and a reading of the draft before it may leave. It does no I/O and asks no
// clock; what it rests on is handed in. The words that it reads by and the
// templates are data (templates.yaml, words.yaml), which staff may edit.
//
// What blocks must be mended, or overruled with a reason that is recorded. The
// reading is by words and concepts: that a draft speaks of a demand is no proof
// that it answers it well.
package reply
