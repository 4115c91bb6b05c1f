package petition

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNameless(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"我电话13800138000怎么办证":              "我电话＊＊＊怎么办证",
		"电话１３８ ００１３ ８０００，帮我查":             "电话＊＊＊，帮我查",
		"电话１３８－００１３－８０００，帮我查":             "电话＊＊＊，帮我查",
		"一三八零零一三八零零零是我手机":                 "＊＊＊是我手机",
		"打020-83203380没人接":                "打＊＊＊没人接",
		"身份证44010119900307123X能不能办":       "身份证＊＊＊能不能办",
		"发到zhang.san@qq.com行吗":            "发到＊＊＊行吗",
		"发到ｚｈａｎｇ１＠ｑｑ．ｃｏｍ行吗":               "发到＊＊＊行吗",
		"粤A12345黑烟车怎么举报":                  "＊＊＊黑烟车怎么举报",
		"粤Ａ·Ｄ１２３４５是谁的车":                   "＊＊＊是谁的车",
		"粤b 88888冒黑烟":                     "＊＊＊冒黑烟",
		"加我微信zhangsan_gz聊":                "加我微信＊＊＊聊",
		"微信号：abcdef":                      "微信号：＊＊＊",
		"vx zs2020abc":                    "vx ＊＊＊",
		"QQ12345可以加吗":                     "QQ＊＊＊可以加吗",
		"wxid_ab12cd34ef是我":               "wxid＊＊＊是我",
		"SH-ABCDE-FGH23办得怎样":              "＊＊＊办得怎样",
		"K7PQR2M4X9是什么":                   "＊＊＊是什么",
		"棠下街中山大道188号3栋二单元501房漏水":          "棠下街中山大道＊＊＊漏水",
		"我住A座1203，楼上很吵":                   "我住＊＊＊，楼上很吵",
		"三号楼501室的空调":                      "＊＊＊的空调",
		"3-2-501的邻居":                      "＊＊＊的邻居",
		"16栋-1802 装修":                     "＊＊＊ 装修",
		"我叫张三想问停车":                        "我叫＊＊＊想问停车",
		"我叫欧阳小明，问停车":                      "我叫＊＊＊，问停车",
		"我姓王，请问怎么停车":                      "我姓＊＊＊，请问怎么停车",
		"姓名：李四 想办证":                       "姓名：＊＊＊ 想办证",
		"名字是陈大文的人":                        "名字是＊＊＊的人",
		"my name is Peter what to do":     "my name is ＊＊＊ what to do",
		"陈先生叫我来问停车":                       "＊＊＊先生叫我来问停车",
		"看 https://a.example/u?id=9 这个网页": "看 ＊＊＊ 这个网页",
		// What names nobody stays.
		"2021年PM2.5要控制到多少":   "2021年PM2.5要控制到多少",
		"12月4号宪法日有什么活动":      "12月4号宪法日有什么活动",
		"地铁5号线很吵归谁管":         "地铁5号线很吵归谁管",
		"生态环境部16号令还有效吗":      "生态环境部16号令还有效吗",
		"老百姓投诉找谁":            "老百姓投诉找谁",
		"这条河名字叫什么":           "这条河名字叫什么",
		"楼下餐厅24小时排烟，VOCs超标吗": "楼下餐厅24小时排烟，VOCs超标吗",
		"年产300吨要不要环评":        "年产300吨要不要环评",
		"打12345没人理":          "打12345没人理",
		"第107条怎么说":           "第107条怎么说",
	} {
		if got := Nameless(question); got != want {
			t.Errorf("%s\n→ %s\nwant %s", question, got, want)
		}
	}
}

func TestNamelessIsShort(t *testing.T) {
	t.Parallel()
	if n := utf8.RuneCountInString(Nameless(strings.Repeat("环", 3000))); n != longestQuestion {
		t.Errorf("%d characters are kept", n)
	}
}

// FuzzNameless holds that no phone number survives between any words.
func FuzzNameless(f *testing.F) {
	for _, seed := range []string{"", "我叫张三", "粤A12345", "3栋501", "\xff\u200b", "１３８"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, words string) {
		got := Nameless(words + " 13800138000 " + words)
		if strings.Contains(got, "13800138000") || utf8.RuneCountInString(got) > longestQuestion {
			t.Errorf("%q → %q", words, got)
		}
	})
}
