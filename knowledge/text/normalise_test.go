package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSimplify(t *testing.T) {
	t.Parallel()
	n := NewNormaliser()
	tests := []struct{ in, want string }{
		{"廣州生態環境", "广州生态环境"},
		{"係", "系"},
		{"ＡＢＣ１２３", "abc123"},
		{"ＰＭ２．５，％", "pm2.5,%"},
		{"PM₂.₅、O₃", "pm2.5、o3"},
		{"VOCs", "vocs"},
		{"？！：", "?!:"},
		{"《条例》，好。", "《条例》,好。"},
		{"😀 ok", "😀 ok"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := n.Simplify(tt.in); got != tt.want {
			t.Errorf("%q gives %q, want %q", tt.in, got, tt.want)
		}
		if again := n.Simplify(tt.want); again != tt.want {
			t.Errorf("%q gives %q, it is simple already", tt.want, again)
		}
	}
}

func TestNormalise(t *testing.T) {
	t.Parallel()
	n := NewNormaliser()
	tests := []struct{ in, want string }{
		// One notation for substances.
		{"PM2.5", "pm2.5"}, {"pm 2.5", "pm2.5"}, {"ＰＭ２．５", "pm2.5"}, {"PM2。5", "pm2.5"}, {"pm2点5", "pm2.5"},
		{"PM25", "pm2.5"}, {"PM₂.₅", "pm2.5"}, {"细颗粒物", "pm2.5"}, {"細顆粒物", "pm2.5"},
		{"细颗粒物PM2.5", "pm2.5"}, {"细颗粒物（PM2.5）", "pm2.5(pm2.5"}, {"PM10", "pm10"},
		{"VOCs排放", "voc挥发性有机物排放"}, {"挥发性有机化合物", "voc挥发性有机物"}, {"COD", "cod化学需氧量"},
		{"CO2", "二氧化碳"}, {"ＣＯ₂", "二氧化碳"}, {"O3超标", "臭氧超标"}, {"NOx", "氮氧化物"}, {"GDP", "gdp国内生产总值"},
		{"CODE", "code"}, {"百分之百", "100%"}, {"100 %", "100%"}, {"１００％", "100%"},
		// Traditional and Cantonese.
		{"廣州有沒有做碳中和？", "广州有没有做碳中和"},
		{"邊度可以投訴", "哪里可以投诉"}, {"點樣投訴工地嘈", "怎么投诉工地吵"}, {"架泥头车点管", "架泥头车怎么管"},
		{"呢份嘢係咩嚟", "这份东西是什么来"}, {"嗰条河涌臭唔臭", "那条河涌臭不臭"}, {"嗰啲厂仲未搬", "那些厂还没搬"},
		{"有冇話幾多錢", "有没有说多少钱"}, {"搵邊個處理", "找哪个处理"}, {"佢哋几时嚟", "他们什么时候来"},
		{"系唔系要登记", "是不是要登记"}, {"我屋企隔篱", "我家里隔壁"}, {"好嘈喎", "好吵"},
		// Content words that hold a function word's character stay.
		{"生态系统", "生态系统"}, {"联系电话", "联系电话"}, {"关系和体系", "关系和体系"}, {"水系连通", "水系连通"},
		{"旁边一家工厂", "旁边一家工厂"}, {"路边一直有人烧垃圾", "路边一直有人烧垃圾"}, {"旁边边个管", "旁边哪个管"},
		{"重点管理", "重点管理"}, {"重点管控单元", "重点管控单元"}, {"要点讲了什么", "要点讲了什么"}, {"要点点样讲", "要点怎么讲"}, {"快点处理", "快点处理"},
		{"喇叭好大声", "喇叭好大声"}, {"楼下酒吧", "楼下酒吧"}, {"生态优先", "生态优先"}, {"酒吧吗", "酒吧"},
		// Padding at the edges only.
		{"你好，请问一下，第十八项讲咩？唔該晒", "第十八项讲什么"},
		{"您好！麻烦问下臭氧目标谢谢啦~", "臭氧目标"},
		{"喂，想问下呢份计划有几多项吖", "这份计划有多少项"},
		{"请问你好在哪里", "在哪里"},
		{"碳达峰呢", "碳达峰"}, {"送法上门吗？？？", "送法上门"}, {"投诉先", "投诉"},
		{"我想请问请问请问臭氧", "臭氧"},
		{"谁说你好没用", "谁说你好没用"},
		{"你好", ""}, {"喂？", ""}, {"谢谢！", ""}, {"？？？", ""}, {"😀😀", ""}, {"   ", ""}, {"", ""},
		{"  臭氧\n", "臭氧"}, {"“臭氧”", "臭氧"}, {"100%", "100%"},
	}
	for _, tt := range tests {
		if got := n.Normalise(tt.in); got != tt.want {
			t.Errorf("%q gives %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestTables holds that no word of the tables is out of reach: not changed
// before it is looked for, and not hidden by a shorter one before it.
func TestTables(t *testing.T) {
	t.Parallel()
	n := NewNormaliser()
	for i := 0; i+1 < len(cantonese); i += 2 {
		word, to := cantonese[i], cantonese[i+1]
		if got := n.cantonese.Replace(n.Simplify(word)); got != to && !strings.HasPrefix(word, "咩啊") {
			t.Errorf("%s becomes %s, want %s", word, got, to)
		}
	}
	for _, list := range [][]string{leading, trailing, whole} {
		for _, word := range list {
			if got := n.Simplify(word); got != word {
				t.Errorf("%s is looked for behind %s", word, got)
			}
		}
	}
	if len(n.simplified) < 2000 {
		t.Errorf("only %d traditional characters", len(n.simplified))
	}
}

// TestNormaliseAnyText holds that every text is read and that what comes out
// starts and ends with a word.
func TestNormaliseAnyText(t *testing.T) {
	t.Parallel()
	n := NewNormaliser()
	piece := rapid.SampledFrom([]string{"你好", "请问", "臭氧", "吗", "唔", "系", "边", "点", "pm2", ".5", "？", " ", "酒", "吧", "\x01", "\xff", "嗰", "咩", "100", "%"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		got := n.Normalise(text)
		if strings.TrimFunc(got, notWord) != got {
			t.Fatalf("%q gives %q", text, got)
		}
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Fatalf("%q gives invalid %q", text, got)
		}
		if again := n.Normalise(text); again != got {
			t.Fatalf("%q gives %q and %q", text, got, again)
		}
	})
}
