package knowledge

import (
	"os"
	"slices"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestDevelopmentComplaints holds the floors of the classifier on the shared
// complaints.
func TestDevelopmentComplaints(t *testing.T) {
	measures(t)
	if _, err := os.Stat("../../shared/eval/complaints.yaml"); err != nil {
		t.Skip("no complaints beside the project")
	}
	labels, remits, n := complaintsRight(t, t.Logf, loadEmbedded(t), "../../shared/eval/complaints.yaml")
	t.Logf("complaints: main label %.3f, remit %.3f", share(labels, n), share(remits, n))
	if share(labels, n) < .90 || share(remits, n) < .90 {
		t.Error("floors are .90 and .90")
	}
}

// complaintsRight counts the complaints of a file whose main label and whose
// remit are right.
func complaintsRight(t *testing.T, tell show, b *Base, path string) (labels, remits, n int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var complaints []struct {
		Q      string   `yaml:"q"`
		Labels []string `yaml:"labels"`
		Remit  string   `yaml:"remit"`
	}
	if err := yaml.Unmarshal(data, &complaints); err != nil {
		t.Fatal(err)
	}
	for _, c := range complaints {
		got := b.Classify(c.Q)
		if first(got.Labels) == first(c.Labels) {
			labels++
		} else {
			tell("%s: got %v, want %v", c.Q, got.Labels, c.Labels)
		}
		if got.Remit == c.Remit {
			remits++
		}
	}
	return labels, remits, len(complaints)
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// TestOwnPeople hears complaints about the bureau's own people, which must not
// go to the branch that they are about.
func TestOwnPeople(t *testing.T) {
	t.Parallel()
	b := loadEmbedded(t)
	for _, say := range []string{
		"天河区棠下街的工厂偷排，分局工作人员包庇",
		"番禺区石楼镇的厂天天排臭气，你们执法人员收了老板红包走过场",
		"投诉了三次油烟，分局的人不作为，仲通风报信",
	} {
		if got := b.Classify(say).Labels; !slices.Contains(got, "staff-conduct") {
			t.Errorf("%s: %v", say, got)
		}
	}
}
