package reply

import (
	"strings"
	"testing"

	"suihuan/bot/petition"
)

// TestDemands reads what a citizen wants; ? is a demand without a name.
func TestDemands(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	for _, tt := range []struct{ says, want string }{
		{"请派人来查一下", "去查"},
		{"要求查处、罚款、赔偿我的损失", "去查 处罚 赔偿"},
		{"希望你们夜里去测一下噪声，叫他们停工", "检测 停下来"},
		{"能不能让他们别再半夜开工", "停下来"},
		{"严惩黑心厂", "处罚"},
		{"彻查到底！罚死他！", "去查 处罚"},
		{"查完告诉我结果", "告诉结果"},
		{"请问什么时候能停", "停下来 什么时候"},
		{"为什么没人管", "为什么"},
		{"麻烦查下有没有环评手续", "去查 手续"},
		{"请替我保密，别说是我投诉的", "保密"},
		{"请尽快解决", "处理"},
		{"建议在涌边加一个垃圾桶", "?"},
		{"希望周末不装货", "?"},
		{"要求赔礼道歉", "道歉"},
		{"要求公开检测报告", "检测 公开"},
		{"请把河里的垃圾打捞干净", "清理恢复"},
		{"希望装个隔音屏", "加装设施"},
		{"必须追究老板责任", "追究责任"},
		{"唔该你哋查吓，罰佢款，賠返醫藥費", "去查 处罚 赔偿"},
		{"可唔可以叫佢哋停", "停下来"},
		{"强烈要求关停。要求关停！", "停下来"},
		{"Please check the factory and make them stop, I want compensation", "去查 停下来 赔偿"},
		{"半夜吵得睡不着，赔偿我的误工费", "赔偿"},
		{"工厂排臭气。请处理。上次也投诉过", "处理"},
		{"我的诉求是：1、立即停止夜间施工；2、赔偿精神损失；3、书面道歉", "停下来 赔偿 道歉"},
		{"我的要求：\n1. 查封这家厂\n2. 追究责任\n以上。这里停过电", "去查 停下来 追究责任"},
		{"这样的厂就该关掉", "停下来"},
		{"到底有没有环评？", "手续"},
		{"老人病了，医药费谁出", "赔偿"},
		{"白天停工晚上开工 你们去查查", "去查"},
		{"能不能给我看看检测报告", "检测 公开"},
		{"申请查处这家厂", "去查"},
		{"厂里不听劝我要求停工", "停下来"},
		{"举报塑料公司请查处", "去查"},
		{"投诉多次请测一下", "检测"},
		{"请来测一下噪声", "检测"},
		// What only looks like a demand.
		{"我要投诉楼下餐馆油烟大", ""},
		{"上次罚了款还是一样", ""},
		{"他们停工两天又开工了", ""},
		{"老板要求我们闭嘴", ""},
		{"之前多次要求他们停工都没用", ""},
		{"厂里请工人半夜装货", ""},
		{"我请假在家都被熏得头疼", ""},
		{"希望小学旁边的印刷厂味道很大", ""},
		{"对面停车场不停地响", ""},
		{"检测站门口很吵", ""},
		{"排放达不到国家要求", ""},
		{"医生建议我搬家", ""},
		{"老板说会赔偿，一直没有", ""},
		{"不知道什么时候开始就很臭", ""},
		{"拆迁的工地没有围挡", ""},
		{"警察来过，查询不到结果", ""},
		{"每天关窗都没用，关系到小孩健康", ""},
		{"我已经看不到希望了", ""},
		{"夜间施工归谁管？", ""},
		{"我不要求赔偿，安静就行", ""},
		{"你们来查过", ""},
		{"结果一直没有告诉我", ""},
		{"", ""},
	} {
		var got []string
		for _, d := range b.demands(About{Report: petition.Report{What: tt.says}}) {
			if d.want == nil {
				got = append(got, "?")
				continue
			}
			got = append(got, d.want.Name)
		}
		if want := strings.Fields(tt.want); !sameSet(got, want) {
			t.Errorf("%s: %v, want %v", tt.says, got, want)
		}
	}
}

func sameSet(a, b []string) bool {
	count := map[string]int{}
	for _, s := range a {
		count[s]++
	}
	for _, s := range b {
		count[s]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

const basis = "依据：《生态环境法典》第146条。"

// TestUnanswered names what a draft does not speak of.
func TestUnanswered(t *testing.T) {
	t.Parallel()
	b := embedded(t)
	for _, tt := range []struct {
		says, answer string
		quotes       []string // of the findings, in order
	}{
		{"请查处，要求赔偿", "11月25日去现场查了。赔多少我们不能定，可以起诉。", nil},
		{"请查处，要求赔偿", "11月25日去现场查了。", []string{"要求赔偿"}},
		{"请查处，要求赔偿", "您反映的要求赔偿的事，我们收到了。11月25日去现场查了。", []string{"要求赔偿"}},
		{"要求赔偿", "您要求赔偿，我们没有收到医院的单据，请补来。现场已经查了。", nil},
		{"要求查处", "您不服的，可以向市政府申请复查。", []string{"要求查处"}},
		{"要求罚款", "现场检查了，按《行政处罚法》第3条办。", []string{"要求罚款"}},
		{"要求罚款", "现场检查了，没有违法，所以不能罚款。", nil},
		{"希望测一下噪声", "执法人员到现场检查，责令改正。", []string{"希望测一下噪声"}},
		{"希望测一下噪声", "11月25日夜里实测52分贝，没有超标。", nil},
		{"希望周末不装货", "厂里答应周末不再装货。现场检查过。", nil},
		{"希望周末不装货", "现场检查过，烟囱已经加高。", []string{"希望周末不装货"}},
		{"希望停工，我电话13800138000", "现场检查过。", []string{"希望停工"}},
		{"要求赔偿三栋501房的损失", "现场检查过。", []string{"＊＊＊的损失"}},
		{"工厂排臭气", "现场检查过。", nil},
		{"希望停工", "11月27日复查现场，已经停工。", nil},
		{"什么时候能停", "已责令停止，12月10日前改好。现场查了。", nil},
		{"什么时候能停", "已责令停止。现场查了。", []string{"什么时候能停"}},
	} {
		a := About{Kind: Report, Report: petition.Report{What: tt.says}}
		var got []string
		for _, f := range b.Lint(tt.answer+basis, a) {
			if f.Code == Unanswered || f.Blocks && f.Code != Lacks {
				got = append(got, f.Words)
			}
		}
		if len(got) != len(tt.quotes) {
			t.Errorf("%s\n%s\n→ %v, want %v", tt.says, tt.answer, got, tt.quotes)
			continue
		}
		for i, quote := range tt.quotes {
			if !strings.Contains(got[i], quote) || strings.Contains(got[i], "13800138000") {
				t.Errorf("%s\n→ %s, want %q", tt.says, got[i], quote)
			}
		}
	}
	asked := About{Kind: Question, Report: petition.Report{What: "夜间施工归谁管？要罚多少？"}}
	if got := codes(b.Lint("夜间施工归住房城乡建设部门管，"+basis, asked)); got != "unanswered" {
		t.Errorf("of two questions one is answered: %s", got)
	}
}
