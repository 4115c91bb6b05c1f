package petition

import "testing"

// TestWithoutPerson masks the person and leaves every amount as it is.
func TestWithoutPerson(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"租厂房做塑料花盆，注塑，年产300吨":                   "租厂房做塑料花盆，注塑，年产300吨",
		"年产30000000个，用水25000000立方，5000万平方米":    "年产30000000个，用水25000000立方，5000万平方米",
		"年产50000000 只，电压110kV，投资88888888元":     "年产50000000 只，电压110kV，投资88888888元",
		"年用溶剂型涂料 0.0500 吨，1、3、5号车间":            "年用溶剂型涂料 0.0500 吨，1、3、5号车间",
		"番禺区石碁镇工业路8号3栋，每天产2000000000个":         "番禺区石碁镇工业路8号3栋，每天产2000000000个",
		"做家具，电话１３８００１３８０００":                    "做家具，电话＊＊＊",
		"做家具，打85551234找陈先生":                    "做家具，打＊＊＊找＊＊＊先生",
		"做家具，8555-1234，020-83203380":           "做家具，＊＊＊，＊＊＊",
		"做家具，一三八零零一三八零零零":                      "做家具，＊＊＊",
		"我叫王大明，身份证44010119900307123X，邮箱a@b.cn": "我叫＊＊＊，身份证＊＊＊，邮箱＊＊＊",
		"微信zhangsan_gz，车牌粤A12345":              "微信＊＊＊，车牌＊＊＊",
		"联系人：李四，统一社会信用代码91440101MA5ABCDE1X":    "联系人：＊＊＊，统一社会信用代码91440101MA5ABCDE1X",
	} {
		if got := WithoutPerson(words); got != want {
			t.Errorf("%s\n got %s\nwant %s", words, got, want)
		}
	}
}

// TestOutdated compares a verdict with what the owner was told last.
func TestOutdated(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		was         []string
		told, today string
		outdated    bool
	}{
		{[]string{"报告表"}, "", "报告表", false},
		{[]string{"报告表"}, "", "报告书", true},
		{[]string{"报告表"}, "报告书", "报告书", true}, // and is told so
		{[]string{"报告表"}, "报告书", "报告表", true}, // back again
		{[]string{"报告表"}, "报告表", "报告表", false},
		{[]string{"登记表", "报告表"}, "", "登记表、报告表", false},
		{[]string{"登记表", "报告表"}, "", "报告表", true},
	} {
		if got := (Sheet{Possible: tt.was, Told: tt.told}).Outdated(tt.today); got != tt.outdated {
			t.Errorf("%v, told %q, today %s: %v", tt.was, tt.told, tt.today, got)
		}
	}
}
