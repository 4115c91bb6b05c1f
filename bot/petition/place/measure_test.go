package place

import (
	"os"
	"testing"

	"gopkg.in/yaml.v3"
)

// sums counts what was found of what is named.
type sums struct{ texts, named, found, right int }

func (s *sums) add(want, got string) {
	s.texts++
	if want != "" {
		s.named++
	}
	if got != "" {
		s.found++
	}
	if want != "" && got == want {
		s.right++
	}
}

func (s sums) precision() float64 { return float64(s.right) / float64(s.found) }
func (s sums) recall() float64    { return float64(s.right) / float64(s.named) }

func (s sums) log(t *testing.T, what string) {
	t.Helper()
	t.Logf("%s: %d texts, %d name one; precision %d/%d = %.3f, recall %d/%d = %.3f", what, s.texts, s.named, s.right, s.found, s.precision(), s.right, s.named, s.recall())
}

// TestSentences measures on sentences of our own.
func TestSentences(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/sentences.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var sentences []struct{ Say, District, Street string }
	if err := yaml.Unmarshal(data, &sentences); err != nil {
		t.Fatal(err)
	}
	var districts, streets sums
	for _, s := range sentences {
		p, _ := Find(s.Say)
		districts.add(s.District, p.District)
		streets.add(s.Street, p.Street)
		if p.District != s.District || p.Street != s.Street {
			t.Logf("%s: %s %s, want %s %s", s.Say, p.District, p.Street, s.District, s.Street)
		}
	}
	districts.log(t, "districts")
	streets.log(t, "streets")
	if districts.precision() < .97 || districts.recall() < .95 || streets.precision() < .95 || streets.recall() < .90 {
		t.Error("below the floor")
	}
}

// TestSharedComplaints measures on the shared complaints, where they are at hand;
// testdata/shared.yaml holds what each of them names, in their order.
func TestSharedComplaints(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../../../shared/eval/complaints.yaml")
	if os.IsNotExist(err) {
		t.Skip("the shared complaints are not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	labels, err := os.ReadFile("testdata/shared.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var complaints []struct{ Q string }
	var want []struct{ District, Street string }
	if err := yaml.Unmarshal(data, &complaints); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(labels, &want); err != nil {
		t.Fatal(err)
	}
	if len(want) != len(complaints) {
		t.Fatalf("%d labels for %d complaints", len(want), len(complaints))
	}
	var districts, streets sums
	for i, c := range complaints {
		p, _ := Find(c.Q)
		districts.add(want[i].District, p.District)
		streets.add(want[i].Street, p.Street)
	}
	districts.log(t, "districts")
	streets.log(t, "streets")
	if districts.precision() < .98 || districts.recall() < .95 || streets.precision() < .95 || streets.recall() < .90 {
		t.Error("below the floor")
	}
}
