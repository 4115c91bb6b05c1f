package text

import "testing"

func TestRespell(t *testing.T) {
	t.Parallel()
	words := []string{"注塑", "喷漆", "电镀", "不", "玩具", "厂", "吨", "一年"}
	for say, want := range map[string]string{
		"wanju chang zhusu, bu penqi bu diandu": "玩具厂注塑,不喷漆不电镀",
		"wanjuchang yinian 300 dun, bupenqi":    "玩具厂一年300吨,不喷漆",
		"kai ge wanju chang":                    "某某玩具厂",
		"玩具厂注塑":                                 "玩具厂注塑",
		"a toy factory with injection moulding": "a toy factory with injection moulding",
	} {
		if got := cutter().Respell(say, words); got != want {
			t.Errorf("%s: %s, want %s", say, got, want)
		}
	}
}
