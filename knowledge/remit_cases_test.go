package knowledge

import (
	"strings"
	"testing"
)

// remitCases are complaints whose label is given, and who is in charge. To is a
// part of what the citizen is told, where two cases of one remit differ.
var remitCases = []struct{ label, say, remit, to string }{
	{"air-odour", "垃圾房隔壁嗰间干洗铺，成日喷啲药水味上楼", "bureau", "干洗店"},
	{"air-odour", "煤气公司上门测过不是漏气，臭鸡蛋味从围墙里的储罐那边来", "bureau", ""},
	{"air-odour", "楼道里有煤气味，叫人来测过没人敢说", "other", "119"},
	{"air-odour", "鞋厂门口有个市政沙井，一热就返臭", "other", "水务"},
	{"air-odour", "我家住在鞋厂旁边，胶水味一到夜里就飘进来", "bureau", ""},
	{"air-odour", "邻居叫了装修公司翻新，一屋油漆味飘过我这边", "other", "物业"},
	{"air-odour", "厂区饭堂的油烟飘进女工宿舍，晾的衣服都是味", "street", ""},
	{"air-odour", "市场冷库外面堆满咸鱼，腥味冲天", "unclear", ""},
	{"air-odour", "冷库漏氨，刺得睁不开眼", "bureau", ""},
	{"air-fume", "邻居在家里做外卖炒粉，抽风机对着我家窗", "street", ""},
	{"air-fume", "邻居天天煎鱼，油烟倒灌进我家厨房", "other", ""},
	{"air-fume", "调料厂门口摆了两个烧烤摊，烟往宿舍里灌", "street", ""},
	{"air-fume", "调料厂熬油，油烟盖住整条巷", "bureau", ""},
	{"air-dust", "泥头车由石场开出嚟，沿途跌碎石，一路撒灰", "other", "撒漏"},
	{"air-dust", "石场堆的石粉不盖网，风一吹满村都白", "bureau", ""},
	{"air-dust", "村口有人盖厂房，挖地基挖得漫天黄土", "other", ""},
	{"air-dust", "玩具厂对面有块空地，黄土露着没盖网，大风天全是沙", "other", ""},
	{"air-dust", "水泥厂的料堆露天放着，灰飘到我家阳台", "bureau", ""},
	{"air-burning", "有人在鞋厂围墙外的荒地烧落叶", "street", ""},
	{"air-burning", "家具厂工人在厂围墙外烧边角料", "bureau", ""},
	{"air-burning", "阿婆用柴火灶煮饭，烟囱对住我个窗", "street", ""},
	{"air-burning", "厂里的烟囱半夜烧废布冒黑烟", "bureau", ""},
	{"air-vehicle", "卸货船的那台叉车一启动就喷黑烟", "bureau", ""},
	{"air-vehicle", "货船靠岸时烟囱喷黑烟", "other", ""},
	{"water-industrial", "洗车铺天天冲车，泡沫水直接流到人行道", "other", "洗车店"},
	{"water-industrial", "饭店后厨把洗碗水往雨水井倒，井口一圈油", "other", "餐馆"},
	{"water-industrial", "饭店旁边的电镀作坊往雨水井倒酸水", "bureau", ""},
	{"water-industrial", "停在水泥厂码头的货船夜里排油污水下江", "other", "海事"},
	{"water-industrial", "江边修船的船厂把油污水排进江里，货船都停满了", "bureau", ""},
	{"water-domestic", "隔壁排污管渗水，我家墙面的油漆起皮发霉", "other", ""},
	{"water-domestic", "有人把剩下的油漆倒进下水道", "bureau", ""},
	{"water-domestic", "印染厂宿舍楼的下水道堵了，脏水返上来，宿舍返水", "other", ""},
	{"water-domestic", "镇上污水厂坏了，各家的水都排不走", "other", ""},
	{"water-domestic", "污水厂排出来的水又黑又臭", "bureau", ""},
	{"water-river", "旧水泥厂后面条涌好臭，流入去嘅系村里生活污水", "other", ""},
	{"water-river", "化工厂后面那条涌的水突然变红", "bureau", ""},
	{"water-river", "岸边漂着牛奶盒、泡沫箱，没人捞", "other", ""},
	{"water-river", "河水白白的，像牛奶", "bureau", ""},
	{"water-river", "红色河长牌上的号码是空号，涌水又黑又臭", "other", ""},
	{"water-river", "河涌的水变成红色", "bureau", ""},
	{"water-river", "渔船在江心排油污水", "other", "海事"},
	{"noise-construction", "隔壁装修，锤子声好似打桩一样", "other", "物业"},
	{"noise-construction", "工地半夜打桩", "street", ""},
	{"noise-neighbour", "隔壁住户在客厅开缝衣作坊，十几台机器踩到半夜", "bureau", ""},
	{"noise-neighbour", "底商宠物店夜里关着十几只狗，吠个不停", "street", "宠物店"},
	{"noise-neighbour", "邻居的狗半夜吠", "other", "狗吠"},
	{"noise-neighbour", "楼上两个孩子在客厅跳舞，震得灯都晃", "other", "业委会"},
	{"noise-neighbour", "一班阿姨在公园跳舞，音响开到最大", "other", "广场舞"},
	{"noise-traffic", "住在机场路边，车流声通宵，想要装声屏障", "other", "交通运输部门或"},
	{"noise-traffic", "飞机凌晨贴着屋顶飞", "other", "民航"},
	{"noise-traffic", "火车站广场外面半夜有人骑摩托炸街", "other", "交警"},
	{"noise-traffic", "火车进站鸣笛一夜十几次", "other", "铁路"},
	{"noise-equipment", "电梯厂的师傅调了两回，梯井还是哐哐响", "other", "物业"},
	{"noise-equipment", "周围冇工厂，就系小区水泵成晚嗡嗡声", "other", "物业"},
	{"noise-equipment", "小区的水泵整夜响，女儿明早要回学校考试", "other", "物业"},
	{"noise-equipment", "宾馆后巷那台公变嗡嗡响个不停", "other", "供电"},
	{"noise-equipment", "宾馆楼顶的冷却塔轰轰响", "street", ""},
	{"waste", "卖医疗用品的店门口堆满纸皮，没人收", "other", "环境卫生"},
	{"waste", "诊所把医疗垃圾混进路边的桶", "bureau", ""},
	{"waste", "菜地边丢满农药瓶", "other", "农业农村"},
	{"waste", "请人疏通坑渠，挖出的污泥在巷口堆了十几天", "other", "环境卫生"},
	{"waste", "半夜有货车来鱼塘边倒污泥", "bureau", ""},
	{"waste", "去填埋场的垃圾车边走边漏臭水", "other", "环境卫生"},
	{"waste", "工厂门口一堆生活垃圾，几天没人清", "other", "环境卫生"},
	{"waste", "工厂把废渣堆在路边", "bureau", ""},
	{"waste", "拆下来的石膏线、石膏板丢在绿化带", "other", "环境卫生"},
	{"hazardous-waste", "我家换了几支灯管，旧的该扔到哪个桶", "other", "垃圾分类"},
	{"hazardous-waste", "后巷有人收家用电瓶，敲开把酸倒进渠", "bureau", ""},
	{"soil", "有人把化工废渣埋进菜地，再铺一层地膜", "bureau", ""},
	{"soil", "地里都是没收走的地膜", "other", "农业农村"},
	{"radiation", "运营商没问过业主同不同意就在天台装基站，租约也不给看", "other", "运营商"},
	{"radiation", "没人同意就装基站，要求测电磁辐射", "bureau", ""},
	{"radiation", "台风后高压线垂到晾衣架上面，看着就要断", "other", "供电"},
	{"light", "新换的LED路灯正对我家窗，亮得睡不着", "other", "路灯"},
	{"light", "工地塔吊上的LED灯照到天亮", "other", "工地"},
	{"light", "邻居窗台的LED灯带闪到两点", "other", "物业"},
	{"light", "工地旁边商场的LED大屏整夜闪", "bureau", ""},
	{"ecology", "夜里有人背着电瓶到水源地电鱼", "other", "渔政"},
	{"ecology", "水源地里面偷偷建农家乐", "bureau", ""},
	{"livestock", "巷尾有户人养了两头猪，臭到不敢开窗", "other", "村委"},
	{"livestock", "巷尾有人养猪，六十头，臭到不敢开窗", "bureau", ""},
	{"livestock", "小区后面山坡养了两千羽肉鸽，粪味好大", "bureau", ""},
	{"staff-conduct", "检测公司没来采样就出合格报告", "bureau", "检测机构"},
	{"staff-conduct", "你们的人和检测公司串通改报告", "other", "纪检"},
	{"suggestion", "建议加开公交，夜里下班没车坐", "other", "交通运输"},
	{"suggestion", "建议多设几个空气监测点", "bureau", ""},
	{"other-department", "食品厂欠了我们四个月工资", "other", "人社"},
	{"other-department", "学校教学质量好差，老师成日唔备课", "other", "教育"},
	{"other-department", "买到过期食品，店家不肯退款", "other", "市场监管"},
}

// TestRemitCases: where a word only says where something is, or has another
// meaning, its case must not count.
func TestRemitCases(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for _, c := range remitCases {
		l, ok := b.labelled[c.label]
		if !ok {
			t.Fatalf("no label %s", c.label)
		}
		remit, to := l.remit(b.analyser.Simplify(c.say))
		if remit != c.remit || !strings.Contains(to, c.to) {
			t.Errorf("%s: %s: got %s, %s; want %s, %s", c.label, c.say, remit, to, c.remit, c.to)
		}
	}
}
