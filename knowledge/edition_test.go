package knowledge

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// Two made-up editions of a catalogue of two items. The newer one counts the
// items the other way round and asks for a 报告表 from 10 tons on instead of 100.
const (
	olderEdition, newerEdition = "made-2021", "made-2031"
	newerFrom                  = "2031-07-01"
	soap                       = "租厂房做香皂，年产50吨"
)

func madeUp(edition string, candle, soap int, threshold int) (catalogue, rules string) {
	item := func(no int, what string) string {
		return fmt.Sprintf("    - {no: %d, category: 甲, name: %s制造, star: none, book: /, form: %d吨及以上, registration: 其他, otherwise: 登记表, phrases: [%s]}\n",
			no, what, threshold, strings.TrimSuffix(numberedPhrases("做"+what+"厂房第%02d种年产问法,", fewestItemPhrases), ","))
	}
	catalogue = "catalogue:\n  source: " + edition + "\n  reviewed_on: \"2026-01-01\"\n  items:\n" + item(candle, "蜡烛") + item(soap, "香皂")
	rules = "rules:\n"
	for _, no := range []int{candle, soap} {
		rules += fmt.Sprintf("  - item: %d\n    form: \"年产量 >= %d\"\n    registration: \"1\"\n    otherwise: 不纳入\n    facts: {年产量: {ask: 一年产多少吨？, unit: 吨, words: [年产], quote: %d吨及以上}}\n", no, threshold, threshold)
	}
	return catalogue, rules
}

// twoEditions is a folder that holds both.
func twoEditions() fstest.MapFS {
	sources := fmt.Sprintf("sources:\n  - {id: %s, title: 旧名录, status: in-force, effective: \"2021-01-01\", repealed: %q, replaced_by: %s}\n", olderEdition, newerFrom, newerEdition) +
		fmt.Sprintf("  - {id: %s, title: 新名录, status: in-force, effective: %q}\n", newerEdition, newerFrom)
	folder := oneFile(strings.Replace(smallYAML, "sources:\n", sources, 1))
	for _, e := range []struct {
		id                      string
		candle, soap, threshold int
	}{{olderEdition, 1, 2, 100}, {newerEdition, 2, 1, 10}} {
		catalogue, rules := madeUp(e.id, e.candle, e.soap, e.threshold)
		folder["eia-"+e.id+".yaml"] = &fstest.MapFile{Data: []byte(catalogue)}
		folder["rules/"+e.id+"/all.yaml"] = &fstest.MapFile{Data: []byte(rules)}
	}
	return shippedToo(folder)
}

// shippedToo gives a folder the catalogue whose rules the program has.
func shippedToo(folder fstest.MapFS) fstest.MapFS {
	folder["eia-catalogue-2021.yaml"] = &fstest.MapFile{Data: []byte("catalogue: {source: eia-catalogue-2021, reviewed_on: \"2026-01-01\", items: []}\n" +
		"sources: [{id: eia-catalogue-2021, title: 更旧的名录, status: in-force, effective: \"2020-01-01\", repealed: \"2021-01-01\", replaced_by: " + olderEdition + "}]\n")}
	return folder
}

func dayOn(t *testing.T, day string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly, day, china)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestEditionIsChosenByDate judges one description on the last day of an edition
// and on the first of the next, in every way that leads to a verdict.
func TestEditionIsChosenByDate(t *testing.T) {
	t.Parallel()
	b, err := Load(twoEditions())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		day, edition string
		item         int
		level, title string
	}{
		{"2031-06-30", olderEdition, 2, "登记表", "名录第2项 香皂制造"},
		{newerFrom, newerEdition, 1, "报告表", "名录第1项 香皂制造"},
	} {
		day := dayOn(t, tt.day)
		edition, _ := b.Edition(day)
		if edition != tt.edition {
			t.Errorf("%s: edition %s", tt.day, edition)
		}
		if item := itemOf(b.Ask(soap, day)); item != tt.item {
			t.Errorf("%s: item %d", tt.day, item)
		}
		if a := b.Judge(edition, tt.item, soap, nil, nil); a.Level != tt.level {
			t.Errorf("%s: judged %+v", tt.day, a)
		}
		for _, item := range []int{0, tt.item} {
			if a, err := b.JudgeSheet(Sheet{Description: soap, Item: item}, day); err != nil || a.Advice.Level != tt.level {
				t.Errorf("%s, item %d: sheet %+v, %v", tt.day, item, a, err)
			}
		}
		if a := b.Ask(soap, day); a.EIA == nil || a.EIA.Level != tt.level {
			t.Errorf("%s: asked %+v", tt.day, a)
		}
		id := fmt.Sprintf(itemPrefix+"%03d", tt.item)
		if title, _ := b.Choice(id, day); title != tt.title {
			t.Errorf("%s: %s is called %s", tt.day, id, title)
		}
		if said := b.Say(id, day); said.Text == "" || said.Citations[0].Status != "in-force" {
			t.Errorf("%s: says %+v", tt.day, said)
		}
		if v, ok := b.Understand(edition, tt.item, "年产量", "50吨"); !ok || v.Amount != 50 {
			t.Errorf("%s: understood %+v", tt.day, v)
		}
	}
}

// TestAnOlderEditionAnswersForItsTime asks on a later day about an earlier one:
// item and verdict are of that day's edition.
func TestAnOlderEditionAnswersForItsTime(t *testing.T) {
	t.Parallel()
	b, err := Load(twoEditions())
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range []struct{ was, now int }{{1, 2}, {2, 1}, {3, 0}} {
		if now := b.Successor(olderEdition, item.was, dayOn(t, newerFrom)); now != item.now {
			t.Errorf("item %d is now %d", item.was, now)
		}
	}
	if same := b.Successor(olderEdition, 2, dayOn(t, "2031-06-30")); same != 2 {
		t.Errorf("item 2 is %d in its own time", same)
	}
	a := b.Ask("2025年3月租厂房做香皂，年产50吨，第03种年产问法", dayOn(t, newerFrom))
	if a.Entry != "eia-item-002" || a.EIA == nil || a.EIA.Level != "登记表" || !strings.Contains(a.Text, "说的是2025年3月") {
		t.Errorf("answered %+v, judged %+v", a, a.EIA)
	}
}

// TestNoEditionIsInForce judges nothing on a day of which no catalogue is held,
// and says so.
func TestNoEditionIsInForce(t *testing.T) {
	t.Parallel()
	b, err := Load(twoEditions())
	if err != nil {
		t.Fatal(err)
	}
	day := dayOn(t, "2019-12-31")
	edition, version := b.Edition(day)
	sheet, err := b.JudgeSheet(Sheet{Description: soap, Item: 2}, day)
	if edition != "" || version != b.Version || err != nil || itemOf(b.Ask(soap, day)) != 0 {
		t.Errorf("edition %q, item %d, %v", edition, itemOf(b.Ask(soap, day)), err)
	}
	for _, a := range []struct{ level, says string }{{sheet.Advice.Level, sheet.Advice.Asks}, {b.Judge(edition, 2, soap, nil, nil).Level, b.Judge(edition, 2, soap, nil, nil).Asks}} {
		if a.level != "需要确认" || !strings.Contains(a.says, "没有收录") {
			t.Errorf("%+v", a)
		}
	}
}

// TestEditionFaults breaks the folder of two editions and reads the faults.
func TestEditionFaults(t *testing.T) {
	t.Parallel()
	const rules, catalogue = "rules/" + newerEdition + "/all.yaml", "eia-" + newerEdition + ".yaml"
	for _, tt := range []struct{ file, old, new, want string }{
		{rules, "", "", catalogue + ":2: catalogue made-2031 has no rules"},
		{catalogue, "", "", rules + ":1: there is no catalogue of made-2031"},
		{"eia-catalogue-2021.yaml", "", "", "rules/eia-catalogue-2021/companions.yaml:1: there is no catalogue of eia-catalogue-2021"},
		{catalogue, "source: " + newerEdition, "source: " + olderEdition, "catalogue made-2021 stands twice"},
		{catalogue, "source: " + newerEdition, "source: act-9", catalogue + ":2: catalogue act-9 needs a source"},
		{"a.yaml", `effective: "` + newerFrom + `"`, `effective: "2031"`, catalogue + ":2: catalogue made-2031 needs a source"},
		{rules, "- item: 1", "- item: 7", catalogue + ":6: item 香皂制造 has no rule"},
		{rules, "年产量 >= 10", "产量 >= 10", rules + ":2: item 2: fact 产量 is not declared"},
		{rules, "otherwise: 不", "otherwhere: 不", rules + ":5: unknown key otherwhere"},
		{rules, "rules:\n", "companions: [{item: 1, words: \"(\"}]\nrules:\n", rules + ":1: item 1: error parsing regexp"},
	} {
		folder := twoEditions()
		if tt.old == "" {
			delete(folder, tt.file)
		} else {
			folder[tt.file] = &fstest.MapFile{Data: []byte(strings.Replace(string(folder[tt.file].Data), tt.old, tt.new, 1))}
		}
		if _, err := Load(folder); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %s: got %v, want %s", tt.file, tt.new, err, tt.want)
		}
	}
}
