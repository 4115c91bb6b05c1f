package petition

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestHear reads what people write. A field that is not named must stay empty,
// and What is the words as they are unless it is named.
func TestHear(t *testing.T) {
	t.Parallel()
	for _, list := range [][]hearing{places, sources, times, contacts} {
		for _, h := range list {
			want := h.want
			if want.What == "" {
				want.What = h.words
			}
			if got := Hear(h.words); !reflect.DeepEqual(got, want) {
				t.Errorf("%s\n got %+v\nwant %+v", h.words, report(got), report(want))
			}
		}
	}
}

// report shows its fields, which the log must not.
type report Report

type hearing struct {
	words string
	want  Report
}

var places = []hearing{
	{"天河区棠下街中山大道188号", Report{Where: "天河区棠下街中山大道188号", District: "天河", Street: "棠下街道"}},
	{"棠下村永兴大街三巷5号", Report{Where: "棠下村永兴大街三巷5号", District: "天河", Street: "棠下街道"}},
	{"我住在天河区石牌村", Report{Where: "天河区石牌村", District: "天河", Street: "石牌街道"}},
	{"我住小区，好嘈", Report{}},
	{"黄埔大道西120号油烟", Report{Where: "黄埔大道西120号", District: "天河"}},
	{"越秀区北京路5号的餐厅，不是天河区棠下街100号", Report{Where: "越秀区北京路5号", District: "越秀", Source: "餐厅"}},
	{"沙河涌发黑发臭", Report{Where: "沙河涌"}},
	{"猎德涌有死鱼", Report{Where: "猎德涌", District: "天河"}},
	{"荔湾湖公园有人大声唱K", Report{Where: "荔湾湖公园", District: "荔湾"}},
	{"大塘村边有人倒建筑垃圾", Report{Where: "大塘村"}},
	{"天河嘅石牌村有人烧垃圾", Report{Where: "天河嘅石牌村", District: "天河", Street: "石牌街道"}},
	{"棠下新村，路边有人烧塑料", Report{Where: "棠下新村", District: "天河", Street: "棠下街道"}},
	{"我在天河，体育东路5号有人烧塑料", Report{Where: "体育东路5号", District: "天河"}},
	// No place, or none that an officer could go to.
	{"整条街都臭", Report{}},
	{"成条街都係臭味", Report{}},
	{"我家门口河涌又黑又臭", Report{}},
	{"我小孩在学校闻到臭味", Report{}},
	{"城中村里有人烧垃圾", Report{}},
	{"汽车噪音，马路边", Report{}},
	{"三号线地铁吵", Report{}},
	{"建议多种树", Report{}},
	{"", Report{}},
}

var sources = []hearing{
	{"楼下工地半夜打桩", Report{Source: "工地", When: "半夜"}},
	{"天河区棠下街中山大道188号楼下工地半夜打桩，好嘈", Report{Where: "天河区棠下街中山大道188号", District: "天河", Street: "棠下街道", Source: "工地", When: "半夜"}},
	{"番禺区市莲路8号：家具厂油漆味好大", Report{Where: "番禺区市莲路8号", District: "番禺", Source: "家具厂"}},
	{"越秀区北京路步行街KTV音响吵", Report{Where: "越秀区北京路步行街", District: "越秀", Source: "KTV"}},
	{"增城区新塘镇大敦村，洗水厂偷排废水", Report{Where: "增城区新塘镇大敦村", District: "增城", Street: "新塘镇", Source: "洗水厂"}},
	{"南沙区万顷沙养猪场好臭", Report{District: "南沙", Street: "万顷沙镇", Source: "养猪场"}},
	{"楼上邻居装修好嘈", Report{Source: "邻居"}},
	{"番禺区大石街道东联村有永兴电器厂喷漆", Report{Where: "番禺区大石街道东联村", District: "番禺", Street: "大石街道", Source: "永兴电器厂"}},
	{"珠江新城花城大道广场舞扰民", Report{Where: "珠江新城花城大道", District: "天河", Source: "广场舞"}},
	{"楼下跳广场舞好嘈，晚晚如是", Report{Source: "广场舞", When: "晚晚"}},
	{"我们小区对面有个基站，辐射大唔大", Report{Source: "基站"}},
	{"石牌东路8号的汽修店喷漆味难闻", Report{Where: "石牌东路8号", District: "天河", Source: "汽修店"}},
	{"天河体育西路103号维多利广场A座冷却塔嗡嗡响", Report{Where: "天河体育西路103号维多利广场A座", District: "天河", Source: "冷却塔"}},
	{"车陂南地铁站B出口烧烤档好多烟", Report{Where: "车陂南地铁站", District: "天河", Street: "车陂街道", Source: "烧烤档"}},
	{"住隔离嘅酒吧成晚播歌", Report{Source: "酒吧", When: "成晚"}},
	{"天河区东圃镇黄村路5号工地泥头车扬尘大", Report{Where: "天河区东圃镇黄村路5号", District: "天河", Source: "工地"}},
	{"工作人员态度恶劣", Report{}},
}

var times = []hearing{
	{"凌晨2点打桩", Report{When: "凌晨，2点"}},
	{"从今年3月开始每天晚上10点到12点打桩", Report{When: "每天，晚上10点到，12点"}},
	{"隔壁成日排臭气", Report{When: "成日"}},
	{"半夜过马路都听到打桩声", Report{When: "半夜"}},
	{"琴晚有人飙车", Report{When: "琴晚"}},
	{"早上六点半狗叫", Report{When: "早上六点半"}},
	// A small amount is no time, a date no house.
	{"有一点臭味", Report{}},
	{"麻烦早一点处理", Report{}},
	{"11月3号起小区旁边工地通宵施工", Report{Source: "工地", When: "通宵"}},
	{"昨晚又打桩，上星期打过12345没用", Report{When: "昨晚", Before: "打过12345没用"}},
	{"我20号晚上投诉过", Report{When: "晚上", Before: "投诉过"}},
	// Reported before.
	{"打过12345，冇人理", Report{Before: "打过12345"}},
	{"之前反映过两次", Report{Before: "之前反映过两次"}},
	{"以前向环保局投诉过", Report{Before: "以前向环保局投诉过"}},
	{"我要举报", Report{}},
}

var contacts = []hearing{
	{"我的电话号码是13800138000，楼下餐厅油烟好大", Report{What: "楼下餐厅油烟好大", Source: "餐厅", Contact: "13800138000"}},
	{"我投诉过13800138000", Report{What: "我投诉过", Before: "投诉过", Contact: "13800138000"}},
	{"好吵，手机138 0013 8000", Report{What: "好吵", Contact: "138 0013 8000"}},
	{"好吵，手机138-0013-8000", Report{What: "好吵", Contact: "138-0013-8000"}},
	{"好吵，手机+86 13800138000", Report{What: "好吵", Contact: "+86 13800138000"}},
	{"好吵，手机１３８００１３８０００", Report{What: "好吵", Contact: "13800138000"}},
	{"wx13800138000找我", Report{What: "wx找我", Contact: "13800138000"}},
	{"好吵，座机020-87654321", Report{What: "好吵", Contact: "020-87654321"}},
	{"座机87654321，麻烦回复", Report{What: "麻烦回复", Contact: "87654321"}},
	{"好吵，邮箱zhang.san@example.com", Report{What: "好吵", Contact: "zhang.san@example.com"}},
	{"13800138000天河区棠下街12号", Report{What: "天河区棠下街12号", Where: "天河区棠下街12号", District: "天河", Street: "棠下街道", Contact: "13800138000"}},
	// Long numbers and dates are no contact and stay whole.
	{"投诉过，编号202611201234567", Report{Before: "投诉过"}},
	{"20261120开始", Report{}},
	{"身份证440106199001011234", Report{}},
	{"打12345或者12369", Report{}},
	// Anonymous or not.
	{"我要匿名", Report{Anonymous: true}},
	{"唔想留名", Report{Anonymous: true}},
	{"不留电话", Report{Anonymous: true}},
	{"匿名投诉，电话13800138000", Report{What: "匿名投诉", Contact: "13800138000"}},
	{"我不匿名", Report{}},
	{"唔使匿名", Report{}},
	{"我不想匿名投诉", Report{}},
}

func TestIsTime(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{
		"昨天半夜": true, "每天晚上10点到12点": true, "大概凌晨2点左右": true, "中午和晚上": true, "现在": true, "都是半夜": true,
		"": false, "10": false, "半夜打桩": false, "昨晚那家": false, "物业": false, "一直没人理": false,
	} {
		if IsTime(words) != want {
			t.Errorf("%s: %v", words, !want)
		}
	}
}

// TestHearTellsNoNumber writes a mobile number anywhere among words: it is the
// contact, and stands in no other field.
func TestHearTellsNoNumber(t *testing.T) {
	t.Parallel()
	words := rapid.SampledFrom([]string{"天河区棠下街", "工厂", "半夜打桩", "我电话", "，", "投诉过", "在", "棠下村", " ", "昨晚", "餐厅", "路"})
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`1[3-9][0-9]{9}`).Draw(t, "number")
		before := strings.Join(rapid.SliceOfN(words, 0, 5).Draw(t, "before"), "")
		after := strings.Join(rapid.SliceOfN(words, 0, 5).Draw(t, "after"), "")
		r := Hear(before + number + after)
		if r.Contact != number || r.Anonymous {
			t.Fatalf("contact %q, anonymous %v", r.Contact, r.Anonymous)
		}
		for _, field := range []string{r.What, r.Where, r.Source, r.When, r.Before} {
			if strings.Contains(field, number) || strings.Contains(field, number[:7]) {
				t.Fatalf("%q holds the number", field)
			}
		}
	})
}

// TestHearAnyText holds that every text is read, and deterministically.
func TestHearAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String().Draw(t, "words")
		if a, b := Hear(words), Hear(words); !reflect.DeepEqual(a, b) {
			t.Fatalf("%q is heard as %+v and %+v", words, report(a), report(b))
		}
	})
}
