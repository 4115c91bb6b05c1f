package chat

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const (
	flowBooking = "booking"
	wordBook    = "预约送法上门"

	// lawToDoor is the entry on talks about the law; its answer offers to book
	// one.
	lawToDoor = "publicity-law-to-door"
)

// bookingForm books a talk about environmental law at a firm, a school or an
// estate. No law sets a term for the answer, and none is promised.
func bookingForm() form {
	return form{
		flow: flowBooking, name: "预约", labels: []string{petition.LabelBooking}, questions: bookingQuestions,
		enrich:   func(_ *Chat, _, r petition.Report, _, _ string) petition.Report { return r },
		says:     bookingRemarks,
		filed:    "我会转给工作人员。能不能安排、什么时候来，以工作人员的答复为准。有答复，您下次来这里说话时我第一时间告诉您；也可以随时回“进度”查看。",
		nameless: "您没有留联系方式，请记得回来看答复。",
	}
}

// bookingRemarks promise nothing that only an officer can.
var bookingRemarks = []remark{
	{regexp.MustCompile(`多久|多长时间|[要等]几[天日]|几[天日](?:能|会|内|有|答)|几耐|期限|(?:什么时候|几时|幾時)(?:能|会|有|先|答复|回复|来)`), regexp.MustCompile(`都|前|后`), "没有规定要多少天答复，我也不能替工作人员答应。有答复，您下次来这里说话时我第一时间告诉您。"},
	{regexp.MustCompile(`收费|收钱|要钱|俾钱|免费|多少钱|费用`), regexp.MustCompile(`排污费|罚`), "收不收费我没有读到，以工作人员的答复为准。"},
}

// bookingQuestions write a booking into the fields of a report: who asks for it
// is the source.
func bookingQuestions() []question {
	where := whereQuestion()
	where.ask = "在哪里讲？请写明区、街道和地址，也可以直接发位置。"
	where.again = where.ask
	return []question{
		textQuestion("who", "单位", "是哪个单位、学校或社区想听？请写名称，做什么行业也可以写上。", nil, func(r *petition.Report) *string { return &r.Source }),
		topicQuestion(),
		textQuestion("when", "时间", "大概什么时候方便？比如“下周三下午”“1月中旬”。", bot.Pick("工作日都可以", "周末", "时间可以商量"), func(r *petition.Report) *string { return &r.When }),
		where,
		bookingContact(),
	}
}

// topicMark stands before the topic in what officers and the citizen read of
// the case.
const topicMark = "预约送法上门，想听："

func topicQuestion() question {
	q := textQuestion("what", "想听的内容", "想听什么？可以选，也可以自己写。", bot.Pick("生态环境法典", "环评和排污许可", "噪声和油烟", "危险废物"), func(r *petition.Report) *string { return &r.What })
	words := q.take
	q.take = func(r *petition.Report, t *turn) bool {
		ok := words(r, t)
		r.What = topicMark + r.What
		return ok
	}
	q.shown = func(r petition.Report) string { return strings.TrimPrefix(r.What, topicMark) }
	return q
}

const withoutContact = "不留"

func bookingContact() question {
	q := contactQuestion()
	q.ask = "怎么联系您？请留一个手机号、座机号或邮箱，只用来安排这次预约，和上面的内容分开保存。\n不想留就回“" + withoutContact + "”，答复会在这里告诉您。"
	q.again = "没看到电话或邮箱。请再发一次，不想留就回“" + withoutContact + "”。"
	q.choices = bot.Pick(withoutContact)
	left := q.shown
	q.shown = func(r petition.Report) string {
		if r.Anonymous {
			return withoutContact
		}
		return left(r)
	}
	return q
}

// Clear words for a booking: the wish and the talk, in either order, and nothing
// that asks about it, takes it back or tells of it.
const (
	bookWish = `(?:预约|預約|预订|約|约|申请|申請|报名|報名|登记|登記|安排|邀请|邀請|请|請)`
	bookTalk = `(?:送法(?:上门|上門|进|進|入|到)|(?:环保|環保|环境|環境|生态|生態)?(?:普法|法典|法律|法规|法治|法|新法)(?:的)?(?:上门|上門|讲座|講座|宣讲|宣講|培训|培訓|课|課|讲课|講課|进企业|进校园|进社区|活动|活動)|(?:上门|上門)(?:普法|讲法|講法|宣讲|宣講|讲课|講課))`
)

var (
	bookForm    = regexp.MustCompile(bookWish + `.{0,14}` + bookTalk + `|` + bookTalk + `.{0,8}` + bookWish)
	notBookForm = regexp.MustCompile(`[?？]|怎么|怎样|点样|如何|吗|咩|呢$|什么|乜|哪|边|多少|几[天时多耐]|多久|提前|收费|要钱|俾钱|免费|手续|条件|流程|表格|能不能|可不可以|可唔可以|有没有|有冇|是不是|要不要|取消|不想|不要|唔想|唔要|不用|唔使|已经|预约了|约了|約咗|约咗|约好|预约过|申请过|上次|任务|要点|2021|刑法|民法|合同法|劳动法|税法|法院|律师|驾|接访|志愿`)
)

// wantsBooking hears clear words for a booking. Everything else about talks is
// answered from knowledge, which offers the booking.
func wantsBooking(t *turn) bool {
	return t.Message.Kind == bot.KindText && bookForm.MatchString(t.Text) && !notBookForm.MatchString(t.Text)
}

// book opens a booking.
func (c *Chat) book(ctx context.Context, t *turn) (bot.Reply, error) {
	f := bookingForm()
	draft, other, err := c.open(ctx, t, f, func(d *petition.Draft) {
		if !d.Report.IsBooking() {
			d.Report = petition.Report{Labels: f.labels, Contact: petition.Contact(t.Text)}
		}
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if other {
		return c.waiting(t, draft), nil
	}
	return bot.Say("我来帮您登记预约，只问几个问题。（随时回“取消”就不登记）").Then(f.ask(draft)), nil
}

// complainsInBooking hears a complaint among the answers of a booking. A topic
// may sound like one.
func complainsInBooking(t *turn) bool {
	return t.Session.Flow == flowBooking && t.Session.Step != "what" && t.answer.Flow == flowComplaint
}

// ownWords hears an answer in words that could be a question: 餐饮油烟怎么处罚 as
// a topic, 什么时候都可以. With a question mark it is one.
func ownWords(t *turn) bool {
	return t.Session.Flow == flowBooking && slices.Contains([]string{"what", "when", "where"}, t.Session.Step) && !puzzle.MatchString(t.Text)
}
