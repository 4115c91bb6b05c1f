package chat

import (
	"os"
	"testing"

	"gopkg.in/yaml.v3"

	"suihuan/bot/petition"
)

// answersAt are what somebody answers who knows no more than what was told.
var answersAt = map[string]string{"when": "现在", "before": "没有", "contact": "匿名", "confirm": "确认", stepWhere: "不清楚"}

// TestSharedComplaintsAreRouted takes each of the shared complaints through the
// conversation to a case and its unit, and compares that with what the rules say
// of the true labels and district. Where the shared complaints are not at hand it
// is skipped.
func TestSharedComplaintsAreRouted(t *testing.T) {
	t.Parallel()
	var complaints []struct {
		Q      string
		Labels []string
	}
	var places []struct{ District string }
	for path, into := range map[string]any{
		"../../../shared/eval/complaints.yaml":          &complaints,
		"../../bot/petition/place/testdata/shared.yaml": &places,
	} {
		data, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			t.Skip("the shared complaints are not at hand")
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.Unmarshal(data, into); err != nil {
			t.Fatal(err)
		}
	}
	right, n := 0, 0
	for i, c := range complaints {
		k := newTalk(t)
		k.say("我要投诉")
		k.say(c.Q)
		for range 12 {
			if k.session.Flow != flowComplaint || k.session.Step == "filed" {
				break
			}
			answer, known := answersAt[k.session.Step]
			if !known {
				answer = "不知道"
			}
			k.say(answer)
		}
		want, _ := k.chat.Hearing.(hearing).Route(petition.Report{District: places[i].District, Labels: c.Labels})
		own, err := k.store.PetitionsOf(t.Context(), asker, 9)
		if err != nil {
			t.Fatal(err)
		}
		n++
		if len(c.Labels) > 0 && c.Labels[0] == "staff-conduct" && len(own) == 0 {
			right++ // an accusation is not kept
			continue
		}
		if len(own) != 1 {
			t.Errorf("%s: %d cases, at %s %s", c.Q, len(own), k.session.Flow, k.session.Step)
			continue
		}
		if unit, reason := k.chat.Hearing.(hearing).Route(own[0].Report); unit == want {
			right++
		} else {
			t.Logf("%s: %s (%s), want %s", c.Q, unit, reason, want)
		}
	}
	t.Logf("routed to the right unit: %d of %d", right, n)
	if float64(right) < .95*float64(n) {
		t.Error("the floor is .95")
	}
}
