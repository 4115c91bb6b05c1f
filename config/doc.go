// Package config says how installations differ. A configuration is built from
// four layers, each over the one before it: the defaults, a YAML file, the
// environment (SUIHUAN_ and the key in capitals, SUIHUAN_WECHAT_APP_ID for
// wechat.app_id) and files that hold one secret each (the same name with
// _FILE). Whatever is wrong is reported together, with file and line or the
// name of the variable, and without any value: a value may be a secret that
// stands in the wrong place.
package config
