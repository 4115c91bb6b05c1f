package chat

import "testing"

// TestForward asks who is in charge and takes the text to forward, by its
// number, by its words, and where there is none.
func TestForward(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	k.run([]exchange{
		{"转发文字", []string{"先问我归谁管"}},
		{"工地噪声归谁管", []string{"第1185条", "1. 给我一段可以转发的文字"}},
		{"1", []string{"【地点】", "【时间】", "第572条", "!来源", "!给我一段"}},
		{"转发文字", []string{"【地点】"}},
		{"广场舞归谁管", []string{"给我一段可以转发的文字"}},
		{"给我一段可以转发的文字", []string{"广场舞", "【情况】"}},
		{"第18项任务", []string{"!可以转发的文字"}},
		{"转发文字", []string{"先问我归谁管"}},
		{"楼下工地半夜打桩", []string{"在哪里"}},
		{"餐饮油烟归谁管？", []string{"第1132条", "在哪里", "!给我一段"}},
		{"转发文字", []string{"油烟", "【地点】", "在哪里"}},
		{"天河区棠下街中山大道188号", []string{"以前反映过"}},
	})
}
