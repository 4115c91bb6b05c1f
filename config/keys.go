package config

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// key is one scalar of the configuration.
type key struct {
	path  string // as in the file: wechat.app_id
	value reflect.Value
}

// variable is the name in the environment.
func (k key) variable() string {
	return prefix + strings.ToUpper(strings.ReplaceAll(k.path, ".", "_"))
}

func (k key) secret() bool { return k.value.Type() == reflect.TypeFor[Secret]() }

// text is the value as it is written; a number that is not set is empty, and so is
// false.
func (k key) text() string {
	if k.value.Kind() == reflect.String {
		return k.value.String()
	}
	if k.value.IsZero() {
		return ""
	}
	return fmt.Sprint(k.value)
}

// keys lists every scalar in the order of the struct. Lists have no keys: they
// stand in the file only.
func keys(path string, v reflect.Value) []key {
	if v.Kind() == reflect.Slice {
		return nil
	}
	if v.Kind() != reflect.Struct {
		return []key{{path, v}}
	}
	var all []key
	for field, value := range v.Fields() {
		all = append(all, keys(join(path, name(field)), value)...)
	}
	return all
}

// name is a field's key in the file.
func name(f reflect.StructField) string { return f.Tag.Get("yaml") }

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// assign puts a written value into a scalar; ok is false when something else was
// written than its kind expects.
func assign(v reflect.Value, text string) (ok bool) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(text == "true")
		return text == "true" || text == "false"
	default:
		n, err := strconv.Atoi(text)
		v.SetInt(int64(n))
		return err == nil
	}
	return true
}
