package knowledge

import (
	"os"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestDevelopmentComplaints holds the floors of the classifier on the shared
// complaints.
func TestDevelopmentComplaints(t *testing.T) {
	data, err := os.ReadFile("../../shared/eval/complaints.yaml")
	if err != nil {
		t.Skip("no complaints beside the project")
	}
	var complaints []struct {
		Q      string   `yaml:"q"`
		Labels []string `yaml:"labels"`
		Remit  string   `yaml:"remit"`
	}
	if err := yaml.Unmarshal(data, &complaints); err != nil {
		t.Fatal(err)
	}
	b := loadEmbedded(t)
	labels, remits := 0, 0
	for _, c := range complaints {
		got := b.Classify(c.Q)
		if first(got.Labels) == first(c.Labels) {
			labels++
		} else {
			t.Logf("%s: got %v, want %v", c.Q, got.Labels, c.Labels)
		}
		if got.Remit == c.Remit {
			remits++
		}
	}
	t.Logf("complaints: main label %.3f, remit %.3f", share(labels, len(complaints)), share(remits, len(complaints)))
	if share(labels, len(complaints)) < .90 || share(remits, len(complaints)) < .90 {
		t.Error("floors are .90 and .90")
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
