package chat

import (
	"regexp"

	"suihuan/bot"
	"suihuan/bot/petition"
	"suihuan/bot/petition/place"
)

// Steps that ask more of a place.
const (
	stepLandmark = "landmark"
	stepDistrict = "district"
)

// whereQuestion asks for the place, in words or as a position.
func whereQuestion() question {
	q := textQuestion("where", "地点", "在哪里？请写明区、街道和门牌或附近的标志，也可以直接发微信位置。", nil, func(r *petition.Report) *string { return &r.Where })
	words := q.take
	q.take = func(r *petition.Report, t *turn) bool {
		if l := t.Message.Location; l != nil {
			r.Position(l.Lat, l.Lng, placeOf(*l))
			return true
		}
		told := r.Where
		if !words(r, t) {
			return false
		}
		where := r.Where
		r.Where = told
		r.Locate(where)
		return true
	}
	q.shown = petition.Report.Place
	return q
}

// landmarkQuestion asks once what is near, of who does not know the address, and
// goes on with any answer.
func landmarkQuestion() question {
	q := textQuestion(stepLandmark, "", "没关系。附近有什么小区、学校、地铁站或者路口？说一个就行，实在想不起来就回“"+petition.Unknown+"”。", bot.Pick(petition.Unknown), func(r *petition.Report) *string { return &r.Landmark })
	words := q.take
	q.missing = func(r petition.Report) bool { return r.Landmark == "" && petition.IsUnsure(r.Where) }
	q.take = func(r *petition.Report, t *turn) bool {
		if !words(r, t) {
			return false
		}
		r.Mark(r.Landmark)
		return true
	}
	return q
}

// districtQuestion has the district confirmed that a position was found to lie
// in, and goes on with who cannot tell.
func districtQuestion() question {
	return question{
		step: stepDistrict, name: "",
		ask:     "您发的位置在哪个区？",
		again:   "请告诉我是哪个区，不清楚就回“" + petition.Unknown + "”。",
		choices: bot.Pick(petition.Unknown),
		missing: func(r petition.Report) bool { return len(r.Near) > 0 },
		askOf:   askDistrict,
		take:    takeDistrict,
	}
}

// wordRight is the choice that confirms the one district.
const wordRight = "对"

func askDistrict(r petition.Report) bot.Part {
	if len(r.Near) == 1 {
		return bot.Part{Text: petition.GuessWords(r.Near...) + "，对吗？不对的话请告诉我是哪个区。", Choices: bot.Pick(wordRight, petition.Unknown)}
	}
	choices := make([]string, len(r.Near))
	for i, d := range r.Near {
		choices[i] = d + "区"
	}
	return bot.Part{Text: petition.GuessWords(r.Near...) + "。是哪个区？", Choices: bot.Pick(append(choices, petition.Unknown)...)}
}

// notThere is a district that it is not.
var notThere = regexp.MustCompile(`(?:不|唔|并非)(?:是|系|係|在|喺|属于|屬於)\p{Han}{2}[区區]?`)

func takeDistrict(r *petition.Report, t *turn) bool {
	if named, ok := place.Find(notThere.ReplaceAllString(t.Text, "")); ok {
		r.Confirm(named.District)
		return true
	}
	if petition.IsUnsure(t.Text) {
		r.Confirm("")
		return true
	}
	if len(r.Near) == 1 && confirming.MatchString(commandWord(t.Text)) {
		r.Confirm(r.Near[0])
		return true
	}
	return false
}
