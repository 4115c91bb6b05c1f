// Package envelope is what the callbacks of WeChat and WeCom have in common:
// the signature and the AES of a request, the strict reading of its body as XML
// or JSON, the fields that both platforms write alike, and the writing of the
// passive reply. One Box serves the Official Account (receive id = AppID), a
// self-built WeCom app (CorpID) and the AI bot (empty). Nothing here does I/O.
package envelope
