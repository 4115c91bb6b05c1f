// Package bot holds the vocabulary of the assistant and the life of one
// message: claim it, take the person's turn, load the session, put waiting
// notices first, let a handler answer, save, seal, answer. It knows nothing of
// WeChat, WeCom, SQL or Redis, and imports only the standard library.
package bot
