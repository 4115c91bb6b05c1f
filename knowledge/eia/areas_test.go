package eia

import (
	"slices"
	"strings"
	"testing"
)

// area is one of the sensitive areas of article 3: in which of its three parts
// it stands, a word by which it is printed, and words by which it is asked and
// told.
type area struct {
	part, printed string
	told          []string
}

var areas = []area{
	{"一", "国家公园", []string{"国家公园"}},
	{"一", "自然保护区", []string{"自然保护区"}},
	{"一", "风景名胜区", []string{"风景名胜区"}},
	{"一", "世界文化和自然遗产地", []string{"世界遗产", "世界文化遗产", "世界自然遗产"}},
	{"一", "海洋特别保护区", []string{"海洋特别保护区"}},
	{"一", "饮用水水源保护区", []string{"水源保护区"}},
	{"二", "生态保护红线", []string{"红线"}},
	{"二", "基本农田", []string{"基本农田"}},
	{"二", "基本草原", []string{"基本草原"}},
	{"二", "森林公园", []string{"森林公园"}},
	{"二", "地质公园", []string{"地质公园"}},
	{"二", "海洋公园", []string{"海洋公园"}},
	{"二", "重要湿地", []string{"重要湿地"}},
	{"二", "天然林", []string{"天然林"}},
	{"二", "野生动物栖息地", []string{"野生动物栖息地", "动植物的栖息", "动植物栖息"}},
	{"二", "野生植物生长繁殖地", []string{"野生植物生长", "生长地", "生长）地"}},
	{"二", "产卵场", []string{"产卵场"}},
	{"二", "索饵场", []string{"索饵场"}},
	{"二", "越冬场", []string{"越冬场"}},
	{"二", "洄游通道", []string{"洄游通道"}},
	{"二", "天然渔场", []string{"天然渔场"}},
	{"二", "水土流失重点", []string{"水土流失重点"}},
	{"二", "沙化土地封禁", []string{"沙化土地封禁"}},
	{"二", "封闭及半封闭海域", []string{"封闭海域", "封闭及半封闭", "封闭海湾", "封闭半封闭海域", "半封闭的海湾"}},
	{"三", "居住", []string{"居民区", "居住区", "住宅", "小区", "学校", "医院", "村庄", "居民"}},
	{"三", "文物保护单位", []string{"文物保护单位"}},
}

// counts says that an area is one of those that an item's own column names.
func counts(column, part, printed string) bool {
	for _, said := range split(column, "；") {
		if strings.HasPrefix(said, "第三条（"+part+"）") && (strings.Contains(said, "全部区域") || strings.Contains(said, printed)) {
			return true
		}
	}
	return false
}

// TestSensitiveAreas asks and hears of each area where the item's own column
// names it, and of no other.
func TestSensitiveAreas(t *testing.T) {
	t.Parallel()
	for _, w := range items(t) {
		f, asked := w.rule.Facts[Area]
		if !asked {
			continue
		}
		column, residential, _ := strings.Cut(w.Sensitive, "，针对标准厂房增加")
		if residential != "" && !slices.Contains(w.rule.order, "居住等功能区") {
			t.Errorf("item %d does not ask what it prints of 标准厂房", w.No)
		}
		for _, a := range areas {
			want := counts(column, a.part, a.printed)
			if heard := slices.ContainsFunc(f.Yes, a.named); heard != want {
				t.Errorf("item %d: %s counts %v, is heard %v", w.No, a.printed, want, heard)
			}
			if named := a.named(f.Ask); named != want {
				t.Errorf("item %d: %s counts %v, is asked %v", w.No, a.printed, want, named)
			}
		}
	}
}

// TestOutsideOfAreas hears whether a project lies in a sensitive area.
func TestOutsideOfAreas(t *testing.T) {
	t.Parallel()
	for say, want := range map[string]bool{
		"涉及环境敏感区": true, "在敏感区内": true, "不在环境敏感区": false, "不属于敏感区": false, "周边无环境敏感区": false, "项目在环境敏感区外": false,
		"位于生态保护红线外": false, "不占生态保护红线": false, "在饮用水水源保护区范围以外": false, "离自然保护区5公里": false, "避开自然保护区": false,
		"在自然保护区里，离水源保护区3公里": true, "占用自然保护区，避开生态保护红线": true,
	} {
		for _, it := range items(t) {
			if v, told := it.rule.Hear(say)[Area]; told && v.Yes != want {
				t.Errorf("item %d: %s is heard as %v", it.No, say, v.Yes)
			}
		}
	}
}

// named says that a text names the area.
func (a area) named(text string) bool {
	return slices.ContainsFunc(a.told, func(word string) bool { return strings.Contains(text, word) })
}
