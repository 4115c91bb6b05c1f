package reply

import (
	"regexp"
	"strings"
)

var (
	// field is a placeholder of a template.
	field = regexp.MustCompile(`\{([^{}\n]{1,40})\}`)
	// blank is what stands where nothing is known.
	blank = regexp.MustCompile(`【请填写[^】]*】?`)
)

// The fields that follow from what is known of the matter.
const (
	fieldCase     = "编号"
	fieldSuperior = "复查机关"
	fieldUntil    = "复查期限"
)

// Fill returns the template of the kind with what is known: the fields by name,
// the case number, the office of a review and the day until which it can be asked
// for. Where nothing is known a blank stands, 【请填写：…】, which Lint finds. A
// kind that there is not has no template.
func (b *Book) Fill(a About, known map[string]string) string {
	own := map[string]string{fieldCase: a.Case, fieldSuperior: a.Superior, fieldUntil: until(a.Received)}
	return field.ReplaceAllStringFunc(strings.TrimSpace(b.templates[a.Kind]), func(found string) string {
		name := strings.Trim(found, "{}")
		for _, value := range []string{known[name], own[name]} {
			if value = strings.TrimSpace(value); value != "" {
				return value
			}
		}
		return "【请填写：" + name + "（" + b.fields[name] + "）】"
	})
}
