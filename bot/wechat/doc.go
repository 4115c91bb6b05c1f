// Package wechat is the adapter of the WeChat Official Account (公众号): it
// turns callback bytes into bot.Message and bot.Reply into callback bytes, and
// calls the platform's HTTP API. It serves no HTTP itself: who does reads and
// bounds the body, and answers ErrForged with 403 and ErrMalformed with 400.
//
// Outbound messages go through the SDK (github.com/silenceper/wechat/v2). Only
// its subpackages may be imported: the root package turns on debug logging for
// the whole process.
package wechat
