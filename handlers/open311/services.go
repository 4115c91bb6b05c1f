package open311

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"suihuan/knowledge"
)

// groups sort the services by the first word of their codes.
var groups = map[string]string{
	"air": "大气", "water": "水", "noise": "噪声", "waste": "固体废物", "hazardous": "固体废物", "soil": "土壤",
	"radiation": "辐射", "light": "光污染", "livestock": "养殖", "ecology": "生态", "eia": "环评", "suggestion": "建议",
}

const otherGroup = "其他"

// The attributes of every service that are told in a report.
const (
	attrSource = "source"
	attrWhen   = "when"
	attrBefore = "before"
)

// attributes are the same for every service.
var attributes = []attribute{
	{Variable: true, Code: attrSource, Datatype: "string", Order: 1, Description: "哪家单位、哪个店或哪个工地造成的，不知道可以不填。", DatatypeDescription: "单位或店名"},
	{Variable: true, Code: attrWhen, Datatype: "string", Order: 2, Description: "什么时候发生的，现在还在继续吗？", DatatypeDescription: "时间"},
	{Variable: true, Code: attrBefore, Datatype: "string", Order: 3, Description: "以前反映过吗？有编号请写上。", DatatypeDescription: "有没有反映过"},
	{Code: "notice", Datatype: "string", Order: 4, Description: "有人受伤、中毒请先打120，起火、爆炸、泄漏请先打119。不用写身份证号。这里不收图片，media_url不会保存。"},
}

func (s *Server) services(context.Context, call) (any, error) {
	var all []service
	for _, l := range s.Catalogue.OwnLabels() {
		all = append(all, serviceOf(l))
	}
	return listOf("services", all), nil
}

func serviceOf(l knowledge.Label) service {
	kind, _, _ := strings.Cut(l.ID, "-")
	group, ok := groups[kind]
	if !ok {
		group = otherGroup
	}
	return service{
		Code: l.ID, Name: l.Name, Description: text(l.To), Metadata: true, Type: "realtime",
		Keywords: text(strings.Join(keywords(l), ", ")), Group: group,
	}
}

// keywords are the parts of the name, and the words that stand by themselves.
func keywords(l knowledge.Label) []string {
	words := strings.Split(l.Name, "、")
	for _, w := range l.Words {
		if !strings.Contains(w, " ") && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

func (s *Server) definition(_ context.Context, c call) (any, error) {
	l, ok := s.label(c.id)
	if !ok {
		return nil, fault{http.StatusNotFound, "没有这个service_code。"}
	}
	return definition{Code: l.ID, Attributes: attributes}, nil
}

// label returns the label of a service.
func (s *Server) label(code string) (knowledge.Label, bool) {
	own := s.Catalogue.OwnLabels()
	i := slices.IndexFunc(own, func(l knowledge.Label) bool { return l.ID == code })
	if i < 0 {
		return knowledge.Label{}, false
	}
	return own[i], true
}
