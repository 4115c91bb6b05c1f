package envelope

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"suihuan/bot"
)

// kinds by MsgType. What is missing here is bot.KindOther.
var kinds = map[string]bot.Kind{
	"text":       bot.KindText,
	"image":      bot.KindImage,
	"voice":      bot.KindVoice,
	"video":      bot.KindVideo,
	"shortvideo": bot.KindVideo,
	"location":   bot.KindLocation,
	"link":       bot.KindLink,
	"event":      bot.KindEvent,
}

// contents say what of a message each kind takes over. A voice's Recognition
// is not among it: the platform has given that up. PicUrl is not either: a
// picture is fetched by its media id, never from an address in a message.
var contents = map[bot.Kind]func(Fields, *bot.Message){
	bot.KindText:     words,
	bot.KindImage:    media,
	bot.KindVoice:    media,
	bot.KindVideo:    media,
	bot.KindLocation: place,
	bot.KindLink:     link,
	bot.KindEvent:    event,
}

// Message reads what WeChat and WeCom write alike. Key is made of account,
// sender, time, type and id; of an event, of all that tells it from another
// one in the same second (protocol.md A1.2), to which identity adds paths of
// the channel's own. A message without type, or without sender where it is no
// event, is ErrMalformed.
func Message(channel string, f Fields, identity []string, now time.Time) (bot.Message, error) {
	m := bot.Message{
		Channel: channel,
		Account: f.Get("ToUserName"),
		Sender:  f.Get("FromUserName"),
		Kind:    bot.KindOther,
		At:      now,
	}
	msgType := strings.ToLower(f.Get("MsgType"))
	if msgType == "" || m.Account == "" || (m.Sender == "" && msgType != "event") {
		return bot.Message{}, fmt.Errorf("no type, receiver or sender: %w", ErrMalformed)
	}
	if kind, ok := kinds[msgType]; ok {
		m.Kind = kind
		contents[kind](f, &m)
	}
	if sec, ok := f.Int("CreateTime"); ok {
		m.At = time.Unix(sec, 0)
	}
	m.Key = key(channel, f, identity)
	return m, nil
}

// notShown is what the platform writes in place of a message that it cannot
// pass on.
const notShown = "【收到不支持的消息类型，暂无法显示】"

// words makes such a text a message of unknown type: nobody said it.
func words(f Fields, m *bot.Message) {
	m.Text = Clean(f.Get("Content"))
	if m.Text == notShown {
		m.Kind, m.Text = bot.KindOther, ""
	}
}

func media(f Fields, m *bot.Message) { m.MediaID = f.Get("MediaId") }

func link(f Fields, m *bot.Message) {
	m.Text = Clean(strings.Join([]string{f.Get("Title"), f.Get("Description"), f.Get("Url")}, "\n"))
}

// place makes a location without usable coordinates a message of unknown type,
// so that the person is asked again instead of being put at 0°, 0°.
func place(f Fields, m *bot.Message) {
	m.Location = location(f, "")
	if m.Location == nil {
		m.Kind = bot.KindOther
	}
}

func location(f Fields, under string) *bot.Location {
	lat, okLat := f.Number(under + "Location_X")
	lng, okLng := f.Number(under + "Location_Y")
	if !okLat || !okLng || lat < -90 || lat > 90 || lng < -180 || lng > 180 {
		return nil
	}
	return &bot.Location{Lat: lat, Lng: lng, Label: Clean(f.Get(under + "Label"))}
}

func event(f Fields, m *bot.Message) {
	m.Event = bot.Event{
		Name:         strings.ToLower(f.Get("Event")),
		Key:          Clean(f.Get("EventKey")),
		TaskID:       f.Get("TaskId"),
		ResponseCode: f.Get("ResponseCode"),
	}
	m.Location = location(f, "SendLocationInfo/") // of location_select
}

// eventIdentity are the paths that tell two events of one second apart.
var eventIdentity = []string{"Event", "EventKey", "MenuId", "TaskId", "MsgID"}

// key is a digest, so that it is of one length, free of personal data, and
// different whenever one of its parts is.
func key(channel string, f Fields, identity []string) string {
	sum := sha256.New()
	for _, path := range []string{"ToUserName", "AgentID", "FromUserName", "CreateTime", "MsgType"} {
		part(sum, f.Get(path))
	}
	isEvent := strings.EqualFold(f.Get("MsgType"), "event")
	switch {
	case isEvent:
		for _, path := range slices.Concat(eventIdentity, identity) {
			part(sum, f[strings.ToLower(path)]...)
		}
	case f.Get("MsgId") != "":
		part(sum, f.Get("MsgId"))
	default: // nothing names it: the whole of it does
		for _, path := range slices.Sorted(maps.Keys(f)) {
			part(sum, append([]string{path}, f[path]...)...)
		}
	}
	return channel + ":" + hex.EncodeToString(sum.Sum(nil)[:16])
}

// part writes values so that no other values write the same bytes.
func part(sum hash.Hash, values ...string) {
	size := binary.BigEndian.AppendUint32(nil, uint32(len(values)))
	sum.Write(size)
	for _, v := range values {
		sum.Write(binary.BigEndian.AppendUint32(nil, uint32(len(v))))
		sum.Write([]byte(v))
	}
}

// Clean returns a text without control characters, byte order marks and marks
// that turn the writing direction; every line end becomes "\n".
func Clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.TrimSpace(strings.Map(visible, strings.ToValidUTF8(text, "")))
}

func visible(r rune) rune {
	if r == '\n' || r == '\t' {
		return r
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\ufeff' || r == '\ufffe' || r == '\uffff' {
		return -1
	}
	return r
}
