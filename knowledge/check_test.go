package knowledge

import (
	"strings"
	"testing"
)

// second is another entry behind the first, from line 38 on.
var second = `  - id: sea
    kind: law
    title: 海水谁来管
    text: 归海洋部门管。
    short: 归海洋部门管。
    phrases:
` + numberedPhrases("      - 第%02d种海水问法\n", fewestPhrases) + `    cite: [{source: act}]
    owner: 待定
    reviewed_on: "2026-01-01"
    tests: [{say: 大海的水归边个管}]
`

const (
	sayRiver = "      - {say: 河里的水是谁在管}\n"
	past     = "    past:\n      - {until: \"2024-01-01\", text: 旧, short: 旧, cite: [{source: old}]}\n"
	old      = "  - {id: old, title: 旧法, status: in-force, repealed: \"2024-06-01\", replaced_by: act}\nentries:\n"
)

// TestCheck breaks the small content in one way at a time and reads the fault
// with its file and line.
func TestCheck(t *testing.T) {
	t.Parallel()
	const phrase3, phrase4 = "第03种河水问法", "第04种河水问法"
	tests := []struct {
		name  string
		edits []string
		want  string
	}{
		{"same phrase in other characters", []string{sayRiver, sayRiver + second, "第03种海水问法", "第03種河水問法？"}, "a.yaml:46: phrase \"第03種河水問法？\" of sea is the same as \"第03种河水问法\" of river (a.yaml:12)"},
		{"a phrase is another's title", []string{sayRiver, sayRiver + second, "第03种海水问法", "请问河水归谁管呀"}, "a.yaml:46: phrase \"请问河水归谁管呀\" of sea is the same as \"河水归谁管\" of river (a.yaml:6)"},
		{"a title is another's phrase", []string{sayRiver, sayRiver + second, "海水谁来管", phrase3 + "吗"}, "a.yaml:40: phrase \"第03种河水问法吗\" of sea is the same"},
		{"twice alike in one entry", []string{phrase4, phrase3}, "phrase \"第03种河水问法\" of river stands twice"},
		{"not is a phrase", []string{"- 海水归谁管", "- 第03種河水問法"}, "a.yaml:31: \"第03種河水問法\" of river is a phrase and under not"},
		{"no test", []string{"    tests:\n" + sayRiver, ""}, "a.yaml:4: entry river has no tests"},
		{"test is a phrase", []string{"河里的水是谁在管", phrase3 + "}\n      - {say: x"}, "a.yaml:37: test of river: \"第03种河水问法\" is one of its phrases"},
		{"test expects nothing that exists", []string{sayRiver, "      - {say: 河, expect: lake}\n"}, "a.yaml:37: test of river: expect \"lake\": there is no entry or flow lake"},
		{"test on no day", []string{sayRiver, "      - {say: 河, on: 2026-02-30}\n"}, "a.yaml:37: test of river: on \"2026-02-30\" is not"},
		{"a long English title", []string{sayRiver, sayRiver + "english:\n  - {entry: river, title: " + strings.Repeat("x", 61) + ", text: Water., phrases: [who minds rivers]}\n"}, "a.yaml:39: the title of english river has more than 60 characters"},
		{"an English title twice", []string{sayRiver, sayRiver + second + "english:\n  - {entry: river, title: Water, text: Water., phrases: [who minds rivers]}\n  - {entry: sea, title: Water, text: Sea., phrases: [who minds the sea]}\n"}, "english sea has the title of river"},
		{"no citation", []string{"      - {source: act, article: 第1条}\n", ""}, "a.yaml:4: entry river: no source is cited"},
		{"dead source", []string{"source: act", "source: ect"}, "a.yaml:33: entry river: source ect does not exist"},
		{"dead related id", []string{"    owner: 待定", "    related: [lake]\n    owner: 待定"}, "a.yaml:34: entry river: related entry lake does not exist"},
		{"long short form", []string{"short: 归水务部门管。", "short: " + strings.Repeat("水", 700)}, "a.yaml:4: entry river: short has 2100 bytes, limit 2048"},
		{"no short form", []string{"    short: 归水务部门管。\n", ""}, "a.yaml:4: entry river: short is missing"},
		{"no such day", []string{"2020-06-01", "2020-06-31"}, "a.yaml:2: source act: \"2020-06-31\" is not YYYY-MM-DD"},
		{"review on no such day", []string{"\"2026-01-01\"", "2026-13-01"}, "a.yaml:4: entry river: reviewed_on \"2026-13-01\" is not"},
		{"no such century", []string{"2020-06-01", "2220-06-01"}, "a.yaml:2: source act: 2220-06-01 cannot be"},
		{"in force before it is issued", []string{"2020-06-01", "2019-06-01"}, "a.yaml:2: source act takes effect before it is issued"},
		{"expired before it is in force", []string{"2020-06-01\"", "2020-06-01\", expires: \"2020-03\""}, "a.yaml:2: source act expires before it takes effect"},
		{"repealed without successor", []string{"2020-06-01\"", "2020-06-01\", repealed: \"2021-01-01\""}, "a.yaml:2: source act is repealed and names no successor"},
		{"dead successor", []string{"2020-06-01\"", "2020-06-01\", replaced_by: new"}, "a.yaml:2: source act: successor new does not exist"},
		{"source twice", []string{"entries:\n", "  - {id: act, title: 水法, status: in-force}\nentries:\n"}, "a.yaml:3: source act stands twice"},
		{"never cited", []string{"entries:\n", "  - {id: other, title: 别法, status: in-force}\nentries:\n"}, "a.yaml:3: source other is never cited"},
		{"past ends before its source", []string{"entries:\n", old, "    owner: 待定\n", past + "    owner: 待定\n"}, "a.yaml:36: entry river: past until 2024-01-01 ends before source old does (2024-06-01)"},
		{"past until no day", []string{"    owner: 待定\n", strings.ReplaceAll(past, "old", "act") + "    owner: 待定\n", "until: \"2024-01-01\"", "until: 2024-1-1"}, "a.yaml:35: entry river: past needs until"},
	}
	for _, tt := range tests {
		_, err := Load(oneFile(edited(t, tt.edits...)))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}

// TestPastUntilItsSourceEnds is the sound form of the last case but one.
func TestPastUntilItsSourceEnds(t *testing.T) {
	t.Parallel()
	text := edited(t, "entries:\n", old, "    owner: 待定\n", past+"    owner: 待定\n", "2024-01-01", "2024-06-01")
	if _, err := Load(oneFile(text)); err != nil {
		t.Error(err)
	}
}

// TestCheckPrivate writes personal data into a text, a phrase, a comment and a
// file of its own.
func TestCheckPrivate(t *testing.T) {
	t.Parallel()
	tests := []struct{ words, what string }{
		{"打13912345678找他", "a mobile number"},
		{"打139-1234-5678找他", "a mobile number"},
		{"打１３９１２３４５６７８", "a mobile number"},
		{"微信同号+86 13912345678", "a mobile number"},
		{"证号44010619800101123X", "an identity number"},
		{"写信到 zhang.san@example.gov.cn", "an e-mail address"},
		{"车牌粤A12345冒烟", "a number plate"},
		{"车牌粤A·D12345冒烟", "a number plate"},
		{"办公室020-83541234", "a landline number"},
		{"办公室(020)83541234", "a landline number"},
		{"联系电话：83541234", "a landline number"},
		{"打12345，12369，110，95598，400-830-1234", ""},
		{"穗环规字〔2020〕10号，邮编510091，2026-08-15", ""},
		{"http://sthjj.gz.gov.cn/post_13912345678.html", ""},
		{"粤A车牌，产能20210315吨", ""},
	}
	for _, tt := range tests {
		for line, edits := range map[string][]string{
			"a.yaml:7:":  {"河水归水务部门管。", tt.words},
			"a.yaml:12:": {"第03种河水问法", tt.words},
			"a.yaml:3:":  {"entries:\n", "# " + tt.words + "\nentries:\n"},
		} {
			_, err := Load(oneFile(edited(t, edits...)))
			if tt.what == "" && err != nil || tt.what != "" && (err == nil || !strings.Contains(err.Error(), line+" "+tt.what)) {
				t.Errorf("%s at %s got %v, want %q", tt.words, line, err, tt.what)
			}
		}
	}
}

// TestCheckSampleNumber lets the number of made-up citizens stand in
// conversations, and nowhere else.
func TestCheckSampleNumber(t *testing.T) {
	t.Parallel()
	talk := "conversations:\n  - name: x\n    turns:\n      - say: \"13800138000\"\n"
	if _, err := Load(oneFile(smallYAML + talk)); err != nil {
		t.Error(err)
	}
	for _, broken := range []string{edited(t, "第03种河水问法", "13800138000"), smallYAML + strings.Replace(talk, "138000", "138001", 1)} {
		if _, err := Load(oneFile(broken)); err == nil || !strings.Contains(err.Error(), "a mobile number") {
			t.Errorf("got %v", err)
		}
	}
}

// TestDue moves the day past what the content rests on.
func TestDue(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		edits []string
		want  string
	}{
		{"reviewed in the future", []string{"\"2026-01-01\"", "\"2026-11-24\""}, "a.yaml:35: entry river: reviewed_on 2026-11-24 is in the future"},
		{"expired without successor", []string{"2020-06-01\"", "2020-06-01\", expires: \"2026-11-22\""}, "a.yaml:33: entry river cites act, which expired on 2026-11-22 and has no successor"},
		{"last day", []string{"2020-06-01\"", "2020-06-01\", expires: \"2026-11-23\""}, ""},
		{"reviewed today", []string{"\"2026-01-01\"", "\"2026-11-23\""}, ""},
	}
	for _, tt := range tests {
		b, err := Load(oneFile(edited(t, tt.edits...)))
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if due := strings.Join(b.Due(askDay), "\n"); due != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, due, tt.want)
		}
	}
}

// TestEveryKindIsTested holds that each entry that a person wrote has two tests
// at least, and that nothing of the content is due.
func TestEveryKindIsTested(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for _, e := range b.content.Entries {
		if e.Kind != kindItem && len(e.Tests) < 2 {
			t.Errorf("%s: %s has %d tests", e.place, e.ID, len(e.Tests))
		}
	}
	for _, due := range b.Due(askDay) {
		t.Error(due)
	}
}
