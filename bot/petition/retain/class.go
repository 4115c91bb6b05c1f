// Package retain says how long what is stored is kept, and what becomes of it
// then. It reads no clock and no database.
//
// The terms are ours: no rule that we have read names days for a bot. The
// bureau's rules for archives must confirm them before they are relied upon, and
// the bureau's own file of a petition is not touched by them.
package retain

import (
	"slices"
	"time"

	"suihuan/bot/petition"
)

// Act is what becomes of what is kept no longer.
type Act string

// The acts.
const (
	Delete Act = "delete" // nothing stays
	// Anonymise destroys the key of a case, and with it every word and who told
	// it; what statistics count stays.
	Anonymise Act = "anonymise"
)

// Class is what is kept for one term.
type Class struct {
	Name  string
	Title string // for officers
	Act   Act
	// Keep is the term, from when it was last touched.
	Keep time.Duration
	// Unread is the term of a case as long as the citizen has not got all that
	// they were to be told of it; 0 where nothing is told.
	Unread time.Duration
	Why    string // for officers: the reason for the terms
	// Status is that of the cases; "" where the class is of something else.
	Status petition.Status
}

// A year is counted long, so that no term is shorter than the calendar's.
const (
	day  = 24 * time.Hour
	year = 366 * day
)

// The classes that are no cases.
const (
	Drafts      = "drafts"
	Interviews  = "interviews"
	Answers     = "answers"
	Questions   = "questions"
	Corrections = "corrections"
)

// classes is the table. A status that is in no line belongs to a running
// petition, which is kept.
var classes = []Class{
	{
		Name: Drafts, Title: "没有提交的投诉草稿", Act: Delete, Keep: 30 * day,
		Why: "还没有提交，本局没有收到，不产生办理义务；30天没有动过，多半不会再写，留着只有风险。",
	},
	{
		Name: Interviews, Title: "没有做完的环评问询", Act: Delete, Keep: 0,
		Why: "到期日在每次回答时就定好（30天），到期即删。",
	},
	{
		Name: Answers, Title: "给过哪条答复的记录", Act: Delete, Keep: 2 * year,
		Why: "答复有错要能通知到当时的提问人；计划和名录一般一年一更新，两年足够更正。",
	},
	{
		Name: Questions, Title: "没有答上来的问题（不连到人）", Act: Delete, Keep: 2 * year,
		Why: "用来补充知识库；两年没有补上的，已经失去参考价值。",
	},
	{
		Name: Corrections, Title: "已送达的更正通知", Act: Delete, Keep: 2 * year,
		Why: "更正已经送到，保存期和它所更正的答复记录一样。没有送到的不删。",
	},
	{
		Name: "closed", Title: "已办结的信访件", Act: Anonymise, Keep: 5 * year, Unread: 7 * year, Status: petition.Closed,
		Why: "办结以后可能还有复查复核、行政复议、行政诉讼和监督检查要用原件，五年覆盖最长的起诉期限；还有通知没有送到的，再等两年。",
	},
	{
		Name: "answered", Title: "已答复、没有另行办结的信访件", Act: Anonymise, Keep: 5 * year, Unread: 7 * year, Status: petition.Answered,
		Why: "和已办结的一样：答复本身就可能被复查、复议、起诉。",
	},
	{
		Name: "not-accepted", Title: "不予受理的信访件", Act: Anonymise, Keep: 2 * year, Unread: 3 * year, Status: petition.NotAccepted,
		Why: "没有进入办理；留两年，供来信人补充情况或者对不予受理提出异议。",
	},
	{
		Name: "transferred", Title: "已移交其他单位的信访件", Act: Anonymise, Keep: 2 * year, Unread: 3 * year, Status: petition.Transferred,
		Why: "由接收单位办理和归档；留两年，供核对移交、退回重办。",
	},
	{
		Name: "withdrawn", Title: "来信人撤回的信访件", Act: Anonymise, Keep: 1 * year, Unread: 2 * year, Status: petition.Withdrawn,
		Why: "来信人自己收回；留一年，供承办单位决定是否仍要查处。",
	},
}

// Classes lists what is kept for a term, in the order in which it is looked
// through.
func Classes() []Class { return slices.Clone(classes) }

// Cutoff is the newest time at which what is due now may have been touched last.
func (c Class) Cutoff(now time.Time) time.Time { return now.Add(-c.Keep) }

// Days is the term in days.
func (c Class) Days() int { return int(c.Keep / day) }

// UnreadDays is the longer term in days, or 0.
func (c Class) UnreadDays() int { return int(c.Unread / day) }

// of returns the class of the cases in a status; false for running petitions.
func of(status petition.Status) (Class, bool) {
	i := slices.IndexFunc(classes, func(c Class) bool { return c.Status != "" && c.Status == status })
	if i < 0 {
		return Class{}, false
	}
	return classes[i], true
}
