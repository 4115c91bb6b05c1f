package wechat

import (
	"time"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

// identity are the paths that tell two events of one second apart, besides
// those that WeCom has too (protocol.md A1.2, A1.4).
var identity = []string{
	"OpenID", "KfAccount", "Ticket",
	"ScanCodeInfo/ScanResult",
	"SubscribeMsgPopupEvent/List/TemplateId",
	"SubscribeMsgChangeEvent/List/TemplateId",
	"SubscribeMsgSentEvent/List/TemplateId",
	"SubscribeMsgSentEvent/List/MsgID",
}

// platformEvents come from the platform about a person: the person stands in
// OpenID, not in FromUserName (protocol.md A1.4).
var platformEvents = map[string]bool{
	"user_info_modified":              true,
	"user_authorization_revoke":       true,
	"user_authorization_cancellation": true,
}

// message reads the fields of a message that is believed. The Event.Key of the
// platform's events about a person is that person's openid.
func message(f envelope.Fields, now time.Time) (bot.Message, error) {
	m, err := envelope.Message(bot.ChannelWeChat, f, identity, now)
	if err != nil {
		return bot.Message{}, err
	}
	if platformEvents[m.Event.Name] {
		m.Event.Key = f.Get("OpenID")
	}
	return m, nil
}
