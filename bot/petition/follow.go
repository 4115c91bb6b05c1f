package petition

import "fmt"

// JobKind names work that follows a change; it is queued in the same
// transaction as the change.
type JobKind string

// The jobs.
const (
	JobRoute  JobKind = "petition_route"
	JobNotify JobKind = "petition_notify"
	JobCards  JobKind = "petition_cards"
	JobRemind JobKind = "petition_remind" // of the limits, at their times
)

// followUps says what must be done after an event, besides telling the citizen.
var followUps = map[EventType][]JobKind{
	EventFiled:         {JobRoute},
	EventRouted:        {JobNotify},
	EventTransferred:   {JobNotify, JobCards},
	EventDisputed:      {JobNotify, JobCards},
	EventDecided:       {JobNotify, JobCards},
	EventSupplemented:  {JobNotify},
	EventRecurred:      {JobNotify},
	EventReopened:      {JobNotify, JobCards},
	EventReviewApplied: {JobNotify, JobCards},
	EventSecondApplied: {JobNotify, JobCards},
	EventWithdrawn:     {JobNotify, JobCards},
	EventAccepted:      {JobCards},
	EventNotAccepted:   {JobCards},
	EventHandedOver:    {JobCards},
	EventStarted:       {JobCards},
	EventWaiting:       {JobCards},
	EventResumed:       {JobCards},
	EventExtended:      {JobCards},
	EventAnswered:      {JobCards},
	EventClosed:        {JobCards},
	EventMerged:        {JobCards},

	EventReviewAnswered: {JobCards},
	EventSecondAnswered: {JobCards},
}

// FollowUps returns the jobs that an event asks for.
func (e Event) FollowUps() []JobKind { return followUps[e.Type] }

// ForOfficers lists the events that officers are told of by a card of their own.
func ForOfficers() []EventType {
	var told []EventType
	for _, e := range eventTypes {
		for _, job := range followUps[e] {
			if job == JobNotify {
				told = append(told, e)
			}
		}
	}
	return told
}

// eventTypes lists the events in the order of a petition's life.
var eventTypes = []EventType{
	EventFiled, EventRouted, EventAccepted, EventNotAccepted, EventTransferred, EventDisputed, EventDecided, EventHandedOver,
	EventStarted, EventNoted, EventOpened, EventWaiting, EventResumed, EventExtended, EventAnswered, EventReceived, EventRated, EventReopened,
	EventClosed, EventSupplemented, EventRecurred, EventWithdrawn, EventMerged, EventReviewApplied, EventReviewAnswered,
	EventSecondApplied, EventSecondAnswered,
}

// notices say an event to the citizen; an event without words is not told.
var notices = map[EventType]func(*Petition, Event) string{
	EventAccepted: func(p *Petition, _ Event) string {
		return fmt.Sprintf("【办理进度】您的 %s 已由承办单位受理，正在处理。", p.Case)
	},
	EventNotAccepted: func(p *Petition, e Event) string {
		return fmt.Sprintf("【不予受理】您的 %s 没有受理。原因：%s\n可以这样办：%s%s", p.Case, e.Reason, e.Text, p.told())
	},
	EventHandedOver: func(p *Petition, e Event) string {
		return fmt.Sprintf("【办理进度】您的 %s 不归本局办理，已移交：%s。原因：%s\n后面的进展请向接收单位了解。%s", p.Case, e.Text, e.Reason, p.told())
	},
	EventWaiting: func(p *Petition, e Event) string {
		return fmt.Sprintf("【请您补充】承办人员想了解您的 %s：\n%s\n直接在这里回复“补充 %s 内容”就行。", p.Case, e.Text, p.Case)
	},
	EventExtended: func(p *Petition, e Event) string {
		return fmt.Sprintf("【办理进度】您的 %s 经单位负责人批准，办理期限延长%d日。原因：%s（《信访工作条例》第三十四条）", p.Case, e.Days, e.Reason)
	},
	EventAnswered: func(p *Petition, e Event) string {
		return fmt.Sprintf("【办理答复】您的 %s 有答复了：\n%s", p.Case, p.Answer)
	},
	EventMerged: func(p *Petition, e Event) string {
		return fmt.Sprintf("【办理进度】您的 %s 和别人投诉的同一来源合并办理。您的编号不变，结果一样会告诉您。", p.Case)
	},
	EventReviewAnswered: func(p *Petition, e Event) string {
		return fmt.Sprintf("【复查意见】您的 %s：\n%s", p.Case, e.Text)
	},
	EventSecondAnswered: func(p *Petition, e Event) string {
		return fmt.Sprintf("【复核意见】您的 %s：\n%s", p.Case, e.Text)
	},
}

// told is the article by which a citizen is told that a matter is not handled
// here; "" for what is no complaint.
func (p *Petition) told() string {
	if !p.Report.IsComplaint() {
		return ""
	}
	return "\n依据：《信访工作条例》第二十三条。"
}

// Notice returns what the citizen must be told of the event, or "".
func (p *Petition) Notice(e Event) string {
	say, ok := notices[e.Type]
	if !ok {
		return ""
	}
	return say(p, e)
}
