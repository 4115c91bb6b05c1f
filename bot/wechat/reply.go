package wechat

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

// acknowledgement tells the platform that there is nothing to say.
const acknowledgement = "success"

// textLimit keeps a little off the limit, which is known from an old official
// table only (protocol.md A1.2, E2).
const textLimit = bot.TextLimit - 48

// seal writes the passive reply to m. What does not fit stays in Session.Rest.
// Part texts go out as they are: who puts a citizen's or an officer's words
// into one must take "<a " out of them, or they can show a false link. The
// words of choices are made safe here.
func (r *Receiver) seal(m bot.Message, f envelope.Format) bot.Seal {
	return func(reply bot.Reply, s *bot.Session) ([]byte, error) {
		if len(reply.Parts) == 0 {
			return []byte(acknowledgement), nil
		}
		text, rest := render(reply)
		s.Rest = rest
		now := r.now()
		plain := envelope.TextReply(f, m.Sender, m.Account, now, text)
		if r.box == nil {
			return plain, nil
		}
		sealed, err := r.box.Reply(f, plain, now)
		if err != nil {
			return nil, fmt.Errorf("seal passive reply: %w", err)
		}
		return sealed, nil
	}
}

// render prefers tappable choices. Their links take many bytes and must not be
// cut in two, so a reply that is too long with them has numbered lines instead.
func render(reply bot.Reply) (text, rest string) {
	text, rest = bot.Plain(reply, textLimit, tappable)
	if rest == "" {
		return text, ""
	}
	return bot.Plain(reply, textLimit, numbered)
}

// tappable writes a choice as a link that sends its value. The number stands
// in front because typing it does the same, where a client shows no link.
func tappable(i int, c bot.Choice) string {
	value := strings.ReplaceAll(url.QueryEscape(c.Value), "+", "%20")
	return fmt.Sprintf(`<a href="weixin://bizmsgmenu?msgmenucontent=%s&msgmenuid=%d">%s</a>`,
		value, i+1, numbered(i, c))
}

func numbered(i int, c bot.Choice) string {
	return strconv.Itoa(i+1) + ". " + envelope.Label(c.Text)
}
