package knowledge

import "testing"

// TestEnglishTitles: what is offered in English is known again, and what has no
// English title is offered in Chinese.
func TestEnglishTitles(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for id, want := range map[string]string{
		"law-noise": "What became of the noise law", "flow:complaint": "Report pollution", "eia-item-053": "", "task-2021-18": "",
	} {
		shown, _ := b.Choice(id, askDay)
		got := b.English(shown)
		if got != want || b.Candidate(shown) != id || want != "" && b.Candidate(got) != id {
			t.Errorf("%s: %q in English %q, which is %s", id, shown, got, b.Candidate(got))
		}
	}
	if b.SayInEnglish("law-noise") == "" || b.SayInEnglish("eia-item-053") != "" || b.English("") != "" {
		t.Error("an entry has English that was not written")
	}
}

func TestIsEnglish(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for words, want := range map[string]bool{
		"who is in charge": true, "thank you": true, "visa": false, "wo yao tou su": false, "noise 噪声 归谁管": false, "13800138000": false, "": false,
	} {
		if b.IsEnglish(words) != want {
			t.Errorf("%q: English %v", words, !want)
		}
	}
}
