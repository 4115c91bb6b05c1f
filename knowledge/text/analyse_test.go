package text

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// cutter is the one analyser of these tests; it is safe for concurrent use.
var cutter = sync.OnceValue(NewAnalyser)

func words(s string) []string { return strings.Fields(s) }

func TestAnalyse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		say    string
		grams  string
		sounds string
		latin  bool
	}{
		{"碳达峰", "碳 达 碳达 峰 达峰", "tan'da da'fen", false},
		{"碳達峰？", "碳 达 碳达 峰 达峰", "tan'da da'fen", false},
		// Two characters or fewer have no sounds of their own.
		{"臭氧", "臭 氧 臭氧", "", false},
		{"PM2.5目标", "pm2.5 目 标 目标", "mu'biao", false},
		{"2021年PM2.5", "2021 年 pm2.5", "", false},
		{"12345", "12345", "", false},
		// Punctuation parts the runs: no gram and no sound across it.
		{"废水，废气", "废 水 废水 废 气 废气", "fei'sui fei'qi", false},
		// Pinyin of three syllables and more is nothing but pinyin.
		{"tan dafeng", "", "tan'da da'fen", true},
		{"TanDaFeng", "", "tan'da da'fen", true},
		{"guangzhou 2021 tan", "", "guan'zou zou'tan", true},
		{"zhong wei", "zhong wei", "zong'wei", false},
		{"hello world", "hello world", "", false},
		// Pinyin among characters sounds beside its neighbours in Latin only.
		{"碳dafeng方案", "碳 dafeng 方 案 方案", "da'fen fan'an", false},
		{"", "", "", false},
		{"？？😀", "", "", false},
		{"你好", "", "", false},
	}
	for _, tt := range tests {
		got := cutter().Analyse(tt.say)
		if !slices.Equal(got.Grams, words(tt.grams)) || !slices.Equal(got.Sounds, words(tt.sounds)) || got.Latin != tt.latin {
			t.Errorf("%s: grams %q, sounds %q, latin %v", tt.say, got.Grams, got.Sounds, got.Latin)
		}
	}
}

// TestFolds holds that what southern speakers do not tell apart sounds alike.
func TestFolds(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"zhong wei su", "zong wei su"}, {"chang qi zhi", "cang qi zi"}, {"shi da feng", "si da fen"},
		{"jing ping min", "jin pin min"}, {"nan sha qu", "lan sa qu"}, {"guang zhou shi", "guan zou si"},
	} {
		a, b := cutter().Analyse(pair[0]), cutter().Analyse(pair[1])
		if !a.Latin || !slices.Equal(a.Sounds, b.Sounds) {
			t.Errorf("%s sounds %q, %s sounds %q", pair[0], a.Sounds, pair[1], b.Sounds)
		}
	}
	spoken, typed := cutter().Analyse("广州南沙区"), cutter().Analyse("guang zhou lan sha qu")
	if !slices.Equal(spoken.Sounds, typed.Sounds) {
		t.Errorf("spoken %q, typed %q", spoken.Sounds, typed.Sounds)
	}
}

func TestCutWord(t *testing.T) {
	t.Parallel()
	tests := []struct{ word, want string }{
		{"tan", "tan"}, {"tandafeng", "tan da fen"}, {"guangzhou", "guan zou"},
		{"xian", "xian"}, // the cut with the fewest syllables
		{"xianshi", "xian si"}, {"zhuangguan", "zuan guan"}, {"lvse", "lv se"},
		{"nver", "lv er"}, {"a", "a"}, {"m", ""}, {"ng", ""}, {"hello", ""}, {"pm", ""}, {"tanx", ""}, {"t", ""},
	}
	for _, tt := range tests {
		if got := cutter().cutWord(tt.word); !slices.Equal(got, words(tt.want)) {
			t.Errorf("%s is cut into %q, want %q", tt.word, got, tt.want)
		}
	}
}

// TestCutWordOfSyllables joins syllables: the word can be cut, in no more
// pieces than it was made of.
func TestCutWordOfSyllables(t *testing.T) {
	t.Parallel()
	var plain []string
	for s := range cutter().syllables {
		if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" && s != "" {
			plain = append(plain, s)
		}
	}
	slices.Sort(plain)
	if len(plain) < 390 || len(plain) > 450 {
		t.Fatalf("%d syllables", len(plain))
	}
	rapid.Check(t, func(t *rapid.T) {
		made := rapid.SliceOfN(rapid.SampledFrom(plain), 1, 8).Draw(t, "syllables")
		cut := cutter().cutWord(strings.Join(made, ""))
		if cut == nil || len(cut) > len(made) {
			t.Fatalf("%q is cut into %q", made, cut)
		}
	})
}

// TestAnalyseIsSafe cuts texts from many sides at once: the race detector and
// equal results tell.
func TestAnalyseIsSafe(t *testing.T) {
	t.Parallel()
	want := cutter().Analyse("架泥头车点管")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				if got := cutter().Analyse("架泥头车点管"); !slices.Equal(got.Grams, want.Grams) || got.Norm != want.Norm {
					t.Errorf("got %+v", got)
				}
			}
		})
	}
	all.Wait()
}

func TestAnalyseAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		terms := cutter().Analyse(text)
		if terms.Latin && len(terms.Grams) > 0 {
			t.Fatalf("%q is pinyin and has grams %q", text, terms.Grams)
		}
		if slices.Contains(terms.Grams, "") || slices.Contains(terms.Sounds, "") {
			t.Fatalf("%q: grams %q, sounds %q", text, terms.Grams, terms.Sounds)
		}
	})
}
