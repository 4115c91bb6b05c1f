package envelope

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestXMLAndJSONAreAlike(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, xml, json string
		want            Fields
	}{
		{
			"flat",
			`<xml><ToUserName><![CDATA[gh_1]]></ToUserName><MsgId>6789012345678901234</MsgId><Content><![CDATA[a<b]]></Content></xml>`,
			`{"ToUserName":"gh_1","MsgId":6789012345678901234,"Content":"a<b"}`,
			Fields{"tousername": {"gh_1"}, "msgid": {"6789012345678901234"}, "content": {"a<b"}},
		},
		{
			"lower names, spaces and a declaration",
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml>\n  <agentid> 218 </agentid>\n</xml>\n",
			" {\n \"agentid\" : \" 218 \" } \n",
			Fields{"agentid": {"218"}},
		},
		{
			"nested",
			`<xml><SendLocationInfo><Location_X>23.1</Location_X><Label>x</Label></SendLocationInfo></xml>`,
			`{"SendLocationInfo":{"Location_X":23.1,"Label":"x"}}`,
			Fields{"sendlocationinfo/location_x": {"23.1"}, "sendlocationinfo/label": {"x"}},
		},
		{
			"a list",
			`<xml><E><List><TemplateId>a</TemplateId></List><List><TemplateId>b</TemplateId></List></E></xml>`,
			`{"E":{"List":[{"TemplateId":"a"},{"TemplateId":"b"}]}}`,
			Fields{"e/list/templateid": {"a", "b"}},
		},
		{
			"a list of one, that JSON writes as an object",
			`<xml><E><List><TemplateId>a</TemplateId></List></E></xml>`,
			`{"E":{"List":{"TemplateId":"a"}}}`,
			Fields{"e/list/templateid": {"a"}},
		},
		{
			"empty",
			`<xml><EventKey></EventKey><Url/></xml>`,
			`{"EventKey":"","Url":"","Missing":null}`,
			Fields{"eventkey": {""}, "url": {""}},
		},
		{
			"a section in two",
			`<xml><Content><![CDATA[a]]]]><![CDATA[>b]]></Content></xml>`,
			`{"Content":"a]]>b"}`,
			Fields{"content": {"a]]>b"}},
		},
		{
			"signs that XML cannot hold",
			"<xml><Content><![CDATA[a\x00\x08b\uffff]]></Content></xml>",
			`{"Content":"ab"}`,
			Fields{"content": {"ab"}},
		},
		{"nothing", `<xml></xml>`, `{}`, Fields{}},
	} {
		for format, body := range map[Format]string{XML: c.xml, JSON: c.json} {
			got, read, err := Read([]byte(body))
			if err != nil || read != format || !maps.EqualFunc(got, c.want, slices.Equal) {
				t.Errorf("%s as %s: %v, %s, %v", c.name, format, got, read, err)
			}
		}
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"nothing":                  "",
		"spaces":                   " \n",
		"text":                     "signature=1",
		"byte order mark":          "\ufeff<xml></xml>",
		"not UTF-8":                "<xml><Content>\xff</Content></xml>",
		"not UTF-8 in JSON":        "{\"Content\":\"\xff\"}",
		"other encoding":           `<?xml version="1.0" encoding="GBK"?><xml></xml>`,
		"NUL":                      "<xml><Content>&#0;</Content></xml>",
		"field twice":              "<xml><MsgId>1</MsgId><MsgId>2</MsgId></xml>",
		"field twice, other case":  "<xml><MsgId>1</MsgId><msgid>2</msgid></xml>",
		"empty field twice":        "<xml><A/><A/></xml>",
		"field twice, hidden":      "<xml><MsgId>1</MsgId><Msg\x00Id>2</Msg\x00Id></xml>",
		"parent twice":             "<xml><A><B>1</B></A><A><B>2</B></A></xml>",
		"second root":              "<xml></xml><xml></xml>",
		"text behind":              "<xml></xml>x",
		"comment behind":           "<xml></xml><!-- x -->",
		"text between":             "<xml>x<A>1</A></xml>",
		"other root":               "<html></html>",
		"root with namespace":      `<xml xmlns="urn:x"><A>1</A></xml>`,
		"root with prefix":         `<x:xml xmlns:x="urn:x"></x:xml>`,
		"root with attribute":      `<xml a="b"></xml>`,
		"field with prefix":        `<xml><x:MsgId>1</x:MsgId></xml>`,
		"field with namespace":     `<xml><MsgId xmlns="urn:x">1</MsgId></xml>`,
		"document type":            `<!DOCTYPE xml><xml></xml>`,
		"entity bomb":              `<!DOCTYPE xml [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xml><Content>&b;</Content></xml>`,
		"outer entity":             `<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Content>&f;</Content></xml>`,
		"unknown entity":           `<xml><Content>&nbsp;</Content></xml>`,
		"instruction":              `<?php x?><xml></xml>`,
		"comment inside":           `<xml><MsgId>1<!-- -->2</MsgId></xml>`,
		"open end":                 `<xml><MsgId>1`,
		"crossed ends":             `<xml><A><B></A></B></xml>`,
		"too deep":                 "<xml>" + strings.Repeat("<a>", 9) + strings.Repeat("</a>", 9) + "</xml>",
		"bomb of depth":            "<xml>" + strings.Repeat("<a>", 9000) + strings.Repeat("</a>", 9000) + "</xml>",
		"JSON list":                `[{"MsgId":1}]`,
		"JSON text":                `"x"`,
		"JSON null":                `null`,
		"JSON name twice":          `{"MsgId":1,"MsgId":2}`,
		"JSON name in two cases":   `{"Encrypt":"a","encrypt":"b"}`,
		"JSON name escaped":        `{"MsgId":1,"Msg\u0049d":2}`,
		"JSON name twice below":    `{"A":{"B":1,"B":2}}`,
		"JSON name like a path":    `{"A/B":1}`,
		"second JSON object":       `{}{}`,
		"text behind JSON":         `{}x`,
		"JSON cut off":             `{"A":1`,
		"JSON with comma too many": `{"A":1,}`,
		"JSON too deep":            `{"A":` + strings.Repeat("[", 9) + strings.Repeat("]", 9) + `}`,
		"JSON bomb":                `{"A":` + strings.Repeat(`{"a":`, 9000) + "1" + strings.Repeat("}", 9000) + `}`,
	} {
		if f, _, err := Read([]byte(body)); !errors.Is(err, ErrMalformed) || f != nil {
			t.Errorf("%s: %v, %v", name, f, err)
		}
	}
}

func TestMalformedNumbersAreMissing(t *testing.T) {
	t.Parallel()
	f := Fields{"a": {"1.5"}, "b": {"x"}, "c": {"NaN"}, "d": {"-Inf"}, "e": {"1e999"}, "g": {"12"}, "h": {"9223372036854775808"}}
	for path, want := range map[string]bool{"A": true, "b": false, "c": false, "d": false, "e": false, "missing": false} {
		if _, ok := f.Number(path); ok != want {
			t.Errorf("number %s: %v", path, ok)
		}
	}
	for path, want := range map[string]bool{"G": true, "a": false, "h": false, "missing": false} {
		if _, ok := f.Int(path); ok != want {
			t.Errorf("int %s: %v", path, ok)
		}
	}
}

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		" 你好\x00\x07 ":             "你好",
		"a\r\nb\rc\u2028d\te":      "a\nb\nc\nd\te",
		"\ufeffa\u202eb\u2066c":    "abc",
		"a\xffb":                   "ab",
		"👨\u200d👩 stays":           "👨\u200d👩 stays",
		"\x1b[31mred":              "[31mred",
		"\n\n":                     "",
		"a\x00\n\x00":              "a",
		"\ufffea\uffff":            "a",
		"中\u0085文":                 "中文",
		"first line\n\nthird line": "first line\n\nthird line",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
