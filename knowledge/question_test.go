package knowledge

import "testing"

func TestIsQuestion(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for words, want := range map[string]bool{
		"营业执照点办": true, "噪音": true, "社保": true, "yingye zhizhao zenme ban": true, "where can I park my car": true,
		"": false, "😀😀": false, "[呲牙]": false, "谢谢": false, "你好": false, "早晨": false, "好的": false, "嗯嗯": false, "收到！": false,
		"1": false, "123 456": false, "？？？": false, "啊啊啊啊": false, "哈哈哈": false, "asdfgh": false, "ok": false, "测试": false, "没有": false,
		"没有排污证罚多少": true, "可以装修吗": true, "知道垃圾站电话吗": true,
	} {
		if got := b.IsQuestion(words); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}
