package chat

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	"suihuan/bot"
	"suihuan/bot/petition"
)

const flowComplaint = "complaint"

// Steps that are no question about the report.
const (
	stepConfirm = "confirm"
	stepModify  = "modify"
)

// complaintForm takes a complaint.
func complaintForm() form {
	return form{
		flow: flowComplaint, name: "投诉", questions: complaintQuestions, enrich: (*Chat).enrich,
		filed:    "我们会转给承办单位处理。有进展，您下次来这里说话时我第一时间告诉您；也可以随时回“进度”查看。",
		nameless: "您选择了匿名，所以不会有人打电话回复您。",
	}
}

// complaintQuestions lists them in the order in which they are asked.
func complaintQuestions() []question {
	return []question{
		textQuestion("what", "情况", "请说说发生了什么，越具体越好，比如“楼下餐厅油烟很大”。", nil, func(r *petition.Report) *string { return &r.What }),
		whereQuestion(),
		districtQuestion(),
		landmarkQuestion(),
		textQuestion("source", "污染来源", "知道是哪家单位、哪个店或哪个工地造成的吗？", bot.Pick(petition.Unknown), func(r *petition.Report) *string { return &r.Source }),
		textQuestion("when", "时间", "什么时候发生的？现在还在继续吗？", bot.Pick("现在正在发生", "经常发生", "已经停了"), func(r *petition.Report) *string { return &r.When }),
		textQuestion("before", "是否反映过", "这件事以前反映过吗？有编号的话请一起发来。", bot.Pick("没有反映过", "反映过，没解决"), func(r *petition.Report) *string { return &r.Before }),
		contactQuestion(),
	}
}

func textQuestion(step, name, ask string, choices []bot.Choice, field func(*petition.Report) *string) question {
	return question{
		step: step, name: name, ask: ask, again: ask, choices: choices,
		missing: func(r petition.Report) bool { return *field(&r) == "" },
		take: func(r *petition.Report, t *turn) bool {
			words := petition.WithoutContact(t.Text)
			*field(r) = words
			if r.Contact == "" {
				r.Contact = petition.Contact(t.Text)
			}
			return hasWords(words)
		},
		shown: func(r petition.Report) string { return *field(&r) },
	}
}

const anonymously = "匿名"

var (
	// withoutName is the wish to stay unnamed, whatever was asked.
	withoutName = regexp.MustCompile(`^(?:我|就|那|还是|都|想|要|选|用|选择|改成|，|,)*(?:匿名|(?:不|唔)(?:想|要|用|使|方便|愿意)?(?:留|提供|俾|畀)(?:电话|名|联系方式|号码|手机|资料))(?:的|了|喇|啦|吧|啊|投诉|举报|处理|就好|就行|谢谢|[，,。！!～~\s])*$`)
	// noContact answers the question for a contact, and no other.
	noContact = regexp.MustCompile(`(?i)^(?:我|就|那|还是|都|，|,)*(?:(?:不|唔|不用|不想|不要|唔想|唔要|唔使|不方便|不愿意|不需要)(?:留|给|提供|俾|畀|写|填)*|否|没有|没|冇|无|no|none)(?:电话|手机|号码|联系方式)?(?:的|了|喇|啦|吧|啊|住|先|谢谢|唔该|[，,。！!～~\s])*(?:(?:我|因为)*(?:怕|担心|免得|费事|惊).*)?$`)
)

func contactQuestion() question {
	return question{
		step: "contact", name: "联系方式",
		ask:     "要留个电话吗？留了，承办人员能联系您核实并反馈结果；您的信息依法保密，不会告诉被投诉的一方。\n不想留就选匿名：一样受理，但没法上门核实，也不会有人打电话回复您。不用提供身份证号。",
		again:   "没看到电话号码。请发手机号或座机号，不想留就回“匿名”。",
		choices: bot.Pick(anonymously),
		missing: func(r petition.Report) bool { return r.Contact == "" && !r.Anonymous },
		take: func(r *petition.Report, t *turn) bool {
			r.Contact = petition.Contact(t.Text)
			r.Anonymous = r.Contact == "" && (withoutName.MatchString(t.Text) || noContact.MatchString(t.Text))
			return r.Contact != "" || r.Anonymous
		},
		shown: func(r petition.Report) string {
			if r.Anonymous {
				return anonymously
			}
			return r.Contact
		},
	}
}

// onlyWish says that somebody wants to complain, and of what not.
var onlyWish = regexp.MustCompile(`^(?:我|我们|我哋|其实|还是|那|就|想|要|系|来|先|再|都|帮我|请|麻烦|可以|能|[你您]好|投诉|投訴|举报|舉報|反映|登记|报料|一下|下|一?个|件|环境|环保|污染|问题|情况|事情?|吧|呀|啊|啦|了|的|嘅|吗|[，,。！!？?\s])+$`)

// complain opens a report with what the message tells already. A bare “我要投诉”
// tells nothing.
func (c *Chat) complain(ctx context.Context, t *turn) (bot.Reply, error) {
	f := complaintForm()
	var before petition.Report
	draft, other, err := c.open(ctx, t, f, func(d *petition.Draft) {
		before = d.Report
		if told := c.toldIn(t); told.What != "" {
			d.Report = join(d.Report, told)
		}
		d.Report = atSentPlace(d.Report, t).Since(before, c.Hearing.Hear(d.Report.What))
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if other {
		return c.waiting(t, draft), nil
	}
	opening := "我来帮您登记投诉，只问几个问题。（随时回“取消”就不登记）"
	if draft.Report.Source != "" || draft.Report.Where != "" || draft.Report.When != "" {
		opening = "您说的我记下了，再问几个问题就能登记。（随时回“取消”就不登记）"
	}
	return bot.Say(opening).Then(c.pathOf(t, before, draft.Report)).Then(f.ask(draft)), nil
}

// toldIn is what a message tells that opens a complaint: nothing, what an alarm
// leaves that was taken back, or its words.
func (c *Chat) toldIn(t *turn) petition.Report {
	if t.told != nil {
		return *t.told
	}
	if isCommand(t) || onlyWish.MatchString(t.Text) {
		return petition.Report{}
	}
	return c.Hearing.Hear(t.Text)
}

// join adds what was heard now to what was told before: the matter grows, and
// what was told last counts.
func join(told, heard petition.Report) petition.Report {
	if told.What == "" {
		return heard
	}
	joined := told.Retold(heard)
	joined.What = told.What + "\n" + heard.What
	joined.Labels = slices.Compact(slices.Concat(told.Labels, heard.Labels))
	return joined
}

// draftLife is how long an open report is taken up again by itself when the
// session is lost.
const draftLife = 24 * time.Hour

// resume ends an alarm that is over, and puts a person whose session was lost
// back to the open report, and one who takes an alarm back to it.
func (c *Chat) resume(ctx context.Context, t *bot.Turn) error {
	if t.Session.Flow == flowEmergency && t.Now.Sub(t.Session.Touched) > alarmLife {
		t.Session.Leave()
	}
	if _, back := denied(t.Text, false); back && t.Session.Flow != flowEmergency {
		if err := c.resumeAlarm(ctx, t); err != nil || t.Session.Flow == flowEmergency {
			return err
		}
	}
	if t.Stateless || t.Session.Flow != "" || t.Message.Kind == bot.KindEvent {
		return nil
	}
	draft, err := c.Drafts.Draft(ctx, t.Message.Person())
	if errors.Is(err, bot.ErrNotFound) || err == nil && t.Now.Sub(draft.Updated) > draftLife {
		return c.resumeAlarm(ctx, t)
	}
	if err != nil {
		return fmt.Errorf("look for an open draft: %w", err)
	}
	t.Session.At(formOf(draft.Report).flow, draft.Step)
	return nil
}
