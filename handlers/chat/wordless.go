package chat

import (
	"context"

	"suihuan/bot"
)

// isWordless hears what came without words, but for a place, which an open
// report may be waiting for.
func isWordless(t *turn) bool {
	if t.Message.Kind == bot.KindLocation {
		return !isFilling(t) && t.Session.Flow != flowEmergency && t.Session.Flow != flowHandIn
	}
	return t.Message.Kind != bot.KindText
}

// hints answer what we cannot read. They promise nothing: nothing was kept, but
// for a place, which the next words may be about.
var hints = map[bot.Kind]string{
	bot.KindImage:    "图片收到了，可我还看不了图，也没有保存。请用文字说说发生了什么、在哪里。",
	bot.KindVoice:    "语音收到了，可我还听不了语音，也没有保存。麻烦您打字告诉我。",
	bot.KindVideo:    "视频收到了，可我还看不了视频，也没有保存。请用文字说说发生了什么、在哪里。",
	bot.KindLink:     "链接收到了，我不会打开外部链接。请用文字说说您想问什么。",
	bot.KindLocation: "位置收到了。请用文字说说那里发生了什么，比如“这里半夜打桩”，我再帮您登记投诉。",
}

const hintUnknown = "这种消息我还看不懂。请用文字告诉我您想问什么，或者发生了什么。"

func (c *Chat) wordless(_ context.Context, t *turn) (bot.Reply, error) {
	hint, ok := hints[t.Message.Kind]
	if !ok {
		hint = hintUnknown
	}
	if l := t.Message.Location; l != nil {
		keepPlace(t, *l)
		return bot.Say(hint), nil
	}
	return c.goOn(t, bot.Say(hint)), nil
}
