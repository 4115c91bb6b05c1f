package officer

import (
	"context"

	"suihuan/bot/petition"
)

// told is the event of an act whose words are all that counts.
func told(_ context.Context, _ *Desk, o order) (petition.Event, string, error) {
	return petition.Event{Text: o.rest}, "", nil
}

// talking is what is said to the citizen, and among officers.
var talking = map[string]deed{
	"ask": {told, func(_ *Desk, o order, _ petition.Event) string {
		return "已记下，" + writer(o.Petition) + "下次来时就会看到。对方补充后会通知您；不用等了，请发：\n继续办理 " + o.caseNo()
	}},
	"note": {told, func(*Desk, order, petition.Event) string { return "备注已保存，只有承办人员看得到。" }},
	"answer": {told, func(_ *Desk, o order, _ petition.Event) string {
		return "答复已保存，" + writer(o.Petition) + "下次来时就会收到。"
	}},
	"review": {told, func(_ *Desk, o order, _ petition.Event) string {
		return "复查意见已保存，" + writer(o.Petition) + "下次来时就会收到。"
	}},
	"second-review": {told, func(_ *Desk, o order, _ petition.Event) string {
		return "复核意见已保存，" + writer(o.Petition) + "下次来时就会收到。"
	}},
}
