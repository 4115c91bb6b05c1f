package chat

import (
	"context"
	"errors"
	"fmt"
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
		filed: func(r petition.Report) string {
			text := "我们会转给承办单位处理。有进展，您下次来这里说话时我第一时间告诉您；也可以随时回“进度”查看。"
			if r.Anonymous {
				text += "\n您选择了匿名，所以不会有人打电话回复您。"
			}
			return text
		},
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
		clear: func(r *petition.Report) { *field(r) = "" },
	}
}

const anonymously = "匿名"

func contactQuestion() question {
	return question{
		step: "contact", name: "联系方式",
		ask:     "要留个电话吗？留了，承办人员能联系您核实并反馈结果；您的信息依法保密，不会告诉被投诉的一方。\n不想留就选匿名：一样受理，但没法上门核实，也不会有人打电话回复您。不用提供身份证号。",
		again:   "没看到电话号码。请发手机号或座机号，不想留就回“匿名”。",
		choices: bot.Pick(anonymously),
		missing: func(r petition.Report) bool { return r.Contact == "" && !r.Anonymous },
		take: func(r *petition.Report, t *turn) bool {
			r.Contact = petition.Contact(t.Text)
			r.Anonymous = r.Contact == "" && slices.Contains([]string{anonymously, "不留", "不想留", "不用", "唔留", "不用了", "否", "不"}, commandWord(t.Text))
			return r.Contact != "" || r.Anonymous
		},
		shown: func(r petition.Report) string {
			if r.Anonymous {
				return anonymously
			}
			return r.Contact
		},
		clear: func(r *petition.Report) { r.Contact, r.Anonymous = "", false },
	}
}

// complain opens a report with what the message tells already. A bare “我要投诉”
// tells nothing.
func (c *Chat) complain(ctx context.Context, t *turn) (bot.Reply, error) {
	f := complaintForm()
	draft, other, err := c.open(ctx, t, f, func(d *petition.Draft) {
		if !isCommand(t) {
			d.Report = join(d.Report, c.Hearing.Hear(t.Text))
		}
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
	return bot.Say(opening).Then(f.ask(draft)), nil
}

// join adds what was heard now to what was told before; told words win, and
// the matter grows.
func join(told, heard petition.Report) petition.Report {
	if told.What == "" {
		return heard
	}
	told.What += "\n" + heard.What
	told.Labels = slices.Compact(append(told.Labels, heard.Labels...))
	return told
}

// draftLife is how long an open report is taken up again by itself when the
// session is lost.
const draftLife = 24 * time.Hour

// alarmLife is how long after an alarm further words belong to it.
const alarmLife = time.Hour

// resume ends an alarm that is over, and puts a person whose session was lost
// back to the open report.
func (c *Chat) resume(ctx context.Context, t *bot.Turn) error {
	if t.Session.Flow == flowEmergency && t.Now.Sub(t.Session.Touched) > alarmLife {
		t.Session.Leave()
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

// resumeAlarm puts a person whose session was lost back to a fresh alarm.
func (c *Chat) resumeAlarm(ctx context.Context, t *bot.Turn) error {
	if !isLost(t) && t.Message.Kind != bot.KindLocation {
		return nil
	}
	last, err := c.Petitions.PetitionsOf(ctx, t.Message.Person(), 1)
	if err != nil {
		return fmt.Errorf("look for a fresh alarm: %w", err)
	}
	if len(last) == 1 && last[0].Report.Urgent && last[0].Status != petition.Answered && t.Now.Sub(last[0].FiledAt) < alarmLife {
		t.Session.At(flowEmergency, "where")
		t.Session.Case = last[0].Case
	}
	return nil
}
