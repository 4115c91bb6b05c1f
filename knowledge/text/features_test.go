package text

import "testing"

func TestFeatures(t *testing.T) {
	t.Parallel()
	n := NewNormaliser()
	tests := []struct {
		say                           string
		cantonese, traditional, latin bool
	}{
		{"工地噪声归谁管", false, false, false},
		{"个地盘成晚嘈，边个管㗎", true, false, false},
		{"個地盤夜晚仲喺度開工", true, true, false},
		{"工地噪聲歸誰管", false, true, false},
		{"治理体系、水系、要点、旁边", false, false, false},
		{"gongdi zaosheng", false, false, true},
		{"PM2.5目标", false, false, false},
		{"PM2.5", false, false, true},
		{"12345", false, false, false},
		{"", false, false, false},
	}
	for _, tt := range tests {
		if c, tr, l := n.HasCantonese(tt.say), n.HasTraditional(tt.say), IsLatin(tt.say); c != tt.cantonese || tr != tt.traditional || l != tt.latin {
			t.Errorf("%s: Cantonese %v, traditional %v, Latin %v", tt.say, c, tr, l)
		}
	}
}
