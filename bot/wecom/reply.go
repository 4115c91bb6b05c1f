package wecom

import (
	"fmt"
	"strconv"

	"suihuan/bot"
	"suihuan/bot/internal/envelope"
)

// textLimit keeps a little off the platform's limit, beyond which it cuts.
const textLimit = bot.TextLimit - 48

// seal writes the passive reply to m; a reply that says nothing is an empty
// body (protocol.md A5). What does not fit stays in Session.Rest. Texts go out
// as they are: who puts a citizen's words into one must take "<a " out of
// them, or they can show a false link. The words of choices are made safe here.
func (r *Receiver) seal(m bot.Message, f envelope.Format) bot.Seal {
	return func(reply bot.Reply, s *bot.Session) ([]byte, error) {
		if len(reply.Parts) == 0 {
			return []byte{}, nil
		}
		text, rest := bot.Plain(reply, textLimit, numbered)
		s.Rest = rest
		now := r.now()
		sealed, err := r.box.Reply(f, envelope.TextReply(f, m.Sender, m.Account, now, text), now)
		if err != nil {
			return nil, fmt.Errorf("seal passive reply: %w", err)
		}
		return sealed, nil
	}
}

func numbered(i int, c bot.Choice) string {
	return strconv.Itoa(i+1) + ". " + envelope.Label(c.Text)
}
