package officer

import (
	"testing"

	"suihuan/bot/petition"
)

// filesNoise files noise at a place and gives it to a unit.
func (r *room) filesNoise(name, person, unit string, lat float64) {
	r.Helper()
	p, err := r.store.FileReport(r.Context(), person, "file "+name, petition.Report{
		What: "半夜打桩", District: "天河", Source: "工地", Lat: lat, Lng: 113.36, Labels: []string{"noise-construction"},
	})
	if err != nil {
		r.Fatal(err)
	}
	r.cases[name] = p.Case
	r.order = append(r.order, name, p.Case)
	r.happens(name, petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: unit, Reason: "规则"})
}

// TestTalkOfOneSource: who handles a petition sees the others of its source, of its own unit with
// their numbers, and merges them; both numbers stay.
func TestTalkOfOneSource(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	r.filesNoise("$A", "one", "tianhe", 23.13)
	r.talks(line{"li", "查看 $A", []string{"!同一来源"}})
	r.filesNoise("$B", "two", "tianhe", 23.131)
	r.filesNoise("$C", "three", "haizhu", 23.132)
	r.filesNoise("$D", "four", "tianhe", 23.2)
	if _, err := r.store.Join(t.Context(), "two", "join", r.cases["$B"], true); err != nil {
		t.Fatal(err)
	}
	r.talks(
		line{"li", "查看 $A", []string{"同一来源另有2件：$B（愿一起办）等", "可以合并，编号都保留：合并 $A 并入的编号", "!$C", "!$D"}},
		line{"zhao", "查看 $C", []string{"同一来源另有2件，由别的单位办", "!$A", "!$B"}},
		line{"zhao", "查看 $A", []string{"不由您的单位承办", "!$B", "!同一来源"}},
		line{"qian", "查看 $A", []string{"不由您的单位承办", "!同一来源"}},
		line{"li", "查看 $D", []string{"!同一来源"}},
		line{"li", "合并 $B $A", []string{"已并入 $A。两个编号都保留"}},
		line{"li", "查看 $A", []string{"同一来源另有2件：$B"}},
		line{"li", "查看 $B", []string{"与同一来源的投诉合并办理", "同一来源另有2件：$A", "!可以合并"}},
		line{"li", "答复 $B 已责令停工", []string{"答复"}},
	)
}

// TestTalkOfAUnitNamed: a unit does not get by an officer what is about itself.
func TestTalkOfAUnitNamed(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	p, err := r.store.FileReport(t.Context(), "one", "file", petition.Report{What: "空调外机好吵", District: "海珠", Source: "海珠分局", Labels: []string{"noise-equipment"}})
	if err != nil {
		t.Fatal(err)
	}
	r.cases["$A"], r.order = p.Case, []string{"$A", p.Case}
	r.happens("$A", petition.Event{Type: petition.EventRouted, Actor: petition.ActorRouter, Unit: "bureau", Reason: "回避"})
	r.talks(
		line{"qian", "转办 $A 海珠分局 在海珠", []string{"涉及海珠分局自己，要回避"}},
		line{"qian", "转办 $A 天河分局 海珠分局要回避", []string{"已转给天河分局"}},
		line{"li", "转办 $A 海珠分局 在海珠", []string{"要回避"}},
		line{"li", "提请裁定 $A 在海珠", []string{"已提请裁定"}},
		line{"qian", "裁定 $A 海珠分局 在海珠", []string{"要回避"}},
		line{"qian", "裁定 $A 天河分局 海珠分局要回避", []string{"已裁定由天河分局承办"}},
	)
}
