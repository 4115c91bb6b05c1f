package officer

import (
	"errors"
	"strings"

	"suihuan/bot/petition"
	"suihuan/bot/petition/clock"
)

// refusals say to officers why an order is refused. {case} and {status} are
// those of the petition as it stands.
var refusals = []struct {
	err  error
	says string
}{
	{petition.ErrStale, "这张卡片是旧的，发出以后情况变了，刚才没有改动。工单 {case} 现在是“{status}”，请按现在的情况办。"},
	{petition.ErrDispute, "工单 {case} 已经转办过一次，不能再转。对由谁办还有不同意见的，报共同的上一级裁定（信访工作条例第二十四条），已经开始的期限照走。请写：\n提请裁定 {case} 理由"},
	{petition.ErrFormer, "工单 {case} 是投诉人不满意、重新交办的，上次答复的人不能再办，请本单位另一位同事受理，或者转办。"},
	{petition.ErrNotYours, "只有受理工单 {case} 的承办人能看投诉人的联系方式。"},
	{petition.ErrReopened, "工单 {case} 已经重新交办过一次，不能再来一次；投诉人还不满意的，走复查。"},
	{petition.ErrTransition, "工单 {case} 现在是“{status}”，不能这样处理。"},
}

// refused says that an error is the petition's refusal, not a fault.
func refused(err error) bool {
	_, known := sentenceOf(err)
	return known
}

func sentenceOf(err error) (string, bool) {
	for _, r := range refusals {
		if errors.Is(err, r.err) {
			return r.says, true
		}
	}
	var law clock.Refusal
	if errors.As(err, &law) {
		return law.Words(), true
	}
	return "", false
}

// sentence is the refusal about the petition as it stands.
func (o order) sentence(why error) string {
	says, _ := sentenceOf(why)
	return strings.NewReplacer("{case}", o.caseNo(), "{status}", o.Petition.Status.Words()).Replace(says)
}

// goOn tells how to go on in words; "" when there is nothing to do.
func (o order) goOn() string {
	acts := o.Acts()
	if len(acts) == 0 {
		return ""
	}
	lines := []string{"\n现在可以发："}
	for _, a := range acts {
		lines = append(lines, a.Line(o.caseNo()))
	}
	return strings.Join(lines, "\n")
}
