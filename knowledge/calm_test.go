package knowledge

import "testing"

// TestAskCalmly hears no danger, and answers all else as ever.
func TestAskCalmly(t *testing.T) {
	t.Parallel()
	b, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"氯气泄漏好多人中毒是哪本小说", "化工厂爆炸了，好多人受伤", "不是紧急情况"} {
		if b.AskAll(text, "", askDay)[0].Flow != emergencyFlow {
			t.Errorf("%s raises no alarm", text)
		}
		if a := b.AskCalmly(text, "", askDay)[0]; a.Flow == emergencyFlow || a.Kind == "" {
			t.Errorf("%s: %s %s", text, a.Kind, a.Flow)
		}
	}
	if a := b.AskCalmly("第18项任务", "", askDay)[0]; a.Entry != "task-2021-18" {
		t.Errorf("got %s", a.Entry)
	}
}
