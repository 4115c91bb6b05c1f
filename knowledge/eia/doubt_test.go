package eia

import (
	"strings"
	"testing"
)

func TestDoubt(t *testing.T) {
	t.Parallel()
	rules := loaded(t)
	for _, tt := range []struct {
		item int
		say  string
		asks string
	}{
		{3, "养猪场，一年出栏500吨", "多少头"},
		{3, "养猪场，一年出栏6000头，饲料2000吨", ""},
		{18, "屠宰场，一年分割肉500吨", ""},
		{36, "家具厂，油性漆-5吨", "负数"},
		{36, "家具厂，油性漆3-5吨", ""},
		{36, "家具厂，水性漆负三吨", "负数"},
		{36, "家具厂，油性漆900000000000吨", "再说一次"},
		{36, strings.Repeat("家具厂做柜子，", 500), "三五句"},
	} {
		got := rules.Items[tt.item].Doubt(tt.say)
		if tt.asks == "" && got != "" || !strings.Contains(got, tt.asks) {
			t.Errorf("%.30s: %q, want %q in it", tt.say, got, tt.asks)
		}
	}
}
