package chat

import (
	"testing"
	"time"

	"suihuan/bot/petition"
	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

// reissued is the base with a made-up next edition, which is the shipped one
// with its numbers put up by moved.
type reissued struct {
	*knowledge.Base
	from time.Time
}

const (
	nextEdition = "made-next"
	moved       = 100
)

func (r reissued) Edition(today time.Time) (catalogue, version string) {
	catalogue, version = r.Base.Edition(today)
	if !today.Before(r.from) {
		catalogue = nextEdition
	}
	return catalogue, version
}

// shipped is what a number of the next edition was before.
func shipped(edition string, item int) (string, int) {
	if edition == nextEdition {
		return "eia-catalogue-2021", item - moved
	}
	return edition, item
}

func (r reissued) Successor(_ string, item int, _ time.Time) int { return item + moved }

func (r reissued) Judge(edition string, item int, description string, answered eia.Facts, unanswered map[string]bool) eia.Advice {
	edition, item = shipped(edition, item)
	return r.Base.Judge(edition, item, description, answered, unanswered)
}

func (r reissued) Understand(edition string, item int, fact, answer string) (eia.Value, bool) {
	edition, item = shipped(edition, item)
	return r.Base.Understand(edition, item, fact, answer)
}

// TestInterviewAcrossEditions begins an interview on the last day of an edition
// and ends it on the first of the next: item and sheet are of the next one, and
// what was answered counts.
func TestInterviewAcrossEditions(t *testing.T) {
	t.Parallel()
	k := newTalk(t)
	base, err := knowledge.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	adviser := reissued{base, k.now.Add(time.Hour)}
	k.chat.Adviser = adviser
	k.run([]exchange{{"我在天河租厂房做塑料花盆，注塑，年产300吨", []string{"第53项", "!结论"}}})
	k.now = k.now.Add(2 * time.Hour)
	k.run([]exchange{
		{"新料，不喷漆不电镀", []string{"没有提到", "!结论"}},
		{"没有", []string{"第153项", "结论：要编环境影响报告表"}},
		{"留资料给窗口", nil}, {"不留", nil}, {"同意提交", []string{"SH-"}},
	})
	sheets, err := k.store.Sheets(t.Context())
	if err != nil || len(sheets) != 1 || sheets[0].Catalogue != nextEdition || sheets[0].Item != 153 || sheets[0].Level != "报告表" {
		t.Fatalf("kept %+v, %v", sheets, err)
	}
	old := sheets[0]
	old.Catalogue, old.Item = "eia-catalogue-2021", 53
	if a := Rejudge(adviser, old, k.now); petition.Verdict(a.Possible) != "报告表" {
		t.Errorf("judged again by the next edition: %+v", a)
	}
}
