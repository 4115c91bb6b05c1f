package reply

import (
	"strings"
	"testing"

	"suihuan/bot/petition"
)

// TestPersonal looks for what reaches or names somebody, and its look-alikes.
func TestPersonal(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	for _, tt := range []struct{ says, contact, draft, want string }{
		{"", "", "请打13800138000", "personal"},
		{"", "", "请打１３８－００１３－８０００", "personal"},
		{"", "", "请打138　0013　8000", "personal"},
		{"", "", "请打138 0013 8000或者138\u200b00138001", "personal"},
		{"", "", "身份证44010119900307123X", "personal"},
		{"", "", "电话一三八零零一三八零零零", "personal"},
		{"", "", "邮箱zhang.san@qq.com", "personal"},
		{"", "", "车辆粤A12345", "personal"},
		{"", "", "微信号：zhangsan_gz", "personal"},
		{"", "", "请打020-83200000", "person"},
		{"我电话020-83200000", "", "请打83200000", "personal"},
		{"", "020 8320 0000", "请打83200000", "personal"},
		{"我叫张三丰，臭", "", "张三丰说得对", "personal"},
		{"我叫李明投诉臭", "", "李明说得对", "personal"},
		{"我姓王", "", "王女士，您好", "personal person"},
		{"陈先生介绍的", "", "陈先生也来了", "personal person"},
		{"老板叫王大力，很凶", "", "经营者王大力", "personal"},
		{"", "欧阳小明，白天找", "欧阳小明，您好", "personal"},
		{"", "李四 13800138000", "李四，您好", "personal"},
		{"", "", "梁女士，您好", "person"},
		{"", "", "投诉人：梁小红", "person"},
		{"我家住3栋501房，很臭", "", "3栋501房测了", "personal"},
		{"我住A座1203室", "", "A座1203室测了", "personal"},
		// What is nobody's.
		{"", "", "请打12345", ""},
		{"", "", "请打020-12345678", "person"},
		{"", "", "请打020-81111111", ""},
		{"", "", "请打81111111", ""},
		{"", "", "邮箱sthj@gz.gov.cn", ""},
		{"", "", "罚款1000000元，1,000,000元", ""},
		{"", "", "2026-11-28去的", ""},
		{"", "", "2026年11月28日22:30去的", ""},
		{"", "", "文号是穗环罚〔2026〕1234号", ""},
		{"", "", "测得13.5、12.8、11.2、10.9、10.1，单位分贝", "person"},
		{"", "", "测得51.3分贝、52.8分贝", ""},
		{"", "", "编号SH-ABCDE-FGH23", ""},
		{"", "", "投诉人高度关注", ""},
		{"", "", "两位先生在场", ""},
		{"", "", "您的姓名保密", ""},
		{"我叫黄埔区的人来看", "", "黄埔分局去了", ""},
		{"老板叫工人半夜开工", "", "工人半夜开工", ""},
		{"厂在3栋501房", "", "3栋501房是喷漆房", ""},
		{"白云区王大力五金厂", "", "王大力五金厂已停", ""},
		{"", "匿名", "匿名的也答复", ""},
		{"", "我的电话", "电话没有打通", ""},
	} {
		a := About{Kind: Report, Report: petition.Report{What: tt.says, Contact: tt.contact}, Public: []string{"020-81111111", "12345"}}
		findings := b.Lint("现场检查了，"+tt.draft+"。"+basis, a)
		if got := codes(findings); got != tt.want {
			t.Errorf("%s | %s | %s → %s, want %s", tt.says, tt.contact, tt.draft, got, tt.want)
		}
		for _, f := range findings {
			for _, secret := range []string{"13800138000", "44010119900307123X", "张三", "王大力", "李四", "83200000", "12345", "501"} {
				if strings.Contains(f.Words, secret) {
					t.Errorf("%s shows %s", f.Words, secret)
				}
			}
		}
	}
}
