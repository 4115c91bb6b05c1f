package petition

import (
	"strings"
	"testing"
)

// TestAUnitNamedNeverHandlesIt: it goes to the default unit, with the reason.
func TestAUnitNamedNeverHandlesIt(t *testing.T) {
	t.Parallel()
	rs := routing(t)
	tests := []struct {
		report Report
		unit   string
	}{
		{Report{Source: "天河分局"}, "bureau"},
		{Report{Source: "天河区生态环境局"}, "bureau"},
		{Report{Source: "生态环境局天河分局食堂"}, "bureau"},
		{Report{Source: "天河区環保局"}, "bureau"},
		{Report{Source: "天河环境监察大队的车"}, "bureau"},
		{Report{What: "天河分局的空调外机好吵"}, "bureau"},
		{Report{What: "投诉天河分局饭堂油烟", Source: "食堂"}, "bureau"},
		{Report{Where: "天河区生态环境局大院"}, "bureau"},
		{Report{Source: "海珠分局"}, "tianhe"}, // another unit is named
		{Report{Source: "天河分局对面的工地"}, "tianhe"},
		{Report{Where: "天河区生态环境局旁边"}, "tianhe"},
		{Report{What: "希望天河分局来查一下"}, "tianhe"},
		{Report{What: "向生态环境局天河分局反映过，没人来"}, "tianhe"},
		{Report{What: "天河公安分局门口施工"}, "tianhe"},
		{Report{What: "公安局天河分局的空调外机好吵"}, "tianhe"},
		{Report{What: "天河城的空调好吵", Source: "天河城"}, "tianhe"},
		{Report{Before: "天河分局说会处理"}, "tianhe"},
		{Report{Source: "市局投诉举报中心", Labels: []string{LabelStaff}}, "bureau"},
	}
	for _, tt := range tests {
		tt.report.District = "天河"
		unit, reason := rs.Route(tt.report)
		aside := strings.Contains(reason, "内容涉及天河分局自己，回避，转默认单位")
		if unit != tt.unit || aside != (unit == "bureau" && !strings.Contains(reason, LabelStaff)) {
			t.Errorf("%+v goes to %s: %s", tt.report, unit, reason)
		}
	}
}
