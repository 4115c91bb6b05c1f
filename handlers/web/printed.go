package web

import (
	"slices"
	"strconv"
	"strings"

	"suihuan/knowledge"
	"suihuan/knowledge/eia"
)

// printed is a result in the words of its page.
type printed struct {
	knowledge.Result
	Settled    bool
	Disclaimer string
	Rows       []row
	Unnamed    []string // sentences on what was not mentioned
	Laws       []law
}

// row is a line of the proof.
type row struct{ Fact, Value, How, Quote string }

// law is a document that the result rests on, and where in it. Effective is
// YYYY-MM-DD or empty; Badge is empty while it is in force.
type law struct{ Title, Number, Articles, Effective, Badge string }

// badges mark what is not in force, as on the chat page.
var badges = map[string]string{"historical": "历史文件", "expired": "已失效", "repealed": "已废止", "draft": "草案"}

func inWords(r knowledge.Result) printed {
	p := printed{Result: r, Disclaimer: eia.Disclaimer, Settled: len(r.Advice.Possible) == 1, Unnamed: unnamed(r.Advice)}
	for _, s := range r.Advice.Proof {
		p.Rows = append(p.Rows, row{s.Fact, valueWords(s.Value, r.Units[s.Fact]), howWords(s.Value), s.Quote})
	}
	p.Laws = laws(r.Citations)
	return p
}

// laws puts together what is cited of one document.
func laws(citations []knowledge.Citation) (cited []law) {
	for _, c := range citations {
		i := slices.IndexFunc(cited, func(l law) bool { return l.Title == c.Title && l.Number == c.Number })
		if i < 0 {
			cited = append(cited, law{c.Title, c.Number, c.Article, c.Effective, badges[c.Status]})
			continue
		}
		cited[i].Articles += "、" + c.Article
	}
	return cited
}

// valueWords say a yes or no, or an amount with its unit.
func valueWords(v eia.Value, unit string) string {
	switch {
	case v.Amount != 0:
		return strconv.FormatFloat(v.Amount, 'f', -1, 64) + unit
	case unit != "":
		return "没有"
	case v.Yes:
		return "是"
	}
	return "否"
}

// howWords say how a fact is known.
func howWords(v eia.Value) string {
	switch v.How {
	case knowledge.Told:
		return "填报的资料"
	case eia.NotNamed:
		return taken[v.Yes]
	}
	return "您写的“" + v.How + "”"
}

// taken says what was made of a fact that was not mentioned.
var taken = map[bool]string{false: "没有提到，按没有算", true: "没有提到，按有算"}

// unnamed says what was not mentioned, what it was taken for, and of which it
// depends.
func unnamed(a eia.Advice) (sentences []string) {
	facts := map[bool][]string{}
	for _, s := range a.Proof {
		if s.Value.How == eia.NotNamed && !slices.Contains(facts[s.Value.Yes], s.Fact) {
			facts[s.Value.Yes] = append(facts[s.Value.Yes], s.Fact)
		}
	}
	for _, yes := range []bool{false, true} {
		if len(facts[yes]) > 0 {
			sentences = append(sentences, taken[yes]+"："+strings.Join(facts[yes], "、")+"。")
		}
	}
	if len(a.Assumed) > 0 {
		sentences = append(sentences, "其中会影响结果的："+strings.Join(a.Assumed, "、")+"。和实际不符的，结果会变，请写明再查一次。")
	}
	return sentences
}
