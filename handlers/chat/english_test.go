package chat

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// TestEnglish is spoken to by those who read no Chinese.
func TestEnglish(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		talks []exchange
	}{
		{"questions", []exchange{
			{"hello", []string{"chat robot"}},
			{"how do i complain about pollution", []string{"case number"}},
			{"can i stay anonymous when i complain", []string{"anonym"}},
			{"Thanks a lot!", []string{"You are welcome"}},
			{"help", []string{"Just type", "2. Report pollution"}},
			{"1", []string{"33 micrograms"}},
			{"next", []string{"nothing more"}},
			{"human", []string{"12345"}},
		}},
		{"asking back", []exchange{
			{"noise complaint", []string{"Which of these do you mean?", "1. ", "3. What became of the noise law"}},
			{"3", []string{"repealed"}},
			{"useful", []string{"Thank you, noted."}},
			{"receipt", []string{"“What became of the noise law”: answered on 2026-11-23"}},
		}},
		{"a whole complaint", []exchange{
			{"Every night there is loud construction noise next to my building", []string{"just a few questions", "Where is it?"}},
			{"188 Zhongshan Avenue", []string{"Which district"}},
			{"tianhe", []string{"which firm", "1. I don't know"}},
			{"not sure", []string{"When does it happen", "1. Happening now"}},
			{"how long until i get an answer?", []string{"Art. 23", "When does it happen"}},
			{"1", []string{"reported before", "2. Reported before, not solved"}},
			{"never", []string{"phone number", "1. Anonymous"}},
			{"who knows", []string{"I saw no phone number"}},
			{"no thanks", []string{"Please check", "What happens: Every night", "Place: 天河区188 Zhongshan Avenue", "Time: Happening now", "Contact: Anonymous", "1. Confirm"}},
			{"I am not so sure", []string{"Reply “confirm” to file it"}},
			{"Change", []string{"What do you want to change?", "2. Place"}},
			{"PLACE", []string{"Where is it?", "1. Leave it as it is"}},
			{"天河区棠下街中山大道200号", []string{"Please check", "Place: 天河区棠下街中山大道200号"}},
			{"progress", []string{"not filed anything here yet", "has not been filed yet"}},
			{"yes", []string{"filed under case number SH-", "nobody will call you back", "!15 days"}},
			{"1", []string{"SH-", ": registered", "Told: Every night", "Filed on: 2026-11-23", "2026-11-23: registered"}},
			{"谢谢", []string{"不客气"}},
		}},
		{"a wish first", []exchange{
			{"I'd like to file a complaint", []string{"What happens?"}},
			{"The restaurant downstairs makes terrible cooking smoke", []string{"Where is it?"}},
			{"the place is wrong", []string{"Where is it?"}},
			{"cancel", []string{"the complaint is not filed"}},
			{"cancel", []string{"whenever you need me"}},
		}},
		{"what is not ours", []exchange{
			{"how do i renew my visa", []string{"Exit-Entry", "12345"}},
			{"visa", []string{"Exit-Entry"}},
		}},
		{"an alarm that is none", []exchange{
			{"there is a fire at the chemical plant and people are hurt", []string{"119 for fire", "case number SH-", "where is it?", "1. Not an emergency"}},
			{"Huangpu, Kangnan Road", []string{"Added to SH-", "1. Done"}},
			{"done", []string{"is being handled", "1. Not an emergency"}},
			{"1", []string{"has been withdrawn", "call 110, 119 or 120"}},
		}},
		{"a project", []exchange{
			{"does my project need an environmental impact assessment", []string{"in Chinese only", "项目"}},
			{"cancel", []string{"no more questions"}},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := newTalk(t)
			for _, e := range tt.talks {
				k.run([]exchange{e})
				if k.last.Flow != flowEIA && hasLetter(e.say, unicode.Latin) {
					k.readsEnglish()
				}
			}
		})
	}
}

// readsEnglish fails when a line of the last reply is Chinese. What to call in
// danger stands in both languages.
func (k *talk) readsEnglish() {
	k.t.Helper()
	for _, p := range k.last.Parts {
		said := strings.ReplaceAll(p.Text, callFirst, "")
		for _, c := range p.Choices {
			said += "\n" + c.Text
		}
		for line := range strings.Lines(said) {
			if hasLetter(line, unicode.Han) && !hasLetter(line, unicode.Latin) {
				k.t.Errorf("this is Chinese: %s", line)
			}
		}
	}
}

// TestWhichLanguage: a sentence decides, and what tells no language keeps it.
func TestWhichLanguage(t *testing.T) {
	t.Parallel()
	chinese, english := bot.Session{}, bot.Session{English: true}
	where := bot.Session{English: true, Flow: flowComplaint, Step: stepWhere}
	filling := bot.Session{Flow: flowComplaint, Step: "when"}
	offered := bot.Session{English: true, Choices: []bot.Choice{{Text: "Confirm", Value: "确认"}}}
	k := newTalk(t)
	for _, tt := range []struct {
		session bot.Session
		text    string
		want    bool
	}{
		{chinese, "who is in charge of noise", true}, {chinese, "hello", true}, {chinese, "Progress", true}, {chinese, "thank you", true},
		{chinese, "PM2.5", false}, {chinese, "ktv", false}, {chinese, "SH-ABCDE-FGHJK", false}, {chinese, "wo yao tou su", false}, {chinese, "li.ming@example.com", false},
		{chinese, "13800138000", false}, {chinese, "我要投诉KTV noise at night", false}, {chinese, "😀", false}, {filling, "ok", false}, {filling, "every night after eleven", true},
		{english, "ktv", true}, {english, "2", true}, {english, "？？", true}, {english, "楼下好吵", false}, {english, "投訴噪音", false}, {english, "tian he qu tang xia", true},
		{where, "天河区棠下街200号", true}, {where, "噪声归谁管？", false}, {where, "取消", false}, {offered, "确认", true}, {offered, "1", true},
	} {
		session := tt.session
		turn := &bot.Turn{Message: bot.Message{Kind: bot.KindText, Text: tt.text}, Session: &session, Text: tt.text}
		if got := k.chat.inEnglish(turn); got != tt.want {
			t.Errorf("%s in %+v: English %v", tt.text, tt.session, got)
		}
	}
}

// TestEnglishIsKeptAsTold: officers read the citizen's own words; what was
// tapped is the Chinese word.
func TestEnglishIsKeptAsTold(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"The Restaurant downstairs makes terrible smoke", nil}, {"188 Zhongshan Avenue, Tianhe District", nil}, {"Golden Wok", nil},
		{"Every evening, 6 to 9", nil}, {"First time", nil}, {"13800138000", nil}, {"Confirm", []string{"case number SH-", "Within 15 days", "at the latest on 2026-12-8", "not for settling"}},
	})
	p, _ := k.filed()
	r := p.Report
	if got := strings.Join([]string{r.What, r.Where, r.District, r.Source, r.When, r.Before}, "|"); got != "The Restaurant downstairs makes terrible smoke|188 Zhongshan Avenue, Tianhe District|天河|Golden Wok|Every evening, 6 to 9|没有反映过" {
		t.Errorf("kept %s", got)
	}
}

// TestRefusedInEnglish: what goes wrong is said in the language of who writes.
func TestRefusedInEnglish(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.down = true
	k.run([]exchange{{"Every night there is loud construction noise next to my building", []string{"has not been filed", "12345"}}})
	down := errors.New("disk full")
	if err := k.chat.errorInEnglish(down); !errors.Is(err, down) || bot.UserText(err) != apologyEnglish {
		t.Errorf("said %q of %v", bot.UserText(err), err)
	}
}

// TestEnglishHasItsChinese finds English whose Chinese is said nowhere any more.
func TestEnglishHasItsChinese(t *testing.T) {
	t.Parallel()
	var source strings.Builder
	for _, folder := range []string{".", "../../bot/petition", "../../bot/petition/clock", "../../bot/petition/place"} {
		for _, form := range []string{"*.go", "*.yaml"} {
			files, err := filepath.Glob(filepath.Join(folder, form))
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range files {
				if strings.Contains(name, "english") || strings.HasSuffix(name, "_test.go") {
					continue
				}
				data, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				source.Write(data)
			}
		}
	}
	for chinese, english := range sentences {
		if strings.Count(english, gap) > strings.Count(chinese, gap) {
			t.Errorf("%s: more changes in the English", chinese)
		}
	}
	for _, chinese := range slices.Concat(slices.Collect(maps.Keys(sentences)), slices.Collect(maps.Keys(words))) {
		for piece := range strings.SplitSeq(strings.TrimSuffix(chinese, "区"), gap) {
			if !strings.Contains(source.String(), strings.Trim(piece, "：；，。 ")) {
				t.Errorf("%s: nobody says %s", chinese, piece)
			}
		}
	}
	for _, s := range petition.Statuses() {
		if words[s.Words()] == "" {
			t.Errorf("%s has no English", s)
		}
	}
}
