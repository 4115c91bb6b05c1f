package petition

import (
	"regexp"
	"slices"

	"suihuan/bot/petition/clock"
)

// Labels that are no pollution.
const (
	LabelStaff      = "staff-conduct"
	LabelSuggestion = "suggestion"
	labelOther      = "other-department"
)

// kinds sort a report by its main label and its words; the first row that fits
// counts, and what fits none is a report of pollution. only takes rows away from
// reports that are about pollution too: those have a legal path of their own
// (信访工作条例 art. 31(5)), and no term of 60 days.
var kinds = []struct {
	kind  clock.Kind
	label string
	form  *regexp.Regexp
	only  bool
}{
	{kind: clock.Accusation, form: misconduct},
	{kind: clock.Accusation, label: LabelStaff, only: true},
	{kind: clock.Procedure, form: regexp.MustCompile(`(?:已经?|正在|我们?|刚刚?|上个?月|去年)[^，。！？]{0,6}(?:起诉|立案|上诉|申请(?:了)?(?:劳动)?(?:仲裁|行政复议|复议))|(?:法院|仲裁委(?:员会)?|复议机关)[^，。！？]{0,8}(?:受理|审理|开庭|判决|判了|立案|正在审|还在审|在审)|(?:打|在打|正打)(?:着)?官司|(?:诉讼|仲裁|行政复议|复议|官司)(?:还|正|仍)?(?:在|没|未)[^，。！？]{0,6}(?:进行|审|完|结|判)`)},
	{kind: clock.Suggestion, label: LabelSuggestion, only: true},
	{kind: clock.Appeal, form: regexp.MustCompile(`信访(?:事项|诉求|求决|处理意见|件|程序|请求)|申诉求决|(?:我|我们|想|要|提出?|走|来)信访|申诉`), only: true},
}

// misconduct are the words for what only a person in office can do wrong.
var misconduct = regexp.MustCompile(`(?:局长|科长|处长|队长|站长|主任|书记|领导|干部|公职人员|公务员|执法(?:人员|队员?|员)?|工作人员|办事员|环保局|生态环境局|分局|(?:你|你们|您|局里|环保)的人)[^。！？]{0,12}(?:收[^。！？]{0,8}(?:红包|好处|黑钱|的钱|贿|的烟|的酒|的礼|礼品|礼金)|受贿|索贿|索要|吃拿卡要|贪污|贪腐|以权谋私|通风报信|包庇|保护伞|参股|勾结)` +
	`|(?:受贿|索贿|行贿|贪污|保护伞|吃拿卡要|官商勾结)[^。！？]{0,10}(?:局长|科长|处长|队长|站长|主任|书记|领导|干部|公职|公务员|执法|工作人员)` +
	`|(?:检举|控告)[^。！？]{0,10}(?:局长|科长|处长|队长|站长|主任|书记|领导|干部|公职|公务员|执法|工作人员)`)

// Sort says what a report is before the law, from its main label and its words
// (信访工作条例 arts. 29 to 31). Report is what most are.
func Sort(r Report) clock.Kind {
	if !r.IsComplaint() {
		return clock.Inquiry
	}
	for _, k := range kinds {
		if k.only && r.isPollution() {
			continue
		}
		labelled := k.label == "" || len(r.Labels) > 0 && r.Labels[0] == k.label
		if labelled && (k.form == nil || k.form.MatchString(r.What)) {
			return k.kind
		}
	}
	return clock.Report
}

// isPollution says that a label of the report names a pollution.
func (r Report) isPollution() bool {
	return slices.ContainsFunc(r.Labels, func(l string) bool {
		return !slices.Contains([]string{LabelStaff, LabelSuggestion, labelOther, LabelEmergency}, l)
	})
}

var (
	damages   = regexp.MustCompile(`赔偿|赔钱|赔我|赔俾我|索赔|赔礼|赔多少|赔损失|(?:医药|误工|搬家|精神)[费损][^。！？]{0,8}(?:出|赔|谁)`)
	noDamages = regexp.MustCompile(`(?:不|唔)(?:要|用|是|想要|使|求|係|系)(?:为了)?(?:赔|索赔)|生态环境损害赔偿制度`)
)

// WantsDamages says that words ask for money from who pollutes: a civil matter
// (生态环境法典 art. 1077), whatever else they report.
func WantsDamages(words string) bool {
	return damages.MatchString(words) && !noDamages.MatchString(words)
}
