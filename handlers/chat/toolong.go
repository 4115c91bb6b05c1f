package chat

import (
	"context"
	"unicode/utf8"

	"suihuan/bot"
)

// longest is the length of a message that is still read, in characters.
const longest = 2000

func isTooLong(t *turn) bool { return utf8.RuneCountInString(t.Message.Text) > longest }

func (c *Chat) tooLong(context.Context, *turn) (bot.Reply, error) {
	return bot.Say("这条消息太长了，我没法处理，也没有保存。请分成几条发，每条不超过2000字。"), nil
}
