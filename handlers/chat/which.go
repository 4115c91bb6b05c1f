package chat

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"suihuan/bot"
	"suihuan/bot/petition"
)

// noneOfThese answers that no item fits.
const noneOfThese = "都不是"

// whichItem asks which of several items fits.
func (c *Chat) whichItem(t *turn, iv petition.Interview) bot.Reply {
	var titles []string
	for _, item := range iv.Items {
		title, _ := c.Knowledge.Choice(fmt.Sprintf("eia-item-%03d", item), t.Now)
		titles = append(titles, title)
	}
	return bot.Say("您的项目更像下面哪一个？", bot.Pick(append(titles, noneOfThese)...)...).In(flowEIA, factItem)
}

// itemNumber finds the number of an item in its title.
var itemNumber = regexp.MustCompile(`第([0-9]+)项`)

// hearItem takes the item that is chosen. Where none fits, or other words are
// told, the words belong to the description and the likeliest item is judged.
func (c *Chat) hearItem(iv *petition.Interview, text string) {
	if m := itemNumber.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1]) // the form matches figures only
		if slices.Contains(iv.Items, n) {
			iv.Item, iv.Items = n, nil
			return
		}
	}
	iv.Items = nil
	if text != noneOfThese && !notKnowing.MatchString(text) {
		c.hearMore(iv, text)
	}
}
