package eia

import (
	"fmt"
	"testing"
)

// TestPrintedAmountsAreHeard tells every threshold as it is printed, in a
// description and as an answer, and hears exactly that amount.
func TestPrintedAmountsAreHeard(t *testing.T) {
	t.Parallel()
	for _, it := range items(t) {
		for _, l := range it.limits {
			if l.yesno {
				continue
			}
			if v, ok := it.rule.Answer(l.fact, l.shown); !ok || v.Amount != l.amount {
				t.Errorf("item %d, %s: the answer %s is heard as %v %g", it.No, l.fact, l.shown, ok, v.Amount)
			}
			say := it.rule.Facts[l.fact].Words[0] + l.shown
			if v := it.rule.Hear(say)[l.fact]; v.Amount != l.amount {
				t.Errorf("item %d, %s: %s is heard as %g", it.No, l.fact, say, v.Amount)
			}
		}
	}
}

// TestThresholdsInOtherWords tells amounts at thresholds in other units.
func TestThresholdsInOtherWords(t *testing.T) {
	t.Parallel()
	all := items(t)
	for _, tt := range []struct {
		item      int
		say, want string
	}{
		{91, "天然气锅炉700千瓦", "不纳入"}, {91, "天然气锅炉701千瓦", "报告表"}, {91, "天然气锅炉0.7兆瓦", "不纳入"}, {91, "天然气锅炉1吨/小时", "不纳入"},
		{91, "燃煤锅炉45.5兆瓦", "报告表"}, {91, "燃煤锅炉45.6兆瓦", "报告书"}, {91, "燃煤锅炉65吨每小时", "报告表"}, {91, "燃煤锅炉66t/h", "报告书"},
		{157, "海底废弃物储藏，储50万立方米", "报告书"}, {157, "海底废弃物储藏，储49万立方米", "报告表"},
		{88, "水电站在敏感区外，不是抽水蓄能，装机1兆瓦，新建", "报告书"}, {88, "水电站在敏感区外，不是抽水蓄能，装机999千瓦", "报告表"},
		{59, "工厂烧天然气，年产150万件卫生陶瓷马桶", "报告表"}, {59, "工厂烧天然气，年产149万件卫生陶瓷马桶", "不纳入"},
	} {
		r := all[tt.item-1].rule
		if got := r.Assess(r.Hear(tt.say)); got.String() != tt.want {
			t.Errorf("%s: %s, want %s with %v", tt.say, got, tt.want, told(r.Hear(tt.say)))
		}
	}
}

// TestAnimalsInPigs converts other animals: the ministry's assessment centre
// says how many are one pig (answers of August 2021), for cattle GB 18596-2001.
func TestAnimalsInPigs(t *testing.T) {
	t.Parallel()
	r := items(t)[3-1].rule
	for _, tt := range []struct {
		animal string
		unit   string
		pigs   float64 // that one animal is
	}{
		{"奶牛", "头", 10}, {"肉牛", "头", 5}, {"蛋鸡", "只", 1. / 30}, {"肉鸡", "只", 1. / 60}, {"鸭", "只", 1. / 30}, {"鹅", "只", 1. / 15}, {"羊", "只", 1. / 3},
	} {
		for _, kept := range []struct {
			fact, word string
			pigs       float64
		}{{"年出栏生猪", "年出栏", 5000}, {"存栏生猪", "存栏", 2500}} {
			enough := int(kept.pigs/tt.pigs + .5)
			for _, number := range []int{enough - 1, enough, enough + 1} {
				say := fmt.Sprintf("%s%s%d%s", tt.animal, kept.word, number, tt.unit)
				if got := r.Hear(say)[kept.fact].Amount >= kept.pigs; got != (number >= enough) {
					t.Errorf("%s: %g pigs, enough %v", say, r.Hear(say)[kept.fact].Amount, got)
				}
			}
		}
	}
}
