package text

import "testing"

func TestFindReference(t *testing.T) {
	t.Parallel()
	none := Reference{}
	task := func(n int) Reference { return Reference{Of: OfTasks, N: n, Pure: true} }
	section := func(n int) Reference { return Reference{Of: OfSections, N: n, Pure: true} }
	item := func(n int) Reference { return Reference{Of: OfCatalogue, N: n, Pure: true} }
	within := func(s, n int) Reference { return Reference{Of: OfTasks, N: n, Within: s, Pure: true} }
	more := func(r Reference) Reference {
		r.Pure = false
		return r
	}
	tests := []struct {
		say  string
		want Reference
	}{
		{"task 14", task(14)}, {"14th task", task(14)}, {"section 2", section(2)}, {"part 3 of the plan", section(3)},
		{"第十八项", task(18)}, {"第18项任务", task(18)}, {"第十八項", task(18)}, {"第１８项", task(18)},
		{"第 18 项", task(18)}, {"任务7", task(7)}, {"任务 7", task(7)}, {"任务编号5", task(5)}, {"任务三是什么", task(3)}, {"工作任务十二", task(12)},
		{"要点第5条", task(5)}, {"18号任务", task(18)}, {"一号任务", task(1)}, {"第5个任务讲咩", task(5)}, {"第两项", task(2)},
		{"第廿三项", task(23)}, {"第三十一项任务是什么", task(31)}, {"第三十二项", task(32)}, {"第一百一十二项任务", task(112)},
		{"2021年工作要点第31项任务", task(31)}, {"请问广州市2021年工作要点里第9项任务具体内容是什么？", task(9)},
		{"倒数第一条", task(-1)}, {"倒数第二项任务", task(-2)}, {"最后一项", task(-1)}, {"最尾嗰项", task(-1)},
		{"第12项任务有什么进展和成效", more(task(12))}, {"关于第十二项，负责人是谁", more(task(12))},
		{"第二部分", section(2)}, {"第六部份", section(6)}, {"第三部分有哪些任务", section(3)}, {"第2章", section(2)}, {"第四大块", section(4)},
		{"最后一部分", section(-1)}, {"倒数第二部分", section(-2)},
		{"名录第112项", item(112)}, {"环评分类管理名录第112项是什么", item(112)}, {"环评名录里一百一十二项", item(112)},
		{"倒数第二项任务是哪个", task(-2)}, {"要点第四块讲什么", section(4)}, {"第五板块", section(5)}, {"31项里的第9项", task(9)},
		{"第三部分头一条说的什么", within(3, 1)}, {"第三部分第二项", within(3, 2)}, {"第二部分最后一项是什么", within(2, -1)},
		{"第136项 分类管理名录", item(136)}, {"名录编号63，说的是哪种项目", item(63)}, {"环评分类目录里第87号属于哪一类项目", item(87)},
		{"请列出名录第九十一项的分类", item(91)}, {"名录里112是啥", item(112)}, {"67项写的是啥", item(67)}, {"第100项", item(100)},
		{"di er shi yi xiang renwu shi shenme", task(21)}, {"di sishi xiang renwu shi shenme", task(40)}, {"di san bu fen jiang shenme", section(3)},
		// Counts, not names.
		{"31项任务", none}, {"2021年工作要点31项任务", none}, {"工作要点31项任务分别是什么", none}, {"三十一个任务", none}, {"前三项任务", none},
		{"2021年工作要点一共多少项任务", none}, {"任务一共几个", none}, {"任务一览", none}, {"任务一般多久", none}, {"任务十分艰巨", none},
		// Of something else.
		{"《信访工作条例》第二十二条", none}, {"信访工作条例第22条", none}, {"生态环境法典第146条", none}, {"噪声污染防治法第三条", none},
		{"《环境影响评价法》第16条", none}, {"民法典第10条", none}, {"排污许可管理条例第三十三条第二款", none}, {"第二十三条信访工作条例", more(task(23))},
		{"第二轮督察", none}, {"第三个问题", none}, {"第一次", none}, {"三号线", none}, {"1号公告", none}, {"第五", none}, {"十八", none}, {"第18", none},
		{"2021年", none}, {"任务2021", none}, {"第2021项", none}, {"2021年任务", none}, {"送法上门是第几项", none}, {"", none},
	}
	n := NewNormaliser()
	for _, tt := range tests {
		got, ok := FindReference(n.Normalise(tt.say))
		if got != tt.want || ok != (tt.want.N != 0) {
			t.Errorf("%s: got %+v, %v, want %+v", tt.say, got, ok, tt.want)
		}
	}
}

// TestNoughtIsNoItem finds a reference that nothing answers to.
func TestNoughtIsNoItem(t *testing.T) {
	t.Parallel()
	if got, ok := FindReference(NewNormaliser().Normalise("第0条讲咩")); !ok || got.N != 0 || !got.Pure {
		t.Errorf("got %+v, %v", got, ok)
	}
}

func TestParseNumeral(t *testing.T) {
	t.Parallel()
	for say, want := range map[string]int{
		"1": 1, "18": 18, "007": 7, "173": 173, "0": 0, "一": 1, "两": 2, "九": 9, "十": 10, "十一": 11, "十八": 18,
		"二十": 20, "廿": 20, "廿三": 23, "卅一": 31, "三十一": 31, "九十九": 99, "一百": 100, "百": 100, "一百零二": 102,
		"一百〇二": 102, "一百一十二": 112, "一百七十三": 173, "二百": 200, "零": 0, "〇": 0, "": 0,
	} {
		if got := ParseNumeral(say); got != want {
			t.Errorf("%q is read as %d, want %d", say, got, want)
		}
	}
}
