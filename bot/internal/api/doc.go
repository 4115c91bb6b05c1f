// Package api calls the HTTP APIs of WeChat and WeCom: bounded, without
// redirects, with errors that hold no address, token or secret; what counts as
// success; and the access token with its one retry.
package api
