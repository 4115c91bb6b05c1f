package chat

import "regexp"

// words are those that are tapped or typed, and what is asked and told in one
// word. Both directions count: the English of a word, typed, stands for it.
var words = map[string]string{
	"确认": "Confirm", "修改": "Change", "取消": "Cancel", "结束": "Done", "进度": "Progress", "继续": "Next", "帮助": "Help",
	"转人工": "Human", "我要投诉": "Report pollution", "有用": "Useful", "没用": "Not useful", "回执": "Receipt",
	"不知道": "I don't know", "匿名": "Anonymous", "不留": "No contact", "不改了": "Leave it as it is", "对": "That is right",
	"现在正在发生": "Happening now", "经常发生": "It happens often", "已经停了": "It has stopped",
	"没有反映过": "Not reported before", "反映过，没解决": "Reported before, not solved",
	"是": "Yes", "不是": "No", "没有": "None", "不是紧急情况": "Not an emergency",
	"给我一段可以转发的文字": "A text to pass on (in Chinese)", "预约送法上门": "Book a talk about environmental law",
	"一起办": "Handle together", "分开办": "Handle separately", "接着问": "Go on asking", "重新开始": "Begin anew", "删掉": "Delete", "都不是": "None of these",
	"留资料给窗口": "Leave this for the office", "同意提交": "Agree and submit", "不用了": "Not now",
	"2021年PM2.5要控制到多少": "What was the PM2.5 target for 2021",

	// What is asked, as it is named.
	"情况": "What happens", "地点": "Place", "污染来源": "Source", "时间": "Time", "是否反映过": "Reported before", "联系方式": "Contact",
	"投诉": "complaint", "预约": "booking", "资料": "project sheet",

	"越秀区": "Yuexiu District", "荔湾区": "Liwan District", "海珠区": "Haizhu District", "天河区": "Tianhe District",
	"白云区": "Baiyun District", "黄埔区": "Huangpu District", "番禺区": "Panyu District", "花都区": "Huadu District",
	"南沙区": "Nansha District", "从化区": "Conghua District", "增城区": "Zengcheng District",

	"不予受理": "not accepted", "已移交有权处理的单位": "handed over to the office in charge", "正在核查": "being looked into",
	"等您补充情况": "waiting for what you can add", "办理期限已延长，正在处理": "the time of handling was extended; being handled",
	"已办结": "closed", "已重新交办": "given to another officer", "与同一来源的投诉合并办理": "handled together with others about the same source",
	"正在复查": "under review", "正在复核": "under second review",
	"已登记": "registered", "已转给承办单位，等待受理": "passed on to the handling unit, waiting to be accepted",
	"承办单位已受理，正在处理": "accepted by the handling unit, in work", "已答复": "answered", "已撤回": "withdrawn",
}

// meanings are other ways to say these words, on one step or, where none is
// named, on all.
var meanings = []struct {
	step string
	form *regexp.Regexp
	word string
}{
	{"contact", regexp.MustCompile(`(?i)^(?:no|none|no,? (?:thanks|thank you)|no (?:phone|contact)(?: number)?(?: please)?|skip|(?:i'd|i would) rather not.*|i prefer not to.*|i (?:do not|don't) want to (?:leave|give|say).*)$`), "匿名"},
	{stepConfirm, regexp.MustCompile(`(?i)^(?:yes|ok|okay|good|(?:that is|that's|it is|it's|all|looks?)? ?(?:good|right|correct|fine|confirmed))(?:,? (?:please|submit(?: it)?|thanks|thank you|confirm))*$`), "确认"},
	{"before", regexp.MustCompile(`(?i)^(?:no|never|not yet|first time|this is the first time)(?:,? (?:never|first time|thanks|not before))*$`), "没有反映过"},
	{"", regexp.MustCompile(`(?i)^(?:hello|hi|hey)(?: there)?$|^good (?:morning|afternoon|evening|day)$`), "你好"},
	{"", regexp.MustCompile(`(?i)^(?:ok,? |okay,? |great,? )?(?:many )?(?:thanks|thank you|thx|cheers)(?: so much| very much| a lot| again| for (?:your|the) (?:help|answer|reply))?$`), "谢谢"},
	{"", regexp.MustCompile(`(?i)^(?:check |show )?(?:my |the )?(?:status|progress|cases?|complaints?)(?: of my (?:case|complaint))?$`), "进度"},
	{"", regexp.MustCompile(`(?i)^(?:stop|quit|exit|end|finish|finished|never ?mind|forget it|cancel (?:it|this|that|my complaint)|i want to cancel)$`), "取消"},
	{"", regexp.MustCompile(`(?i)^(?:menu|start)$`), "帮助"},
	{"", regexp.MustCompile(`(?i)^(?:more|continue|go on)$`), "继续"},
	{"", regexp.MustCompile(`(?i)^(?:i want (?:to (?:talk|speak) to )?|(?:talk|speak) to )?(?:a |an )?(?:real |live )?(?:human|person|agent|operator|staff)(?: please)?$`), "转人工"},
	{"", regexp.MustCompile(`(?i)^(?:(?:oh|oops|no|sorry)[,.!]* )*(?:(?:it|this|that)(?: is|'s| was) )?(?:not an emergency|no emergency|(?:a )?false alarm)(?:[,.!]* (?:sorry|my mistake|it was a mistake))*$`), "不是紧急情况"},
	{"", regexp.MustCompile(`(?i)^submit(?: it)?$`), "确认"},
	{"", regexp.MustCompile(`(?i)^(?:edit|modify|correct)(?: it| something)?$`), "修改"},
	{"", regexp.MustCompile(`(?i)^(?:sorry,? )?i (?:do not|don'?t) know(?: (?:the )?(?:address|place|name|source))?$|^(?:not sure|i'm not sure|no idea|unknown)$`), "不知道"},
	{"", regexp.MustCompile(`(?i)^(?:i (?:want|would like|prefer) to )?(?:stay |be |remain )?anonymous(?:ly)?(?: please)?$`), "匿名"},
	{"", regexp.MustCompile(`(?i)^(?:hello,? |hi,? )?(?:i (?:want|would like|need|wish) to |can i |i'd like to |please )?(?:(?:make|file|lodge|submit) an? (?:environmental |pollution )?(?:complaint|report)|complain(?: about pollution)?|report(?: some)? pollution|report (?:a|an environmental) problem)(?: please)?$`), "我要投诉"},
	{"", regexp.MustCompile(`(?i)^(?:helpful|that helped|this helped|it helped)$`), "有用"},
	{"", regexp.MustCompile(`(?i)^(?:useless|not helpful|unhelpful|that (?:did not|didn't) help)$`), "没用"},
	{"", regexp.MustCompile(`(?i)^receipt ([0-9a-z-]+)$`), "回执 $1"},
	{"", regexp.MustCompile(`(?i)^(?:the )?(?:address|place|location) is wrong[,.:;]? *(?:it is|it's|it should be)? *(.*)$`), "地点不对，是$1"},
	{"", regexp.MustCompile(`(?i)^(?:change|correct|edit|fix) (?:the )?(?:address|place|location)$`), "修改地点"},
	{"", regexp.MustCompile(`(?i)^(?:change|correct|edit|fix) (?:the )?(?:time|date)$`), "修改时间"},
	{"", regexp.MustCompile(`(?i)^(?:change|correct|edit|fix) (?:the |my )?(?:phone|contact|number|phone number)$`), "修改联系方式"},
}

// chineseFlows say, on the way into a conversation that is Chinese, that it is.
var chineseFlows = map[string]string{
	flowEIA:     "The questions about your project and the result are in Chinese only, so please describe the project in Chinese; to ask a person instead, reply “human”.",
	flowHandIn:  "The questions about what you leave for the office are in Chinese only; to leave nothing, reply “cancel”.",
	flowBooking: "The booking of a talk is in Chinese only; to leave it, reply “cancel”.",
}

// apologyEnglish is read when something of ours failed.
const apologyEnglish = "Sorry, something went wrong here and your message was not handled. Please send it again in a while; if it is urgent, call 12345."
