package chat

import (
	"context"
	"fmt"
	"regexp"

	"suihuan/bot"
)

// ratingForms are the ways to say of an answer that it helped, or did not.
var ratingForms = map[bot.Rating]*regexp.Regexp{
	bot.RatingUseful: regexp.MustCompile(`^(?:这个|回答|答案)?(?:很|好|真|真的|挺|非常|比较|确实)?` +
		`(?:有用|有帮助|有幫助|管用|帮到(?:我|我了|了|咗|手)|幫到(?:我|我了|咗|手)|有用处)(?:的|了|啊|呀|啦|哦|喔)?` +
		`(?:[，,。.!！~～ ]*(?:谢谢|謝謝|感谢|多谢|多謝|唔该|唔該)[你您晒曬了啊]*)?$`),
	bot.RatingUseless: regexp.MustCompile(`^(?:这个|回答|答案)?(?:完全|一点都?|根本|都|真|真的)?` +
		`(?:没用|沒用|没有用|沒有用|没什么用|没啥用|冇用|冇乜用|无用|無用|唔管用|不管用|没有?帮助|沒有?幫助|冇帮助|冇幫助|帮不到我?|帮唔到我?|幫唔到我?|没帮到我?|答非所问|答非所問)` +
		`(?:的|了|啊|呀|啦|喔)?$`),
}

// ratingOf reads what is said of the answer before, "" when nothing is.
func ratingOf(t *turn) bot.Rating {
	for rating, form := range ratingForms {
		if form.MatchString(commandWord(t.Text)) {
			return rating
		}
	}
	return ""
}

// isRating hears a word about the answer before. In a form, where 没用 may be
// an answer to what was asked, there must have been one just now.
func isRating(t *turn) bool {
	return ratingOf(t) != "" && (t.Session.Receipt != "" || !inFlow(t))
}

// What is said to a rating, and to one of nothing.
var (
	sayRated = map[bot.Rating]string{
		bot.RatingUseful:  "谢谢，您的评价记下了。",
		bot.RatingUseless: "谢谢您告诉我，已经记下了。",
	}
	sayHeard = map[bot.Rating]string{
		bot.RatingUseful:  "谢谢您。",
		bot.RatingUseless: "抱歉没帮上忙。",
	}
)

// rate notes what a person says of the answer before. Whom it did not help is
// shown where to turn.
func (c *Chat) rate(ctx context.Context, t *turn) (bot.Reply, error) {
	rating, words := ratingOf(t), sayHeard
	if t.Session.Receipt != "" {
		if err := c.Ledger.Rate(ctx, t.Message.Person(), t.Session.Receipt, rating); err != nil {
			return bot.Reply{}, fmt.Errorf("rate answer: %w", err)
		}
		words = sayRated
	}
	reply := notice(words[rating])
	if rating == bot.RatingUseless && !inFlow(t) {
		reply.Parts[0].Text += "可以换个说法再问一次，也可以打12345，或者直接在这里投诉。"
		reply.Parts[0].Choices = bot.Pick(wordHuman, "我要投诉")
	}
	return c.goOn(t, reply), nil
}
