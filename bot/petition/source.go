package petition

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"suihuan/bot/petition/place"
)

//go:embed traditional.txt
var traditionalText string

// simplified leads from a traditional sign to the simplified one.
var simplified = sync.OnceValue(func() map[rune]rune {
	all := map[rune]rune{}
	for line := range strings.Lines(traditionalText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		pair := []rune(strings.TrimSpace(line))
		for i := 0; i+1 < len(pair); i += 2 {
			all[pair[i]] = pair[i+1]
		}
	}
	return all
})

// fold writes alike what is read alike: width, case and traditional signs. What
// is neither letter nor digit is gone.
func fold(words string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if s, ok := simplified()[r]; ok {
			r = s
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, words)
}

var (
	// leadForm stands before the name of a firm or a spot.
	leadForm = regexp.MustCompile(`^(?:(?:就|好像|应该|可能)?是|名?叫做?|.{0,8}[那这嗰呢][家间]|[家间]|楼下|楼上|隔壁|对面|附近|旁边|我家|的|嘅)+`)
	cityForm = regexp.MustCompile(`广东省|广州市?`)
	// tailForm says what sort of firm it is.
	tailForm = regexp.MustCompile(`(?:(?:有限)?责任|股份|有限|分公司|公司|集团|经营部|门市部|商行|工厂|厂[房区]|厂|[总分门]店|商店|店铺|[店铺档])+$`)
	// genericForm are words that many sources have in common.
	genericForm = regexp.MustCompile(`工地|地盘|楼盘|项目|工程|施工|建筑|装修|餐厅|饭[店堂]|餐馆|餐饮|快餐|早餐|食肆|食堂|酒楼|酒家|酒店|宾馆|旅馆|茶楼|茶餐厅|大?排档|烧烤|烤肉|烧腊|火锅|小炒|小吃|夜宵|宵夜|肠粉|奶茶|面包|海鲜|[湘川粤]菜|酒吧|ktv|卡拉ok|歌厅|印刷|家[具私]|电镀|化工|塑[料胶]|造粒|胶水|橡胶|豆制品|食品|饮料|陶瓷|油漆|涂料|金属|机械|电子|纸箱|造纸|包装|纺织|印染|水泥|混凝土|石材|玻璃|制药|屠宰|冷冻|五金|皮革|制衣|制鞋|洗水|喷漆|木[材工]|养[猪鸡殖]|[猪鸡]|修车|汽修|洗车|干洗|搅拌|垃圾|废品|回收|泥头车|货车|大?车|广场舞|空调|外机|冷却塔|水泵|风机|变压器|基站|变电|加油|地铁|物业|超市|商场|市场|健身房|学校|小学|中学|幼儿园|医院|小区|仓库|停车场|喇叭|音响|设备|机器|烟囱|排[气烟污水放]+[口管]?|管道|制品|单位|老板|公司|工厂|有限|[厂店铺档场站房部]|[一二两三四五六七八九十几多好][家间个]?|[那这某附近旁边的嘅个些人]`)
	// privateForm are words for who is no firm.
	privateForm  = regexp.MustCompile(`邻居|住户|业主|租户|租客|房东|房客|街坊|居民|村民|[0-9]{3,4}房|先生|女士|小姐|阿[姨叔伯]|大[妈爷叔]`)
	namelessForm = regexp.MustCompile(`不明|未知|[一哪某几多边两二三][家间個个]|不详|没?有?招牌|无名|没名|冇名|没有?名字|匿名`)
)

// fewest is how many signs a name has at least.
const fewest = 2

// nameKey is the name of a firm or a shop, written so that its usual variants are
// equal; "" for words that name none: a sort of source, a place, a private
// person.
func nameKey(source, district string) string {
	if unsureForm.MatchString(source) {
		return ""
	}
	name := leadForm.ReplaceAllString(fold(source), "")
	if privateForm.MatchString(fold(source)) || namelessForm.MatchString(name) {
		return ""
	}
	name = cityForm.ReplaceAllString(name, "")
	if district != "" {
		name = strings.TrimPrefix(name, district+"区")
	}
	own := genericForm.ReplaceAllString(name, "")
	if _, isPlace := place.Find(own); utf8.RuneCountInString(own) < fewest || isPlace && utf8.RuneCountInString(own) <= 3 {
		return ""
	}
	if short := tailForm.ReplaceAllString(name, ""); utf8.RuneCountInString(short) >= fewest {
		return short
	}
	return name
}

var (
	// asideForm stands behind the name of a spot.
	asideForm = regexp.MustCompile(`(?:附近|旁边|旁|隔壁|对面|斜对面|楼下|门口|后面|前面|里面|一带|那边|这边|那里|的|嘅)+$`)
	// wideForm are spots that are too large for one source.
	wideForm = regexp.MustCompile(`(?:路|大道|大街|马路|街|街道|镇|村|区)$`)
)

// spotKey is the landmark, or else the address within its street, written so that
// its usual variants are equal; "" where no one spot is named.
func (r Report) spotKey() string {
	words := r.Landmark
	if words == "" {
		words = r.Where
	}
	if r.Street == "" || unsureForm.MatchString(words) {
		return ""
	}
	key := cityForm.ReplaceAllString(fold(words), "")
	key = strings.TrimPrefix(key, r.District+"区")
	for _, street := range []string{r.Street, strings.TrimSuffix(r.Street, "道")} {
		key = strings.TrimPrefix(key, street)
	}
	key = asideForm.ReplaceAllString(leadForm.ReplaceAllString(key, ""), "")
	if utf8.RuneCountInString(key) < fewest || wideForm.MatchString(key) {
		return ""
	}
	return key
}
