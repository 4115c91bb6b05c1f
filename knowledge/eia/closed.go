package eia

import (
	"maps"
	"regexp"
	"slices"
)

// NotNamed is how an absent fact is known that the text does not name while it
// names others.
const NotNamed = "没有提到"

var (
	// only marks that the told steps are all there are.
	only = regexp.MustCompile(`净系|仅|单纯|就是|(?:^|[^0-9零一二两三四五六七八九十百千万几多])只[^能要剩差左、，]|就[做切焊装组加裁车锯卖]|卖掉|转手卖|而已|就完了|就出货|就发货|别的不[做动]|其他不[做动]|没有别的|冇其他|全部?(?:改|系|是|都|用|外购|买)|(?:全|都|均|件)(?:部|系|是)?(?:买|外购|外构)|外购[^，。；]{0,8}[混分组装]|买[件返回]{0,2}[返回]?[来嚟]?[^，。；]{0,4}装`)

	// works marks a project of a size that nobody runs at home or in a shop.
	works = regexp.MustCompile(`项目|生产线|年产|年用|扩产|扩建|产能|技改|万吨|[0-9零一二两三四五六七八九十百千]吨`)

	// workshop marks steps that nobody takes at home.
	workshop = []string{"成型", "冲压", "机加工", "铸造", "表面", "热处理", "化学"}
)

// materials are what production steps use, by groups: what names an amount of
// it, and how a text mentions it.
var materials = []struct{ fact, said *regexp.Regexp }{
	{regexp.MustCompile(`涂料|漆|稀释剂`), regexp.MustCompile(`漆|喷油|喷光油|涂装|喷涂|涂料|上色|上油`)},
	{regexp.MustCompile(`胶`), regexp.MustCompile(`胶水|[用上打刷粘]胶|白胶|胶粘`)},
	{regexp.MustCompile(`油墨`), regexp.MustCompile(`油墨|墨|印刷|彩印|丝印|移印|凹印|印图案`)},
	{regexp.MustCompile(`溶剂|处理剂`), regexp.MustCompile(`溶剂|处理剂|清洗剂`)},
}

// material is the group of a fact, or -1.
func material(fact string) int {
	return slices.IndexFunc(materials, func(m struct{ fact, said *regexp.Regexp }) bool { return m.fact.MatchString(fact) })
}

// closed takes for absent what a text that describes the production would have
// told: further steps and materials when it says that there are no others,
// denies some, or lists what is done; and what hearing.yaml presumes. The proof
// says so, and the owner can correct it.
func (r *Rule) closed(text string, facts Facts) {
	if text == "" {
		return
	}
	steps := r.hearing.stepsIn(text)
	r.building(text, steps, facts)
	how := only.FindString(text)
	sure := how != "" || r.denies(facts) || slices.ContainsFunc(steps, func(s step) bool { return s.denied })
	r.pure(steps, sure, facts)
	r.presume(text, facts)
	listed := r.lists(facts)
	if !sure && !listed && len(done(steps)) < severalSteps {
		return
	}
	if how == "" {
		how = NotNamed
	}
	all := r.without(text, how, facts)
	if level, settled := r.Assess(all).Settled(); sure || listed || !settled || level != NotListed {
		maps.Copy(facts, all)
	}
}

// building takes the place for an industrial building where the size or a step
// speaks for it: the stricter reading.
func (r *Rule) building(text string, steps []step, facts Facts) {
	if _, told := facts[Industrial]; told {
		return
	}
	how := works.FindString(text)
	for _, s := range steps {
		if how == "" && slices.Contains(workshop, s.class) {
			how = s.word
		}
	}
	if how != "" {
		facts[Industrial] = Value{Yes: true, How: how}
	}
}

// presume takes facts for known that nobody leaves unsaid, or that follow from an
// amount.
func (r *Rule) presume(text string, facts Facts) {
	for _, list := range []struct {
		of  []presumption
		yes bool
	}{{r.hearing.Unsaid, false}, {r.hearing.Presumed, true}} {
		for _, p := range list.of {
			_, ours := r.Facts[p.Fact]
			if _, told := facts[p.Fact]; ours && !told && !p.open(text) {
				facts[p.Fact] = Value{Yes: list.yes, How: NotNamed}
			}
		}
	}
	for _, i := range r.hearing.Implied {
		amount, known := facts[i.Of]
		if _, told := facts[i.Fact]; told || !known || amount.Amount == 0 {
			continue
		}
		if amount.Amount >= i.From || amount.Amount < i.Below {
			facts[i.Fact] = Value{Yes: amount.Amount >= i.From, How: amount.How}
		}
	}
}

// severalSteps is how many classes of steps a text names that lists what is
// done.
const severalSteps = 2

// pure reads the facts that say "nothing but these steps".
func (r *Rule) pure(steps []step, sure bool, facts Facts) {
	for name, of := range r.hearing.Pure {
		if _, known := r.Facts[name]; !known {
			continue
		}
		v, ok := pure(steps, of, sure)
		if _, told := facts[name]; ok && (!told || !v.Yes) {
			facts[name] = v
		}
	}
}

// denies says that the text has said of a step or a material that there is
// none.
func (r *Rule) denies(facts Facts) bool {
	for name, v := range facts {
		if f := r.Facts[name]; !v.Yes && v.Amount == 0 && v.How != NotNamed && (f.Process || material(name) >= 0) {
			return true
		}
	}
	return false
}

// lists says that the text has named a step or the amount of a material.
func (r *Rule) lists(facts Facts) bool {
	for name, v := range facts {
		if f := r.Facts[name]; v.Amount > 0 && material(name) >= 0 || f.Process && v.Yes {
			return true
		}
	}
	return false
}

// without adds to the facts that the steps and materials which are not named
// are absent. A material that is mentioned without any amount stays unknown.
func (r *Rule) without(text, how string, facts Facts) Facts {
	all := maps.Clone(facts)
	for name, f := range r.Facts {
		if _, told := facts[name]; told {
			continue
		}
		group := material(name)
		open := group >= 0 && mentioned(group, text) && !r.amountOf(group, facts)
		if f.Process && f.Unit == "" || group >= 0 && !open {
			all[name] = Value{How: how}
		}
	}
	return all
}

// mentioned says that a text speaks of a group of materials and does not deny
// it.
func mentioned(group int, text string) bool {
	for _, at := range materials[group].said.FindAllStringIndex(text, -1) {
		if !denied(text, at) {
			return true
		}
	}
	return false
}

// amountOf says that an amount of a group of materials is known.
func (r *Rule) amountOf(group int, facts Facts) bool {
	for name, v := range facts {
		if material(name) == group && v.Amount > 0 {
			return true
		}
	}
	return false
}
