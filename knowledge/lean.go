package knowledge

import (
	"regexp"
	"slices"
	"strings"

	"suihuan/knowledge/search"
)

// leaning moves the weight of some kinds of documents where the form of a text
// speaks for or against them, though they share its words. Flows are of the
// kind flow:id.
type leaning struct {
	form   *regexp.Regexp
	unless *regexp.Regexp
	kinds  []string
	share  float64
}

var (
	questionForm = regexp.MustCompile(`什么|怎么|哪|是不是|有没有|多少|为什么|会不会|要不要|谁|几[个条项年成]|吗$|呢$|^(?:who|what|which|how|when|where|why|is|are|can|do|does)\b|\bwho\b|\bwhich\b`)
	planForm     = regexp.MustCompile(`2021|21年|要点|任务|那年|当年`)
	whoseForm    = regexp.MustCompile(`归.{0,6}管|归[谁哪]|[谁哪].{0,4}管|什么部门|哪.{0,3}部门|哪个部门|哪里(?:管|负责|投诉|反映|反应|举报)|找谁|找哪|该找|归不归|管不管|是.{1,6}还是|由.{0,4}(?:负责|查处|处理|执法|管)|主管|谁(?:来)?执法|还是[跟同向找打问]|应该找|谁说了算|几点到几点|话[给俾].{0,3}[谁哪]|(?:告诉|通知|跟|同|向)[谁哪]|gui shui guan|shui guan|\bwho (?:handle|deal|do i|should|is in charge|test|clear|is respons)|which (?:department|authority|office)|in charge|responsib|whose job|who .{0,12}(?:call|contact|tell)|is it you or`)
	turnForm     = regexp.MustCompile(`谁|哪|归|管|找|部门|怎么办|规定|几点|能不能|可不可以|允许|违法|合法|标准|shui|guan|\bwho\b|which|charge|responsib|whose|allowed|rule|\blaw\b|legal|is it you`)
	renamedForm  = regexp.MustCompile(`改名|改[成叫]|叫什么名|之后叫|后来叫|取代|代替|变成`)
	anything     = regexp.MustCompile(``)
	projectForm  = regexp.MustCompile(`环评|环平|环坪|报告表|报告书|登记表|手续|名录|审批|备案|想开|想搞|想做|打算|准备|计划|年产|产能|新建|扩建|改建|新增|技改|搬迁|项目|厂房|租|车间|工艺|使不用|要不要办|用不用办|吨|平方|开[间个家一]|我们是做|我们做|我做|我是做|建[一个座]|huanping|baogao|第[0-9]{1,3}项`)
	eiaForm      = regexp.MustCompile(`环评|环境影响|名录|报告[书表]|登记表|开工|huanping`)
	nuisanceForm = regexp.MustCompile(`投诉|举报|反映|查处|处理|受不了|顶不顺|熏|没人管|谁管|归.{0,6}管|哪个部门|臭|吵|嘈|好味|怪味|油烟|黑烟|扰民|偷排|脏|怕辐射|救命|天天|日日|每晚|晚晚|成日|半夜`)
	reportForm   = regexp.MustCompile(`投诉|举报|反映|求查|来查|查处|查一查|处理[一下]|求处理|请求|受不了|顶不顺|熏|冇人理|没人管|没人理|派人|来测|帮我记|救命|搞到|害得|睡不着|瞓不着|天天|日日|每晚|晚晚|成日`)
	sufferForm   = regexp.MustCompile(`[好很太真][吵嘈臭脏呛响]|好大(?:气味|味|噪|油烟|灰|黑?烟)|[吵嘈臭呛熏]死|半夜.{0,6}(?:打桩|施工|装修|开工)|扰民|偷排`)
	mineForm     = regexp.MustCompile(`我|帮`)
	planKinds    = []string{"plan", "section", "task", "target"}
	todayKinds   = []string{"remit", "publicity", "law", "petition", "service"}

	leanings = []leaning{
		{form: nuisanceForm, unless: projectForm, kinds: []string{kindItem, flowPrefix + eiaFlow}, share: .6},
		{form: anything, unless: projectForm, kinds: []string{kindItem}, share: .9},
		{form: reportForm, unless: questionForm, kinds: []string{"flow:complaint"}, share: 1.3},
		{form: sufferForm, unless: questionForm, kinds: []string{"flow:complaint"}, share: 1.2},
		{form: mineForm, unless: questionForm, kinds: []string{"flow:status"}, share: 1.2},
		{form: questionForm, kinds: []string{"flow:complaint"}, share: .8},
		{form: planForm, kinds: []string{"flow:complaint"}, share: .7},
		{form: planForm, unless: eiaForm, kinds: []string{kindItem, flowPrefix + eiaFlow}, share: .6},
		{form: planForm, kinds: todayKinds, share: .8},
		{form: whoseForm, unless: planForm, kinds: []string{"remit"}, share: 1.25},
		{form: anything, unless: turnForm, kinds: []string{"remit"}, share: .65},
		{form: whoseForm, unless: planForm, kinds: []string{"flow:complaint"}, share: .75},
		{form: whoseForm, unless: eiaForm, kinds: []string{kindItem, flowPrefix + eiaFlow}, share: .7},
		{form: whoseForm, unless: planForm, kinds: planKinds, share: .8},
		{form: nowForm, unless: planForm, kinds: planKinds, share: .75},
		{form: renamedForm, unless: planForm, kinds: planKinds, share: .75},
		{form: anything, unless: planForm, kinds: planKinds, share: .94},
	}
)

// notPrefix marks the phrases of the index that do not mean their entry.
const notPrefix = "not:"

// lookAlike is what is left of an entry that a look-alike phrase fits better.
const lookAlike = .6

// lean weighs the hits anew, drops the look-alikes and sorts.
func (b *Base) lean(hits []search.Hit, norm string) []search.Hit {
	against := map[string]float64{}
	kept := make([]search.Hit, 0, len(hits))
	for _, h := range hits {
		if id, ok := strings.CutPrefix(h.ID, notPrefix); ok {
			against[id] = h.Score
			continue
		}
		kept = append(kept, h)
	}
	shares := leaningsOf(norm)
	for i, h := range kept {
		kept[i].Score *= shares.of(b.kind(h.ID))
		if against[h.ID] > h.Score {
			kept[i].Score *= lookAlike
		}
	}
	slices.SortFunc(kept, byScore)
	return kept
}

// fitting is what an entry gains on the question who is in charge, when it is
// of the label that the words tell of.
const fitting = 1.25

// fit raises the entries of the label that a question of competence is about.
func (b *Base) fit(hits []search.Hit, q asked) {
	if !whoseForm.MatchString(q.terms.Norm) || planForm.MatchString(q.terms.Norm) {
		return
	}
	labels := b.Classify(q.raw).Labels
	for i, h := range hits {
		if len(labels) > 0 && slices.Contains(b.labelled[labels[0]].Entries, h.ID) {
			hits[i].Score *= fitting
		}
	}
}

// shares are what the form of one text leaves of each kind's scores; a kind
// that is not in it keeps all.
type shares map[string]float64

func (s shares) of(kind string) float64 {
	if share, ok := s[kind]; ok {
		return share
	}
	return 1
}

func leaningsOf(norm string) shares {
	s := shares{}
	for _, l := range leanings {
		if !l.form.MatchString(norm) || l.unless != nil && l.unless.MatchString(norm) {
			continue
		}
		for _, kind := range l.kinds {
			s[kind] = s.of(kind) * l.share
		}
	}
	return s
}

// kind is an entry's kind; a flow is its own.
func (b *Base) kind(id string) string {
	if e, ok := b.entries[id]; ok {
		return e.Kind
	}
	return id
}
