package bot

import (
	"log/slog"
	"strings"
	"time"
)

// Kind is the sort of an inbound message, whatever channel brought it.
type Kind string

// The kinds that a channel can bring. KindOther is a type that the adapter
// does not know; it gets a friendly hint.
const (
	KindText     Kind = "text"
	KindImage    Kind = "image"
	KindVoice    Kind = "voice"
	KindVideo    Kind = "video"
	KindLocation Kind = "location"
	KindLink     Kind = "link"
	KindEvent    Kind = "event"
	KindOther    Kind = "other"
)

// The channels.
const (
	ChannelWeChat = "wechat"
	ChannelWeCom  = "wecom"
	ChannelWeb    = "web"
)

// Location is a place that a person sent: degrees (GCJ-02 on WeChat) and the
// label that the platform gave, which may be empty.
type Location struct {
	Lat   float64 `json:"lat"`
	Lng   float64 `json:"lng"`
	Label string  `json:"label"`
}

// Event is what a platform reports instead of words. The zero value is no event.
type Event struct {
	Name         string // lower case: subscribe, click, template_card_event …
	Key          string // EventKey: menu key, button key, url
	TaskID       string // of a template card
	ResponseCode string // lets the clicked card be updated, once, within 72 h
}

// Message is one inbound message or event. Key names it for ever: a repeat of
// the same message, from any instance, has the same Key.
type Message struct {
	Channel  string
	Account  string // the account that was written to
	Sender   string // openid, UserID or web session: never shown, never logged
	Key      string
	Kind     Kind
	Text     string
	MediaID  string
	Location *Location
	Event    Event
	At       time.Time
}

// Person names the writer across messages: channel, account and sender.
func (m Message) Person() string {
	return strings.Join([]string{m.Channel, m.Account, m.Sender}, ":")
}

// LogValue shows a message without its text and its sender.
func (m Message) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("channel", m.Channel),
		slog.String("kind", string(m.Kind)),
		slog.String("event", m.Event.Name),
	)
}
