// Package wecom is the adapter of a self-built WeCom (企业微信) app, through
// which officers work: it turns callback bytes into bot.Message and bot.Reply
// into callback bytes, sends and updates officers' cards, and writes the card
// of a petition, which never shows who reported it. It serves no HTTP itself:
// who does reads and bounds the body, and answers ErrForged with 403 and
// ErrMalformed with 400.
package wecom
